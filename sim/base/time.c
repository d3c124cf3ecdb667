/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil dates. The calendar is the proleptic Gregorian one, reckoned from 0000-03-01, so that
 * the leap day is the last of its year and 400 years are always 146097 days. Month lengths
 * from March on repeat 31 30 31 30 31 every five months: 153 days. */
#include "gatesim/time.h"

#define DAY INT64_C(86400)
#define DAYS_PER_ERA INT64_C(146097)         /* 400 years */
#define DAYS_FROM_MARCH_0000 INT64_C(719468) /* to 1970-01-01 */
#define WEEKDAY_OF_1970_01_01 3              /* Thursday */

/* floor_div(a, b): a / b rounded down, b > 0. */
static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* civil_date(days, C): fill the date from days since 1970-01-01. */
static void civil_date(int64_t days, struct gatesim_civil *C)
{
    const int64_t d = days + DAYS_FROM_MARCH_0000;
    const int64_t era = floor_div(d, DAYS_PER_ERA);
    const int64_t in_era = d - era * DAYS_PER_ERA;
    const int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    const int64_t in_year = in_era - (365 * year + year / 4 - year / 100);
    const int64_t month = (5 * in_year + 2) / 153; /* 0 March .. 11 February */

    C->day = (int)(in_year - (153 * month + 2) / 5 + 1);
    C->month = (int)(month < 10 ? month + 3 : month - 9);
    C->year = (int)(era * 400 + year + (month >= 10));
    C->weekday =
        (int)(days + WEEKDAY_OF_1970_01_01 - 7 * floor_div(days + WEEKDAY_OF_1970_01_01, 7));
}

void gatesim_civil(int64_t epoch, gatesim_ticks t, struct gatesim_civil *C)
{
    const int64_t seconds = epoch + floor_div(t, GATESIM_TICKS_PER_SECOND);
    const int64_t days = floor_div(seconds, DAY);
    const int in_day = (int)(seconds - days * DAY);

    civil_date(days, C);
    C->hour = in_day / 3600;
    C->minute = in_day / 60 % 60;
    C->second = in_day % 60;
}
