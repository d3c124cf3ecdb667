/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members are dealt out one claim after another when everything else of an instant has happened.
 * Who comes first but lacks members that will be free has them saved up, so that those who need
 * fewer do not pass it for ever. */
#include "sim/gate/station/pools.h"

#include <string.h>

#include "sim/gate/account/sojourn.h"
#include "sim/gate/station/admission.h"
#include "sim/gate/station/onward.h"
#include "sim/gate/station/station.h"
#include "sim/gate/world/by_truck.h"

#define DAY_S 86400

/* Numbers of members that somebody wants of a pool at once. */
struct wanted {
    uint32_t least, most;
    bool others; /* somebody needs members of another pool too */
};

/* want(N, members): somebody wants that number of members at once: widen the range N. */
static void want(struct wanted *N, uint32_t members)
{
    N->least = members < N->least ? members : N->least;
    N->most = members > N->most ? members : N->most;
}

/* is_mixed(W, pool): returns whether somebody may lack members, of this pool or of another one,
 * while somebody else who wants members of this pool has enough. If not, nobody is ever held back.
 */
static bool is_mixed(const struct gatesim *W, uint32_t pool)
{
    struct wanted N = {UINT32_MAX, 0, false};
    uint32_t i, k;

    for (i = 0; i < W->scn->station_count; i++)
        for (k = 0; k < W->scn->stations[i].need_count; k++)
            if (W->scn->stations[i].needs[k].pool == pool) {
                want(&N, W->scn->stations[i].needs[k].members);
                N.others |= W->scn->stations[i].need_count > 1;
            }
    for (i = 0; i < W->scn->route_count; i++)
        for (k = 0; k < W->scn->routes[i].step_count; k++)
            if (W->scn->routes[i].steps[k].op == SCN_TAKE &&
                W->scn->routes[i].steps[k].pool == pool)
                want(&N, W->scn->routes[i].steps[k].number);
    return N.others || N.least < N.most;
}

/* pool_build(W, i): make pool i as it is at the start of the run, but for its list of holders. */
static void pool_build(struct gatesim *W, uint32_t i)
{
    struct pool *P = &W->pools->list[i];
    const struct scn_pool *N = &W->scn->pools[i];

    P->scn = N;
    P->mixed = is_mixed(W, i);
    tally_init(&P->wait);
    P->fails_stream = world_stream(W, N->purpose, "fails");
    P->repair_stream = world_stream(W, N->purpose, "repair");
    pools_shift(W, i);
    if (N->trips != SCN_UNLIMITED)
        pools_midnight(W, i);
    if (N->fails_after.count > 0)
        pools_repaired(W, i);
}

int pools_build(struct gatesim *W)
{
    const struct gatesim_scenario *scn = W->scn;
    struct pools *P;
    uint32_t i;

    if (scn->pool_count == 0)
        return 0;
    W->pools = P = ARENA_NEW(W->arena, struct pools);
    if (P == NULL)
        return GATESIM_ENOMEM;
    P->list = ARENA_ARRAY(W->arena, struct pool, scn->pool_count);
    P->stations = ARENA_ARRAY(W->arena, uint32_t, scn->station_count);
    P->refused = ARENA_ARRAY(W->arena, bool, scn->station_count);
    if (P->list == NULL || P->stations == NULL || P->refused == NULL)
        return GATESIM_ENOMEM;
    for (i = 0; i < scn->station_count; i++)
        if (scn->stations[i].need_count > 0)
            P->stations[P->station_count++] = i;
    for (i = 0; i < scn->pool_count; i++) {
        pool_build(W, i);
        P->list[i].holders = ARENA_ARRAY(W->arena, uint32_t, scn->pools[i].people_max);
        if (P->list[i].holders == NULL)
            return GATESIM_ENOMEM;
    }
    return 0;
}

void pools_touch(struct pool *P, gatesim_ticks now)
{
    const stat_sum t = (uint64_t)(now - P->since);

    P->areas.people += t * pools_here(P);
    P->areas.busy += t * P->busy;
    P->areas.over += t * (P->busy > pools_here(P) ? P->busy - pools_here(P) : 0);
    P->since = now;
}

