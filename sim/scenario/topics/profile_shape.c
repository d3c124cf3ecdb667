/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The factor is a product: the part of the day over the mean of its day, the day over the mean of
 * the week, the month over the mean of the year. A table of days is both of the first two at once.
 */
#include "sim/scenario/topics/profile_shape.h"

#include "gatesim/time.h"

/* mean(x, count): of count numbers. */
static double mean(const double *x, uint32_t count)
{
    double sum = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += x[i];
    return sum / count;
}

/* day_of(t): the day since 1970-01-01 that second t lies in. */
static int64_t day_of(int64_t t)
{
    return t / SPAN_DAY - (t % SPAN_DAY < 0);
}

/* month_of(day): 0 January .. 11 December, of a day since 1970-01-01. */
static int month_of(int64_t day)
{
    struct gatesim_civil date;

    gatesim_civil(day * SPAN_DAY, 0, &date);
    return date.month - 1;
}

/* day_numbers(D, weekday, count): the numbers of a day, and how many they are. */
static const double *day_numbers(const struct draft_profile *D, unsigned weekday, uint32_t *count)
{
    if (D->weekly.count == 0) {
        *count = D->hourly.count;
        return D->hourly.x;
    }
    *count = D->weekly.count / 7;
    return D->weekly.x + weekday * *count;
}

void profile_shape_init(struct profile_shape *P, const struct build *B, uint32_t number, bool daily)
{
    *P = (struct profile_shape){.daily = daily};
    if (number == SCN_NONE || B->profiles[number].hourly.count == 0 ||
        B->profiles[number].weekday.count == 0)
        return;
    P->profile = &B->profiles[number];
    for (unsigned day = 0; day < 7; day++) {
        uint32_t count;
        const double *x = day_numbers(P->profile, day, &count);

        P->mean[day] = mean(x, count);
        if (P->profile->weekly.count > 0 && !daily)
            P->mean[day] = mean(P->profile->weekly.x, P->profile->weekly.count);
    }
    P->week_mean = mean(P->profile->weekday.x, 7);
    P->month_mean = mean(P->profile->monthly.x, P->profile->monthly.count);
}

int64_t profile_part(const struct profile_shape *P, bool days)
{
    uint32_t count;

    if (P->profile == NULL)
        return days ? SPAN_DAY : 0;
    (void)day_numbers(P->profile, 0, &count);
    return SPAN_DAY / count;
}

double profile_factor(const struct profile_shape *P, int64_t t)
{
    const int64_t day = day_of(t);
    const unsigned weekday = span_weekday(day);
    const struct draft_profile *D = P->profile;
    uint32_t count;
    double factor;

    if (D == NULL)
        return 1;
    factor = day_numbers(D, weekday, &count)[(t - day * SPAN_DAY) / (SPAN_DAY / count)];
    factor = P->mean[weekday] > 0 ? factor / P->mean[weekday] : 0;
    if (D->weekly.count == 0 && !P->daily)
        factor *= D->weekday.x[weekday] / P->week_mean;
    return D->monthly.count > 0 ? factor * (D->monthly.x[month_of(day)] / P->month_mean) : factor;
}

double profile_mean(const struct profile_shape *P, int64_t from, int64_t to)
{
    const int64_t part = profile_part(P, false);
    double sum = 0;

    if (part == 0)
        return 1;
    for (int64_t t = from; t < to;) {
        const int64_t into = (t % part + part) % part;
        const int64_t end = t - into + part < to ? t - into + part : to;

        sum += profile_factor(P, t) * (double)(end - t);
        t = end;
    }
    return sum / (double)(to - from);
}
