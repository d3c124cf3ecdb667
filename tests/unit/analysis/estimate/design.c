/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <stdint.h>

#include "analysis/compare/effects.h"
#include "analysis/estimate/design.h"
#include "analysis/estimate/variance.h"
#include "tests/unit/close.h"

static void a_grid_holds_every_combination_once(void **state)
{
    const size_t levels[] = {2, 3};
    size_t point[2];

    (void)state;
    assert_int_equal(design_grid_size(2, levels), 6);
    for (size_t i = 0; i < 6; i++) {
        design_grid(2, levels, i, point);
        assert_int_equal(point[0], i / 3);
        assert_int_equal(point[1], i % 3);
    }
    assert_true(design_grid_size(2, (size_t[]){SIZE_MAX, 2}) == SIZE_MAX);
}

static void a_latin_hypercube_has_a_point_in_every_slice(void **state)
{
    double u[3 * 20], again[3 * 20];

    (void)state;
    assert_int_equal(design_lhs(20, 3, 7, u), 0);
    assert_int_equal(design_lhs(20, 3, 7, again), 0);
    for (int j = 0; j < 3; j++) {
        unsigned seen = 0;

        for (int i = 0; i < 20; i++) {
            seen |= 1U << (unsigned)(20 * u[3 * i + j]);
            assert_true(u[3 * i + j] == again[3 * i + j]);
        }
        assert_int_equal(seen, 0xfffff);
    }
}

/* The beginning of Sobol's sequence in two dimensions, without the origin. */
static void sobols_points_are_the_published_ones(void **state)
{
    const double expected[] = {0.5, 0.5, 0.75, 0.25, 0.25, 0.75, 0.375, 0.375};
    gsl_qrng *Q;
    double u[2];

    (void)state;
    assert_int_equal(design_sobol(2, &Q), 0);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(gsl_qrng_get(Q, u), 0);
        assert_close(u[0], expected[2 * i], 0);
        assert_close(u[1], expected[2 * i + 1], 0);
    }
    gsl_qrng_free(Q);
    assert_true(design_sobol(41, &Q) < 0);
    assert_null(Q);
}

static void levels_share_the_unit_equally(void **state)
{
    (void)state;
    assert_int_equal(design_level(0.0, 4), 0);
    assert_int_equal(design_level(0.2499, 4), 0);
    assert_int_equal(design_level(0.25, 4), 1);
    assert_int_equal(design_level(1.0, 4), 3);
}

/* y = 10 + 3 a - 2 b + 1.5 a b, in three replications that are shifted as a whole. */
static void effects_of_an_exact_plane_are_found(void **state)
{
    const double values[] = {2, 10, 2, 30, 8, 10, 8, 30};
    double coded[8], y[12];
    const struct effects_design D = {.points = 4, .factors = 2, .coded = coded, .interactions = 1};
    struct effects E;

    (void)state;
    effects_code(values, 4, 2, 0, coded);
    effects_code(values, 4, 2, 1, coded);
    for (int i = 0; i < 4; i++)
        for (int r = 0; r < 3; r++) {
            const double a = coded[2 * i], b = coded[2 * i + 1];

            y[3 * i + r] = 10 + 3 * a - 2 * b + 1.5 * a * b + (r - 1);
        }
    assert_int_equal(effects_fit(&D, y, 3, &E), 0);
    assert_int_equal(E.terms, 4);
    assert_close(E.effect[0].mean, 10, 1e-12);
    assert_close(E.effect[0].sd, 1, 1e-12);
    assert_close(E.effect[1].mean, 6, 1e-12);
    assert_close(E.effect[1].half_width, 0, 1e-12);
    assert_close(E.effect[2].mean, -4, 1e-12);
    assert_close(E.effect[3].mean, 3, 1e-12);
    assert_close(E.explained, 1, 1e-12);
    effects_release(&E);
}

/* Without the interaction the plane leaves its square: 4 * 1.5^2 of 4 (9 + 4 + 2.25). */
static void what_the_effects_do_not_explain_is_told(void **state)
{
    const double coded[] = {-1, -1, -1, 1, 1, -1, 1, 1};
    const double y[] = {10 - 3 + 2 + 1.5, 10 - 3 - 2 - 1.5, 10 + 3 + 2 - 1.5, 10 + 3 - 2 + 1.5};
    const struct effects_design D = {.points = 4, .factors = 2, .coded = coded};
    struct effects E;

    (void)state;
    assert_int_equal(effects_fit(&D, y, 1, &E), 0);
    assert_close(E.effect[1].mean, 6, 1e-12);
    assert_close(E.explained, 13.0 / 15.25, 1e-12);
    effects_release(&E);
}

