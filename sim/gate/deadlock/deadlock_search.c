/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The greatest set of trucks that wait for something which only trucks of the set could give:
 * start with all that wait, and strike out those whose wait may end, until none is left to
 * strike (Holt, "Some deadlock properties of computer systems", 1972). A server or a member of a
 * pool that anybody else has, or that the timetable still brings, comes free one day; so does
 * the place of a truck that may lose its patience, or a group that somebody can still reach. A
 * station that calls by the load of another waits for the trucks that are there. */
#include "sim/gate/deadlock/deadlock_search.h"

#include <stdio.h>
#include <string.h>

#include "sim/gate/flow/batching.h"
#include "sim/gate/station/kept_place.h"
#include "sim/gate/station/pools.h"
#include "sim/gate/station/station.h"

struct deadlock_search {
    struct gatesim *W;
    bool *truck;                            /* by number: in the set */
    uint32_t *held, *members;               /* by station, pool: what trucks of the set have */
    uint32_t *load;                         /* by station: trucks of the set that are there */
    bool *server, *room, *pool, *gathering; /* nothing of it comes free */
};

bool deadlock_possible(const struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->scn->station_count; i++)
        if (W->scn->stations[i].admission.limit_count > 0)
            return true;
    return W->trucks.ties_at > 0 || W->trucks.members_at > 0 || W->scn->gathering_count > 0;
}

/* pool_lacks(K, pool, wanted): so many members are never free at once. */
static bool pool_lacks(const struct deadlock_search *K, uint32_t pool, uint32_t wanted)
{
    const struct pool *P = &K->W->pools->list[pool];

    return K->members[pool] > 0 && (uint64_t)K->members[pool] + wanted > P->scn->people_max;
}

/* too_full(K, S): a station by whose load it calls and which stays as full as it is, or
 * NO_STATION. */
static uint32_t too_full(const struct deadlock_search *K, const struct station *S)
{
    const struct scn_admission *P = &S->scn->admission;
    uint32_t i;

    for (i = 0; i < P->limit_count; i++)
        if (K->load[P->limits[i].station] >= P->limits[i].below)
            return P->limits[i].station;
    return NO_STATION;
}

/* server_lacks(K, s): no server of the station ever starts anything again. */
static bool server_lacks(const struct deadlock_search *K, uint32_t s)
{
    const struct station *S = &K->W->stations[s];
    uint32_t i;

    if (K->held[s] > 0 && K->held[s] >= station_servers_ever(S))
        return true;
    if (too_full(K, S) != NO_STATION)
        return true;
    for (i = 0; i < S->scn->need_count; i++)
        if (pool_lacks(K, S->scn->needs[i].pool, S->scn->needs[i].members))
            return true;
    return false;
}

/* passes(K, s): whether a truck gets past the step. */
static bool passes(const struct deadlock_search *K, const struct scn_step *s)
{
    uint32_t i;

    if (s->op == SCN_VISIT)
        return !K->server[s->station] || K->W->scn->stations[s->station].when_full == SCN_SKIP;
    if (s->op == SCN_TAKE)
        return !K->pool[s->pool];
    if (s->op == SCN_GATHER)
        return !K->gathering[s->gathering];
    for (i = 0; s->op == SCN_SIDE && i < s->count; i++)
        if (K->server[s->stations[i]])
            return false;
    return true;
}

/* leads(R, i, reach): whether a step behind step i is marked. */
static bool leads(const struct scn_route *R, uint32_t i, const bool *reach)
{
    const struct scn_step *s = &R->steps[i];
    const bool chooses = s->op == SCN_JUMP || s->op == SCN_SHARE || s->op == SCN_FEWEST;
    uint32_t k;

    if (s->op == SCN_OUT || s->op == SCN_CROSS)
        return false;
    for (k = 0; s->op != SCN_SIDE && k < s->count; k++)
        if (reach[s->targets[k]])
            return true;
    if (s->target != SCN_NONE && reach[s->target])
        return true;
    return !chooses && i + 1 < R->step_count && reach[i + 1];
}

/* reaches(K, R, gathering, reach): mark the steps from which trucks come to that gathering step; of
 * those that are stuck nowhere, or of all. */
static void reaches(const struct deadlock_search *K, const struct scn_route *R, uint32_t gathering,
                    bool free, bool *reach)
{
    bool more = true;
    uint32_t i;

    for (i = 0; i < R->step_count; i++)
        reach[i] = R->steps[i].op == SCN_GATHER && R->steps[i].gathering == gathering;
    while (more) {
        more = false;
        for (i = R->step_count; i-- > 0;)
            if (!reach[i] && (!free || passes(K, &R->steps[i])) && leads(R, i, reach)) {
                reach[i] = true;
                more = true;
            }
    }
}

