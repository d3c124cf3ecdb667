/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The half-width shrinks as the root of the number of replications, so what is still needed
 * follows from the ratio of the half-width that is there to the one that is wanted. */
#include "analysis/estimate/precision.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

double precision_of(struct estimate E)
{
    return E.half_width == 0.0 ? 0.0 : E.half_width / fabs(E.mean);
}

bool precision_reached(struct estimate E, double share)
{
    return precision_of(E) <= share;
}

uint64_t precision_needed(struct estimate E, double share)
{
    const double ratio = precision_of(E) / share;
    const double needed = ceil((double)E.n * ratio * ratio);

    if (isnan(ratio) || needed >= 0x1p63)
        return UINT64_MAX;
    return needed > (double)E.n ? (uint64_t)needed : E.n;
}

/* From what a normal quantile, which is smaller than Student's, would ask for. */
uint64_t precision_tells(struct estimate E, double confidence)
{
    const double ratio = gsl_cdf_ugaussian_Pinv(0.5 + 0.5 * confidence) * E.sd / fabs(E.mean);
    uint64_t n = E.n;

    if (E.n < 2 || !(ratio * ratio < 0x1p53))
        return UINT64_MAX;
    if (ratio * ratio > (double)n)
        n = (uint64_t)(ratio * ratio);
    while (estimate_half_width(E.sd, n, confidence) > fabs(E.mean))
        n++;
    return n;
}
