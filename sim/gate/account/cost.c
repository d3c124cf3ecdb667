/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fees and losses are settled truck by truck, when it pays or leaves; costs of time are made from
 * the delays by cause when results are read. */
#include "sim/gate/account/cost.h"

#include "sim/gate/account/sojourn.h"
#include "sim/gate/account/window.h"
#include "sim/gate/world/by_truck.h"

int costs_build(struct gatesim *W)
{
    uint32_t i;

    if (!W->scn->costs.given)
        return 0;
    W->costs = ARENA_ARRAY(W->arena, struct cost, W->scn->class_count);
    if (W->costs == NULL)
        return GATESIM_ENOMEM;
    for (i = 0; i < W->scn->class_count; i++) {
        const uint32_t goods = W->scn->classes[i].goods;

        if (goods != SCN_NONE)
            W->costs[i].age_stream = world_stream(W, W->scn->cargos[goods].purpose, "age");
    }
    return 0;
}

/* loss_at(G, age): returns the share of the value, 0 to 1, that goods G have lost at that age in
 * ticks: the straight line between the ages that the scenario gives. */
static double loss_at(const struct scn_cargo *G, gatesim_ticks age)
{
    const struct scn_loss *p = G->losses;
    uint32_t i;

    if (G->loss_count == 0)
        return 0;
    if (age <= p[0].at)
        return age < p[0].at ? 0 : p[0].share;
    for (i = 1; i < G->loss_count && p[i].at < age; i++)
        ;
    if (i == G->loss_count)
        return p[i - 1].share;
    return p[i - 1].share + (p[i].share - p[i - 1].share) * (double)(age - p[i - 1].at) /
                                (double)(p[i].at - p[i - 1].at);
}

/* settle_goods(W, T, K, crossed): add what has become of the goods of truck T to cost K of its
 * class: the value lost on the way, or, where it has not crossed, the loss of selling at home. */
static void settle_goods(struct gatesim *W, struct truck *T, struct cost *K, bool crossed)
{
    const struct scn_cargo *G = &W->scn->cargos[W->scn->classes[T->class_index].goods];
    const struct substream at = {K->age_stream, world_who(W, T), 0, W->mirror};
    const gatesim_ticks age =
        world_ticks(dist_draw(&G->age, &at)) + (W->now - sojourn_wished(W, T));
    const double loss = loss_at(G, age);

    if (!crossed) {
        K->turned_back_loss += G->value * (1 - G->home_price * (1 - loss));
        return;
    }
    K->value_lost += G->value * loss;
    if (loss > G->spoiled_above) {
        K->spoiled++;
        K->spoiled_weight += G->weight;
    }
}

/* fee_of(C, T): returns the fee in money that truck T pays by the cases C; 0 where no case holds.
 */
static double fee_of(const struct scn_by_truck *C, struct truck *T)
{
    const struct dist *fee = by_truck_for(C, truck_values(T));

    return fee == NULL ? 0 : dist_mean(fee);
}

void cost_service(struct gatesim *W, struct station *S, struct truck *T)
{
    const double fee = fee_of(&S->scn->fee, T);

    if (W->now < W->counted_from)
        return;
    S->fees += fee;
    W->costs[T->class_index].fees += fee;
}

void cost_settle(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome)
{
    struct cost *K = &W->costs[T->class_index];
    const bool crossed = outcome == GATESIM_OUTCOME_CROSSED;

    if (W->now < W->counted_from)
        return;
    if (crossed)
        K->fees += fee_of(&W->scn->costs.fee, T);
    if (W->scn->classes[T->class_index].goods != SCN_NONE)
        settle_goods(W, T, K, crossed);
}

void cost_unmet(struct gatesim *W, struct truck *T)
{
    if (W->now >= W->counted_from && W->scn->classes[T->class_index].goods != SCN_NONE)
        settle_goods(W, T, &W->costs[T->class_index], false);
}