void pools_open_window(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->scn->pool_count; i++) {
        struct pool *P = &W->pools->list[i];

        pools_touch(P, W->now);
        P->areas_at_warm_up = P->areas;
        P->taken_at_warm_up = P->taken;
    }
}

void pools_look(struct gatesim *W)
{
    if (!W->pools->desk.ready)
        world_ready(W, &W->pools->desk);
}

/* enough(P, members): returns whether that number of members of pool P are free, and may still
 * make a trip today. */
static bool enough(const struct pool *P, uint64_t members)
{
    const uint64_t here = pools_here(P);

    return here >= (uint64_t)P->busy + members &&
           (P->scn->trips == SCN_UNLIMITED || P->trips + members <= here * P->scn->trips);
}

/* possible(P, members): returns whether that number of members of pool P can become free with
 * those who are on shift now, and may still make a trip today: when all have come back but those
 * with trucks that wait themselves. */
static bool possible(const struct pool *P, uint64_t members)
{
    const uint64_t here = pools_here(P);

    return here >= P->stuck + members &&
           (P->scn->trips == SCN_UNLIMITED || P->trips + members <= here * P->scn->trips);
}

/* staffed(W, S): returns whether all members that station S needs for a service are free. */
static bool staffed(const struct gatesim *W, const struct station *S)
{
    uint32_t i;

    for (i = 0; i < S->scn->need_count; i++)
        if (!enough(&W->pools->list[S->scn->needs[i].pool], S->scn->needs[i].members))
            return false;
    return true;
}

/* take(W, P, members): that number of free members of pool P are busy from now on. */
static void take(struct gatesim *W, struct pool *P, uint32_t members)
{
    pools_touch(P, W->now);
    P->busy += members;
    P->trips += members;
    P->taken += members;
}

/* give(W, P, members): that number of busy members of pool P are free from now on. */
static void give(struct gatesim *W, struct pool *P, uint32_t members)
{
    pools_touch(P, W->now);
    P->busy -= members;
    pools_look(W);
}

void pools_take(struct gatesim *W, const struct station *S)
{
    uint32_t i;

    for (i = 0; i < S->scn->need_count; i++)
        take(W, &W->pools->list[S->scn->needs[i].pool], S->scn->needs[i].members);
}

void pools_give(struct gatesim *W, const struct station *S)
{
    uint32_t i;

    for (i = 0; i < S->scn->need_count; i++)
        give(W, &W->pools->list[S->scn->needs[i].pool], S->scn->needs[i].members);
}

/* note_wait(W, P, waited): somebody has the members of pool P for which it waited that number of
 * ticks. */
static void note_wait(const struct gatesim *W, struct pool *P, gatesim_ticks waited)
{
    if (W->now < W->counted_from)
        return;
    tally_add(&P->wait, waited);
    histogram_add(&P->wait_hist, waited);
}

void pools_waited(struct gatesim *W, const struct station *S, struct truck *T)
{
    const gatesim_ticks waited = station_clock(S, GATESIM_PLACE_STAFF, W->now) -
                                 truck_line(&W->trucks, T)->marks[GATESIM_PLACE_STAFF];
    uint32_t i;

    for (i = 0; i < S->scn->need_count; i++)
        note_wait(W, &W->pools->list[S->scn->needs[i].pool], waited);
}

/* needs(S, pool): returns how many members of the pool station S needs for a service; 0 for none.
 */
static uint32_t needs(const struct station *S, uint32_t pool)
{
    uint32_t i = 0;

    while (i < S->scn->need_count && S->scn->needs[i].pool != pool)
        i++;
    return i < S->scn->need_count ? S->scn->needs[i].members : 0;
}

/* next_joined(S): returns when the truck that station S would start next joined its line. */
static gatesim_ticks next_joined(const struct station *S)
{
    return S->suspended.count > 0 ? S->suspended.tail->joined : station_next_joined(S);
}

/* station_claim(S, serve): returns the number by which a pool that serves in that order ranks
 * station S; smaller goes first. */
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

