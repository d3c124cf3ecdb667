/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "gatesim/scenario.h"
#include "gatesim/status.h"
#include "sim/experiment/metric.h"
#include "tests/unit/booth.h"
#include "tests/unit/said.h"

static void a_metric_is_found_by_its_name_and_label(void **state)
{
    struct booth B;
    struct metric M;

    (void)state;
    booth_begin(&B);
    assert_true(metric_is(B.data, "time_in_system_p95", &M));
    assert_string_equal(M.column->group, "summary");
    assert_true(metric_is(B.data, "wait_mean of scales", &M));
    assert_string_equal(M.column->axis[0].labels[M.index], "scales");
    assert_false(metric_is(B.data, "wait_mean of scanner", &M));
    assert_false(metric_is(B.data, "time_in_sistem_p95", &M));
    booth_end(&B);
}

static void a_misspelt_metric_is_told_with_the_nearest(void **state)
{
    struct booth B;
    struct metric M;
    struct said S;

    (void)state;
    booth_begin(&B);
    said_begin(&S);
    assert_int_equal(metric_find(S.stream, B.data, "time_in_sistem_p95", &M), GATESIM_EINPUT);
    said_has(&S, "time_in_system_p95");
    booth_end(&B);
}

static void a_limit_has_a_side_a_value_and_a_tolerance(void **state)
{
    struct booth B;
    struct metric_limit N;

    (void)state;
    booth_begin(&B);
    assert_int_equal(
        metric_limit_find(stderr, B.data, "time_in_system_p95 <= 6 h within 5 min", &N),
        GATESIM_OK);
    assert_string_equal(N.name, "time_in_system_p95");
    assert_false(N.limit.at_least);
    assert_float_equal(N.limit.value, 21600.0, 1e-9);
    assert_float_equal(N.limit.tolerance, 300.0, 1e-9);
    metric_limit_release(&N);
    assert_int_equal(metric_limit_find(stderr, B.data, "time_in_system_p95>2 h", &N), GATESIM_OK);
    assert_true(N.limit.at_least);
    assert_float_equal(N.limit.tolerance, 72.0, 1e-9); /* 1 % of the limit */
    metric_limit_release(&N);
    booth_end(&B);
}

static void a_limit_that_is_none_is_told(void **state)
{
    static const char *const texts[] = {"time_in_system_p95 < 6", "time_in_system_p95 < six h",
                                        "time_in_system_p95",
                                        "time_in_system_p95 < 6 h within 0 s"};
    struct booth B;

    (void)state;
    booth_begin(&B);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct metric_limit N;
        struct said S;

        said_begin(&S);
        assert_int_equal(metric_limit_find(S.stream, B.data, texts[i], &N), GATESIM_EINPUT);
        said_has(&S, "a limit is written METRIC < VALUE");
        metric_limit_release(&N);
    }
    booth_end(&B);
}

static void a_key_has_the_unit_before_the_ending(void **state)
{
    struct booth B;
    struct metric M;
    char *key;

    (void)state;
    booth_begin(&B);
    assert_true(metric_is(B.data, "wait_mean of scales", &M));
    key = metric_key(&M, "VND", "_half_width");
    assert_string_equal(key, "wait_mean_s_half_width of scales");
    free(key);
    booth_end(&B);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_metric_is_found_by_its_name_and_label),
        cmocka_unit_test(a_misspelt_metric_is_told_with_the_nearest),
        cmocka_unit_test(a_limit_has_a_side_a_value_and_a_tolerance),
        cmocka_unit_test(a_limit_that_is_none_is_told),
        cmocka_unit_test(a_key_has_the_unit_before_the_ending),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
