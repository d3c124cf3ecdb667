/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates: by the calendar, whatever the epoch. */
#include "tests/unit/check.h"

#include <string.h>

#include "gatesim/time.h"

#define DAY 86400

/* civil_is(epoch, t, text): "YYYY-MM-DD HH:MM:SS weekday". */
static void civil_is(int64_t epoch, gatesim_ticks t, const char *expected)
{
    struct gatesim_civil C;
    char text[80];

    gatesim_civil(epoch, t, &C);
    snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d:%02d %d", C.year, C.month, C.day, C.hour,
             C.minute, C.second, C.weekday);
    assert_string_equal(text, expected);
}

/* Epochs from GNU date, date -u -d 'YYYY-MM-DD' +%s; weekdays from the same. */
static void tells_civil_dates(void **state)
{
    (void)state;
    civil_is(0, 0, "1970-01-01 00:00:00 3");
    civil_is(1748304000, 0, "2025-05-27 00:00:00 1");
    civil_is(1740700799, 0, "2025-02-27 23:59:59 3");
    civil_is(1709164800, 0, "2024-02-29 00:00:00 3");
    civil_is(951782400, 0, "2000-02-29 00:00:00 1");  /* 2000 is a leap year */
    civil_is(4107542400, 0, "2100-03-01 00:00:00 0"); /* 2100 is none */
    civil_is(4107542399, 0, "2100-02-28 23:59:59 6");
    civil_is(-1, 0, "1969-12-31 23:59:59 2");
    civil_is(-2203977600, 0, "1900-02-28 00:00:00 2"); /* 1900 is none */
    civil_is(-2203977600 + DAY, 0, "1900-03-01 00:00:00 3");
    civil_is(-62167219200, 0, "0000-01-01 00:00:00 5");
}

static void cuts_fractions_of_a_second(void **state)
{
    (void)state;
    civil_is(0, GATESIM_TICKS_PER_SECOND * 59 + GATESIM_TICKS_PER_SECOND - 1,
             "1970-01-01 00:00:59 3");
    civil_is(0, -1, "1969-12-31 23:59:59 2");
    civil_is(1735689599, GATESIM_TICKS_PER_SECOND, "2025-01-01 00:00:00 2");
    civil_is(0, GATESIM_TICKS_MAX, "2970-01-08 00:00:00 0");
}

/* Each day is the one before it plus one, over two cycles of 400 years. */
static void counts_every_day(void **state)
{
    static const int length[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    struct gatesim_civil before, C;

    (void)state;
    gatesim_civil(-300000 * (int64_t)DAY, 0, &before);
    for (int64_t day = -299999; day < 0; day++, before = C) {
        const int y = before.year;
        const int leap = before.month == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
        const int last = before.day == length[before.month - 1] + leap;

        gatesim_civil(day * DAY, 0, &C);
        assert_int_equal(C.weekday, (before.weekday + 1) % 7);
        assert_int_equal(C.day, last ? 1 : before.day + 1);
        assert_int_equal(C.month, last ? before.month % 12 + 1 : before.month);
        assert_int_equal(C.year, y + (last && before.month == 12));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_civil_dates),
        cmocka_unit_test(cuts_fractions_of_a_second),
        cmocka_unit_test(counts_every_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
