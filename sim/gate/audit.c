/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A census of all trucks, taken one by one, is compared with the counters and integrals that
 * events have kept. A mismatch is a bug of the program, and ends it. */
#include "sim/gate/audit.h"

#include "sim/base/bug.h"
#include "sim/gate/account/sojourn.h"
#include "sim/gate/station/pools.h"
#include "sim/gate/station/station.h"

#define AUDIT(W, condition, ...)                        \
    do {                                                \
        if (!(condition))                               \
            audit_failed((W), #condition, __VA_ARGS__); \
    } while (0)

/* audit_failed(W, condition, name): end the program: condition does not hold for the class,
 * station or pool of that name in world W. */
static _Noreturn void audit_failed(const struct gatesim *W, const char *condition, const char *name)
{
    GS_BUG("audit of %s: %s does not hold; seed %llu, replication %u, %.6f s, event %llu", name,
           condition, (unsigned long long)W->scn->info.seed, W->replication,
           gatesim_seconds(W->now), (unsigned long long)W->events);
}

/* Trucks present in a class or at a station, and how long they have been in the system, or in
 * the station's line or on the road before it. */
struct census {
    uint64_t count;
    stat_sum time;
    uint64_t at_home; /* of a class that books, with a slot */
};

/* at_station(T, station): returns whether truck T counts as present at that station: on the road
 * before it, in its line, or at one of its servers. */
static bool at_station(const struct truck *T, uint32_t station)
{
    if (T->station != station)
        return false;
    return T->state == TRUCK_ON_ROAD || T->state == TRUCK_IN_LINE || T->state == TRUCK_IN_SETUP ||
           T->state == TRUCK_LOOKED_UP || T->state == TRUCK_IN_SERVICE ||
           T->state == TRUCK_SUSPENDED;
}

/* audit_demand(W, c, seen): every truck of class c that wanted a slot has come, is at home, found
 * no slot or does not show up. seen is the census of the class. */
static void audit_demand(const struct gatesim *W, uint32_t c, const struct census *seen)
{
    const struct flow_counts *N = &W->flows[c].counts;
    const uint64_t came = N->crossed + N->turned_back + seen->count;
    const char *name = W->scn->classes[c].name;

    if (W->at_home == NULL || W->scn->classes[c].books == SCN_NONE)
        return;
    AUDIT(W, W->at_home[c].now == seen->at_home, name);
    AUDIT(W,
          N->wanted + W->sources[c].serials[ORIGIN_INITIAL] ==
              came + seen->at_home + N->no_slot + N->no_show,
          name);
}

/* audit_class(W, c, inside, sojourn): arrived trucks of class c have crossed, were turned back or
 * are inside, and the integral of their number is the sum of their times in the system (Little's
 * law). inside is the number of trucks that the census found, sojourn the ticks that these have
 * been in the system. */
static void audit_class(const struct gatesim *W, uint32_t c, uint64_t inside, stat_sum sojourn)
{
    const struct flow *F = &W->flows[c];
    const char *name = W->scn->classes[c].name;

    AUDIT(W, F->at_start + F->counts.arrived == F->counts.crossed + F->counts.turned_back + inside,
          name);
    AUDIT(W, W->in_system[c].now == inside, name);
    AUDIT(W, level_area(&W->in_system[c], W->now) == F->sojourn + sojourn, name);
}

/* audit_station(W, s, present, line): trucks that came to station s were served, have left or are
 * present, the integral of its queue is the sum of their times in line, and its servers were not
 * held for longer than there are servers. present is the number of trucks that the census found
 * there, line the ticks that these have waited. */
static void audit_station(const struct gatesim *W, uint32_t s, uint64_t present, stat_sum line)
{
    const struct station *S = &W->stations[s];
    const struct station_counts *N = &S->counts;
    const struct station_areas a = station_areas(S, W->now);
    const stat_sum held = a.busy + a.blocked + a.kept + a.idle + a.down;

    AUDIT(W, S->at_start + N->arrived == N->served + N->reneged + present, S->scn->name);
    AUDIT(W, a.queue == S->line_time + line, S->scn->name);
    AUDIT(W,
          S->scn->servers_max == SCN_UNLIMITED ||
              held <= (stat_sum)S->scn->servers_max * (uint64_t)W->now,
          S->scn->name);
}

/* take_census(W, by_class, by_station): count the trucks of world W, class by class and station by
 * station, and the ticks that they have been there. Returns the number of trucks in the system. */
static uint64_t take_census(const struct gatesim *W, struct census *by_class,
                            struct census *by_station)
{
    uint64_t inside = 0;
    uint32_t i;

    for (i = 0; i < W->trucks.used; i++) {
        struct truck *T = truck_at(&W->trucks, i);

        if (W->at_home != NULL && truck_past(&W->trucks, T)->at_home)
            by_class[T->class_index].at_home++;
        if (T->state == TRUCK_MOVING)
            continue;
        if (!T->token) {
            inside++;
            by_class[T->class_index].count++;
            by_class[T->class_index].time += (uint64_t)(W->now - T->arrived);
        }
        if (T->station != NO_STATION && at_station(T, T->station))
            by_station[T->station].count++;
        if (T->state == TRUCK_IN_LINE || T->state == TRUCK_ON_ROAD)
            by_station[T->station].time += (uint64_t)(W->now - T->since);
    }
    return inside;
}

/* audit_pool(W, i): every member of pool i who is busy is at a server, with a truck, or on the way
 * back. */
static void audit_pool(const struct gatesim *W, uint32_t i)
{
    const struct pool *P = &W->pools->list[i];
    uint64_t busy = P->returning;
    uint32_t k, n;

    for (k = 0; k < W->scn->station_count; k++)
        for (n = 0; n < W->scn->stations[k].need_count; n++)
            if (W->scn->stations[k].needs[n].pool == i)
                busy += (uint64_t)W->stations[k].busy * W->scn->stations[k].needs[n].members;
    for (k = 0; W->trucks.members_at > 0 && k < W->trucks.used; k++) {
        struct truck *T = truck_at(&W->trucks, k);

        busy += T->state == TRUCK_MOVING ? 0 : truck_members(&W->trucks, T)[i];
    }
    AUDIT(W, P->busy == busy, P->scn->name);
}

int audit_levels(const struct gatesim *W)
{
    struct arena *A = arena_create();
    struct census *by_class, *by_station;
    uint64_t inside;
    uint32_t i;

    if (A == NULL)
        return GATESIM_ENOMEM;
    by_class = ARENA_ARRAY(A, struct census, W->scn->class_count);
    by_station = ARENA_ARRAY(A, struct census, W->scn->station_count);
    if (by_class == NULL || by_station == NULL) {
        arena_destroy(A);
        return GATESIM_ENOMEM;
    }
    inside = take_census(W, by_class, by_station);
    AUDIT(W, inside == W->trucks.inside && inside == W->all.now, "the trucks");
    for (i = 0; i < W->scn->class_count; i++) {
        audit_class(W, i, by_class[i].count, by_class[i].time);
        audit_demand(W, i, &by_class[i]);
    }
    for (i = 0; i < W->scn->station_count; i++)
        audit_station(W, i, by_station[i].count, by_station[i].time);
    for (i = 0; i < W->scn->pool_count; i++)
        audit_pool(W, i);
    arena_destroy(A);
    return 0;
}

/* charged(W, c, home): returns the ticks in the window that class c is charged with, over all
 * causes at home (home is 1) or at the gate (home is 0). */
static stat_sum charged(const struct gatesim *W, uint32_t c, int home)
{
    stat_sum sum = 0;
    unsigned cause;

    for (cause = 0; cause < GATESIM_CAUSES; cause++)
        if (gatesim_cause_home((enum gatesim_cause)cause) == home)
            sum += sojourn_delay_sum(W, 0, W->scn->station_count + 1, c, c + 1, cause);
    return sum;
}

void audit_delays(const struct gatesim *W)
{
    uint32_t c;

    if (W->now <= W->scn->info.warm_up)
        return;
    for (c = 0; c < W->scn->class_count; c++) {
        const char *name = W->scn->classes[c].name;

        AUDIT(W,
              charged(W, c, 0) == level_area(&W->in_system[c], W->now) - W->in_system_at_warm_up[c],
              name);
        AUDIT(W,
              charged(W, c, 1) == (W->at_home == NULL ? 0
                                                      : level_area(&W->at_home[c], W->now) -
                                                            W->at_home_at_warm_up[c]),
              name);
    }
}