/* begins(W, c, reach): whether the class may have trucks to come, from the start of its route
 * or by losing patience, to the steps that are marked. */
static bool begins(const struct gatesim *W, uint32_t c, const bool *reach)
{
    const struct scn_class *C = &W->scn->classes[c];
    const bool comes =
        W->sources[c].comes || C->books != SCN_NONE || (W->exits & EXIT_RETURNS) != 0;

    return comes && (reach[0] || (C->divert != SCN_NONE && reach[C->divert]));
}

/* arrives(W, T, reach): whether the truck may come to the steps that are marked, from where it is
 * or by losing patience. */
static bool arrives(const struct gatesim *W, const struct truck *T, const bool *reach)
{
    const uint32_t divert = world_source(W, T)->scn->divert;

    return reach[T->step] || (divert != SCN_NONE && !T->diverted && reach[divert]);
}

/* comes(K, route, gathering, free, reach): whether a truck of the route that is not there yet comes
 * to the group, be it one of those that are stuck nowhere. */
static bool comes(const struct deadlock_search *K, uint32_t route, uint32_t gathering, bool free,
                  bool *reach)
{
    const struct gatesim *W = K->W;
    uint32_t i;

    reaches(K, &W->scn->routes[route], gathering, free, reach);
    for (i = 0; i < W->scn->class_count; i++)
        if (W->scn->classes[i].route == route && begins(W, i, reach))
            return true;
    for (i = 0; i < W->trucks.used; i++) {
        const struct truck *T = truck_at(&W->trucks, i);

        if (T->state == TRUCK_MOVING || T->token || world_source(W, T)->scn->route != route ||
            (T->state == TRUCK_GATHERS && world_step(W, T)->gathering == gathering))
            continue;
        if (!(free && K->truck[i]) && arrives(W, T, reach))
            return true;
    }
    return false;
}

/* group_lacks(K, route, s, reach): returns whether trucks that could complete the group of step s
 * of the route exist, but all of them are stuck. */
static bool group_lacks(const struct deadlock_search *K, uint32_t route, const struct scn_step *s,
                        bool *reach)
{
    return s->at_most == GATESIM_NEVER && K->W->gatherings[s->gathering].trucks.count > 0 &&
           !comes(K, route, s->gathering, true, reach) &&
           comes(K, route, s->gathering, false, reach);
}

/* count(K): count the servers, members of pools and places that the trucks of the set have. */
static void count(const struct deadlock_search *K)
{
    const struct gatesim *W = K->W;
    uint32_t i, p;

    memset(K->held, 0, W->scn->station_count * sizeof *K->held);
    memset(K->members, 0, W->scn->pool_count * sizeof *K->members);
    memset(K->load, 0, W->scn->station_count * sizeof *K->load);
    for (i = 0; i < W->trucks.used; i++) {
        struct truck *T = truck_at(&W->trucks, i);

        if (!K->truck[i])
            continue;
        if (T->state == TRUCK_IN_LINE)
            K->load[T->station]++;
        if (T->holder != NO_STATION)
            K->held[T->holder]++;
        if (station_kept_by(W, T) != NO_STATION)
            K->held[station_kept_by(W, T)]++;
        for (p = 0; W->trucks.members_at > 0 && p < W->scn->pool_count; p++)
            K->members[p] += truck_members(&W->trucks, T)[p];
    }
    for (i = 0; i < W->scn->station_count; i++)
        K->load[i] += K->held[i];
}

/* some_may_leave(S): somebody may lose patience there. */
static bool some_may_leave(const struct station *S)
{
    return (S->flags & STATION_PATIENCE) != 0;
}

/* find_stations(K): mark the pools of which no member, and the stations of which no server or no
 * room, comes free while the trucks of the set are stuck. */
static void find_stations(const struct deadlock_search *K)
{
    const struct gatesim *W = K->W;
    uint32_t i;

    for (i = 0; i < W->scn->pool_count; i++) {
        const struct truck *head = W->pools->list[i].line.head;

        K->pool[i] = head != NULL && pool_lacks(K, i, world_step(W, head)->number);
    }
    for (i = 0; i < W->scn->station_count; i++) {
        const struct station *S = &W->stations[i];

        K->server[i] = server_lacks(K, i);
        K->room[i] = K->server[i] && station_room(S) <= 0 && !station_gets_places(S) &&
                     !(some_may_leave(S) && line_count(&S->line) > 0);
    }
}

/* find_groups(K, reach): mark the groups that only trucks of the set could still complete. reach
 * is scratch: a flag for each step of a route. */
static void find_groups(const struct deadlock_search *K, bool *reach)
{
    const struct gatesim *W = K->W;
    uint32_t r, i;

    for (r = 0; r < W->scn->route_count; r++)
        for (i = 0; i < W->scn->routes[r].step_count; i++) {
            const struct scn_step *s = &W->scn->routes[r].steps[i];

            if (s->op == SCN_GATHER)
                K->gathering[s->gathering] = group_lacks(K, r, s, reach);
        }
}

