/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kept server counts as held, beside those that are busy or blocked, until the truck gives it up
 * and the station may call another. */
#include "sim/gate/station/kept_place.h"

#include "sim/gate/station/station.h"

/* kept_add(S, now, change): the number of servers of station S that are kept as places changes by
 * change. */
static void kept_add(struct station *S, gatesim_ticks now, int change)
{
    S->kept += (uint32_t)change;
    S->held += (uint32_t)change;
    moment_add(&S->moments.kept, now, change);
}

void kept_place_keep(struct gatesim *W, struct truck *T)
{
    if (!T->leaves) {
        kept_add(&W->stations[T->holder], W->now, 1);
        truck_ties(&W->trucks, T)->kept_place = T->holder;
    }
    T->leaves = 0;
}

void kept_place_leave(struct gatesim *W, struct truck *T)
{
    kept_place_give_up(W, T);
    T->leaves = T->holder != NO_STATION && W->stations[T->holder].flags & STATION_KEEPS;
}

void kept_place_give_up(struct gatesim *W, struct truck *T)
{
    const uint32_t station = station_kept_by(W, T);

    if (station == NO_STATION)
        return;
    station_touch(&W->stations[station], W->now);
    kept_add(&W->stations[station], W->now, -1);
    truck_ties(&W->trucks, T)->kept_place = NO_STATION;
    station_wake(W, &W->stations[station]);
}
