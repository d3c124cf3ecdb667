/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be expected of chance: from how far a replication was off it, its results can be
 * corrected (control variates). */
#include <math.h>

#include "sim/scenario/model/scenario.h"

/* comes_back(S, class): whether trucks of another class come back as its trucks. */
static bool comes_back(const struct gatesim_scenario *S, size_t class_index)
{
    for (uint32_t i = 0; i < S->class_count; i++) {
        const struct scn_by_truck *as = &S->classes[i].returns_as;

        for (uint32_t k = 0; k < as->count; k++)
            if ((size_t)as->cases[k].dist.a == class_index)
                return true;
    }
    return false;
}

double gatesim_scenario_arrivals(const struct gatesim_scenario *S, size_t class_index)
{
    const struct scn_class *C = &S->classes[class_index];
    double sum = 0;

    if (C->arrivals != SCN_ARRIVALS_POISSON || C->batched || C->books != SCN_NONE ||
        comes_back(S, class_index))
        return (double)NAN;
    for (uint32_t i = 0; i < C->rate_count; i++) {
        const gatesim_ticks end = i + 1 < C->rate_count ? C->rates[i + 1].at : S->info.duration;
        const gatesim_ticks from =
            C->rates[i].at > S->info.warm_up ? C->rates[i].at : S->info.warm_up;

        if (end > from)
            sum += C->rates[i].rate * gatesim_seconds(end - from);
    }
    return sum;
}

double gatesim_scenario_service(const struct gatesim_scenario *S, size_t station)
{
    const struct scn_by_truck *service = &S->stations[station].service;

    return service->count == 1 ? dist_mean(&service->cases[0].dist) : (double)NAN;
}
