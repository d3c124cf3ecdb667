/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles of durations that a tally and a histogram have both seen. The middle of a bucket may
 * lie outside of what was observed; a quantile does not. */
#ifndef SIM_STAT_QUANTILE_H
#define SIM_STAT_QUANTILE_H

#include "sim/stat/histogram.h"
#include "sim/stat/tally.h"

/* quantile_of(T, H, p): the p-quantile, 0 < p <= 1, of the durations that tally T and histogram H
 * have counted, at least the shortest and at most the longest of them. Returns seconds; NaN when
 * there are no durations. */
static inline double quantile_of(const struct tally *T, const struct histogram *H, double p)
{
    const double q = histogram_quantile(H, p);

    if (q < tally_min(T))
        return tally_min(T);
    return q > tally_max(T) ? tally_max(T) : q;
}

#endif
