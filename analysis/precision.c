/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/precision.h"

#include <math.h>

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
