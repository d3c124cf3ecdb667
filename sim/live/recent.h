/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trucks that crossed in the last hour, for who looks at a gate before anything of it is measured.
 * Holds as many as cross in an hour. */
#ifndef SIM_LIVE_RECENT_H
#define SIM_LIVE_RECENT_H

#include "gatesim/time.h"
#include "sim/base/vector.h"

#define RECENT_SPAN (3600 * GATESIM_TICKS_PER_SECOND)

struct recent {
    struct vector crossings; /* by time; owned */
    size_t first;            /* of those that may be of the last hour */
};

/* recent_init(R): no truck has crossed. recent_release(R): give back what R holds. */
void recent_init(struct recent *R);
void recent_release(struct recent *R);

/* recent_clear(R): no truck has crossed yet. */
void recent_clear(struct recent *R);

/* recent_add(R, at, stay): a truck crossed at the instant at, not before the one that was added
 * last, after stay s in the system. Without memory it is left out. */
void recent_add(struct recent *R, gatesim_ticks at, double stay);

/* What the trucks of the last hour have in common: how many there are, and the mean and the 95 %
 * quantile of their times in the system, s; NaN of no truck. */
struct recent_summary {
    size_t count;
    double mean, p95;
};

/* recent_sum_up(R, now): of those that crossed in the hour up to now. Without memory p95 is NaN. */
struct recent_summary recent_sum_up(const struct recent *R, gatesim_ticks now);

#endif
