/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The future-event list when memory runs out at the n-th allocation, for every n, while it grows:
 * the push says so and changes nothing, and when there is memory again all goes on. */
#include "gatesim/status.h"
#include "sim/core/fel.h"
#include "tests/unit/check.h"
#include "tests/unit/scarce.h"

#define PUSHES 40000U

/* due(i): when the i-th event is, so that many come before what is there and many after it. */
static gatesim_ticks due(uint32_t i)
{
    return (gatesim_ticks)(i * UINT64_C(2654435761) % PUSHES);
}

/* push(F, i): a push that had no memory left everything as it was. Returns whether it had
 * none. */
static bool push(struct fel *F, uint32_t i, struct fel_id *id)
{
    const struct fel_event ev = {.time = due(i), .what = i};

    if (fel_push(F, &ev, i % 3 == 0 ? id : NULL) == 0)
        return false;
    assert_int_equal(fel_count(F), i);
    left = -1;
    assert_int_equal(fel_push(F, &ev, i % 3 == 0 ? id : NULL), 0);
    return true;
}

/* take_back(F, ids): every handle names its event, which is pushed again. */
static void take_back(struct fel *F, struct fel_id *ids)
{
    uint32_t i;

    for (i = 0; i < PUSHES; i += 3) {
        const struct fel_event ev = {.time = due(i), .what = i};

        assert_true(fel_cancel(F, &ids[i]));
        assert_int_equal(ids[i].generation, 0);
        assert_int_equal(fel_count(F), PUSHES - 1);
        assert_int_equal(fel_push(F, &ev, NULL), 0);
    }
}

static void empty(struct fel *F)
{
    struct fel_event last = {.time = 0}, ev;
    uint32_t i;

    for (i = 0; i < PUSHES; i++, last = ev) { /* no two are due at one time */
        assert_true(fel_pop(F, &ev));
        assert_true(ev.time == due(ev.what));
        assert_true(i == 0 || ev.time > last.time || (ev.time == last.time && ev.what > last.what));
    }
    assert_false(fel_pop(F, &ev));
}

/* grow(n): with the n-th allocation failing; returns whether there were so many. */
static bool grow(long n)
{
    static struct fel_id ids[PUSHES];
    bool failed = false;
    struct fel *F;
    uint32_t i;

    left = n;
    if ((F = fel_create()) == NULL) {
        left = -1;
        return true;
    }
    for (i = 0; i < PUSHES; i++)
        failed = push(F, i, &ids[i]) || failed;
    failed = failed || left == 0;
    left = -1;
    take_back(F, ids);
    empty(F);
    fel_destroy(F);
    return failed;
}

static void test_every_allocation(void **state)
{
    long n = 1;

    (void)state;
    while (grow(n))
        n++;
    assert_in_range(n, 20, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_allocation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
