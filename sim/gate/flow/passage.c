/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only some scenarios ask of a truck that enters or leaves is behind flags of the world, which
 * are set when it is built. */
#include "sim/gate/flow/passage.h"

#include <string.h>

#include "sim/gate/account/cost.h"
#include "sim/gate/account/promises.h"
#include "sim/gate/account/sojourn.h"
#include "sim/gate/flow/attributes.h"
#include "sim/gate/flow/returns.h"
#include "sim/gate/flow/risk_channel.h"
#include "sim/gate/station/kept_place.h"
#include "sim/gate/station/pools.h"
#include "sim/gate/world/by_truck.h"

/* draw_declared(W, T, given): the values of the attributes that the scenario declares. */
static void draw_declared(const struct gatesim *W, struct truck *T, const uint16_t *given)
{
    const struct gatesim_scenario *scn = W->scn;
    uint8_t *values = truck_values(T);
    uint32_t a, i;

    for (a = SCN_BUILTINS; a < scn->attribute_count; a++) {
        const struct scn_attribute *A = &scn->attributes[a];
        const struct substream at = {W->attribute_streams[a], world_who(W, T), 0, W->mirror};

        if (given != NULL && given[a] != SCN_VALUE_DRAWN) {
            values[a] = (uint8_t)given[a];
            continue;
        }
        if (A->drawn != SCN_DRAWN_SHARES) {
            values[a] = attribute_value(W, T, A, substream_uniform(&at));
            continue;
        }
        for (i = 0; i + 1 < A->share_count && !condition_holds(&A->shares[i].when, values); i++)
            ;
        values[a] = (uint8_t)by_truck_share(A->shares[i].cumulated, substream_uniform(&at));
    }
}

/* endow(W, T, from): what only some scenarios give a new truck. */
static void endow(const struct gatesim *W, struct truck *T, const struct origin *from)
{
    if (W->trucks.past_at > 0)
        *truck_past(&W->trucks, T) = (struct truck_past){
            .slot = GATESIM_NEVER, .identity = from->identity, .wished = GATESIM_NEVER};
    if (W->trucks.ties_at > 0)
        truck_ties(&W->trucks, T)->kept_place = NO_STATION;
    draw_declared(W, T, from->values);
}

/* count_inside(W, class, change): one truck more or less, wherever it counts on its own. */
static inline void count_inside(struct gatesim *W, uint32_t class_index, int change)
{
    level_add(&W->all, W->now, change);
    if (W->in_system != &W->all)
        level_add(&W->in_system[class_index], W->now, change);
    if (W->route_in_system != &W->all)
        level_add(&W->route_in_system[W->scn->classes[class_index].route], W->now, change);
}

struct truck *passage_create(struct gatesim *W, uint32_t class_index, const struct origin *from)
{
    struct truck *T = truck_take(&W->trucks);

    if (T == NULL) {
        world_fail(W, GATESIM_ENOMEM);
        return NULL;
    }
    T->class_index = (uint16_t)class_index;
    T->origin = (unsigned)from->kind & 3U;
    T->serial = world_source(W, T)->serials[from->kind]++;
    T->station = T->holder = NO_STATION;
    memcpy(truck_values(T), world_source(W, T)->builtins, SCN_BUILTINS);
    if (W->endows)
        endow(W, T, from);
    return T;
}

void passage_enter(struct gatesim *W, struct truck *T)
{
    T->arrived = T->since = W->now;
    W->flows[T->class_index].counts.arrived++;
    count_inside(W, T->class_index, 1);
}

/* count_booked(W, T, F): a truck that arrived in the window crosses, among those of F. */
static void count_booked(const struct gatesim *W, struct truck *T, struct flow *F)
{
    const struct truck_past *past = truck_past(&W->trucks, T);

    flow_exit_booked(F, W->now - sojourn_wished(W, T), past->booked ? past->home : GATESIM_NEVER);
}

/* subgroup_of(W, T, i): returns the truck's subgroup by the i-th attribute that is told apart. */
static struct flow *subgroup_of(const struct gatesim *W, struct truck *T, uint32_t i)
{
    const uint32_t first = W->scn->by[i];

    return &W->subgroups[first + truck_values(T)[W->scn->subgroups[first].attribute]];
}

/* count_subgroups(W, T, outcome): count the exit of truck T in the subgroups of its values. */
static void count_subgroups(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome)
{
    const bool measured = T->arrived >= W->counted_from;
    uint32_t i;

    if (W->now < W->counted_from)
        return;
    for (i = 0; i < W->scn->by_count; i++) {
        struct flow *F = subgroup_of(W, T, i);

        flow_exit(F, outcome, W->now - T->arrived, T->waited, measured);
        if (F->booked != NULL && measured && outcome == GATESIM_OUTCOME_CROSSED)
            count_booked(W, T, F);
    }
}

/* give_up(W, T): what a truck may still hold that leaves. */
static void give_up(struct gatesim *W, struct truck *T)
{
    if (W->exits & EXIT_PLACES)
        kept_place_give_up(W, T);
    if (W->exits & EXIT_PEOPLE)
        pools_end(W, T);
}

/* settle(W, T, outcome): what only some scenarios ask of a truck that leaves. */
static void settle(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome)
{
    if (W->exits & EXIT_SUBGROUPS)
        count_subgroups(W, T, outcome);
    if (W->exits & EXIT_BOOKED && outcome == GATESIM_OUTCOME_CROSSED &&
        T->arrived >= W->counted_from && W->flows[T->class_index].booked != NULL)
        count_booked(W, T, &W->flows[T->class_index]);
    if (W->exits & EXIT_PROMISES && outcome == GATESIM_OUTCOME_CROSSED &&
        T->arrived >= W->counted_from)
        promises_crossed(W, T);
    if (W->exits & EXIT_COSTS)
        cost_settle(W, T, outcome);
    if (W->exits & EXIT_RISK && outcome == GATESIM_OUTCOME_CROSSED)
        risk_count(W, T);
    if (W->exits & EXIT_RETURNS && outcome == GATESIM_OUTCOME_CROSSED)
        returns_plan(W, T);
    if (W->exits & EXIT_REPORTS)
        sojourn_report(W, T, outcome);
}

void passage_unmet(struct gatesim *W, struct truck *T, const struct flow_counts *why)
{
    uint32_t i;

    for (i = 0; W->now >= W->counted_from && i < W->scn->by_count; i++)
        flow_counts_add(&subgroup_of(W, T, i)->counts, why);
    if (W->exits & EXIT_COSTS)
        cost_unmet(W, T);
    truck_give(&W->trucks, T);
}

void passage_end(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome)
{
    if (W->exits & (EXIT_PLACES | EXIT_PEOPLE))
        give_up(W, T);
    world_moves(W, T, W->scn->station_count + (outcome != GATESIM_OUTCOME_CROSSED));
    flow_exit(&W->flows[T->class_index], outcome, W->now - T->arrived, T->waited,
              T->arrived >= W->counted_from);
    count_inside(W, T->class_index, -1);
    if (W->exits != 0)
        settle(W, T, outcome);
    truck_give(&W->trucks, T);
}
