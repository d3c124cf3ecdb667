/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory runs out at the first allocation of what a viewer asks for, at the second, and so on: it
 * is refused and the session is as it was; with just enough it is done. */
#define HOUSE_FILE "live_memory.tmp.ini"
#include "tests/unit/house.h"
#include "tests/unit/scarce.h"

#include "gatesim/status.h"

#define CHANGE "a.servers = 3"

/* Each of what is asked: 0 or a status. */
static int jump_back(struct session *G)
{
    return session_jump(G, HOUR);
}

static int change_first(struct session *G)
{
    struct gatesim_diagnostics *D = NULL;
    const int status = session_change(G, 0, CHANGE, &D);

    gatesim_diagnostics_destroy(D);
    return status;
}

static int withdraw_first(struct session *G)
{
    return session_withdraw(G, 0);
}

/* What must not have changed. */
struct held {
    gatesim_ticks clock;
    enum session_mode mode;
    unsigned count;
    uint32_t run, made;
    size_t changes;
    uint64_t print;
};

static struct held held_of(const struct session *G)
{
    return (struct held){session_clock(G),
                         G->mode,
                         G->count,
                         G->run,
                         G->made,
                         G->sides[0].changes.count,
                         gatesim_fingerprint(G->sides[0].sim)};
}

static void assert_held(const struct session *G, const struct held *before)
{
    const struct held now = held_of(G);

    assert_true(now.clock == before->clock && now.print == before->print);
    assert_int_equal(now.mode, before->mode);
    assert_int_equal(now.count, before->count);
    assert_int_equal(now.run, before->run);
    assert_int_equal(now.made, before->made);
    assert_int_equal(now.changes, before->changes);
}

/* starve(G, ask): until it is done. */
static void starve(struct session *G, int (*ask)(struct session *G))
{
    const struct held before = held_of(G);
    int status = GATESIM_ENOMEM;

    for (long at = 1; status == GATESIM_ENOMEM; at++) {
        left = at;
        status = ask(G);
        left = -1;
        if (status == GATESIM_ENOMEM)
            assert_held(G, &before);
    }
    assert_int_equal(status, GATESIM_OK);
    assert_int_equal(G->run, before.run + 1);
    settle(G);
    assert_int_equal(G->mode, SESSION_PAUSED);
}

static void what_there_is_no_memory_for_changes_nothing(void **state)
{
    struct session *G = house_open(gate);

    (void)state;
    jump(G, 20);
    starve(G, jump_back);
    jump(G, 20);
    starve(G, change_first);
    assert_int_equal(G->sides[0].changes.count, 1);
    starve(G, session_fork);
    assert_int_equal(G->count, 2);
    starve(G, jump_back);
    starve(G, withdraw_first);
    assert_int_equal(G->sides[0].changes.count, 0);
    assert_true(session_clock(G) == HOUR);
    house_close(G);
}

/* On its way it goes on to where it was going. */
static void a_jump_that_is_refused_leaves_the_one_before(void **state)
{
    struct session *G = house_open(gate);

    (void)state;
    jump(G, 20);
    assert_int_equal(session_jump(G, 40 * HOUR), 0);
    left = 1;
    assert_int_equal(session_jump(G, HOUR), GATESIM_ENOMEM);
    left = -1;
    assert_int_equal(G->mode, SESSION_GOING);
    settle(G);
    assert_true(session_clock(G) == 40 * HOUR);
    house_close(G);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_there_is_no_memory_for_changes_nothing),
        cmocka_unit_test(a_jump_that_is_refused_leaves_the_one_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