/* stuck(K, T): whether what the truck waits for comes free no more. */
static bool stuck(const struct deadlock_search *K, const struct truck *T)
{
    const struct gatesim *W = K->W;

    switch ((enum truck_state)T->state) {
    case TRUCK_ON_ROAD:
        return K->room[T->station] && !some_may_leave(&W->stations[T->station]);
    case TRUCK_BLOCKED:
        return K->room[T->station];
    case TRUCK_IN_LINE:
        return K->server[T->station] && !some_may_leave(&W->stations[T->station]);
    case TRUCK_ASKS:
        return K->pool[world_step(K->W, T)->pool];
    case TRUCK_GATHERS:
        return K->gathering[world_step(K->W, T)->gathering];
    case TRUCK_MOVING:
    case TRUCK_IN_SETUP:
    case TRUCK_LOOKED_UP:
    case TRUCK_IN_SERVICE:
    case TRUCK_SUSPENDED:
    case TRUCK_UNDER_WAY:
    case TRUCK_AWAITS:
    case TRUCK_FORKED:
        break;
    }
    return false;
}

/* waits(T): whether it is in a state that a circle could be made of. */
static bool waits(const struct truck *T)
{
    return !T->token &&
           (T->state == TRUCK_ON_ROAD || T->state == TRUCK_BLOCKED || T->state == TRUCK_IN_LINE ||
            T->state == TRUCK_ASKS || T->state == TRUCK_GATHERS);
}

/* prune(K): strike out the trucks that are not stuck. Returns whether there was one. */
static bool prune(const struct deadlock_search *K)
{
    bool struck = false;
    uint32_t i;

    for (i = 0; i < K->W->trucks.used; i++)
        if (K->truck[i] && !stuck(K, truck_at(&K->W->trucks, i))) {
            K->truck[i] = false;
            struck = true;
        }
    return struck;
}

/* is_at(K, T, station): returns whether truck T is a part of that station's load. */
static bool is_at(const struct deadlock_search *K, struct truck *T, uint32_t station)
{
    return T->holder == station || station_kept_by(K->W, T) == station ||
           (T->state == TRUCK_IN_LINE && T->station == station);
}

/* has(K, T, of): returns whether truck T has something that truck of waits for. */
static bool has(const struct deadlock_search *K, struct truck *T, const struct truck *of)
{
    const struct gatesim *W = K->W;
    const struct station *S;
    uint32_t i;

    if (of->state == TRUCK_GATHERS)
        return T->state != TRUCK_GATHERS &&
               world_source(W, T)->scn->route == world_source(W, of)->scn->route;
    if (of->state == TRUCK_ASKS)
        return truck_members(&W->trucks, T)[world_step(W, of)->pool] > 0;
    S = &W->stations[of->station];
    if (T->holder == of->station || station_kept_by(W, T) == of->station)
        return true;
    if (of->state != TRUCK_IN_LINE && T->state == TRUCK_IN_LINE && T->station == of->station)
        return true;
    for (i = 0; W->trucks.members_at > 0 && i < S->scn->need_count; i++)
        if (truck_members(&W->trucks, T)[S->scn->needs[i].pool] > 0)
            return true;
    for (i = 0; of->state == TRUCK_IN_LINE && i < S->scn->admission.limit_count; i++)
        if (is_at(K, T, S->scn->admission.limits[i].station))
            return true;
    return false;
}

/* next_of(K, T): returns another truck of the set that has what truck T waits for; T where there
 * is none. */
static struct truck *next_of(const struct deadlock_search *K, struct truck *T)
{
    uint32_t i;

    for (i = 0; i < K->W->trucks.used; i++)
        if (K->truck[i] && i != T->number && has(K, truck_at(&K->W->trucks, i), T))
            return truck_at(&K->W->trucks, i);
    return T;
}

/* station_name(W, station): returns the name of the station; "the gate" for NO_STATION. */
static const char *station_name(const struct gatesim *W, uint32_t station)
{
    return station == NO_STATION ? "the gate" : W->scn->stations[station].name;
}

/* say(K, T, text, capacity): write to text, which has capacity bytes, what truck T waits for.
 * Returns the length. */
