/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a station is at an instant: its servers and places, the state that these and its line make,
 * and its integrals over time. */
#ifndef SIM_GATE_WORLD_STATION_STATE_H
#define SIM_GATE_WORLD_STATION_STATE_H

#include "sim/gate/world/world.h"

/* station_held(S): returns the servers of station S that are with a truck, or kept as its place. */
static inline uint32_t station_held(const struct station *S)
{
    return S->held;
}

/* station_room(S): returns how many trucks more may come to station S: waiting places and free
 * servers, less the trucks that stand in line or are under way. It may be negative. */
static inline int64_t station_room(const struct station *S)
{
    const int64_t held = (int64_t)station_held(S) + S->suspended.count;
    const int64_t free = (int64_t)S->servers > held ? (int64_t)S->servers - held : 0;

    if (S->waiting == SCN_UNLIMITED)
        return INT64_MAX;
    return (int64_t)S->waiting + free - line_count(&S->line) - S->incoming;
}

/* station_load(S): returns the trucks at station S, under way to it or with a kept place there. */
static inline uint32_t station_load(const struct station *S)
{
    return line_count(&S->line) + station_held(S) + S->suspended.count + S->incoming;
}

/* station_clock(S, state, now): returns how long station S has been in that state, not OPEN, in
 * all, in ticks. */
static inline gatesim_ticks station_clock(const struct station *S, enum gatesim_place_state state,
                                          gatesim_ticks now)
{
    return S->clocks[state] + (S->state == state ? now - S->state_since : 0);
}

/* station_enter(S, state, now): station S is in that state from now on. */
static inline void station_enter(struct station *S, enum gatesim_place_state state,
                                 gatesim_ticks now)
{
    if (S->state < STATION_CLOCKS)
        S->clocks[S->state] += now - S->state_since;
    S->state = state;
    S->state_since = now;
}

/* station_free(S): returns whether a server of station S is free to start. */
static inline bool station_free(const struct station *S)
{
    return S->servers > station_held(S);
}

/* station_full(S): returns whether station S has a limit of places to wait, and no room. */
static inline bool station_full(const struct station *S)
{
    return S->waiting != SCN_UNLIMITED && station_room(S) <= 0;
}

/* station_over(S): returns the servers of station S that work on although fewer are on shift. */
static inline uint32_t station_over(const struct station *S)
{
    const uint32_t held = station_held(S);

    return held > S->servers ? held - S->servers : 0;
}

/* station_down(S): returns the servers of station S on shift that are neither at work nor able to
 * start. */
static inline uint32_t station_down(const struct station *S)
{
    const uint32_t held = station_held(S), able = S->servers > held ? S->servers : held;

    return S->on_shift > able ? S->on_shift - able : 0;
}

/* station_touch(S, now): count what station S has been up to now. To be called before it changes.
 */
static inline void station_touch(struct station *S, gatesim_ticks now)
{
    const uint32_t queue = line_count(&S->line);

    if (now <= S->since)
        return;
    peak_see(&S->queue_peak, queue + S->outside);
    peak_see(&S->occupancy_peak, queue + station_held(S) + S->suspended.count);
    if (station_over(S) > 0)
        S->moments.over += (stat_sum)(uint64_t)(now - S->since) * station_over(S);
    if (S->on_shift > S->servers)
        S->moments.down += (stat_sum)(uint64_t)(now - S->since) * station_down(S);
    if (station_full(S))
        S->moments.full += (uint64_t)(now - S->since);
    S->since = now;
}

/* station_set_servers(S, now, servers): from now on that number of servers of station S may start.
 * To be called after station_touch. */
static inline void station_set_servers(struct station *S, gatesim_ticks now, uint32_t servers)
{
    moment_add(&S->moments.servers, now, (int64_t)servers - S->servers);
    S->servers = servers;
}

/* station_areas(S, now): returns the integrals of station S over time up to now. */
struct station_areas station_areas(const struct station *S, gatesim_ticks now);

/* station_kept_by(W, T): returns the station at which truck T keeps a place, or NO_STATION. */
static inline uint32_t station_kept_by(const struct gatesim *W, struct truck *T)
{
    return W->trucks.ties_at > 0 ? truck_ties(&W->trucks, T)->kept_place : NO_STATION;
}

/* station_servers_ever(S): returns the most servers that station S has at any time, when all are in
 * order. A shift that has ended counts: it comes again, maybe after the end of the run. */
uint32_t station_servers_ever(const struct station *S);

/* station_gets_places(S): returns whether station S has more places to wait at another time. */
bool station_gets_places(const struct station *S);

/* station_settle(S, now): servers or line of station S have changed: enter the state that this
 * makes. */
void station_settle(struct station *S, gatesim_ticks now);

#endif
