/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulated time: whole ticks of 2^-20 s since the scenario's start.
 *
 * An integer clock makes shift ends, openings and arrivals that are meant to
 * coincide coincide exactly, and every tick is an exact double in seconds up to
 * 2^53 ticks (272 years). A duration is rounded to ticks once, where it is drawn. */
#ifndef GATESIM_TIME_H
#define GATESIM_TIME_H

#include <stddef.h>
#include <stdint.h>

typedef int64_t gatesim_ticks;

#define GATESIM_TICKS_PER_SECOND ((gatesim_ticks)1 << 20)
#define GATESIM_NEVER INT64_MAX /* an instant that does not come */

/* The longest duration that a scenario may hold, 1000 years, leaves the sums of
 * instants and durations far from overflow. */
#define GATESIM_TICKS_MAX (GATESIM_TICKS_PER_SECOND * 86400 * 365250)

/* gatesim_seconds(t): t in seconds. */
static inline double gatesim_seconds(gatesim_ticks t)
{
    return (double)t * (1.0 / (double)GATESIM_TICKS_PER_SECOND);
}

/* A civil date and time of day, local to the gate and without daylight saving. */
struct gatesim_civil {
    int year, month, day;     /* 2025, 1..12, 1..31 */
    int hour, minute, second; /* 0..23, 0..59, 0..59 */
    int weekday;              /* 0 Monday .. 6 Sunday */
};

/* gatesim_civil(epoch, t, C): the local date and time at t ticks after epoch,
 * which is in seconds since 1970-01-01 00:00 local. Fractions are cut. */
void gatesim_civil(int64_t epoch, gatesim_ticks t, struct gatesim_civil *C);

#endif
