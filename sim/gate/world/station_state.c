/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a station is: its servers by the timetable, the state that these and its line make, and its
 * integrals. */
#include "sim/gate/world/station_state.h"

struct station_areas station_areas(const struct station *S, gatesim_ticks now)
{
    const struct station_moments *M = &S->moments;
    const stat_sum lasted = (uint64_t)(now - S->since);
    struct station_areas a;

    a.road = moment_area(M->road, S->outside, now);
    a.queue = moment_area(M->queue, line_count(&S->line), now) + a.road;
    a.busy = moment_area(M->busy, S->busy, now);
    a.blocked = moment_area(M->blocked, S->blocked, now);
    a.kept = moment_area(M->kept, S->kept, now);
    a.suspended = moment_area(M->suspended, S->suspended.count, now);
    a.idle = S->scn->servers_max == SCN_UNLIMITED
                 ? 0
                 : moment_area(M->servers, S->servers, now) - a.busy - a.blocked - a.kept +
                       M->over + lasted * station_over(S);
    a.down = M->down + lasted * station_down(S);
    a.full = M->full + (station_full(S) ? lasted : 0);
    return a;
}

/* state_of(S): the first that holds. A line that a free server leaves alone is held. */
static enum gatesim_place_state state_of(const struct station *S)
{
    if (S->on_shift == 0)
        return GATESIM_PLACE_CLOSED;
    if (S->servers == 0)
        return GATESIM_PLACE_DOWN;
    if (S->lacks_people && station_free(S) && line_count(&S->line) > 0)
        return GATESIM_PLACE_STAFF;
    if (S->flags & STATION_ADMISSION && station_free(S) && line_count(&S->line) > 0)
        return GATESIM_PLACE_HELD;
    return GATESIM_PLACE_OPEN;
}

void station_settle(struct station *S, gatesim_ticks now)
{
    const enum gatesim_place_state state = state_of(S);

    if (state != S->state)
        station_enter(S, state, now);
}

uint32_t station_servers_ever(const struct station *S)
{
    const uint32_t extra =
        S->scn->availability != NULL ? S->scn->availability->reaction.servers : 0;
    uint32_t i, most = 0;

    for (i = 0; i < S->scn->change_count; i++)
        if (S->scn->changes[i].open && S->scn->changes[i].servers > most)
            most = S->scn->changes[i].servers;
    return most == SCN_UNLIMITED || most == 0 ? most : most + extra;
}

bool station_gets_places(const struct station *S)
{
    uint32_t i;

    for (i = 0; i < S->scn->change_count; i++)
        if (S->scn->changes[i].waiting > S->waiting)
            return true;
    return false;
}
