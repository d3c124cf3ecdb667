/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face of a simulation: a world is built, and turned from event to event. */
#include "sim/gate/world/world.h"

#include <string.h>

#include "sim/gate/account/agency.h"
#include "sim/gate/account/cost.h"
#include "sim/gate/account/promises.h"
#include "sim/gate/boundaries.h"
#include "sim/gate/flow/appointments.h"
#include "sim/gate/flow/arrivals.h"
#include "sim/gate/flow/batching.h"
#include "sim/gate/flow/endless_arrivals.h"
#include "sim/gate/flow/fork_join.h"
#include "sim/gate/flow/returns.h"
#include "sim/gate/flow/risk_channel.h"
#include "sim/gate/flow/route_choice.h"
#include "sim/gate/handlers.h"
#include "sim/gate/station/admission.h"
#include "sim/gate/station/availability.h"
#include "sim/gate/station/data_service.h"
#include "sim/gate/station/pools.h"
#include "sim/gate/station/station.h"

/* Trucks of a backlog that stand there at once when a run is created. The rest is put there by
 * gatesim_step, so that whoever steps in batches can stop in between. */
#define STANDING_AT_ONCE 1000000

/* world_dispatch(W): work off the ready list. */
static void world_dispatch(struct gatesim *W)
{
    while (W->ready != NULL && W->status == 0) {
        struct station *S = W->ready;

        W->ready = S->next_ready;
        S->ready = false;
        if (S->scn != NULL)
            station_work(W, S);
        else if (W->ready != NULL)
            world_ready(W, S); /* people come last */
        else
            pools_deal(W);
    }
}

/* dispatch_due(W): servers choose now, unless something of this instant still comes before. */
static inline bool dispatch_due(const struct gatesim *W)
{
    return W->ready != NULL &&
           (fel_first_time(W->fel) > W->now || fel_first_phase(W->fel) > PHASE_DISPATCH);
}

/* station_build(W, i): returns 0 or GATESIM_ENOMEM. */
static int station_build(struct gatesim *W, uint32_t i)
{
    struct station *S = &W->stations[i];
    const struct scn_station *N = &W->scn->stations[i];

    S->scn = N;
    S->number = i;
    S->waiting = N->waiting;
    line_init(&S->line, N->discipline);
    tally_init(&S->wait);
    tally_init(&S->service);
    if (N->data_service_count == 0 && N->service.cases[0].when.count == 0)
        S->service_dist = &N->service.cases[0].dist;
    S->state = GATESIM_PLACE_OPEN;
    S->service_stream = world_stream(W, N->purpose, "service");
    S->setup_stream = world_stream(W, N->purpose, "setup");
    S->travel_stream = world_stream(W, N->purpose, "travel");
    S->patience_stream = world_stream(W, N->purpose, "patience");
    S->pick_stream = world_stream(W, N->purpose, "pick");
    if (availability_build(W, S) != 0)
        return GATESIM_ENOMEM;
    handle_timetable(W, S);
    return 0;
}

/* stations_build(W): build every station with its features, and the admission rules. Nobody is told
 * of what the first line of a timetable does, so admission rules come into force after all
 * timetables have begun. Returns 0 or GATESIM_ENOMEM. */
static int stations_build(struct gatesim *W)
{
    const uint32_t later = STATION_ADMISSION | STATION_WATCHED, count = W->scn->station_count;
    uint32_t *flags = ARENA_ARRAY(W->arena, uint32_t, count);
    uint32_t i;

    if (flags == NULL || station_features(W->scn, W->arena, flags) != 0)
        return GATESIM_ENOMEM;
    for (i = 0; i < count; i++) {
        W->stations[i].flags = flags[i] & ~later;
        if (station_build(W, i) != 0)
            return GATESIM_ENOMEM;
    }
    for (i = 0; i < count; i++)
        W->stations[i].flags = flags[i];
    return admission_build(W);
}

/* routes_build(W): name the stream of chance of every step of every route. Returns 0 or
 * GATESIM_ENOMEM. */
