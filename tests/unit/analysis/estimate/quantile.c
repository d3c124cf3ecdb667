/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>

#include "analysis/estimate/quantile.h"
#include "tests/unit/close.h"

/* The median's ranks in the printed tables (Conover, Practical Nonparametric Statistics, table
 * of the binomial): n = 10: X(2), X(9), 1 - 2 (1 + 10) / 1024; n = 20: X(6), X(15), and
 * P(B <= 5) = 21700 / 2^20. */
static void ranks_of_the_median_are_those_of_the_tables(void **state)
{
    const struct quantile_ranks ten = quantile_ranks(10, 0.5, 0.95);
    const struct quantile_ranks twenty = quantile_ranks(20, 0.5, 0.95);

    (void)state;
    assert_int_equal(ten.low, 2);
    assert_int_equal(ten.high, 9);
    assert_close(ten.coverage, 1.0 - 22.0 / 1024, 1e-12);
    assert_int_equal(twenty.low, 6);
    assert_int_equal(twenty.high, 15);
    assert_close(twenty.coverage, 1.0 - 2.0 * 21700 / 1048576, 1e-12);
}

/* Five values all fall on one side of the median in 1 of 16 cases: no 95 % interval. */
static void too_few_values_have_no_bound(void **state)
{
    const struct quantile_ranks R = quantile_ranks(5, 0.5, 0.95);

    (void)state;
    assert_int_equal(R.low, 0);
    assert_int_equal(R.high, 6);
    assert_close(R.coverage, 1.0, 1e-12);
}

/* The largest of n values bounds the 95 % quantile from above when 0.95^n <= 0.025: from 72. */
static void the_largest_value_bounds_a_high_quantile_from_72_on(void **state)
{
    (void)state;
    assert_int_equal(quantile_ranks(71, 0.95, 0.95).high, 72);
    assert_int_equal(quantile_ranks(72, 0.95, 0.95).high, 72);
}

static void ranks_leave_out_no_more_than_they_may_and_could_not_be_narrower(void **state)
{
    (void)state;
    for (size_t n = 1; n < 400; n += 7) {
        const struct quantile_ranks R = quantile_ranks(n, 0.9, 0.95);

        assert_true(R.low < R.high && R.coverage >= 0.95);
    }
}

static void values_are_taken_at_the_ranks_and_nan_left_out(void **state)
{
    double x[] = {7, NAN, 3, 9, 1, 8, 2, 10, 4, 6, 5, NAN};
    const struct quantile_estimate Q = quantile_estimate(x, 12, 0.5, 0.95);

    (void)state;
    assert_int_equal(Q.n, 10);
    assert_close(Q.value, 5, 0);
    assert_close(Q.low, 2, 0);
    assert_close(Q.high, 9, 0);
}

static void no_values_have_no_quantile(void **state)
{
    double x[] = {NAN};

    (void)state;
    assert_true(isnan(quantile_estimate(x, 1, 0.5, 0.95).value));
    assert_true(isinf(quantile_estimate(x, 0, 0.5, 0.95).high));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_of_the_median_are_those_of_the_tables),
        cmocka_unit_test(too_few_values_have_no_bound),
        cmocka_unit_test(the_largest_value_bounds_a_high_quantile_from_72_on),
        cmocka_unit_test(ranks_leave_out_no_more_than_they_may_and_could_not_be_narrower),
        cmocka_unit_test(values_are_taken_at_the_ranks_and_nan_left_out),
        cmocka_unit_test(no_values_have_no_quantile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
