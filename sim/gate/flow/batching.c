/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A group is empty again before its trucks go on: their way may lead back to it. */
#include "sim/gate/flow/batching.h"

#include "sim/gate/account/sojourn.h"
#include "sim/gate/flow/route.h"
#include "sim/gate/station/pools.h"
#include "sim/gate/station/station.h"

int batching_build(struct gatesim *W)
{
    W->gatherings = ARENA_ARRAY(W->arena, struct batching, W->scn->gathering_count);
    return W->gatherings == NULL ? GATESIM_ENOMEM : 0;
}

void batching_join(struct gatesim *W, struct truck *T, const struct scn_step *s)
{
    struct batching *G = &W->gatherings[s->gathering];

    station_hold(W, T);
    T->state = TRUCK_GATHERS;
    pools_settle(W);
    T->station = NO_STATION;
    T->since = W->now;
    truck_list_append(&G->trucks, T);
    if (G->trucks.count == s->number)
        batching_go(W, s->gathering);
    else if (G->trucks.count == 1 && s->at_most != GATESIM_NEVER)
        world_schedule(W, EVENT_GATHERED, W->now + s->at_most, 0, s->gathering, 0, &G->alarm);
}

void batching_go(struct gatesim *W, uint32_t gathering)
{
    struct batching *G = &W->gatherings[gathering];
    struct truck *next = G->trucks.head;

    fel_cancel(W->fel, &G->alarm);
    G->trucks = (struct truck_list){0};
    while (next != NULL) {
        struct truck *T = next;

        next = T->next;
        sojourn_charge_present(W, T);
        station_unhold(W, T);
        T->state = TRUCK_MOVING;
        T->step++;
        route_walk(W, T);
    }
}