static int routes_build(struct gatesim *W)
{
    uint32_t r, i;

    for (r = 0; r < W->scn->route_count; r++) {
        const struct scn_route *R = &W->scn->routes[r];
        uint64_t *step = ARENA_ARRAY(W->arena, uint64_t, R->step_count);

        if (step == NULL)
            return GATESIM_ENOMEM;
        for (i = 0; i < R->step_count; i++)
            step[i] = world_stream(W, R->steps[i].purpose, "step");
        W->step_streams[r] = step;
    }
    return 0;
}

/* trucks_build(W): make the pool of trucks, whose records have only the parts that the scenario
 * and the observer need. To be called when all stations are built. */
static void trucks_build(struct gatesim *W)
{
    struct truck_parts parts = {
        .values = W->scn->attribute_count,
        .trucks = W->scn->info.log != GATESIM_LOG_NONE && W->observer != NULL,
        .visits = W->scn->info.log == GATESIM_LOG_VISITS && W->observer != NULL,
    };
    uint32_t i;

    for (i = 0; i < W->scn->route_count; i++)
        if (W->scn->routes[i].loop_count > parts.loops)
            parts.loops = W->scn->routes[i].loop_count;
    for (i = 0; i < W->scn->class_count; i++)
        parts.past |= W->scn->classes[i].returns_as.count > 0;
    parts.past |= W->scn->booked != SCN_NONE;
    for (i = 0; i < W->scn->station_count; i++) {
        const struct station *S = &W->stations[i];

        parts.line |= (S->flags & STATION_MARKS) != 0;
        parts.ties |= (S->flags & STATION_KEEPS) != 0;
        parts.look_up |= (S->flags & STATION_LOOKS_UP) != 0;
        parts.alarm |= (S->flags & (STATION_PATIENCE | STATION_INTERRUPTS | STATION_LOOKS_UP)) != 0;
    }
    parts.ties |= W->forks != NULL;
    parts.members = world_does(W, SCN_TAKE) ? W->scn->pool_count : 0;
    truck_pool_init(&W->trucks, W->arena, &parts);
}

/* exits_build(W): what is to be done when a truck leaves, beside what others have asked for. */
static void exits_build(struct gatesim *W)
{
    W->exits |= W->scn->by_count > 0 ? EXIT_SUBGROUPS : 0;
    W->exits |= W->costs != NULL ? EXIT_COSTS : 0;
    W->exits |= W->scn->promise_count > 0 ? EXIT_PROMISES : 0;
    W->exits |= W->trucks.ties_at > 0 ? EXIT_PLACES : 0;
    W->exits |= W->trucks.members_at > 0 ? EXIT_PEOPLE : 0;
    if (W->trucks.delay_at > 0 && W->observer != NULL && W->observer->truck != NULL)
        W->exits |= EXIT_REPORTS;
}

/* world_allocate(W): make every array of world W whose length the scenario gives. Returns 0 or
 * GATESIM_ENOMEM. */
