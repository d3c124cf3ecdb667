/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Integrals grow from the start of a run; what they were when the window opened is taken off. */
#include "sim/gate/account/window.h"

#include <math.h>

#include "sim/gate/world/station_state.h"

double window_length(const struct gatesim *W)
{
    const gatesim_ticks t = W->now - W->scn->info.warm_up;

    return t > 0 ? (double)t : (double)NAN;
}

struct station_areas window_areas(const struct gatesim *W, size_t station)
{
    const struct station_areas *before = &W->stations[station].areas_at_warm_up;
    struct station_areas a = station_areas(&W->stations[station], W->now);

    a.queue -= before->queue;
    a.road -= before->road;
    a.busy -= before->busy;
    a.blocked -= before->blocked;
    a.kept -= before->kept;
    a.suspended -= before->suspended;
    a.idle -= before->idle;
    a.down -= before->down;
    a.full -= before->full;
    return a;
}
