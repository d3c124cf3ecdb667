/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histogram of durations, log-linear: quantiles that merge.
 *
 * Below 2^7 ticks a bucket is one tick; above, each power of two is cut into 128 equal
 * buckets, so a bucket's width is under 1/128 of its value and a quantile, read at the
 * middle, is within 0.4 %. Buckets are whole numbers: merging is exact and independent of
 * order and threads. About 40 kB; the caller provides the room. */
#ifndef SIM_STAT_HISTOGRAM_H
#define SIM_STAT_HISTOGRAM_H

#include <stdint.h>

#include "gatesim/time.h"

#define HISTOGRAM_BITS 7
#define HISTOGRAM_BUCKETS ((45 - HISTOGRAM_BITS + 1) << HISTOGRAM_BITS)

struct histogram {
    uint64_t count;
    uint64_t bucket[HISTOGRAM_BUCKETS];
};

/* histogram_bucket(x): returns the number of the bucket of x, 0 <= x < 2^45 ticks. */
static inline unsigned histogram_bucket(gatesim_ticks x)
{
    const unsigned top = 63U - (unsigned)__builtin_clzll((uint64_t)x | 1U);
    const unsigned shift = top < HISTOGRAM_BITS ? 0 : top - HISTOGRAM_BITS;

    return (shift << HISTOGRAM_BITS) + (unsigned)((uint64_t)x >> shift);
}

/* histogram_add(H, x): count x ticks; durations beyond 2^45 ticks (a year) count in the last
 * bucket. */
static inline void histogram_add(struct histogram *H, gatesim_ticks x)
{
    const unsigned i = histogram_bucket(x);

    H->count++;
    H->bucket[i < HISTOGRAM_BUCKETS ? i : HISTOGRAM_BUCKETS - 1]++;
}

/* histogram_init(H): make H empty. */
void histogram_init(struct histogram *H);

/* histogram_merge(H, other): add the counts of other to H. */
void histogram_merge(struct histogram *H, const struct histogram *other);

/* histogram_quantile(H, p): returns the smallest duration that a share p, 0 < p <= 1, of those
 * counted does not exceed, in seconds, read at the middle of its bucket; NaN when H is empty. */
double histogram_quantile(const struct histogram *H, double p);

#endif
