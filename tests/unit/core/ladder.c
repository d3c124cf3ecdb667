/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The far future by itself: what is taken comes before the horizon and what stays does not, no
 * bucket is much longer than the others where times are even, each event is moved few times, and
 * the room that is reserved suffices and is not wasted. */
#include "sim/core/ladder.h"

#include <stdlib.h>

#include "tests/unit/check.h"

#define MOST 100000U
#define LATE ((gatesim_ticks)1 << 40) /* when the first comes */

struct world {
    struct ladder far;
    struct slots slots;
    struct entry taken[MOST];
    bool here[MOST];
    gatesim_ticks time[MOST];
    uint32_t at[MOST]; /* of the events of the last push; moves are told to slots alone */
    uint32_t pushed;
    uint64_t random;
};

static struct world *begin(void)
{
    struct world *W = calloc(1, sizeof *W);

    assert_non_null(W);
    ladder_init(&W->far);
    W->slots.free = NO_SLOT;
    assert_true(W->far.horizon == GATESIM_NEVER);
    assert_int_equal(ladder_begin(&W->far, 0), 0);
    return W;
}

static void end(struct world *W)
{
    ladder_free(&W->far);
    free(W->slots.slots);
    free(W);
}

static void push(struct world *W, gatesim_ticks time)
{
    const uint32_t i = W->pushed++;
    struct fel_id id;
    struct entry *e;
    uint32_t at;

    assert_true(i < MOST);
    assert_true(time >= W->far.horizon);
    assert_int_equal(ladder_reserve(&W->far, 1), 0);
    assert_int_equal(slots_take(&W->slots, &id), 0);
    e = ladder_place(&W->far, time, &at);
    *e = (struct entry){.time = time, .what = i, .slot = id.slot};
    slots_tell(&W->slots, e, at);
    W->here[i] = true;
    W->time[i] = time;
    W->at[i] = id.slot - 1;
}

static uint32_t still_here(const struct world *W)
{
    uint32_t i, n = 0;

    for (i = 0; i < W->pushed; i++)
        n += W->here[i];
    return n;
}

/* take(W): the next bucket, which lies between the last horizon and the next. */
static uint32_t take(struct world *W)
{
    const gatesim_ticks before = W->far.horizon;
    const uint32_t n = ladder_take(&W->far, &W->slots, W->taken);
    uint32_t i;

    for (i = 0; i < n; i++) {
        const struct entry *e = &W->taken[i];

        assert_true(W->here[e->what] && W->time[e->what] == e->time);
        assert_true(before <= e->time && e->time < W->far.horizon);
        W->here[e->what] = false;
        slots_give(&W->slots, e->slot - 1);
    }
    return n;
}

static void none_is_early(const struct world *W)
{
    uint32_t i;

    for (i = 0; i < W->pushed; i++)
        assert_true(!W->here[i] || W->time[i] >= W->far.horizon);
}

/* Even times: buckets of a few dozen, and nothing is left out or comes twice. */
static void test_buckets_are_even(void **state)
{
    struct world *W = begin();
    uint32_t n, most = 0, buckets = 0;

    (void)state;
    while (W->pushed < 50000)
        push(W, LATE + check_random(&W->random) % 100000000);
    while ((n = take(W)) > 0) {
        if (buckets % 50 == 0)
            none_is_early(W);
        if (W->far.horizon < GATESIM_NEVER && n > most)
            most = n;
        buckets++;
        assert_int_equal(W->far.count, buckets % 50 == 0 ? still_here(W) : W->far.count);
    }
    assert_int_equal(still_here(W), 0);
    assert_true(W->far.horizon == GATESIM_NEVER);
    assert_in_range(most, 32, 256);
    assert_in_range(buckets, 200, 2000);
    end(W);
}

/* What is reserved is enough while all is spread, as ladder_place asserts, and no more than twice
 * what is in use then. */
static void test_room(void **state)
{
    uint32_t events;

    (void)state;
    for (events = 1; events < MOST / 2; events = events * 3 / 2 + 1) {
        struct world *W = begin();

        assert_int_equal(ladder_reserve(&W->far, events), 0);
        assert_true(W->far.capacity <= 64 ||
                    W->far.capacity < 3 * (events / FAR_CHUNK + events / 32 + 8));
        while (W->pushed < events)
            push(W, (gatesim_ticks)check_random(&W->random) % ((gatesim_ticks)events * 1000));
        while (take(W) > 0)
            ;
        assert_int_equal(W->far.taken, 0);
        end(W);
    }
}

/* Nearly all at one of ten instants, and between each two of these one event that is alone. */
static void test_lone_ones(void **state)
{
    struct world *W = begin();

    (void)state;
    while (W->pushed < 20000)
        push(W, W->pushed % 2000 == 0 ? 50000 + (gatesim_ticks)W->pushed * 50
                                      : check_random(&W->random) % 10 * 100000);
    while (take(W) > 0)
        none_is_early(W);
    assert_int_equal(still_here(W), 0);
    end(W);
}

/* A few that come at the end of time do not make the buckets of the others long. */
static void test_few_far_ones(void **state)
{
    struct world *W = begin();
    uint32_t n, most = 0, taken = 0;

    (void)state;
    while (W->pushed < 20000)
        push(W, W->pushed % 5000 == 0 ? GATESIM_TICKS_MAX : check_random(&W->random) % 1000000);
    for (; taken < 18000; taken += n) {
        n = take(W);
        assert_true(W->far.horizon <= 1000000);
        most = n > most ? n : most;
    }
    assert_in_range(most, 32, 256);
    end(W);
}

/* While events come and go, and some are taken back, what stays is told where it lies. */
static void test_comes_and_goes(void **state)
{
    struct world *W = begin();
    uint32_t i;

    (void)state;
    while (W->pushed < 20000)
        push(W, check_random(&W->random) % 1000000);
    while (W->pushed < 90000) {
        const uint32_t n = take(W);

        assert_true(n > 0);
        if (W->far.horizon == GATESIM_NEVER) {
            while (take(W) > 0)
                ;
            assert_int_equal(ladder_begin(&W->far, 0), 0);
        }
        for (i = 0; i < n; i++)
            push(W, W->far.horizon + check_random(&W->random) % 1000000);
        for (i = 0; i < n / 4; i++) {
            const uint32_t gone = check_random(&W->random) % W->pushed;

            if (!W->here[gone])
                continue;
            ladder_remove(&W->far, &W->slots, W->slots.slots[W->at[gone]].at);
            slots_give(&W->slots, W->at[gone]);
            W->here[gone] = false;
            push(W, W->far.horizon + 500000);
        }
        if (W->pushed >= MOST - 2000)
            break;
    }
    assert_int_equal(W->far.count, still_here(W));
    while (take(W) > 0)
        ;
    assert_int_equal(still_here(W), 0);
    end(W);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_buckets_are_even), cmocka_unit_test(test_room),
        cmocka_unit_test(test_lone_ones),        cmocka_unit_test(test_few_far_ones),
        cmocka_unit_test(test_comes_and_goes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
