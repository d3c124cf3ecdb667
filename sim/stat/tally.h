/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tally: the count, mean, spread and extremes of a stream of durations.
 *
 * Sums are whole numbers of 128 bits, so a tally does not depend on the order of what it is
 * given, and merging is exact. Durations are in ticks, 0 <= x < 2^45. */
#ifndef SIM_STAT_TALLY_H
#define SIM_STAT_TALLY_H

#include <stdint.h>

#include "gatesim/time.h"

__extension__ typedef unsigned __int128 stat_sum;

struct tally {
    uint64_t count;
    gatesim_ticks min, max; /* meaningful when count > 0 */
    stat_sum sum, squares;
};

/* tally_init(T): make T empty. */
void tally_init(struct tally *T);

/* tally_add(T, x): add a duration of x ticks. */
static inline void tally_add(struct tally *T, gatesim_ticks x)
{
    T->count++;
    T->sum += (uint64_t)x;
    T->squares += (stat_sum)(uint64_t)x * (uint64_t)x;
    if (x < T->min)
        T->min = x;
    if (x > T->max)
        T->max = x;
}

/* tally_merge(T, other): add the durations of other to T. */
void tally_merge(struct tally *T, const struct tally *other);

/* tally_mean(T): returns the mean in seconds; NaN when T is empty. */
double tally_mean(const struct tally *T);

/* tally_sd(T): returns the standard deviation of the sample in seconds; NaN below two durations. */
double tally_sd(const struct tally *T);

/* tally_min(T): returns the shortest duration in seconds; NaN when T is empty. */
double tally_min(const struct tally *T);

/* tally_max(T): returns the longest duration in seconds; NaN when T is empty. */
double tally_max(const struct tally *T);

#endif