static int world_allocate(struct gatesim *W)
{
    const struct gatesim_scenario *scn = W->scn;
    const size_t stations = scn->station_count, classes = scn->class_count;

    W->stations = ARENA_ARRAY(W->arena, struct station, stations);
    W->sources = ARENA_ARRAY(W->arena, struct source, classes);
    W->step_streams = ARENA_ARRAY(W->arena, const uint64_t *, scn->route_count);
    W->attribute_streams = ARENA_ARRAY(W->arena, uint64_t, scn->attribute_count);
    W->flows = ARENA_ARRAY(W->arena, struct flow, classes);
    W->subgroups = ARENA_ARRAY(W->arena, struct flow, scn->subgroup_count);
    W->counts_at_warm_up = ARENA_ARRAY(W->arena, struct flow_counts, classes);
    W->in_system = classes > 1 ? ARENA_ARRAY(W->arena, struct level, classes) : &W->all;
    W->route_in_system =
        scn->route_count > 1 ? ARENA_ARRAY(W->arena, struct level, scn->route_count) : &W->all;
    W->in_system_at_warm_up = ARENA_ARRAY(W->arena, stat_sum, classes);
    W->inside_at_warm_up = ARENA_ARRAY(W->arena, uint32_t, classes);
    W->route_in_system_at_warm_up = ARENA_ARRAY(W->arena, stat_sum, scn->route_count);
    W->delay_stride = classes * GATESIM_CAUSES;
    W->delay = ARENA_ARRAY(W->arena, stat_sum, (stations + 1) * W->delay_stride);
    W->moves = ARENA_ARRAY(W->arena, uint64_t, scn->link_count);
    W->moves_at_warm_up = ARENA_ARRAY(W->arena, uint64_t, scn->link_count);
    W->merged = ARENA_NEW(W->arena, struct merged);
    if (W->merged != NULL) {
        W->merged->at = UINT64_MAX;
        W->merged->routes = ARENA_ARRAY(W->arena, struct flow, scn->route_count);
    }
    if (W->stations == NULL || W->sources == NULL || W->step_streams == NULL ||
        W->attribute_streams == NULL || W->flows == NULL || W->subgroups == NULL ||
        W->counts_at_warm_up == NULL || W->in_system == NULL || W->in_system_at_warm_up == NULL ||
        W->inside_at_warm_up == NULL || W->route_in_system_at_warm_up == NULL || W->delay == NULL ||
        W->moves == NULL || W->moves_at_warm_up == NULL || W->merged == NULL ||
        W->merged->routes == NULL || W->route_in_system == NULL)
        return GATESIM_ENOMEM;
    return promises_build(W);
}

/* backlog_stands(W): the trucks of the backlog, and no others, have been put where they stand: they
 * were there at the start, and came from nowhere. */
static void backlog_stands(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->scn->class_count; i++) {
        struct flow *F = &W->flows[i];

        F->at_start = F->counts.arrived;
        W->inside_at_warm_up[i] = (uint32_t)F->at_start;
        F->counts.arrived = 0;
    }
    for (i = 0; i < W->scn->station_count; i++) {
        W->stations[i].at_start = W->stations[i].counts.arrived;
        W->stations[i].counts.arrived = 0;
    }
    for (i = 0; i < W->scn->link_count; i++)
        if (W->scn->links[i].to < W->scn->station_count)
            W->moves[i] = 0;
}

/* world_set_up(W, trucks): put up to so many trucks of the backlog where they stand; after the last
 * one the run begins. Returns how many were put. */
static int64_t world_set_up(struct gatesim *W, int64_t trucks)
{
    const int64_t placed = arrivals_backlog(W, trucks);

    if (!W->standing.done)
        return placed;
    backlog_stands(W);
    if (dispatch_due(W))
        world_dispatch(W);
    route_choice_start(W);
    return placed;
}

/* world_build(W): make the world of a scenario at the start of the run. Returns 0 or
 * GATESIM_ENOMEM. */
static int world_build(struct gatesim *W)
{
    const struct gatesim_scenario *scn = W->scn;
    uint32_t i;

    if (world_allocate(W) != 0 || routes_build(W) != 0)
        return GATESIM_ENOMEM;
    for (i = 0; i < scn->class_count; i++)
        flow_init(&W->flows[i]);
    for (i = 0; i < scn->subgroup_count; i++)
        flow_init(&W->subgroups[i]);
    for (i = 0; i < scn->attribute_count; i++)
        W->attribute_streams[i] = world_stream(W, scn->attributes[i].purpose, "value");
    if (stations_build(W) != 0)
        return GATESIM_ENOMEM;
    if (data_services_build(W) != 0 || incidents_build(W) != 0 || agencies_build(W) != 0 ||
        costs_build(W) != 0 || batching_build(W) != 0 || pools_build(W) != 0 ||
        fork_build(W) != 0 || risk_build(W) != 0 || appointments_build(W) != 0 ||
        route_choice_build(W) != 0)
        return GATESIM_ENOMEM;
    returns_build(W);
    trucks_build(W);
    if (boundaries_init(W) != 0)
        return GATESIM_ENOMEM;
    W->endows = scn->attribute_count > SCN_BUILTINS || W->trucks.past_at + W->trucks.ties_at > 0;
    exits_build(W);
    for (i = 0; i < scn->class_count; i++)
        arrivals_init(W, i);
    world_set_up(W, STANDING_AT_ONCE);
    return W->status == GATESIM_EDEADLOCK ? 0 : W->status;
}

