/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>

#include "analysis/estimate/estimate.h"
#include "tests/unit/close.h"

/* Quantiles t(n - 1; 0.975) of the printed tables: Student 1908 as extended by Fisher &
 * Yates, Statistical Tables, table III. sd = sqrt(n) makes the half-width the quantile. */
static void half_width_is_students_t(void **state)
{
    static const struct {
        unsigned n;
        double t;
    } row[] = {{2, 12.706}, {3, 4.303}, {6, 2.571}, {11, 2.228}, {20, 2.093}, {121, 1.980}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        assert_close(estimate_half_width(sqrt(row[i].n), row[i].n, 0.95), row[i].t, 5e-4);
    assert_close(estimate_half_width(sqrt(5), 5, 0.90), 2.132, 5e-4);
}

/* Law, Simulation Modeling and Analysis, 5th ed., example 4.29: ten observations with mean
 * 1.34 and variance 0.17; the 90 % interval is 1.34 +- 0.24. */
static void reproduces_a_textbook_interval(void **state)
{
    static const double x[] = {1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09};
    const struct estimate E = estimate_values(x, 10);

    (void)state;
    assert_int_equal(E.n, 10);
    assert_close(E.mean, 1.343, 1e-12);
    assert_close(E.sd * E.sd, 0.17, 5e-3);
    assert_close(estimate_half_width(E.sd, 10, 0.90), 0.24, 5e-3);
}

static void leaves_out_what_does_not_exist(void **state)
{
    const double x[] = {NAN, 2.385, NAN, 4.115, NAN};
    const struct estimate E = estimate_values(x, 5);

    (void)state;
    assert_int_equal(E.n, 2);
    assert_close(E.mean, 3.25, 1e-15);
    assert_close(E.half_width, 12.7062047 * 0.865, 1e-6);
}

static void too_few_values_have_no_interval(void **state)
{
    const double x[] = {7.25, NAN};
    const struct estimate one = estimate_values(x, 2), none = estimate_values(x + 1, 1);

    (void)state;
    assert_int_equal(one.n, 1);
    assert_close(one.mean, 7.25, 0);
    assert_true(isnan(one.sd) && isnan(one.half_width));
    assert_int_equal(none.n, 0);
    assert_true(isnan(none.mean) && isnan(none.half_width));
}

static void equal_values_have_a_width_of_zero(void **state)
{
    const double x[] = {0.1, 0.1, 0.1};

    (void)state;
    assert_true(estimate_values(x, 3).half_width == 0.0);
}

static void keeps_its_digits_far_from_zero(void **state)
{
    const double x[] = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
    const struct estimate E = estimate_values(x, 4);

    (void)state;
    assert_close(E.sd * E.sd, 30.0, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_width_is_students_t),
        cmocka_unit_test(reproduces_a_textbook_interval),
        cmocka_unit_test(leaves_out_what_does_not_exist),
        cmocka_unit_test(too_few_values_have_no_interval),
        cmocka_unit_test(equal_values_have_a_width_of_zero),
        cmocka_unit_test(keeps_its_digits_far_from_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
