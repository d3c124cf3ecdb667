/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quantile is found by walking up the buckets until enough has been counted. The
 * buckets of the first two rows of 128 are one tick wide; those of row r after them, 2^(r - 1)
 * ticks. */
#include "sim/stat/histogram.h"

#include <math.h>
#include <string.h>

#define ROW ((unsigned)1 << HISTOGRAM_BITS)

void histogram_init(struct histogram *H)
{
    memset(H, 0, sizeof *H);
}

void histogram_merge(struct histogram *H, const struct histogram *other)
{
    H->count += other->count;
    for (unsigned i = 0; i < HISTOGRAM_BUCKETS; i++)
        H->bucket[i] += other->bucket[i];
}

/* bucket_start(i): the smallest duration that bucket i counts; inverse of
 * histogram_bucket. */
static gatesim_ticks bucket_start(unsigned i)
{
    const unsigned shift = i < 2 * ROW ? 0 : i / ROW - 1;

    return (gatesim_ticks)(i - shift * ROW) << shift;
}

/* rank_of(H, p): which value, counted from 1 in ascending order, is the quantile. The hair
 * off p keeps 0.07 of 100 from being the 8th because 0.07 * 100 is 7.000000000000001. */
static uint64_t rank_of(const struct histogram *H, double p)
{
    const double wanted = ceil(p * (1 - 0x1p-50) * (double)H->count);

    return wanted < 1 ? 1 : (uint64_t)wanted;
}

double histogram_quantile(const struct histogram *H, double p)
{
    uint64_t rank, below = 0;
    unsigned i = 0;

    if (H->count == 0 || !(p <= 1))
        return NAN;
    rank = rank_of(H, p);
    while (below + H->bucket[i] < rank)
        below += H->bucket[i++];
    return 0.5 * (gatesim_seconds(bucket_start(i)) + gatesim_seconds(bucket_start(i + 1) - 1));
}
