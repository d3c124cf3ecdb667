/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A station at work: its line, its servers, and the trucks that wait for room in it. */
#ifndef SIM_GATE_STATION_H
#define SIM_GATE_STATION_H

#include "sim/gate/world.h"

/* station_room(S): how many trucks more may come in: free waiting places and free servers,
 * less what stands in line or is under way; may be negative. */
static inline int64_t station_room(const struct station *S)
{
    const int64_t held = (int64_t)S->busy + S->blocked + S->suspended.count;
    const int64_t free = (int64_t)S->servers > held ? (int64_t)S->servers - held : 0;

    if (S->scn->waiting == SCN_UNLIMITED)
        return INT64_MAX;
    return (int64_t)S->scn->waiting + free - line_count(&S->line) - S->incoming;
}

/* station_load(S): trucks at the station or under way to it. */
static inline uint32_t station_load(const struct station *S)
{
    return line_count(&S->line) + S->busy + S->blocked + S->suspended.count + S->incoming;
}

/* station_clock(S, state, now): how long the station has been in a state (not OPEN), in all. */
static inline gatesim_ticks station_clock(const struct station *S, enum station_state state,
                                          gatesim_ticks now)
{
    return S->clocks[state] + (S->state == state ? now - S->state_since : 0);
}

/* station_enter(S, state, now): it is in this state from now on. */
static inline void station_enter(struct station *S, enum station_state state, gatesim_ticks now)
{
    if (S->state < STATION_CLOCKS)
        S->clocks[S->state] += now - S->state_since;
    S->state = state;
    S->state_since = now;
}

/* station_free(S): whether a server is free to start. */
static inline bool station_free(const struct station *S)
{
    return S->servers > S->busy + S->blocked;
}

/* station_touch(S, now): bring the integrals up to now, before anything changes. */
void station_integrate(struct station *S, gatesim_ticks now);
static inline void station_touch(struct station *S, gatesim_ticks now)
{
    if (now > S->since)
        station_integrate(S, now);
}

/* station_wake(W, station): it could start something or let somebody in: look at it when this
 * instant's arrivals are over. */
void station_wake(struct gatesim *W, uint32_t station);

/* station_join(W, station, T): a truck that has room there joins the line. */
void station_join(struct gatesim *W, uint32_t station, struct truck *T);

/* station_turn_to(W, station, T): a truck that found no room starts to wait for it: at the
 * server that it holds, or on the road. */
void station_turn_to(struct gatesim *W, uint32_t station, struct truck *T);

/* station_let_go(W, T): the truck gives up the server that it holds, if any. */
void station_let_go(struct gatesim *W, struct truck *T);

/* station_work(W, station): let in who waits for room, then start what can be started. */
void station_work(struct gatesim *W, uint32_t station);

/* station_settle(S, now): after a change of servers or line: the state that this makes. */
void station_settle(struct station *S, gatesim_ticks now);

/* station_staff(W, station, change): the timetable says so from now on. */
void station_staff(struct gatesim *W, uint32_t station, const struct scn_change *change);

/* The ends of what a station started. */
void station_setup_done(struct gatesim *W, uint32_t station, struct truck *T);
void station_service_done(struct gatesim *W, uint32_t station, struct truck *T);
void station_renege(struct gatesim *W, uint32_t station, struct truck *T);

#endif
