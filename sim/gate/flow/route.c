/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The route is a small program; its choices are drawn from the step's own substream, addressed
 * by the truck and by which time it comes by, so that they do not depend on anybody else. */
#include "sim/gate/flow/route.h"

#include "sim/base/bug.h"
#include "sim/gate/account/sojourn.h"
#include "sim/gate/flow/batching.h"
#include "sim/gate/flow/fork_join.h"
#include "sim/gate/flow/passage.h"
#include "sim/gate/flow/route_choice.h"
#include "sim/gate/station/kept_place.h"
#include "sim/gate/station/pools.h"
#include "sim/gate/station/station.h"
#include "sim/gate/world/by_truck.h"

/* Kept out of its caller, which runs for every event and would pay for what is rare. */
#define ROUTE_APART __attribute__((noinline))
/* And into it what every truck does at every station: without calls it takes 2 % less. */
#define ROUTE_WHOLE __attribute__((flatten))

/* visit_number(W, T, occurrence): which time the truck does this: where in its route, and how
 * often the route has sent it back. */
static inline uint32_t visit_number(const struct gatesim *W, struct truck *T, uint32_t occurrence)
{
    const uint32_t loops = world_source(W, T)->loop_count;
    uint32_t i, passes = 0;

    for (i = 0; i < loops; i++)
        passes += truck_loops(&W->trucks, T)[i];
    return occurrence + (passes << 16);
}

/* step_address(W, T, s): of what the truck's present step draws. */
static struct substream step_address(const struct gatesim *W, struct truck *T,
                                     const struct scn_step *s)
{
    const struct source *Q = world_source(W, T);
    const struct substream at = {Q->step_streams[T->step], world_who(W, T),
                                 visit_number(W, T, s->occurrence), W->mirror};

    return at;
}

/* step_chance(W, T, s): returns a uniform number between 0 and 1 at the address of truck T's
 * present visit to step s. */
static double step_chance(const struct gatesim *W, struct truck *T, const struct scn_step *s)
{
    const struct substream at = step_address(W, T, s);

    return substream_uniform(&at);
}

/* way_from(W, S, T): returns the ticks that truck T drives from station S to its next place; 0
 * where the scenario gives no way. */
static gatesim_ticks way_from(const struct gatesim *W, const struct station *S, struct truck *T)
{
    const struct substream at = {S->travel_stream, world_who(W, T), T->visit, W->mirror};
    const struct dist *D = by_truck_for(&S->scn->travel, truck_values(T));

    return D == NULL ? 0 : world_ticks(dist_draw(D, &at));
}

/* set_off(W, station, T, state, time): until then the truck is under way, or awaits something. */
static void set_off(struct gatesim *W, uint32_t station, struct truck *T, enum truck_state state,
                    gatesim_ticks time)
{
    T->state = (uint8_t)state;
    T->station = station;
    T->since = W->now;
    T->mark = W->now + time;
    world_schedule(W, EVENT_REACH, W->now + time, T->number, station, T->wait_id, NULL);
}

/* repeated(W, T): whether a repeat has led back to the truck's step. */
static bool repeated(const struct gatesim *W, struct truck *T)
{
    const struct scn_route *R = &W->scn->routes[world_source(W, T)->scn->route];
    uint32_t i;

    for (i = 0; i < R->loop_count; i++)
        if (truck_loops(&W->trucks, T)[i] > 0 && R->loops[i].first <= T->step &&
            T->step < R->loops[i].end)
            return true;
    return false;
}

void route_visit(struct gatesim *W, struct truck *T)
{
    const struct source *Q = world_source(W, T);

    T->visit = visit_number(W, T, Q->steps[T->step].occurrence);
    if (Q->loop_count > 0)
        T->rework = repeated(W, T);
}