/* truck_claim(W, P): returns the number by which pool P ranks the first truck of its own line;
 * smaller goes first. */
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
    struct pool *P = &W->pools->list[pool];
    struct truck *T = P->line.head;
    const uint32_t members = world_step(W, T)->number;

    truck_list_remove(&P->line, T);
    note_wait(W, P, W->now - T->since);
    sojourn_charge_present(W, T);
    station_unhold(W, T);
    take(W, P, members);
    if (truck_members(&W->trucks, T)[pool] == 0)
        P->holders[P->holder_count++] = T->number;
    truck_members(&W->trucks, T)[pool] += members;
    T->state = TRUCK_MOVING;
    T->step++;
    route_walk(W, T);
}

/* Who wants members of a pool, and where it stands in the pool's order: smaller claims first, and
 * of equal ones the smaller rank: 0 for the pool's own line of trucks, 1 + its position for a
 * station. */
struct claim {
    int64_t value;
    uint32_t rank;
};

/* goes_before(a, b): returns whether claim a is served before claim b. */
static bool goes_before(const struct claim *a, const struct claim *b)
{
    return a->value < b->value || (a->value == b->value && a->rank < b->rank);
}

/* station_at(W, i): returns the station at position i of those that need people. */
static const struct station *station_at(const struct gatesim *W, uint32_t i)
{
    return &W->stations[W->pools->stations[i]];
}

/* claim_of(W, pool, rank): returns the claim on the pool of the station or truck with that rank,
 * which wants members. */
static struct claim claim_of(const struct gatesim *W, uint32_t pool, uint32_t rank)
{
    const struct pool *P = &W->pools->list[pool];

    if (rank == 0)
        return (struct claim){truck_claim(W, P), 0};
    return (struct claim){station_claim(station_at(W, rank - 1), P->scn->serve), rank};
}

/* wants(W, i): returns whether the station at position i would start a service if it had the
 * people. */
static bool wants(const struct gatesim *W, uint32_t i)
{
    const struct station *S = station_at(W, i);

    if (W->pools->refused[i] || !station_free(S))
        return false;
    return line_count(&S->line) + S->suspended.count > 0;
}

/* waits_for(W, i): returns whether the station at position i would start a service but for people
 * who will be free. */
static bool waits_for(const struct gatesim *W, uint32_t i)
{
    const struct station *S = station_at(W, i);
    uint32_t k;

    if (!wants(W, i) || staffed(W, S))
        return false;
    if (S->suspended.count == 0 && S->flags & STATION_ADMISSION && !admission_may(W, S))
        return false;
    for (k = 0; k < S->scn->need_count; k++)
        if (!possible(&W->pools->list[S->scn->needs[k].pool], S->scn->needs[k].members))
            return false;
    return true;
}

/* saved(W, pool, claim): returns how many members of the pool are saved up for claims that come
 * before that claim. */
static uint64_t saved(const struct gatesim *W, uint32_t pool, const struct claim *claim)
{
    const struct pool *P = &W->pools->list[pool];
    uint64_t members = 0;
    uint32_t i;

    if (!P->mixed)
        return 0;
    if (claim->rank != 0 && P->line.count > 0) {
        const struct claim other = claim_of(W, pool, 0);
        const uint32_t wanted = world_step(W, P->line.head)->number;

        if (goes_before(&other, claim) && !enough(P, wanted) && possible(P, wanted))
            members += wanted;
    }
    for (i = 0; i < W->pools->station_count; i++) {
        const uint32_t wanted = needs(station_at(W, i), pool);

        if (wanted > 0 && i + 1 != claim->rank && waits_for(W, i)) {
            const struct claim other = claim_of(W, pool, i + 1);

            members += goes_before(&other, claim) ? wanted : 0;
        }
    }
    return members;
}

/* left_for(W, pool, rank, members): returns whether that number of members are left for the claim
 * with that rank when those saved up for earlier claims are taken off. At least that number are
 * free. */
static bool left_for(const struct gatesim *W, uint32_t pool, uint32_t rank, uint32_t members)
{
    const struct claim claim = claim_of(W, pool, rank);
    const bool left = enough(&W->pools->list[pool], members + saved(W, pool, &claim));

    W->pools->saving |= !left;
    return left;
}

/* may_start(W, i): returns whether the station at position i would start a service if it were its
 * turn. */
static bool may_start(const struct gatesim *W, uint32_t i)
{
    const struct station *S = station_at(W, i);
    uint32_t k;

    if (!staffed(W, S) || !wants(W, i))
        return false;
    for (k = 0; k < S->scn->need_count; k++)
        if (!left_for(W, S->scn->needs[k].pool, i + 1, S->scn->needs[k].members))
            return false;
    return true;
}