static void too_few_points_for_the_terms_are_refused(void **state)
{
    const double coded[] = {-1, -1, 1, 1};
    const struct effects_design D = {.points = 2, .factors = 2, .coded = coded};
    struct effects E;

    (void)state;
    assert_true(effects_fit(&D, coded, 1, &E) < 0);
}

static void factors_that_go_together_share_their_effect(void **state)
{
    const double coded[] = {-1, -1, 0, 0, 1, 1}, y[] = {0, 2, 4};
    const struct effects_design D = {.points = 3, .factors = 2, .coded = coded};
    struct effects E;

    (void)state;
    assert_int_equal(effects_fit(&D, y, 1, &E), 0);
    assert_close(E.effect[1].mean, 2, 1e-9);
    assert_close(E.effect[2].mean, 2, 1e-9);
    effects_release(&E);
}

/* c - 4 = -1, 1, -1, 1 and y = 1, 2, 3, 6: slope 1, intercept 3, squares left 10 with 2 degrees of
 * freedom: the intercept's variance is 5 / 4; that of the plain mean is 14 / 12. */
static void a_control_is_regressed_away(void **state)
{
    const double y[] = {1, 2, NAN, 3, 6}, c[] = {3, 5, 100, 3, 5}, expected[] = {4};
    struct reduced R;

    (void)state;
    assert_int_equal(variance_controls(y, 5, c, 1, expected, &R), 0);
    assert_int_equal(R.reduced.n, 4);
    assert_close(R.reduced.mean, 3, 1e-12);
    assert_close(R.reduced.sd, sqrt(5), 1e-12);
    assert_close(R.reduced.half_width, 4.30265 * sqrt(1.25), 1e-4);
    assert_close(R.saved, 1 - 5.0 / (14.0 / 3), 1e-12);
}

/* y = 5 + 2 (c - 10) exactly: luck is all of the spread, and is known. */
static void a_perfect_control_leaves_no_variance(void **state)
{
    const double y[] = {3, 7, 9, 4, 6}, c[] = {9, 11, 12, 9.5, 10.5}, expected[] = {10};
    struct reduced R;

    (void)state;
    assert_int_equal(variance_controls(y, 5, c, 1, expected, &R), 0);
    assert_close(R.reduced.mean, 5, 1e-12);
    assert_close(R.saved, 1, 1e-12);
}

static void a_control_that_does_not_vary_does_nothing(void **state)
{
    const double y[] = {3, 7, 9, 4, 6}, c[] = {9, 9, 9, 9, 9}, expected[] = {9};
    struct reduced R;

    (void)state;
    assert_int_equal(variance_controls(y, 5, c, 1, expected, &R), 0);
    assert_close(R.reduced.mean, R.plain.mean, 1e-12);
    assert_close(R.reduced.half_width, R.plain.half_width, 1e-9);
    assert_close(R.saved, 0, 1e-12);
    assert_true(variance_controls(y, 3, c, 1, expected, &R) < 0);
}

/* Pairs (1, 4), (5, 2), (2, 3): means 2.5, 3.5, 2.5 with variance 1/3; all six have variance
 * 65/30: saved 1 - 2 (1/3) / (65/30). */
static void antithetic_pairs_are_the_observations(void **state)
{
    const double y[] = {1, 4, 5, 2, 2, 3, 8, NAN, 77};
    struct reduced R;

    (void)state;
    variance_antithetic(y, 9, &R);
    assert_int_equal(R.reduced.n, 3);
    assert_close(R.reduced.mean, 17.0 / 6, 1e-12);
    assert_close(R.reduced.sd, sqrt(1.0 / 3), 1e-12);
    assert_close(R.saved, 1 - (2.0 / 3) / (65.0 / 30), 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grid_holds_every_combination_once),
        cmocka_unit_test(a_latin_hypercube_has_a_point_in_every_slice),
        cmocka_unit_test(sobols_points_are_the_published_ones),
        cmocka_unit_test(levels_share_the_unit_equally),
        cmocka_unit_test(effects_of_an_exact_plane_are_found),
        cmocka_unit_test(what_the_effects_do_not_explain_is_told),
        cmocka_unit_test(too_few_points_for_the_terms_are_refused),
        cmocka_unit_test(factors_that_go_together_share_their_effect),
        cmocka_unit_test(a_control_is_regressed_away),
        cmocka_unit_test(a_perfect_control_leaves_no_variance),
        cmocka_unit_test(a_control_that_does_not_vary_does_nothing),
        cmocka_unit_test(antithetic_pairs_are_the_observations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
