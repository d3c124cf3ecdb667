/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <stdint.h>

#include "analysis/compare/difference.h"
#include "analysis/estimate/precision.h"
#include "tests/unit/close.h"

/* Extra hours of sleep of ten patients under two drugs: Student, "The probable error of a mean",
 * Biometrika 6, 1908; the test statistics as every statistics program prints them. */
static const double drug1[] = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
static const double drug2[] = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

static void paired_difference_is_students(void **state)
{
    struct difference D;

    (void)state;
    difference_paired(drug1, drug2, 10, 0.95, &D);
    assert_int_equal(D.n, 10);
    assert_close(D.mean, 1.58, 1e-12);
    assert_close(D.mean - D.half_width, 0.7001142, 1e-7);
    assert_close(D.mean + D.half_width, 2.4598858, 1e-7);
    assert_close(D.p, 0.002833, 5e-7);
    assert_close(D.df, 9, 0);
    assert_close(D.correlation, 0.7951702, 1e-7);
    /* Variances 3.200556, 4.009 and, of the difference, 1.512889. */
    assert_close(D.saved, 1 - 1.512889 / 7.209556, 1e-6);
}

static void independent_difference_is_welchs(void **state)
{
    struct difference D;

    (void)state;
    difference_independent(drug1, 10, drug2, 10, 0.95, &D);
    assert_close(D.mean, 1.58, 1e-12);
    assert_close(D.mean - D.half_width, -0.2054832, 1e-7);
    assert_close(D.p, 0.07939, 5e-6);
    assert_close(D.df, 17.776, 5e-4);
    assert_true(isnan(D.correlation) && isnan(D.saved));
}

/* With a certain denominator the ratio's interval is that of the numerator, divided. */
static void ratio_to_a_constant_is_the_mean_scaled(void **state)
{
    const double a[] = {2, 2, 2}, b[] = {1.5, 2, 2.5};
    struct difference D;

    (void)state;
    difference_paired(a, b, 3, 0.95, &D);
    assert_close(D.relative, 0, 1e-12);
    assert_close(D.relative_high, 4.30265 * 0.5 / sqrt(3) / 2, 1e-5);
    assert_close(D.relative_low, -D.relative_high, 1e-12);
}

/* At either end of Fieller's interval, b and theta a differ with p = 0.05 exactly. */
static void ratio_ends_where_the_test_begins_to_reject(void **state)
{
    const double a[] = {7.1, 8.4, 6.2, 9.9, 7.7}, b[] = {3.9, 5.1, 3.2, 6.6, 3.4};
    double scaled[5];
    struct difference D, E;

    (void)state;
    difference_paired(a, b, 5, 0.95, &D);
    for (int i = 0; i < 5; i++)
        scaled[i] = a[i] * (1 + D.relative_low);
    difference_paired(scaled, b, 5, 0.95, &E);
    assert_close(E.p, 0.05, 1e-9);
    assert_true(D.relative_low < D.relative && D.relative < D.relative_high);
}

static void ratio_to_what_may_be_zero_is_unbounded(void **state)
{
    const double a[] = {-1, 1, 0.5}, b[] = {3, 4, 5};
    struct difference D;

    (void)state;
    difference_paired(a, b, 3, 0.95, &D);
    assert_true(isnan(D.relative_low) && isnan(D.relative_high));
}

static void pairs_that_are_not_whole_are_left_out(void **state)
{
    const double a[] = {1, NAN, 3, 4}, b[] = {2, 2, NAN, 6};
    struct difference D;

    (void)state;
    difference_paired(a, b, 4, 0.95, &D);
    assert_int_equal(D.n, 2);
    assert_close(D.mean, 1.5, 1e-12);
}

static void one_pair_has_a_mean_and_no_interval(void **state)
{
    const double a[] = {4}, b[] = {3};
    struct difference D;

    (void)state;
    difference_paired(a, b, 1, 0.95, &D);
    assert_close(D.mean, -1, 0);
    assert_close(D.relative, -0.25, 0);
    assert_true(isnan(D.half_width) && isnan(D.p) && isnan(D.relative_low));
    difference_independent(a, 1, b, 1, 0.95, &D);
    assert_true(isnan(D.half_width) && isnan(D.p));
}

static void equal_systems_do_not_differ(void **state)
{
    struct difference D;

    (void)state;
    difference_paired(drug1, drug1, 10, 0.95, &D);
    assert_close(D.mean, 0, 0);
    assert_close(D.half_width, 0, 0);
    assert_close(D.p, 1, 0);
}

static void nothing_can_be_said_of_nothing(void **state)
{
    struct difference D;

    (void)state;
    difference_paired(NULL, NULL, 0, 0.95, &D);
    assert_true(isnan(D.mean) && isnan(D.p));
}

/* 4 * 0.005, 3 * 0.01, 2 * 0.03, and 0.04, not less than the one before. */
static void holm_steps_down(void **state)
{
    const double p[] = {0.01, 0.04, NAN, 0.03, 0.005};
    double q[5];

    (void)state;
    assert_int_equal(adjust_holm(p, 5, q), 0);
    assert_close(q[0], 0.03, 1e-12);
    assert_close(q[1], 0.06, 1e-12);
    assert_true(isnan(q[2]));
    assert_close(q[3], 0.06, 1e-12);
    assert_close(q[4], 0.02, 1e-12);
    assert_close(adjust_bonferroni(4, 0.95), 0.9875, 1e-12);
}

