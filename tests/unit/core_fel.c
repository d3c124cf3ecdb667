/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The future-event list against a plain array that is searched: random pushes, pops and
 * cancellations, of short lists and long ones, with many events at the same instant and phase or
 * nearly none. */
#include "sim/core/fel.h"

#include "tests/unit/check.h"

#define STEPS 2000
#define MOST 512

struct plain {
    struct {
        struct fel_event ev;
        struct fel_id id;
    } item[MOST]; /* in the order of pushes */
    unsigned count;
};

static uint32_t next(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*state >> 33);
}

static void plain_remove(struct plain *P, unsigned i)
{
    for (P->count--; i < P->count; i++)
        P->item[i] = P->item[i + 1];
}

/* plain_first(P): the earliest; of equals the one that was pushed first. */
static unsigned plain_first(const struct plain *P)
{
    unsigned i, best = 0;

    for (i = 1; i < P->count; i++) {
        const struct fel_event *a = &P->item[i].ev, *b = &P->item[best].ev;

        if (a->time < b->time || (a->time == b->time && a->phase < b->phase))
            best = i;
    }
    return best;
}

static void push(struct fel *F, struct plain *P, gatesim_ticks time, uint64_t *state, uint32_t what)
{
    struct fel_event ev = {.time = time, .phase = (uint8_t)(next(state) % 3), .what = what};
    struct fel_id id = {0, 0};

    assert_int_equal(fel_push(F, &ev, next(state) % 2 ? &id : NULL), 0);
    P->item[P->count].ev = ev;
    P->item[P->count++].id = id;
}

static gatesim_ticks pop(struct fel *F, struct plain *P)
{
    const unsigned i = plain_first(P);
    struct fel_event ev;
    struct fel_id stale = P->item[i].id;

    assert_true(fel_first_time(F) == P->item[i].ev.time);
    assert_int_equal(fel_first_phase(F), P->item[i].ev.phase);
    assert_true(fel_pop(F, &ev));
    assert_int_equal(ev.what, P->item[i].ev.what);
    assert_false(fel_cancel(F, &stale));
    plain_remove(P, i);
    return ev.time;
}

static void cancel(struct fel *F, struct plain *P, unsigned i)
{
    struct fel_id id = P->item[i].id, stale = id;

    if (id.slot == 0)
        return;
    assert_true(fel_cancel(F, &id));
    assert_int_equal(id.slot, 0);
    assert_false(fel_cancel(F, &id));
    assert_false(fel_cancel(F, &stale));
    plain_remove(P, i);
}

/* at_random(most, spread): the list has up to most events, which are due within spread ticks. */
static void at_random(unsigned most, uint32_t spread)
{
    struct fel *F = fel_create();
    struct plain P = {.count = 0};
    uint64_t random = most + spread;
    gatesim_ticks now = 0;
    uint32_t i;

    assert_non_null(F);
    for (i = 0; i < STEPS; i++) {
        const uint32_t what = next(&random) % 8;

        if (P.count == 0 || (what < 4 && P.count < most))
            push(F, &P, now + next(&random) % spread, &random, i);
        else if (what < 7)
            now = pop(F, &P);
        else
            cancel(F, &P, next(&random) % P.count);
        assert_int_equal(fel_count(F), P.count);
    }
    while (P.count > 0)
        pop(F, &P);
    assert_true(fel_first_time(F) == GATESIM_NEVER);
    assert_int_equal(fel_first_phase(F), 255);
    assert_false(fel_pop(F, &(struct fel_event){0}));
    fel_destroy(F);
}

static void test_random(void **state)
{
    unsigned most;

    (void)state;
    for (most = 1; most <= MOST; most = most < 40 ? most + 1 : most * 2) {
        at_random(most, 1);
        at_random(most, 8);
        at_random(most, 1000000);
    }
}

/* What is pushed comes before all that is there, after it, or in its midst, until there are many:
 * the next few events give way to it. */
static void test_grows_from_each_side(void **state)
{
    uint64_t random = 7;
    unsigned side, i;

    (void)state;
    for (side = 0; side < 3; side++) {
        struct fel *F = fel_create();
        struct plain P = {.count = 0};

        assert_non_null(F);
        for (i = 0; i < MOST; i++) {
            const gatesim_ticks at = i % 2 ? i : 2 * MOST - i;

            push(F, &P, side == 0 ? i : side == 1 ? MOST - i : at, &random, i);
            assert_int_equal(fel_count(F), i + 1);
        }
        for (i = 0; i < MOST / 2; i++)
            cancel(F, &P, next(&random) % P.count);
        while (P.count > 0)
            pop(F, &P);
        fel_destroy(F);
    }
}

static void test_equals_are_fifo(void **state)
{
    struct fel *F = fel_create();
    struct fel_event ev = {.time = 5, .phase = 1};
    uint32_t i;

    (void)state;
    for (i = 0; i < 1000; i++) {
        ev.what = i;
        assert_int_equal(fel_push(F, &ev, NULL), 0);
    }
    for (i = 0; i < 1000; i++) {
        assert_true(fel_pop(F, &ev));
        assert_int_equal(ev.what, i);
    }
    fel_destroy(F);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_grows_from_each_side),
        cmocka_unit_test(test_equals_are_fifo),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
