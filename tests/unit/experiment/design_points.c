/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "gatesim/status.h"
#include "sim/experiment/design_points.h"
#include "tests/unit/said.h"

/* Reads two factors, and one limit unless it is NULL. */
static void read(struct factors *V, const char *a, const char *b, const char *limit)
{
    struct settings factors = {0}, limits = {0};

    assert_int_equal(settings_add(stderr, &factors, NULL, strdup(a)), GATESIM_OK);
    assert_int_equal(settings_add(stderr, &factors, NULL, strdup(b)), GATESIM_OK);
    if (limit != NULL)
        assert_int_equal(settings_add(stderr, &limits, NULL, strdup(limit)), GATESIM_OK);
    assert_int_equal(factors_read(V, &factors, &limits), GATESIM_OK);
    settings_release(&factors);
    settings_release(&limits);
}

static size_t points(const char *a, const char *b, const char *limit, enum points_design design,
                     size_t wanted)
{
    struct factors V;
    struct design_points P;
    size_t count;

    factors_init(&V, stderr);
    read(&V, a, b, limit);
    assert_int_equal(points_make(&P, &V, design, wanted, 1), GATESIM_OK);
    for (size_t i = 0; i < P.count; i++) {
        assert_true(factors_allows(&V, points_at(&P, i)));
        assert_int_equal(points_add(&P, &V, points_at(&P, i)), i); /* each is there once */
    }
    count = P.count;
    points_release(&P);
    factors_release(&V);
    return count;
}

static void designs_have_their_points(void **state)
{
    (void)state;
    assert_int_equal(points("a.x=1..3", "b.x=1..4", NULL, POINTS_GRID, 0), 12);
    assert_int_equal(points("a.x=1..3", "b.x=1..4", "a.x + b.x <= 3", POINTS_GRID, 0), 3);
    assert_int_equal(points("a.x=1..3", "b.x=2,4,8", NULL, POINTS_LOCKSTEP, 0), 3);
    assert_int_equal(points("a.x=0..1 min", "b.x=0..1 h", NULL, POINTS_LHS, 50), 50);
    assert_int_equal(points("a.x=0..1 min", "b.x=0..1 h", NULL, POINTS_SOBOL, 50), 50);
    assert_int_equal(points("a.x=1..2", "b.x=1..2", NULL, POINTS_SOBOL, 50), 4);
}

static void mistakes_are_told(void **state)
{
    static const struct {
        const char *a, *b, *limit, *told;
        enum points_design design;
    } row[] = {
        {"a.x=1..2", "b.x=1..3", NULL, "--lockstep: a.x has 2 values and b.x has 3",
         POINTS_LOCKSTEP},
        {"a.x=1..2", "b.x=0..1 h", NULL, "--vary b.x: a step is needed, such as 0..1/0.25 h",
         POINTS_GRID},
        {"a.x=1..2", "b.x=1..3", "a.x + b.x < 2", "no combination of the values keeps the",
         POINTS_GRID},
        {"a.x=1..900", "b.x=1..900", NULL, "more than 100000 points", POINTS_GRID},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct factors V;
        struct design_points P;
        struct said S;

        said_begin(&S);
        factors_init(&V, S.stream);
        read(&V, row[i].a, row[i].b, row[i].limit);
        assert_int_equal(points_make(&P, &V, row[i].design, 0, 1), GATESIM_EINPUT);
        said_has(&S, row[i].told);
        points_release(&P);
        factors_release(&V);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(designs_have_their_points),
        cmocka_unit_test(mistakes_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
