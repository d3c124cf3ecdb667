/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/gate/people.h"

#include <string.h>

#include "sim/gate/choice.h"
#include "sim/gate/permit.h"
#include "sim/gate/route.h"
#include "sim/gate/station.h"
#include "sim/gate/stay.h"

#define DAY_S 86400

static void pool_build(struct gatesim *W, uint32_t i)
{
    struct pool *P = &W->people->pools[i];
    const struct scn_pool *N = &W->scn->pools[i];

    P->scn = N;
    tally_init(&P->wait);
    P->fails_stream = world_stream(W, N->purpose, "fails");
    P->repair_stream = world_stream(W, N->purpose, "repair");
    people_shift(W, i);
    if (N->trips != SCN_UNLIMITED)
        people_midnight(W, i);
    if (N->fails_after.count > 0)
        people_repaired(W, i);
}

int people_build(struct gatesim *W)
{
    const struct gatesim_scenario *scn = W->scn;
    struct people *P;
    uint32_t i;

    if (scn->pool_count == 0)
        return 0;
    W->people = P = ARENA_NEW(W->arena, struct people);
    if (P == NULL)
        return GATESIM_ENOMEM;
    P->pools = ARENA_ARRAY(W->arena, struct pool, scn->pool_count);
    P->stations = ARENA_ARRAY(W->arena, uint32_t, scn->station_count);
    P->refused = ARENA_ARRAY(W->arena, bool, scn->station_count);
    if (P->pools == NULL || P->stations == NULL || P->refused == NULL)
        return GATESIM_ENOMEM;
    for (i = 0; i < scn->station_count; i++)
        if (scn->stations[i].need_count > 0)
            P->stations[P->station_count++] = i;
    for (i = 0; i < scn->pool_count; i++)
        pool_build(W, i);
    return 0;
}

void people_touch(struct pool *P, gatesim_ticks now)
{
    const stat_sum t = (uint64_t)(now - P->since);

    P->areas.people += t * people_here(P);
    P->areas.busy += t * P->busy;
    P->since = now;
}

void people_open_window(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->scn->pool_count; i++) {
        struct pool *P = &W->people->pools[i];

        people_touch(P, W->now);
        P->areas_at_warm_up = P->areas;
        P->taken_at_warm_up = P->taken;
    }
}

void people_look(struct gatesim *W)
{
    if (!W->people->desk.ready)
        world_ready(W, &W->people->desk);
}

/* enough(P, members): whether so many are free and may still go today. */
static bool enough(const struct pool *P, uint32_t members)
{
    const uint64_t here = people_here(P);

    return here >= (uint64_t)P->busy + members &&
           (P->scn->trips == SCN_UNLIMITED || P->trips + members <= here * P->scn->trips);
}

/* staffed(W, S): whether the station could have all that it needs. */
static bool staffed(const struct gatesim *W, const struct station *S)
{
    uint32_t i;

    for (i = 0; i < S->scn->need_count; i++)
        if (!enough(&W->people->pools[S->scn->needs[i].pool], S->scn->needs[i].members))
            return false;
    return true;
}

static void take(struct gatesim *W, struct pool *P, uint32_t members)
{
    people_touch(P, W->now);
    P->busy += members;
    P->trips += members;
    P->taken += members;
}

static void give(struct gatesim *W, struct pool *P, uint32_t members)
{
    people_touch(P, W->now);
    P->busy -= members;
    people_look(W);
}

void people_take(struct gatesim *W, const struct station *S)
{
    uint32_t i;

    for (i = 0; i < S->scn->need_count; i++)
        take(W, &W->people->pools[S->scn->needs[i].pool], S->scn->needs[i].members);
}

void people_give(struct gatesim *W, const struct station *S)
{
    uint32_t i;

    for (i = 0; i < S->scn->need_count; i++)
        give(W, &W->people->pools[S->scn->needs[i].pool], S->scn->needs[i].members);
}

/* note_wait(W, P, waited): somebody has what it waited for. */
static void note_wait(const struct gatesim *W, struct pool *P, gatesim_ticks waited)
{
    if (W->now < W->counted_from)
        return;
    tally_add(&P->wait, waited);
    histogram_add(&P->wait_hist, waited);
}

