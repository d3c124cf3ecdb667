/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A station gives room when any one of its servers is freed, so stations are stuck for good
 * exactly when they form a knot: each is held by blocked trucks only, all of which wait for
 * stations of the knot (Holt, "Some deadlock properties of computer systems", 1972). Looked
 * for only when a station that is full of blocked trucks gets one more. Those that wait for people
 * or a group, not for a station, are deadlock_search.h's. */
#include "sim/gate/station/onward.h"

#include <stdio.h>
#include <string.h>

#include "sim/base/bug.h"
#include "sim/gate/world/station_state.h"

/* saturated(W, S): nothing but a truck that leaves one of its servers can make room in S. When
 * blocked trucks have all servers, none is at work, and no work was left: nobody is called before
 * that. */
static bool saturated(const struct gatesim *W, const struct station *S)
{
    uint32_t c;

    if (S->blocked == 0 || S->blocked < station_servers_ever(S))
        return false;
    if (station_room(S) > 0 || station_gets_places(S))
        return false;
    if (line_count(&S->line) == 0 && S->incoming == 0)
        return true;
    for (c = 0; c < W->scn->class_count; c++)
        if (W->scn->classes[c].patience.count > 0)
            return false;
    return S->scn->patience.count == 0;
}

/* wait_for_others(W, stuck): strike from stuck the holders of trucks that wait for people or a
 * group. */
static void wait_for_others(const struct gatesim *W, bool *stuck)
{
    uint32_t i;

    if (W->trucks.members_at == 0 && W->scn->gathering_count == 0)
        return;
    for (i = 0; i < W->trucks.used; i++) {
        const struct truck *T = truck_at(&W->trucks, i);

        if ((T->state == TRUCK_ASKS || T->state == TRUCK_GATHERS) && T->holder != NO_STATION)
            stuck[T->holder] = false;
    }
}

/* prune(W, stuck): strike from stuck the holders of trucks that wait for a station outside of
 * it; true when one was struck. */
static bool prune(const struct gatesim *W, bool *stuck)
{
    const struct truck *T;
    uint32_t s;
    bool struck = false;

    for (s = 0; s < W->scn->station_count; s++) {
        if (stuck[s])
            continue;
        for (T = W->stations[s].entry.head; T != NULL; T = T->next)
            if (T->holder != NO_STATION && stuck[T->holder]) {
                stuck[T->holder] = false;
                struck = true;
            }
    }
    return struck;
}

/* blocked_at(W, station): a truck that is blocked at the station. */
static const struct truck *blocked_at(const struct gatesim *W, uint32_t station)
{
    const struct truck *T;
    uint32_t s;

    for (s = 0; s < W->scn->station_count; s++)
        for (T = W->stations[s].entry.head; T != NULL; T = T->next)
            if (T->holder == station)
                return T;
    GS_BUG("no truck is blocked at station %u of a knot", station);
}

/* describe(W, station): the circle that station leads to, in words. */
static void describe(struct gatesim *W, uint32_t station)
{
    const size_t capacity = 256 + (size_t)W->scn->station_count * 256;
    bool *seen = ARENA_ARRAY(W->arena, bool, W->scn->station_count);
    size_t used = 0;

    W->trouble = ARENA_ARRAY(W->arena, char, capacity);
    if (seen == NULL || W->trouble == NULL)
        return;
    while (!seen[station]) {
        seen[station] = true;
        station = blocked_at(W, station)->station;
    }
    memset(seen, 0, W->scn->station_count * sizeof *seen);
    while (!seen[station] && used < capacity) {
        const struct truck *T = blocked_at(W, station);

        seen[station] = true;
        used += (size_t)snprintf(W->trouble + used, capacity - used,
                                 "truck %s %u is held at %s until %s has room; ",
                                 W->scn->classes[T->class_index].name, T->serial,
                                 W->scn->stations[station].name, W->scn->stations[T->station].name);
        station = T->station;
    }
    if (used < capacity)
        snprintf(W->trouble + used, capacity - used, "every place of the circle is full");
}

void deadlock_check(struct gatesim *W, const struct truck *T)
{
    const uint32_t start = T->holder;
    struct arena *scratch;
    bool *stuck;
    uint32_t s;

    if (start == NO_STATION || !saturated(W, &W->stations[start]) ||
        !saturated(W, &W->stations[T->station]))
        return;
    scratch = arena_create();
    if (scratch == NULL || (stuck = ARENA_ARRAY(scratch, bool, W->scn->station_count)) == NULL) {
        arena_destroy(scratch);
        world_fail(W, GATESIM_ENOMEM);
        return;
    }
    for (s = 0; s < W->scn->station_count; s++)
        stuck[s] = saturated(W, &W->stations[s]);
    wait_for_others(W, stuck);
    while (prune(W, stuck))
        ;
    if (stuck[start]) {
        describe(W, start);
        world_fail(W, GATESIM_EDEADLOCK);
    }
    arena_destroy(scratch);
}
