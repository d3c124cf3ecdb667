/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/check.h"

#include <float.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/hash.h"
#include "sim/base/number.h"

static int parse(const char *s, double *x)
{
    return number_parse(s, strlen(s), x);
}

static void reads_plain_decimals(void **state)
{
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        {"0", 0},
        {"12", 12},
        {"-0.5", -0.5},
        {"+.5", 0.5},
        {"1e-3", 1e-3},
        {"2.385E+2", 238.5},
        {"007", 7},
        {"1e400000", -1},
        {"0.1", 0.1},
        {"1e-400", 0},
        {"-1e-400", 0},
        {"4.9406564584124654e-324", 0x1p-1074},
        {"9007199254740993", 9007199254740992.0}, /* a tie, to even */
        {"1.7976931348623157e308", DBL_MAX},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double x = -1;

        assert_int_equal(parse(cases[i].text, &x), cases[i].value == -1 ? GATESIM_ERANGE : 0);
        assert_true(x == cases[i].value);
    }
}

/* 1 / -0 is minus infinity: an interval between trucks that is before any other. */
static void no_zero_is_negative(void **state)
{
    static const char *const cases[] = {"-0", "-0.0", "-.0e5", "-1e-400", "0", "+0"};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double x = -1;

        assert_int_equal(parse(cases[i], &x), 0);
        assert_true(x == 0 && !signbit(x));
    }
}

static void refuses_everything_else(void **state)
{
    static const char *const cases[] = {"",    " ",    "1 ",  " 1",   "1.",    ".",     "-",
                                        "e5",  "1e",   "1e+", "0x10", "inf",   "nan",   "NaN",
                                        "1,5", "1..2", "--1", "+-1",  "1_000", "1e5.5", "١"};
    double x = 2.385;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(parse(cases[i], &x), GATESIM_EINPUT);
    assert_int_equal(number_parse("12\0", 3, &x), GATESIM_EINPUT);
    assert_int_equal(parse("1.8e308", &x), GATESIM_ERANGE);
    assert_int_equal(parse("-1e999999999999", &x), GATESIM_ERANGE);
    assert_true(x == 2.385);
}

static void groups_of_three_digits_may_have_commas(void **state)
{
    static const struct {
        const char *text;
        size_t length;
        double value;
    } cases[] = {{"1,900/d", 5, 1900}, {"12,345,678.5 USD", 12, 12345678.5},
                 {"50,000", 6, 50000}, {"1,90", 0, 0},
                 {"1,9000", 0, 0},     {"0,125", 0, 0},
                 {"1900", 0, 0},       {"1234,567", 0, 0},
                 {"1,234,56", 0, 0},   {"-1,000", 0, 0},
                 {"1,000,", 5, 1000},  {"999,999", 7, 999999}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double x = 0;

        assert_int_equal(number_groups(cases[i].text, strlen(cases[i].text)), cases[i].length);
        if (cases[i].length > 0)
            assert_int_equal(number_parse_groups(cases[i].text, cases[i].length, &x), 0);
        assert_true(x == cases[i].value);
    }
}

static void spans_the_number_before_a_unit(void **state)
{
    (void)state;
    assert_int_equal(number_span("12min", 5), 2);
    assert_int_equal(number_span("2..8", 4), 1);
    assert_int_equal(number_span("5e", 2), 1);
    assert_int_equal(number_span("5e3x", 4), 3);
    assert_int_equal(number_span("5e-", 3), 1);
    assert_int_equal(number_span("38/h", 4), 2);
    assert_int_equal(number_span("12345", 3), 3);
    assert_int_equal(number_span("-x", 2), 0);
    assert_int_equal(number_span("", 0), 0);
}

static void reads_numbers_of_any_length(void **state)
{
    char text[5001];
    double x;

    (void)state;
    memset(text, '3', sizeof text);
    text[1] = '.';
    assert_int_equal(number_parse(text, sizeof text, &x), 0);
    assert_true(x == 10.0 / 3);
    assert_int_equal(number_parse(text, 64, &x), 0);
    assert_int_equal(number_parse(text, 63, &x), 0);
    memset(text, '3', sizeof text);
    assert_int_equal(number_parse(text, sizeof text, &x), GATESIM_ERANGE);
}

static void prints_the_shortest_text(void **state)
{
    char text[NUMBER_SIZE];

    (void)state;
    assert_string_equal(number_print(0.1, text), "0.1");
    assert_string_equal(number_print(1200, text), "1200");
    assert_string_equal(number_print(0.1 + 0.2, text), "0.30000000000000004");
    assert_string_equal(number_print(-DBL_MAX, text), "-1.7976931348623157e+308");
    assert_string_equal(number_print(-INFINITY, text), "-inf");
    assert_string_equal(number_print(NAN, text), "nan");
}

static void prints_what_reads_back(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 100000; i++) {
        const uint64_t bits = hash_mix(i + 1);
        char text[NUMBER_SIZE];
        double x, y = -1;

        memcpy(&x, &bits, sizeof x);
        if (!isfinite(x))
            continue;
        assert_int_equal(parse(number_print(x, text), &y), 0);
        assert_memory_equal(&x, &y, sizeof x);
    }
}

/* Only where the machine has a locale with a comma; where it has none, the test is void. */
static void does_not_follow_the_locale(void **state)
{
    static const char *const names[] = {"de_DE.UTF-8", "vi_VN.UTF-8", "fr_FR.UTF-8", "de_DE.utf8"};
    char text[NUMBER_SIZE];
    double x;

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_ALL, names[i]) != NULL)
            break;
    assert_int_equal(parse("2.5", &x), 0);
    assert_true(x == 2.5);
    assert_string_equal(number_print(2.5, text), "2.5");
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_plain_decimals),
        cmocka_unit_test(no_zero_is_negative),
        cmocka_unit_test(groups_of_three_digits_may_have_commas),
        cmocka_unit_test(refuses_everything_else),
        cmocka_unit_test(spans_the_number_before_a_unit),
        cmocka_unit_test(reads_numbers_of_any_length),
        cmocka_unit_test(prints_the_shortest_text),
        cmocka_unit_test(prints_what_reads_back),
        cmocka_unit_test(does_not_follow_the_locale),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