void people_waited(struct gatesim *W, const struct station *S, struct truck *T)
{
    const gatesim_ticks waited =
        station_clock(S, STATION_SHORT, W->now) - truck_line(&W->trucks, T)->marks[STATION_SHORT];
    uint32_t i;

    for (i = 0; i < S->scn->need_count; i++)
        note_wait(W, &W->people->pools[S->scn->needs[i].pool], waited);
}

/* needs(S, pool): whether the station needs members of the pool. */
static bool needs(const struct station *S, uint32_t pool)
{
    uint32_t i = 0;

    while (i < S->scn->need_count && S->scn->needs[i].pool != pool)
        i++;
    return i < S->scn->need_count;
}

/* next_joined(S): when the truck that the station would start next came. */
static gatesim_ticks next_joined(const struct station *S)
{
    return S->suspended.count > 0 ? S->suspended.tail->joined : station_next_joined(S);
}

/* station_claim(S, serve): by which the pool orders the station; smaller goes first. */
static int64_t station_claim(const struct station *S, enum scn_serve serve)
{
    switch (serve) {
    case SCN_SERVE_PRIORITY:
        return -(int64_t)S->scn->pool_priority;
    case SCN_SERVE_LONGEST:
        return -(int64_t)line_count(&S->line) - S->suspended.count;
    case SCN_SERVE_FIRST:
        break;
    }
    return next_joined(S);
}

/* truck_claim(W, P): the same of the first truck in the pool's line. */
static int64_t truck_claim(const struct gatesim *W, const struct pool *P)
{
    const struct truck *T = P->line.head;

    switch (P->scn->serve) {
    case SCN_SERVE_PRIORITY:
        return -(int64_t)W->scn->classes[T->class_index].priority;
    case SCN_SERVE_LONGEST:
        return -(int64_t)P->line.count;
    case SCN_SERVE_FIRST:
        break;
    }
    return T->since;
}

/* serve_truck(W, pool): the first truck in the pool's line has its members and goes on. */
static void serve_truck(struct gatesim *W, uint32_t pool)
{
    struct pool *P = &W->people->pools[pool];
    struct truck *T = P->line.head;
    const uint32_t members = world_step(W, T)->number;

    truck_list_remove(&P->line, T);
    note_wait(W, P, W->now - T->since);
    stay_charge_present(W, T);
    station_unhold(W, T);
    take(W, P, members);
    truck_members(&W->trucks, T)[pool] += members;
    T->state = TRUCK_MOVING;
    T->step++;
    route_walk(W, T);
}

/* could_start(W, i): whether the station at position i would start something if it were its
 * turn. */
static bool could_start(const struct gatesim *W, uint32_t i)
{
    const struct station *S = &W->stations[W->people->stations[i]];

    return !W->people->refused[i] && station_free(S) &&
           line_count(&S->line) + S->suspended.count > 0 && staffed(W, S);
}

/* first_claim(W, pool): the position of the station that is served first, or station_count for
 * the truck that is; UINT32_MAX for none. */
static uint32_t first_claim(const struct gatesim *W, uint32_t pool)
{
    const struct people *Q = W->people;
    const struct pool *P = &Q->pools[pool];
    uint32_t i, first = UINT32_MAX;
    int64_t best = INT64_MAX;

    if (P->line.count > 0 && enough(P, world_step(W, P->line.head)->number)) {
        first = Q->station_count;
        best = truck_claim(W, P);
    }
    for (i = 0; i < Q->station_count; i++) {
        const struct station *S = &W->stations[Q->stations[i]];

        if (!needs(S, pool) || !could_start(W, i))
            continue;
        if (first == UINT32_MAX || station_claim(S, P->scn->serve) < best) {
            best = station_claim(S, P->scn->serve);
            first = i;
        }
    }
    return first;
}

/* serve_station(W, i): the station at position i starts something, unless its permit says no. */
static void serve_station(struct gatesim *W, uint32_t i)
{
    struct station *S = &W->stations[W->people->stations[i]];

    station_touch(S, W->now);
    W->people->refused[i] = !station_start(W, S);
}

/* deal_one(W, pool): somebody gets members of the pool; false: nobody does. */
static bool deal_one(struct gatesim *W, uint32_t pool)
{
    struct people *P = W->people;
    const uint32_t first = first_claim(W, pool);

    if (first == UINT32_MAX)
        return false;
    if (first == P->station_count)
        serve_truck(W, pool);
    else
        serve_station(W, first);
    return true;
}

