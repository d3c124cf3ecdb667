/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of trucks by date, or by date and time, from a file: rates that bring on average as many.
 */
#ifndef SIM_SCENARIO_TOPICS_COUNTS_H
#define SIM_SCENARIO_TOPICS_COUNTS_H

#include "sim/scenario/topics/profile_shape.h"

/* A count, from and to in s since 1970-01-01 on the gate's clock. */
struct count {
    int64_t from, to;
    double trucks;
    double mean; /* of the profile's factor from from to to */
};

/* Counts in the order of their times, none of which overlap. */
struct counts {
    struct count *list;
    uint32_t count;
};

/* counts_read(N, B, number, shape): read the counts of class number, if it has any, into N, in
 * scratch memory. Counts outside of the run are warned of. Returns false after a diagnostic. */
bool counts_read(struct counts *N, struct build *B, uint32_t number,
                 const struct profile_shape *shape);

/* counts_rate(N, shape, t): returns the trucks a second at t, s since 1970-01-01: those of the
 * count that t lies in, spread by the profile; 0 where nothing was counted. */
double counts_rate(const struct counts *N, const struct profile_shape *shape, int64_t t);

#endif