static size_t say(const struct deadlock_search *K, struct truck *T, char *text, size_t capacity)
{
    const struct gatesim *W = K->W;
    const uint32_t place = station_kept_by(W, T), at = T->holder != NO_STATION ? T->holder : place;
    const char *class_name = W->scn->classes[T->class_index].name;
    uint32_t full;
    int n;

    if (T->state == TRUCK_ASKS)
        n = snprintf(text, capacity, "truck %s %u waits at %s for %s; ", class_name, T->serial,
                     station_name(W, at), W->scn->pools[world_step(W, T)->pool].name);
    else if (T->state == TRUCK_GATHERS)
        n = snprintf(text, capacity, "truck %s %u waits at %s for a group of %u; ", class_name,
                     T->serial, station_name(W, at), world_step(W, T)->number);
    else if (T->state == TRUCK_IN_LINE &&
             (full = too_full(K, &W->stations[T->station])) != NO_STATION)
        n = snprintf(text, capacity, "truck %s %u waits at %s until %s has fewer trucks; ",
                     class_name, T->serial, station_name(W, T->station), station_name(W, full));
    else if (T->state == TRUCK_IN_LINE && at == NO_STATION)
        n = snprintf(text, capacity, "truck %s %u waits in line at %s; ", class_name, T->serial,
                     station_name(W, T->station));
    else if (T->state == TRUCK_IN_LINE)
        n = snprintf(text, capacity, "truck %s %u keeps a place at %s until %s calls it; ",
                     class_name, T->serial, station_name(W, at), station_name(W, T->station));
    else
        n = snprintf(text, capacity, "truck %s %u is held at %s until %s has room; ", class_name,
                     T->serial, station_name(W, at), station_name(W, T->station));
    return n > 0 ? (size_t)n : 0;
}

/* describe(K, T, seen): put the circle that truck T leads to into words, as the trouble of the
 * world. seen has a flag for each truck, all false. */
static void describe(const struct deadlock_search *K, struct truck *T, bool *seen)
{
    const size_t capacity = 4000;
    struct gatesim *W = K->W;
    size_t used = 0;

    W->trouble = ARENA_ARRAY(W->arena, char, capacity);
    if (W->trouble == NULL)
        return;
    for (; !seen[T->number]; T = next_of(K, T))
        seen[T->number] = true;
    memset(seen, 0, W->trucks.used * sizeof *seen);
    for (; !seen[T->number] && used < capacity; T = next_of(K, T)) {
        seen[T->number] = true;
        used += say(K, T, W->trouble + used, capacity - used);
    }
    if (used < capacity)
        snprintf(W->trouble + used, capacity - used, "nothing of it comes free any more");
}

/* search_allocate(K, A): make the arrays of K in A. Returns false without memory. */
static bool search_allocate(struct deadlock_search *K, struct arena *A)
{
    const struct gatesim_scenario *scn = K->W->scn;

    K->truck = ARENA_ARRAY(A, bool, K->W->trucks.used);
    K->held = ARENA_ARRAY(A, uint32_t, scn->station_count);
    K->members = ARENA_ARRAY(A, uint32_t, scn->pool_count);
    K->load = ARENA_ARRAY(A, uint32_t, scn->station_count);
    K->server = ARENA_ARRAY(A, bool, scn->station_count);
    K->room = ARENA_ARRAY(A, bool, scn->station_count);
    K->pool = ARENA_ARRAY(A, bool, scn->pool_count);
    K->gathering = ARENA_ARRAY(A, bool, scn->gathering_count);
    return K->truck != NULL && K->held != NULL && K->members != NULL && K->load != NULL &&
           K->server != NULL && K->room != NULL && K->pool != NULL && K->gathering != NULL;
}

/* search(K, reach): find the set of trucks that are stuck. Returns one of them, or NULL where
 * there is none. reach is scratch: a flag for each step of a route. */
static struct truck *search(const struct deadlock_search *K, bool *reach)
{
    uint32_t i;

    for (i = 0; i < K->W->trucks.used; i++)
        K->truck[i] = waits(truck_at(&K->W->trucks, i));
    do {
        count(K);
        find_stations(K);
        find_groups(K, reach);
    } while (prune(K));
    for (i = 0; i < K->W->trucks.used; i++)
        if (K->truck[i])
            return truck_at(&K->W->trucks, i);
    return NULL;
}

void deadlock_search(struct gatesim *W)
{
    struct arena *A = arena_create();
    struct deadlock_search K = {.W = W};
    struct truck *T;
    uint32_t r, steps = 0;
    bool *reach, *seen;

    for (r = 0; r < W->scn->route_count; r++)
        steps = W->scn->routes[r].step_count > steps ? W->scn->routes[r].step_count : steps;
    if (A == NULL || !search_allocate(&K, A) || (reach = ARENA_ARRAY(A, bool, steps)) == NULL ||
        (seen = ARENA_ARRAY(A, bool, W->trucks.used)) == NULL) {
        world_fail(W, GATESIM_ENOMEM);
    } else if ((T = search(&K, reach)) != NULL) {
        describe(&K, T, seen);
        world_fail(W, GATESIM_EDEADLOCK);
    }
    arena_destroy(A);
}