int gatesim_create(const struct gatesim_scenario *scenario, uint32_t replication,
                   const struct gatesim_observer *observer, struct gatesim **simulation)
{
    struct arena *arena = arena_create();
    struct gatesim *W;

    if (arena == NULL)
        return GATESIM_ENOMEM;
    if ((W = ARENA_NEW(arena, struct gatesim)) == NULL)
        goto err0;
    W->arena = arena;
    W->scn = scenario;
    W->observer = observer;
    W->replication = replication & ~GATESIM_ANTITHETIC;
    W->mirror = (replication & GATESIM_ANTITHETIC) != 0;
    W->running = true;
    W->counted_from = scenario->info.warm_up;
    if ((W->fel = fel_create()) == NULL)
        goto err0;
    if (world_build(W) != 0)
        goto err1;
    *simulation = W;
    return 0;

err1:
    fel_destroy(W->fel);
err0:
    arena_destroy(arena);
    return GATESIM_ENOMEM;
}

void gatesim_destroy(struct gatesim *G)
{
    if (G == NULL)
        return;
    fel_destroy(G->fel);
    arena_destroy(G->arena);
}

/* world_turn(W): take the next event, or the boundary that comes before it. */
static inline void world_turn(struct gatesim *W)
{
    struct fel_event ev;

    if (fel_first_time(W->fel) >= W->boundary_before) {
        W->now = W->boundary_at;
        boundaries_take(W);
        return;
    }
    fel_pop(W->fel, &ev);
    W->now = ev.time;
    W->events++;
    handle(W, &ev);
    if (dispatch_due(W))
        world_dispatch(W);
}

gatesim_ticks gatesim_peek(const struct gatesim *G)
{
    const gatesim_ticks next = fel_first_time(G->fel);

    if (!G->running)
        return GATESIM_NEVER;
    if (G->ready != NULL || !G->standing.done)
        return G->now;
    return next < G->boundary_before ? next : G->boundary_at;
}

int64_t gatesim_step(struct gatesim *G, int64_t events)
{
    int64_t taken = 0;

    if (!G->standing.done && G->running)
        taken = world_set_up(G, events);
    for (; taken < events && G->running; taken++)
        world_turn(G);
    endless_watch(G, G->standing.done ? taken : 0);
    return G->status != 0 ? G->status : taken;
}

int64_t gatesim_run_until(struct gatesim *G, gatesim_ticks until)
{
    int64_t taken = 0;

    while (gatesim_peek(G) <= until && G->running)
        taken += gatesim_step(G, 1);
    if (G->running && until > G->now)
        G->now = until;
    return G->status != 0 ? G->status : taken;
}

void gatesim_stop(struct gatesim *G)
{
    if (G->running && G->standing.done)
        boundaries_end(G);
    G->finished |= G->running;
    G->running = false;
}

gatesim_ticks gatesim_now(const struct gatesim *G)
{
    return G->now;
}

int gatesim_finished(const struct gatesim *G)
{
    return G->finished;
}

uint64_t gatesim_fingerprint(const struct gatesim *G)
{
    return G->fingerprint;
}

void gatesim_progress(const struct gatesim *G, struct gatesim_progress *P)
{
    uint32_t c;

    memset(P, 0, sizeof *P);
    P->events = G->events;
    for (c = 0; c < G->scn->class_count; c++) {
        P->at_start += G->flows[c].at_start;
        P->arrived += G->flows[c].counts.arrived;
        P->left += G->flows[c].counts.crossed + G->flows[c].counts.turned_back;
    }
    P->inside = P->at_start + P->arrived - P->left;
}

const char *gatesim_trouble(const struct gatesim *G)
{
    return G->trouble != NULL ? G->trouble : "";
}
