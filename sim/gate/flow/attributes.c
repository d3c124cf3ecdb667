/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every kind takes one uniform, so that a lever that is pulled further, or a classifier that is
 * better, changes only the trucks whose uniform lies between. */
#include "sim/gate/flow/attributes.h"

#include "sim/base/bug.h"
#include "sim/gate/flow/risk_channel.h"
#include "sim/gate/world/by_truck.h"

/* shares_for(list, count, values): the cumulated shares of a truck; NULL: it fits none. */
static const double *shares_for(const struct scn_shares *list, uint32_t count,
                                const uint8_t *values)
{
    uint32_t i;

    for (i = 0; i < count; i++)
        if (condition_holds(&list[i].when, values))
            return list[i].cumulated;
    return NULL;
}

/* progress(A, now): how much of the change is over, 0 to 1. */
static double progress(const struct scn_attribute *A, gatesim_ticks now)
{
    if (now <= A->from)
        return 0;
    return now >= A->to ? 1 : (double)(now - A->from) / (double)(A->to - A->from);
}

/* draw_changing(A, values, w, u): by shares that have come so far, w, from the first to the
 * later ones; a mixture of two laws has the mixture of their cumulated shares. */
static uint8_t draw_changing(const struct scn_attribute *A, const uint8_t *values, double w,
                             double u)
{
    const double *first = shares_for(A->shares, A->share_count, values);
    const double *later = shares_for(A->later, A->later_count, values);
    uint32_t i = 0;

    if (later == NULL)
        later = first;
    while (i + 1 < A->value_count && u >= (1 - w) * first[i] + w * later[i])
        i++;
    return (uint8_t)i;
}

/* draw_booked(W, T, u): whether the truck books; what stands there at the start has not. */
static uint8_t draw_booked(const struct gatesim *W, struct truck *T, double u)
{
    const struct scn_class *C = &W->scn->classes[T->class_index];
    double share = 1;

    if (C->books == SCN_NONE || T->origin == ORIGIN_INITIAL)
        return SCN_NOT_BOOKED;
    if (C->booked.count > 0)
        share = by_truck_number(&C->booked, truck_values(T), 0);
    return u < share ? SCN_BOOKED : SCN_NOT_BOOKED;
}

/* draw_dated(W, T, A, u): as the attribute is drawn now. */
static uint8_t draw_dated(const struct gatesim *W, struct truck *T, const struct scn_attribute *A,
                          double u)
{
    uint32_t i = A->dated_count - 1;

    while (A->dated[i].at > W->now)
        i--;
    A = A->dated[i].as;
    if (A->drawn != SCN_DRAWN_SHARES)
        return attribute_value(W, T, A, u);
    return (uint8_t)by_truck_share(shares_for(A->shares, A->share_count, truck_values(T)), u);
}

uint8_t attribute_value(const struct gatesim *W, struct truck *T, const struct scn_attribute *A,
                        double u)
{
    const uint8_t *values = truck_values(T);

    switch (A->drawn) {
    case SCN_DRAWN_CHANGING:
        return draw_changing(A, values, progress(A, W->now), u);
    case SCN_DRAWN_DATED:
        return draw_dated(W, T, A, u);
    case SCN_DRAWN_RISK:
        return (uint8_t)risk_channel(A->risk, values, u);
    case SCN_DRAWN_BOOKED:
        return draw_booked(W, T, u);
    case SCN_DRAWN_SHARES:
        break;
    }
    GS_BUG("attribute %s is drawn by its shares", A->name);
}