void route_move_to(struct gatesim *W, struct station *S, struct truck *T)
{
    gatesim_ticks way = 0;

    if (T->holder != NO_STATION) {
        const struct station *from = &W->stations[T->holder];

        if (from->scn->travel.count > 0)
            way = way_from(W, from, T);
        station_let_go(W, T);
    }
    if (station_kept_by(W, T) == S->number)
        kept_place_give_up(W, T);
    route_visit(W, T);
    if (way == 0) {
        station_join(W, S, T);
        return;
    }
    station_touch(S, W->now);
    S->incoming++;
    set_off(W, S->number, T, TRUCK_UNDER_WAY, way);
}

void route_reach(struct gatesim *W, uint32_t station, struct truck *T)
{
    struct station *S;

    sojourn_charge_present(W, T);
    T->state = TRUCK_MOVING;
    if (station == NO_STATION) {
        if (world_step(W, T)->op != SCN_SIDE)
            T->step++;
        route_walk(W, T);
        return;
    }
    S = &W->stations[station];
    station_touch(S, W->now);
    S->incoming--;
    station_join(W, S, T);
}

/* leave(W, T, outcome): truck T lets go of its server and leaves the system. */
static void leave(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome)
{
    station_let_go(W, T);
    passage_end(W, T, outcome);
}

/* has_room(W, S, T): a truck that comes back to the station whose server it holds or keeps takes
 * the place that it makes free itself; others queue behind those who wait for room. */
static bool has_room(const struct gatesim *W, const struct station *S, struct truck *T)
{
    if (T->holder == S->number || station_kept_by(W, T) == S->number)
        return station_room(S) >= 0;
    return S->entry.count == 0 && station_room(S) > 0;
}

/* visit(W, T, s): true when the truck passes the station by and goes on. */
static bool visit(struct gatesim *W, struct truck *T, const struct scn_step *s)
{
    struct station *S = &W->stations[s->station];

    if (has_room(W, S, T)) {
        route_move_to(W, S, T);
        return false;
    }
    switch (S->scn->when_full) {
    case SCN_WAIT:
        if (T->holder == NO_STATION)
            route_visit(W, T);
        station_turn_to(W, S, T);
        return false;
    case SCN_TURN_BACK:
        S->counts.balked++;
        leave(W, T, GATESIM_OUTCOME_BALKED);
        return false;
    case SCN_SKIP:
        S->counts.balked++;
        break;
    }
    T->step++;
    return true;
}

/* drive(W, T, s, state): give up the server, and be under way or await something. */
static void drive(struct gatesim *W, struct truck *T, const struct scn_step *s,
                  enum truck_state state)
{
    const struct substream at = step_address(W, T, s);

    station_let_go(W, T);
    set_off(W, NO_STATION, T, state, world_ticks(dist_draw(&s->dist, &at)));
}

/* release(W, T, s): the people of the step's pool who are with truck T go back, which may take the
 * time that step s gives. */
static void release(struct gatesim *W, struct truck *T, const struct scn_step *s)
{
    const struct substream at = step_address(W, T, s);

    pools_release(W, T, s->pool, s->timed ? world_ticks(dist_draw(&s->dist, &at)) : 0);
}

/* fork_out(W, T, s): truck T drives the way to the stations of step s, if that takes time, and
 * then visits them side by side. */
static void fork_out(struct gatesim *W, struct truck *T, const struct scn_step *s)
{
    gatesim_ticks way = 0;

    if (T->holder != NO_STATION) {
        way = way_from(W, &W->stations[T->holder], T);
        station_let_go(W, T);
    }
    if (way > 0)
        set_off(W, NO_STATION, T, TRUCK_UNDER_WAY, way);
    else
        fork_begin(W, T, s);
}

/* fewer(a, b): whether station a has fewer trucks a server than b; one without a server has
 * more than any. */
static bool fewer(const struct station *a, const struct station *b)
{
    if (a->servers == 0 || b->servers == 0)
        return a->servers > 0 || (b->servers == 0 && station_load(a) < station_load(b));
    return (uint64_t)station_load(a) * b->servers < (uint64_t)station_load(b) * a->servers;
}

/* fewest(W, s): returns the step that leads to the station, among those of step s, with the fewest
 * trucks; the first of equal ones. */
