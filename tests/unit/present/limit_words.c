/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "gatesim/status.h"
#include "sim/present/limit_words.h"
#include "tests/unit/booth.h"

/* The limit that the text names reads as expected. */
static void check(const struct booth *B, const char *text, const char *expected)
{
    char words[LIMIT_WORDS_SIZE];
    struct metric_limit N;

    assert_int_equal(metric_limit_find(stderr, B->data, text, &N), GATESIM_OK);
    assert_string_equal(limit_words(words, &N, "VND"), expected);
    metric_limit_release(&N);
}

static void an_upper_limit_of_a_quantile_is_a_share_of_trucks(void **state)
{
    struct booth B;

    (void)state;
    booth_begin(&B);
    check(&B, "time_in_system_p95 < 6 h", "95 % cross within 6 h");
    check(&B, "time_in_system_p95 of fruit < 90 min",
          "95 % of fruit trucks cross within 1 h 30 min");
    check(&B, "wait_p95 of scales < 2 h", "95 % wait less than 2 h at scales");
    booth_end(&B);
}

static void other_limits_are_above_or_below(void **state)
{
    struct booth B;

    (void)state;
    booth_begin(&B);
    check(&B, "time_in_system_p95 > 6 h", "p95 time in system above 6 h");
    check(&B, "wait_mean of scales < 2 h", "mean wait of scales below 2 h");
    check(&B, "utilisation of scales < 0.85", "utilisation of scales below 85 %");
    booth_end(&B);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_upper_limit_of_a_quantile_is_a_share_of_trucks),
        cmocka_unit_test(other_limits_are_above_or_below),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
