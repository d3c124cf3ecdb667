/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A group is empty again before its trucks go on: their way may lead back to it. */
#include "sim/gate/group.h"

#include "sim/gate/people.h"
#include "sim/gate/route.h"
#include "sim/gate/station.h"
#include "sim/gate/stay.h"

int group_build(struct gatesim *W)
{
    W->gatherings = ARENA_ARRAY(W->arena, struct group, W->scn->gather_count);
    return W->gatherings == NULL ? GATESIM_ENOMEM : 0;
}

void group_join(struct gatesim *W, struct truck *T, const struct scn_step *s)
{
    struct group *G = &W->gatherings[s->group];

    station_hold(W, T);
    T->state = TRUCK_GATHERS;
    people_settle(W);
    T->station = NO_STATION;
    T->since = W->now;
    truck_list_append(&G->trucks, T);
    if (G->trucks.count == s->number)
        group_go(W, s->group);
    else if (G->trucks.count == 1 && s->at_most != GATESIM_NEVER)
        world_schedule(W, EVENT_GATHERED, W->now + s->at_most, 0, s->group, 0, &G->alarm);
}

void group_go(struct gatesim *W, uint32_t group)
{
    struct group *G = &W->gatherings[group];
    struct truck *next = G->trucks.head;

    fel_cancel(W->fel, &G->alarm);
    G->trucks = (struct truck_list){0};
    while (next != NULL) {
        struct truck *T = next;

        next = T->next;
        stay_charge_present(W, T);
        station_unhold(W, T);
        T->state = TRUCK_MOVING;
        T->step++;
        route_walk(W, T);
    }
}
