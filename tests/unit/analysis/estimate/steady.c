/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>

#include "analysis/estimate/steady.h"
#include "tests/unit/close.h"

static void mser_cuts_what_is_unlike_the_rest(void **state)
{
    const double x[] = {8, 8, 8, 8, 8, 0, 1, 0, 1, 0.5, 0, 1, 0, 1, 0.5, 1, 0, 1, 0, 0.5};
    struct steady_start S;

    (void)state;
    steady_mser(x, 20, 5, &S);
    assert_int_equal(S.cut, 5);
    assert_true(S.found);
    assert_close(S.mean, 0.5, 1e-12);
}

/* Of a ramp the last m values have sum of squares m (m^2 - 1) / 12, so the criterion
 * (m^2 - 1) / 12 m is smallest at the shortest rest that is tried. */
static void mser_finds_no_start_on_a_ramp(void **state)
{
    double x[40];
    struct steady_start S;

    (void)state;
    for (int i = 0; i < 40; i++)
        x[i] = i;
    steady_mser(x, 40, 5, &S);
    assert_int_equal(S.cut, 20);
    assert_false(S.found);
}

static void mser_cuts_nothing_of_a_constant(void **state)
{
    const double x[] = {3, 3, 3, 3, 3, 3};
    struct steady_start S;

    (void)state;
    steady_mser(x, 6, 1, &S);
    assert_int_equal(S.cut, 0);
    assert_true(S.found);
    steady_mser(x, 6, 5, &S);
    assert_int_equal(S.cut, 0);
    assert_false(S.found);
}

/* Criterion of {5, 1, 3, 2} by hand: d = 0: mean 2.75, squares 8.75, over 16: 0.547; d = 1:
 * mean 2, squares 2, over 9: 0.222; d = 2: mean 2.5, squares 0.5, over 4: 0.125. */
static void mser_is_the_criterion_of_white(void **state)
{
    const double x[] = {5, 1, 3, 2}, longer[] = {5, 1, 3, 2, 1, 3};
    struct steady_start S;

    (void)state;
    steady_mser(x, 4, 1, &S);
    assert_int_equal(S.cut, 2);
    assert_close(S.mean, 2.5, 1e-12);
    /* d = 1: mean 2, squares 4, over 25: 0.16; d = 2: 2.25, 2.75 / 16 = 0.172; d = 3: 2, 2 / 9. */
    steady_mser(longer, 6, 1, &S);
    assert_int_equal(S.cut, 1);
    assert_true(S.found);
}

static void welch_narrows_its_window_at_the_beginning(void **state)
{
    const double x[] = {6, 3, 0, 9, 12, 30};
    double y[6];

    (void)state;
    assert_int_equal(steady_welch(x, 6, 2, y), 4);
    assert_close(y[0], 6, 1e-12);
    assert_close(y[1], 3, 1e-12);
    assert_close(y[2], 6, 1e-12);
    assert_close(y[3], 10.8, 1e-12);
    assert_int_equal(steady_welch(x, 6, 6, y), 0);
}

/* Batches (1, 3), (2, 6), (5, 7) have the means 2, 4, 6: t(2; 0.975) = 4.30265, 2 / sqrt 3. */
static void batch_means_have_students_interval(void **state)
{
    const double x[] = {100, 1, 3, 2, 6, 5, 7};
    struct batch_means B;

    (void)state;
    steady_batch_means(x, 7, 3, &B);
    assert_close(B.mean.mean, 4, 1e-12);
    assert_close(B.mean.half_width, 4.30265 * 2 / sqrt(3), 1e-4);
    assert_close(B.lag1, 0, 1e-12);
}

/* Means -3, -1, 1, 3: products 3 - 1 + 3 over squares 20. */
static void batch_means_tell_when_batches_are_too_short(void **state)
{
    const double x[] = {-3, -1, 1, 3};
    struct batch_means B;

    (void)state;
    steady_batch_means(x, 4, 4, &B);
    assert_close(B.lag1, 0.25, 1e-12);
}

/* Slopes 1, 2, 3: t = 2 / (1 / sqrt 3); with 2 degrees of freedom the two-sided p-value is
 * 1 - t / sqrt(2 + t^2) = 1 - sqrt(12 / 14). */
static void trend_is_tested_over_replications(void **state)
{
    const double series[] = {99, 0, 1, 2, 99, 5, 7, 9, -99, 0, 3, 6, 0, NAN, 3, 6};
    struct steady_trend T;

    (void)state;
    steady_trend(series, 4, 4, 1, &T);
    assert_int_equal(T.slope.n, 3);
    assert_close(T.slope.mean, 2, 1e-12);
    assert_close(T.p, 1 - sqrt(12.0 / 14), 1e-10);
}

static void trend_of_constants_is_none(void **state)
{
    const double series[] = {4, 4, 4, 7, 7, 7};
    struct steady_trend T;

    (void)state;
    steady_trend(series, 2, 3, 0, &T);
    assert_close(T.slope.mean, 0, 0);
    assert_close(T.p, 1, 0);
    steady_trend(series, 1, 3, 0, &T);
    assert_true(isnan(T.p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mser_cuts_what_is_unlike_the_rest),
        cmocka_unit_test(mser_finds_no_start_on_a_ramp),
        cmocka_unit_test(mser_cuts_nothing_of_a_constant),
        cmocka_unit_test(mser_is_the_criterion_of_white),
        cmocka_unit_test(welch_narrows_its_window_at_the_beginning),
        cmocka_unit_test(batch_means_have_students_interval),
        cmocka_unit_test(batch_means_tell_when_batches_are_too_short),
        cmocka_unit_test(trend_is_tested_over_replications),
        cmocka_unit_test(trend_of_constants_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