/* An interval that reaches from one mean less to one more and holds 0 says nothing; a wider one
 * that leaves 0 out does. */
static void a_ratio_is_told_when_it_says_anything(void **state)
{
    const double a[] = {10, 11, 12}, wild[] = {10, 33, 2}, more[] = {60, 40, 50};
    const double near_zero[] = {-5, 1, 7};
    struct difference D;

    (void)state;
    difference_paired(a, wild, 3, 0.95, &D);
    assert_true(D.relative_low < 0 && D.relative_high - D.relative_low > 2);
    assert_false(difference_is_relative(&D));
    difference_paired(a, more, 3, 0.95, &D);
    assert_true(D.relative_low > 0 && D.relative_high - D.relative_low > 2);
    assert_true(difference_is_relative(&D));
    difference_paired(near_zero, more, 3, 0.95, &D); /* unbounded */
    assert_false(difference_is_relative(&D));
    difference_paired(a, wild, 1, 0.95, &D); /* nothing has an interval */
    assert_true(difference_is_relative(&D));
}

/* Who had next to nobody in line before is not told of millions of percent. */
static void a_manifold_change_is_told_by_the_numbers(void **state)
{
    static const double none[] = {0.001, 0.0011, 0.0009}, some[] = {5.0, 5.2, 4.9};
    static const double few[] = {1.0, 1.1, 0.9};
    struct difference D;

    (void)state;
    difference_paired(none, some, 3, 0.95, &D);
    assert_false(difference_is_relative(&D));
    difference_paired(few, some, 3, 0.95, &D);
    assert_true(difference_is_relative(&D));
}

/* From {4, 4, 5} to {0, 0, 2}: the quadratic gives 0.39 less to 1.76 less. */
static void no_mean_is_cut_by_more_than_all_of_it(void **state)
{
    const double few[] = {4, 4, 5}, hardly[] = {0, 0, 2}, opposite[] = {-1, 0, 0};
    struct difference D;

    (void)state;
    difference_paired(few, hardly, 3, 0.95, &D);
    assert_close(D.relative_high, -0.3871, 1e-4);
    assert_true(D.relative_low == -1);
    difference_paired(few, opposite, 3, 0.95, &D);
    assert_true(D.relative_low < -1);
}

/* sd 2, mean 1: 17 replications are too few, 2.1199 * 2 / sqrt(17) = 1.028; 18 do, 2.1098 * 2 /
 * sqrt(18) = 0.9946. */
static void as_many_tell_a_mean_from_zero_as_students_t_asks(void **state)
{
    const struct estimate E = {.mean = -1, .sd = 2, .half_width = NAN, .n = 3};
    const struct estimate sure = {.mean = 50, .sd = 2, .half_width = NAN, .n = 3};
    const struct estimate zero = {.mean = 0, .sd = 2, .half_width = NAN, .n = 3};
    const struct estimate one = {.mean = 1, .sd = NAN, .half_width = NAN, .n = 1};

    (void)state;
    assert_int_equal(precision_tells(E, 0.95), 18);
    assert_int_equal(precision_tells(sure, 0.95), 3);
    assert_true(precision_tells(zero, 0.95) == UINT64_MAX);
    assert_true(precision_tells(one, 0.95) == UINT64_MAX);
}

/* Half-width 3 of mean 60 from 10: a precision of 5 %; 2 % needs 10 * 2.5^2 = 62.5. */
static void precision_is_half_width_over_mean(void **state)
{
    const struct estimate E = {.mean = -60, .sd = 1, .half_width = 3, .n = 10};
    const struct estimate none = {.mean = 5, .sd = NAN, .half_width = NAN, .n = 1};
    const struct estimate zero = {.mean = 0, .sd = 0, .half_width = 0, .n = 5};

    (void)state;
    assert_true(precision_reached(E, 0.05));
    assert_false(precision_reached(E, 0.0499));
    assert_int_equal(precision_needed(E, 0.02), 63);
    assert_int_equal(precision_needed(E, 0.5), 10);
    assert_false(precision_reached(none, 0.5));
    assert_true(precision_needed(none, 0.5) == UINT64_MAX);
    assert_true(precision_reached(zero, 0.01));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paired_difference_is_students),
        cmocka_unit_test(independent_difference_is_welchs),
        cmocka_unit_test(ratio_to_a_constant_is_the_mean_scaled),
        cmocka_unit_test(ratio_ends_where_the_test_begins_to_reject),
        cmocka_unit_test(ratio_to_what_may_be_zero_is_unbounded),
        cmocka_unit_test(pairs_that_are_not_whole_are_left_out),
        cmocka_unit_test(one_pair_has_a_mean_and_no_interval),
        cmocka_unit_test(equal_systems_do_not_differ),
        cmocka_unit_test(nothing_can_be_said_of_nothing),
        cmocka_unit_test(holm_steps_down),
        cmocka_unit_test(a_manifold_change_is_told_by_the_numbers),
        cmocka_unit_test(a_ratio_is_told_when_it_says_anything),
        cmocka_unit_test(no_mean_is_cut_by_more_than_all_of_it),
        cmocka_unit_test(as_many_tell_a_mean_from_zero_as_students_t_asks),
        cmocka_unit_test(precision_is_half_width_over_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