static uint32_t fewest(const struct gatesim *W, const struct scn_step *s)
{
    uint32_t i, best = 0;

    for (i = 1; i < s->count; i++)
        if (fewer(&W->stations[s->stations[i]], &W->stations[s->stations[best]]))
            best = i;
    return s->targets[best];
}

/* repeats(W, T, s): whether the truck is sent back; counts it. */
static bool repeats(struct gatesim *W, struct truck *T, const struct scn_step *s)
{
    uint16_t *count = &truck_loops(&W->trucks, T)[s->loop];

    if (!condition_holds(&s->when, truck_values(T)) || *count >= s->limit ||
        *count == SCN_REPEATS_MAX)
        return false;
    if (s->chance < 1 && step_chance(W, T, s) >= s->chance)
        return false;
    ++*count;
    return true;
}

/* next_step(W, T, s): what the truck does after a step that takes no time and no place. Apart from
 * the walk, which is short then. */
ROUTE_APART static uint32_t next_step(struct gatesim *W, struct truck *T, const struct scn_step *s)
{
    switch (s->op) {
    case SCN_UNLESS:
        return condition_holds(&s->when, truck_values(T)) ? T->step + 1 : s->target;
    case SCN_CHANCE:
        return step_chance(W, T, s) < s->chance ? T->step + 1 : s->target;
    case SCN_SHARE:
        return s->targets[by_truck_share(s->cumulated, step_chance(W, T, s))];
    case SCN_FEWEST:
        return fewest(W, s);
    case SCN_CHOOSE:
        return route_choice_step(W, T, s, step_chance(W, T, s));
    case SCN_REPEAT:
        return repeats(W, T, s) ? s->target : T->step + 1;
    case SCN_JUMP:
        return s->target;
    case SCN_SET:
        truck_values(T)[s->attribute] = (uint8_t)s->value;
        break;
    case SCN_RELEASE:
        release(W, T, s);
        break;
    case SCN_LEAVE_PLACE:
        kept_place_leave(W, T);
        break;
    default:
        GS_BUG("a step that is not passed by");
    }
    return T->step + 1;
}

/* stop(W, T, s): the truck stops for something that is not a station. */
ROUTE_APART static void stop(struct gatesim *W, struct truck *T, const struct scn_step *s)
{
    switch (s->op) {
    case SCN_DRIVE:
        drive(W, T, s, TRUCK_UNDER_WAY);
        break;
    case SCN_AWAIT:
        drive(W, T, s, TRUCK_AWAITS);
        break;
    case SCN_TAKE:
        pools_join(W, T);
        break;
    case SCN_GATHER:
        batching_join(W, T, s);
        break;
    case SCN_SIDE:
        fork_out(W, T, s);
        break;
    default:
        GS_BUG("a step that nobody stops for");
    }
}

ROUTE_WHOLE void route_walk(struct gatesim *W, struct truck *T)
{
    const struct scn_step *steps = world_source(W, T)->steps;

    for (;;) {
        const struct scn_step *s = &steps[T->step];

        switch (s->op) {
        case SCN_VISIT:
            if (!visit(W, T, s))
                return;
            break;
        case SCN_CROSS:
            leave(W, T, GATESIM_OUTCOME_CROSSED);
            return;
        case SCN_OUT:
            leave(W, T, GATESIM_OUTCOME_TURNED_BACK);
            return;
        case SCN_DRIVE:
        case SCN_AWAIT:
        case SCN_TAKE:
        case SCN_GATHER:
        case SCN_SIDE:
            stop(W, T, s);
            return;
        default:
            T->step = next_step(W, T, s);
        }
    }
}

void route_give_up(struct gatesim *W, struct truck *T)
{
    const uint32_t divert = world_source(W, T)->scn->divert;

    if (divert == SCN_NONE || T->diverted) {
        passage_end(W, T, GATESIM_OUTCOME_RENEGED);
        return;
    }
    W->flows[T->class_index].counts.diverted++;
    T->diverted = 1;
    T->step = divert;
    route_walk(W, T);
}