/* settle(W, S): whether people are all that a truck in the station's line lacks. */
static void settle(struct gatesim *W, struct station *S)
{
    S->short_staffed = station_free(S) && line_count(&S->line) > 0 && !staffed(W, S);
    station_chosen(W, S);
}

void people_deal(struct gatesim *W)
{
    struct people *P = W->people;
    uint32_t i;

    memset(P->refused, 0, P->station_count * sizeof *P->refused);
    for (i = 0; i < W->scn->pool_count; i++)
        while (W->status == 0 && deal_one(W, i))
            ;
    for (i = 0; i < P->station_count; i++)
        settle(W, &W->stations[P->stations[i]]);
}

void people_join(struct gatesim *W, struct truck *T)
{
    struct pool *P = &W->people->pools[world_step(W, T)->pool];

    station_hold(W, T);
    T->state = TRUCK_ASKS;
    T->station = NO_STATION;
    T->since = W->now;
    truck_list_append(&P->line, T);
    people_look(W);
}

void people_release(struct gatesim *W, struct truck *T, uint32_t pool, gatesim_ticks back)
{
    uint32_t *members;

    if (W->trucks.members_at == 0)
        return;
    members = &truck_members(&W->trucks, T)[pool];
    if (*members > 0 && back > 0) {
        W->people->pools[pool].returning += *members;
        world_schedule(W, EVENT_PEOPLE_RETURN, W->now + back, *members, pool, 0, NULL);
    } else if (*members > 0) {
        give(W, &W->people->pools[pool], *members);
    }
    *members = 0;
}

void people_end(struct gatesim *W, struct truck *T)
{
    uint32_t i;

    for (i = 0; i < W->scn->pool_count; i++)
        people_release(W, T, i, 0);
}

void people_return(struct gatesim *W, uint32_t pool, uint32_t members)
{
    W->people->pools[pool].returning -= members;
    give(W, &W->people->pools[pool], members);
}

void people_shift(struct gatesim *W, uint32_t pool)
{
    struct pool *P = &W->people->pools[pool];

    people_touch(P, W->now);
    P->on_shift = P->scn->changes[P->change++].servers;
    if (P->change < P->scn->change_count)
        world_schedule(W, EVENT_PEOPLE_SHIFT, P->scn->changes[P->change].at, 0, pool, 0, NULL);
    people_look(W);
}

void people_midnight(struct gatesim *W, uint32_t pool)
{
    const int64_t second = ((W->scn->info.epoch % DAY_S) + DAY_S) % DAY_S;
    const gatesim_ticks day = DAY_S * GATESIM_TICKS_PER_SECOND,
                        offset = second * GATESIM_TICKS_PER_SECOND;

    W->people->pools[pool].trips = 0;
    world_schedule(W, EVENT_PEOPLE_MIDNIGHT, ((W->now + offset) / day + 1) * day - offset, 0, pool,
                   0, NULL);
    people_look(W);
}

/* duration(W, P, stream, of): one time of the present absence. */
static gatesim_ticks duration(const struct gatesim *W, const struct pool *P, uint64_t stream,
                              const struct scn_choice *of)
{
    const struct substream at = {stream, 0, P->absences, W->mirror};

    return world_ticks(dist_draw(&of->cases[0].dist, &at));
}

void people_fail(struct gatesim *W, uint32_t pool)
{
    struct pool *P = &W->people->pools[pool];

    people_touch(P, W->now);
    P->away = true;
    world_schedule(W, EVENT_PEOPLE_REPAIRED,
                   W->now + duration(W, P, P->repair_stream, &P->scn->repair), 0, pool, 0, NULL);
    P->absences++;
    people_look(W);
}

void people_repaired(struct gatesim *W, uint32_t pool)
{
    struct pool *P = &W->people->pools[pool];

    people_touch(P, W->now);
    P->away = false;
    world_schedule(W, EVENT_PEOPLE_FAIL,
                   W->now + duration(W, P, P->fails_stream, &P->scn->fails_after), 0, pool, 0,
                   NULL);
    people_look(W);
}