/* truck_may(W, pool): returns whether the first truck in the pool's line may have its members. */
static bool truck_may(const struct gatesim *W, uint32_t pool)
{
    const struct pool *P = &W->pools->list[pool];
    uint32_t members;

    if (P->line.count == 0)
        return false;
    members = world_step(W, P->line.head)->number;
    return enough(P, members) && left_for(W, pool, 0, members);
}

/* first_claim(W, pool): returns the rank of the claim that the pool serves first, or UINT32_MAX
 * where it serves none. */
static uint32_t first_claim(const struct gatesim *W, uint32_t pool)
{
    struct claim best = {INT64_MAX, UINT32_MAX};
    uint32_t i;

    if (truck_may(W, pool))
        best = claim_of(W, pool, 0);
    for (i = 0; i < W->pools->station_count; i++) {
        struct claim claim;

        if (needs(station_at(W, i), pool) == 0 || !may_start(W, i))
            continue;
        claim = claim_of(W, pool, i + 1);
        if (goes_before(&claim, &best))
            best = claim;
    }
    return best.rank;
}

/* serve_station(W, i): the station at position i starts a service, unless its admission rules
 * forbid it. */
static void serve_station(struct gatesim *W, uint32_t i)
{
    struct station *S = &W->stations[W->pools->stations[i]];

    station_touch(S, W->now);
    W->pools->refused[i] = !station_start(W, S);
}

/* deal_one(W, pool): serve the first claim on the pool. Returns false where there is none. */
static bool deal_one(struct gatesim *W, uint32_t pool)
{
    const uint32_t first = first_claim(W, pool);

    if (first == UINT32_MAX)
        return false;
    if (first == 0)
        serve_truck(W, pool);
    else
        serve_station(W, first - 1);
    return true;
}

/* settle(W, i): note whether people are all that a truck in the line of the station at position i
 * lacks. */
static void settle(struct gatesim *W, uint32_t i)
{
    struct station *S = &W->stations[W->pools->stations[i]];

    S->lacks_people = station_free(S) && line_count(&S->line) > 0 &&
                      (!staffed(W, S) || (wants(W, i) && !may_start(W, i)));
    station_chosen(W, S);
}

/* truck_waits(T): returns whether truck T, in the middle of its route, waits for others. */
static bool truck_waits(const struct truck *T)
{
    switch ((enum truck_state)T->state) {
    case TRUCK_MOVING:
    case TRUCK_IN_SETUP:
    case TRUCK_LOOKED_UP:
    case TRUCK_IN_SERVICE:
    case TRUCK_UNDER_WAY:
    case TRUCK_AWAITS:
        return false;
    case TRUCK_ON_ROAD:
    case TRUCK_IN_LINE:
    case TRUCK_SUSPENDED:
    case TRUCK_BLOCKED:
    case TRUCK_ASKS:
    case TRUCK_GATHERS:
    case TRUCK_FORKED:
        break;
    }
    return true;
}

/* count_stuck(W): count, in every pool in which a claim may be held back, the members with trucks
 * that wait. */
static void count_stuck(struct gatesim *W)
{
    uint32_t i, k;

    for (i = 0; i < W->scn->pool_count; i++) {
        struct pool *P = &W->pools->list[i];

        P->stuck = 0;
        for (k = 0; P->mixed && k < P->holder_count; k++) {
            struct truck *T = truck_at(&W->trucks, P->holders[k]);

            P->stuck += truck_waits(T) ? truck_members(&W->trucks, T)[i] : 0;
        }
    }
}

void pools_deal(struct gatesim *W)
{
    struct pools *P = W->pools;
    uint32_t i;

    memset(P->refused, 0, P->station_count * sizeof *P->refused);
    P->saving = false;
    count_stuck(W);
    for (i = 0; i < W->scn->pool_count; i++)
        while (W->status == 0 && deal_one(W, i))
            ;
    for (i = 0; i < P->station_count; i++)
        settle(W, i);
}

/* stand(W, P, T): truck T joins the line of pool P: behind all or, where the pool serves by
 * priority, behind those whose class has no lower priority. */