/* perishable(W, c): returns whether trucks of class c carry goods that are cooled. */
static bool perishable(const struct gatesim *W, uint32_t c)
{
    const uint32_t goods = W->scn->classes[c].goods;

    return goods != SCN_NONE && W->scn->cargos[goods].perishable;
}

double cost_time(const struct gatesim *W, uint32_t place, uint32_t end, uint32_t c, uint32_t c_end)
{
    const struct scn_costs *K = &W->scn->costs;
    double sum = 0;
    unsigned cause;

    if (!K->given)
        return (double)NAN;
    for (; c < c_end; c++) {
        const double rate = K->driver + K->parking + (perishable(W, c) ? K->reefer : 0);
        const stat_sum booking = sojourn_delay_sum(W, place, end, c, c + 1, GATESIM_CAUSE_BOOKING);
        stat_sum ticks = 0;

        for (cause = 0; cause < GATESIM_CAUSES; cause++)
            if (!gatesim_cause_home((enum gatesim_cause)cause))
                ticks += sojourn_delay_sum(W, place, end, c, c + 1, cause);
        sum += (double)ticks * gatesim_seconds(1) * rate;
        sum += (double)booking * gatesim_seconds(1) * K->booking;
    }
    return sum;
}

double cost_fuel(const struct gatesim *W, uint32_t place, uint32_t end, uint32_t c, uint32_t c_end)
{
    stat_sum ticks = 0;
    unsigned cause;

    if (!W->scn->costs.given)
        return (double)NAN;
    for (cause = 0; cause < GATESIM_CAUSES; cause++)
        if (gatesim_cause_idles((enum gatesim_cause)cause))
            ticks += sojourn_delay_sum(W, place, end, c, c_end, cause);
    return (double)ticks * gatesim_seconds(1) * W->scn->costs.idling;
}

double cost_staff(const struct gatesim *W, uint32_t station)
{
    const struct station_areas a = window_areas(W, station);

    return (double)(a.busy + a.blocked + a.idle) * gatesim_seconds(1) *
           W->scn->stations[station].cost;
}

double cost_class_time(const struct gatesim *W, size_t c)
{
    return cost_time(W, 0, W->scn->station_count + 1, (uint32_t)c, (uint32_t)c + 1);
}

double cost_class_fuel(const struct gatesim *W, size_t c)
{
    return cost_fuel(W, 0, W->scn->station_count + 1, (uint32_t)c, (uint32_t)c + 1);
}

double cost_class_co2(const struct gatesim *W, size_t c)
{
    return cost_class_fuel(W, c) * W->scn->costs.co2;
}

#define SETTLED(function, member)                                           \
    double function(const struct gatesim *W, size_t c)                      \
    {                                                                       \
        return W->costs != NULL ? (double)W->costs[c].member : (double)NAN; \
    }
SETTLED(cost_class_fees, fees)
SETTLED(cost_class_value_lost, value_lost)
SETTLED(cost_class_turned_back, turned_back_loss)
SETTLED(cost_class_spoiled, spoiled)
SETTLED(cost_class_spoiled_weight, spoiled_weight)
#undef SETTLED

double cost_all(const struct gatesim *W, double (*value)(const struct gatesim *W, size_t c))
{
    double sum = 0;
    size_t c;

    for (c = 0; c < W->scn->class_count; c++)
        sum += value(W, c);
    return sum;
}

double cost_all_staff(const struct gatesim *W)
{
    double sum = 0;
    uint32_t i;

    if (!W->scn->costs.given)
        return (double)NAN;
    for (i = 0; i < W->scn->station_count; i++)
        sum += cost_staff(W, i);
    return sum;
}

double cost_total(const struct gatesim *W)
{
    return cost_all(W, cost_class_time) + cost_all(W, cost_class_value_lost) +
           cost_all(W, cost_class_turned_back) + cost_all_staff(W);
}
