/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The future-event list against a plain array that is searched: random pushes, pops and
 * cancellations, of short lists and long ones, with many events at the same instant and phase or
 * nearly none. And very long ones, of which events must come in order and each exactly once. */
#include "sim/core/fel.h"

#include <stdlib.h>

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
    struct fel_event ev = {.time = time, .phase = (uint8_t)(check_random(state) % 3), .what = what};
    struct fel_id id = {0, 0};

    assert_int_equal(fel_push(F, &ev, check_random(state) % 2 ? &id : NULL), 0);
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
        const uint32_t what = check_random(&random) % 8;

        if (P.count == 0 || (what < 4 && P.count < most))
            push(F, &P, now + check_random(&random) % spread, &random, i);
        else if (what < 7)
            now = pop(F, &P);
        else
            cancel(F, &P, check_random(&random) % P.count);
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
            cancel(F, &P, check_random(&random) % P.count);
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

#define LONG 60000U

/* A very long list: what is pending, by the number of the push. */
struct pending {
    struct {
        struct fel_event ev;
        struct fel_id id;
        bool here;
    } item[3 * LONG];
    uint32_t pushed, here;
    struct fel_event last; /* that was taken */
    uint32_t before;       /* pushes until then */
};

/* How far from now an event is, of four kinds: evenly, at one of few instants, mostly near but one
 * in a thousand very far, and at one instant. */
static gatesim_ticks ahead(unsigned kind, uint64_t *random)
{
    switch (kind) {
    case 0:
        return check_random(random) % 1000000;
    case 1:
        return check_random(random) % 5 * 1000;
    case 2:
        return check_random(random) % 1000 == 0 ? (gatesim_ticks)(check_random(random)) << 20
                                                : check_random(random) % 999;
    default:
        return 7;
    }
}

static void push_pending(struct fel *F, struct pending *P, gatesim_ticks time, uint64_t *random)
{
    const uint32_t i = P->pushed++;

    P->item[i].ev =
        (struct fel_event){.time = time, .phase = (uint8_t)(check_random(random) % 3), .what = i};
    P->item[i].id = (struct fel_id){0, 0};
    P->item[i].here = true;
    P->here++;
    assert_int_equal(
        fel_push(F, &P->item[i].ev, check_random(random) % 4 > 0 ? &P->item[i].id : NULL), 0);
}

/* comes_before(a, b): in the order that is promised; what is the number of the push. */
static bool comes_before(const struct fel_event *a, const struct fel_event *b)
{
    if (a->time != b->time)
        return a->time < b->time;
    return a->phase != b->phase ? a->phase < b->phase : a->what < b->what;
}

/* pop_pending(F, P): the next, which is there and does not come before the last; but what has been
 * pushed since then for the same instant may be of an earlier phase. */
static void pop_pending(struct fel *F, struct pending *P)
{
    const gatesim_ticks first = fel_first_time(F);
    struct fel_event ev;

    assert_true(fel_pop(F, &ev));
    assert_true(ev.time == first);
    assert_true(P->item[ev.what].here);
    assert_true(ev.time == P->item[ev.what].ev.time && ev.phase == P->item[ev.what].ev.phase);
    assert_true(comes_before(&P->last, &ev) || (ev.time == P->last.time && ev.what >= P->before));
    assert_false(fel_cancel(F, &P->item[ev.what].id));
    P->item[ev.what].here = false;
    P->here--;
    P->last = ev;
    P->before = P->pushed;
}

static void cancel_pending(struct fel *F, struct pending *P, uint32_t i)
{
    struct fel_id stale = P->item[i].id;

    if (!P->item[i].here || P->item[i].id.slot == 0)
        return;
    assert_true(fel_cancel(F, &P->item[i].id));
    assert_false(fel_cancel(F, &stale));
    P->item[i].here = false;
    P->here--;
}

/* very_long(kind): it grows to LONG events, keeps its length for a time while a fifth of what is
 * pushed is cancelled, and is emptied. */
static void very_long(unsigned kind)
{
    struct fel *F = fel_create();
    struct pending *P = calloc(1, sizeof *P);
    uint64_t random = kind;

    assert_non_null(F);
    assert_non_null(P);
    while (P->pushed < LONG)
        push_pending(F, P, ahead(kind, &random), &random);
    while (P->pushed < 3 * LONG) {
        assert_int_equal(fel_count(F), P->here);
        push_pending(F, P, P->last.time + ahead(kind, &random), &random);
        if (check_random(&random) % 5 == 0)
            cancel_pending(F, P, check_random(&random) % P->pushed);
        else
            pop_pending(F, P);
    }
    while (P->here > 0)
        pop_pending(F, P);
    assert_int_equal(fel_count(F), 0);
    assert_false(fel_pop(F, &P->last));
    free(P);
    fel_destroy(F);
}

static void test_very_long(void **state)
{
    unsigned kind;

    (void)state;
    for (kind = 0; kind < 4; kind++)
        very_long(kind);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_grows_from_each_side),
        cmocka_unit_test(test_equals_are_fifo),
        cmocka_unit_test(test_very_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