static void stand(const struct gatesim *W, struct pool *P, struct truck *T)
{
    const struct scn_class *classes = W->scn->classes;
    struct truck *before = P->line.tail;

    while (P->scn->serve == SCN_SERVE_PRIORITY && before != NULL &&
           classes[before->class_index].priority < classes[T->class_index].priority)
        before = before->prev;
    truck_list_insert(&P->line, before, T);
}

void pools_join(struct gatesim *W, struct truck *T)
{
    struct pool *P = &W->pools->list[world_step(W, T)->pool];

    station_hold(W, T);
    T->state = TRUCK_ASKS;
    T->station = NO_STATION;
    T->since = W->now;
    stand(W, P, T);
    pools_look(W);
}

/* forget_holder(P, truck): the truck of that number has no members of pool P any more. */
static void forget_holder(struct pool *P, uint32_t truck)
{
    uint32_t i = 0;

    while (P->holders[i] != truck)
        i++;
    P->holders[i] = P->holders[--P->holder_count];
}

void pools_release(struct gatesim *W, struct truck *T, uint32_t pool, gatesim_ticks back)
{
    uint32_t *members;

    if (W->trucks.members_at == 0)
        return;
    members = &truck_members(&W->trucks, T)[pool];
    if (*members > 0)
        forget_holder(&W->pools->list[pool], T->number);
    if (*members > 0 && back > 0) {
        W->pools->list[pool].returning += *members;
        world_schedule(W, EVENT_PEOPLE_RETURN, W->now + back, *members, pool, 0, NULL);
    } else if (*members > 0) {
        give(W, &W->pools->list[pool], *members);
    }
    *members = 0;
}

void pools_end(struct gatesim *W, struct truck *T)
{
    uint32_t i;

    for (i = 0; i < W->scn->pool_count; i++)
        pools_release(W, T, i, 0);
}

void pools_return(struct gatesim *W, uint32_t pool, uint32_t members)
{
    W->pools->list[pool].returning -= members;
    give(W, &W->pools->list[pool], members);
}

void pools_shift(struct gatesim *W, uint32_t pool)
{
    struct pool *P = &W->pools->list[pool];

    pools_touch(P, W->now);
    P->on_shift = P->scn->changes[P->change++].servers;
    if (P->change < P->scn->change_count)
        world_schedule(W, EVENT_PEOPLE_SHIFT, P->scn->changes[P->change].at, 0, pool, 0, NULL);
    pools_look(W);
}

void pools_midnight(struct gatesim *W, uint32_t pool)
{
    const int64_t second = ((W->scn->info.epoch % DAY_S) + DAY_S) % DAY_S;
    const gatesim_ticks day = DAY_S * GATESIM_TICKS_PER_SECOND,
                        offset = second * GATESIM_TICKS_PER_SECOND;

    W->pools->list[pool].trips = 0;
    world_schedule(W, EVENT_PEOPLE_MIDNIGHT, ((W->now + offset) / day + 1) * day - offset, 0, pool,
                   0, NULL);
    pools_look(W);
}

/* duration(W, P, stream, of): returns the ticks that of gives for the present absence of pool P,
 * at its address in stream. */
static gatesim_ticks duration(const struct gatesim *W, const struct pool *P, uint64_t stream,
                              const struct scn_by_truck *of)
{
    const struct substream at = {stream, 0, P->absences, W->mirror};

    return world_ticks(dist_draw(&of->cases[0].dist, &at));
}

void pools_fail(struct gatesim *W, uint32_t pool)
{
    struct pool *P = &W->pools->list[pool];

    pools_touch(P, W->now);
    P->away = true;
    world_schedule(W, EVENT_PEOPLE_REPAIRED,
                   W->now + duration(W, P, P->repair_stream, &P->scn->repair), 0, pool, 0, NULL);
    P->absences++;
    pools_look(W);
}

void pools_repaired(struct gatesim *W, uint32_t pool)
{
    struct pool *P = &W->pools->list[pool];

    pools_touch(P, W->now);
    P->away = false;
    world_schedule(W, EVENT_PEOPLE_FAIL,
                   W->now + duration(W, P, P->fails_stream, &P->scn->fails_after), 0, pool, 0,
                   NULL);
    pools_look(W);
}
