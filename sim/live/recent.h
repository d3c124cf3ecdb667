/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trucks that crossed in the last hour, for a viewer who looks at a gate before its measured
 * window opens. Holds as many trucks as cross in an hour. */
#ifndef SIM_LIVE_RECENT_H
#define SIM_LIVE_RECENT_H

#include "gatesim/time.h"
#include "sim/base/vector.h"

#define RECENT_SPAN (3600 * GATESIM_TICKS_PER_SECOND)

struct recent {
    struct vector crossings; /* by time; owned */
    size_t first;            /* position of the first that may be of the last hour */
};

/* recent_init(R): make R without a truck. */
void recent_init(struct recent *R);

/* recent_release(R): free what R owns. */
void recent_release(struct recent *R);

/* recent_clear(R): forget all trucks. */
void recent_clear(struct recent *R);

/* recent_add(R, at, sojourn): add a truck that crossed at the instant `at`, after sojourn s in the
 * system. `at` is not before that of the truck that was added last. When memory is short, the truck
 * is left out. */
void recent_add(struct recent *R, gatesim_ticks at, double sojourn);

/* The number of trucks, and the mean and the 95 % quantile of their times in system in s, which are
 * NaN when there are no trucks. */
struct recent_summary {
    size_t count;
    double mean, p95;
};

/* recent_sum_up(R, now): Returns the summary of the trucks that crossed in the hour up to now. When
 * memory is short, p95 is NaN. */
struct recent_summary recent_sum_up(const struct recent *R, gatesim_ticks now);

#endif
