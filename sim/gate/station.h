/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A station at work: its line, its servers, and the trucks that wait for room in it. */
#ifndef SIM_GATE_STATION_H
#define SIM_GATE_STATION_H

#include "sim/gate/world.h"

/* station_held(S): servers that are with a truck, or kept as its place. */
static inline uint32_t station_held(const struct station *S)
{
    return S->held;
}

/* station_room(S): how many trucks more may come in: free waiting places and free servers,
 * less what stands in line or is under way; may be negative. */
static inline int64_t station_room(const struct station *S)
{
    const int64_t held = (int64_t)station_held(S) + S->suspended.count;
    const int64_t free = (int64_t)S->servers > held ? (int64_t)S->servers - held : 0;

    if (S->waiting == SCN_UNLIMITED)
        return INT64_MAX;
    return (int64_t)S->waiting + free - line_count(&S->line) - S->incoming;
}

/* station_load(S): trucks at the station, under way to it or with a place there. */
static inline uint32_t station_load(const struct station *S)
{
    return line_count(&S->line) + station_held(S) + S->suspended.count + S->incoming;
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
    return S->servers > station_held(S);
}

/* station_full(S): it has places to wait, and all of them are taken. */
static inline bool station_full(const struct station *S)
{
    return S->waiting != SCN_UNLIMITED && station_room(S) <= 0;
}

/* station_over(S): servers that work on although fewer are on shift. */
static inline uint32_t station_over(const struct station *S)
{
    const uint32_t held = station_held(S);

    return held > S->servers ? held - S->servers : 0;
}

/* station_down(S): servers on shift that are neither at work nor able to start. */
static inline uint32_t station_down(const struct station *S)
{
    const uint32_t held = station_held(S), able = S->servers > held ? S->servers : held;

    return S->on_shift > able ? S->on_shift - able : 0;
}

/* station_touch(S, now): what the station is has lasted until now: before anything changes. */
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

/* station_set_servers(S, now, servers): so many may start from now on. After station_touch. */
static inline void station_set_servers(struct station *S, gatesim_ticks now, uint32_t servers)
{
    moment_add(&S->moments.servers, now, (int64_t)servers - S->servers);
    S->servers = servers;
}

/* station_areas(S, now): the integrals up to now. */
struct station_areas station_areas(const struct station *S, gatesim_ticks now);

/* station_wake(W, S): it could start something or let somebody in: look at it when this
 * instant's arrivals are over. */
void station_wake(struct gatesim *W, struct station *S);

/* station_look(W, S): the same, but nothing has become free here that others watch. */
void station_look(struct gatesim *W, struct station *S);

/* station_join(W, S, T): a truck that has room there joins the line. */
void station_join(struct gatesim *W, struct station *S, struct truck *T);

/* station_turn_to(W, S, T): a truck that found no room starts to wait for it: at the
 * server that it holds, at the place that it keeps, or on the road. */
void station_turn_to(struct gatesim *W, struct station *S, struct truck *T);

/* station_hold(W, T): a served truck waits for something at the server that it holds, if any;
 * station_unhold(W, T): it has it. */
void station_hold(struct gatesim *W, const struct truck *T);
void station_unhold(struct gatesim *W, const struct truck *T);

/* station_let_go(W, T): the truck, which is on its way on, gives up the server that it holds, if
 * any, or keeps it as its place. */
void station_let_go(struct gatesim *W, struct truck *T);

/* station_start(W, S): a server that is free takes up what was left, or calls the next truck;
 * false when there is nothing that it may start. */
bool station_start(struct gatesim *W, struct station *S);

/* station_work(W, S): let in who waits for room, then start what can be started. */
void station_work(struct gatesim *W, struct station *S);

/* station_servers_ever(S): the most servers that it has at any time, all in order. A shift that has
 * ended counts: it comes again, maybe after the end of the run. */
uint32_t station_servers_ever(const struct station *S);

/* station_gets_places(S): whether it has more places to wait at another time. */
bool station_gets_places(const struct station *S);

/* station_next_joined(S): when the truck came that is next in the line, which is not empty. */
gatesim_ticks station_next_joined(const struct station *S);

/* station_chosen(W, S): its servers have started what they can: what follows from that. */
void station_chosen(struct gatesim *W, struct station *S);

/* station_settle(S, now): after a change of servers or line: the state that this makes. */
void station_settle(struct station *S, gatesim_ticks now);

/* station_staff(W, S, change): the timetable says so from now on. */
void station_staff(struct gatesim *W, struct station *S, const struct scn_change *change);

/* station_interrupt(W, S, T, how, broken): the server leaves the truck, which it works on: by a
 * breakdown or not, and with this fate of the work. */
void station_interrupt(struct gatesim *W, struct station *S, struct truck *T,
                       enum scn_on_failure how, bool broken);

/* station_serve(W, S, T): the truck, at the server, has come to its service. */
void station_serve(struct gatesim *W, struct station *S, struct truck *T);

/* The ends of what a station started. */
void station_setup_done(struct gatesim *W, struct station *S, struct truck *T);
void station_service_done(struct gatesim *W, struct station *S, struct truck *T);
void station_renege(struct gatesim *W, struct station *S, struct truck *T);

#endif
