/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shape of a profile: by what a rate is multiplied at a time of the week and year. */
#ifndef SIM_SCENARIO_TOPICS_PROFILE_SHAPE_H
#define SIM_SCENARIO_TOPICS_PROFILE_SHAPE_H

#include "sim/scenario/language/build.h"

/* A profile in use. Borrows the draft. */
struct profile_shape {
    const struct draft_profile *profile; /* NULL: 1 at all times */
    bool daily;                          /* each day has the same mean, 1 */
    double mean[7];                      /* of the numbers that a day is divided by, by weekday */
    double week_mean, month_mean;        /* of the rows of days, and of months */
};

/* profile_shape_init(P, B, number, daily): make P the shape of profile number, SCN_NONE being none.
 * daily says that rates or counts are of single days, whose trucks it spreads: it then has the mean
 * 1 over each day, where else it has the mean 1 over a week. */
void profile_shape_init(struct profile_shape *P, const struct build *B, uint32_t number,
                        bool daily);

/* profile_is_even(N): returns whether all numbers of a row are the same, so that it says nothing.
 */
bool profile_is_even(const struct draft_numbers *N);

/* profile_part(P, days): returns the length of the parts of the day, in s, between which the factor
 * may change; 0 when it never does, a day when days asks for those alone. */
int64_t profile_part(const struct profile_shape *P, bool days);

/* profile_factor(P, t): returns the factor at t, seconds since 1970-01-01 on the gate's clock. */
double profile_factor(const struct profile_shape *P, int64_t t);

/* profile_mean(P, from, to): returns the mean of the factor from from to to, in s since 1970-01-01.
 */
double profile_mean(const struct profile_shape *P, int64_t from, int64_t to);

#endif
