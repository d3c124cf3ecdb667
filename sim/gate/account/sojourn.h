/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sojourn of a truck: what its time in the system is charged to. */
#ifndef SIM_GATE_ACCOUNT_SOJOURN_H
#define SIM_GATE_ACCOUNT_SOJOURN_H

#include "sim/gate/world/world.h"

/* sojourn_charge(W, T, station, cause): the time since T->since goes to cause at station
 * (NO_STATION: the open road); T->since becomes now. */
void sojourn_charge(struct gatesim *W, struct truck *T, uint32_t station, enum gatesim_cause cause);

/* sojourn_charge_work(W, T, cause): the same for setup or service, unless it is done again: then it
 * goes to rework. */
void sojourn_charge_work(struct gatesim *W, struct truck *T, enum gatesim_cause cause);

/* sojourn_mark(W, T, S): the truck joins the line of a station with STATION_MARKS: what the clocks
 * beside the closed one say. */
void sojourn_mark(const struct gatesim *W, struct truck *T, const struct station *S);

/* sojourn_charge_line(W, T, S): the same for time in a line: to the cause of each state that the
 * station was in meanwhile, to the tick. */
void sojourn_charge_line(struct gatesim *W, struct truck *T, const struct station *S);

/* sojourn_delay(W, station, class, cause): the counter of that time. */
static inline stat_sum *sojourn_delay(const struct gatesim *W, uint32_t station,
                                      uint32_t class_index, unsigned cause)
{
    const uint32_t place = station + 1; /* NO_STATION wraps to 0 */

    return &W->delay[place * W->delay_stride + class_index * GATESIM_CAUSES + cause];
}

/* sojourn_delay_sum(W, place, end, c, c_end, cause): that time over places (0 the open road, then
 * the stations) and classes, each from the first up to the end. */
stat_sum sojourn_delay_sum(const struct gatesim *W, uint32_t place, uint32_t end, uint32_t c,
                           uint32_t c_end, unsigned cause);

/* sojourn_charge_present(W, T): charge what the truck is doing, up to now. */
void sojourn_charge_present(struct gatesim *W, struct truck *T);

/* sojourn_charge_home(W, T): the time since T->since of a truck that has a slot and has not come:
 * up to the slot it waits for it, after it the truck is late. */
void sojourn_charge_home(struct gatesim *W, struct truck *T);

/* sojourn_wished(W, T): when the truck wanted to come: when it arrived, unless it asked for a slot.
 */
static inline gatesim_ticks sojourn_wished(const struct gatesim *W, struct truck *T)
{
    if (W->trucks.past_at == 0 || truck_past(&W->trucks, T)->wished == GATESIM_NEVER)
        return T->arrived;
    return truck_past(&W->trucks, T)->wished;
}

/* sojourn_take_over(W, T, station, whole, measured): charge what a token of the truck spent at the
 * station since T->since, by cause, in all and in the measured window. */
void sojourn_take_over(struct gatesim *W, struct truck *T, uint32_t station,
                       const gatesim_ticks whole[GATESIM_CAUSES],
                       const gatesim_ticks measured[GATESIM_CAUSES]);

/* sojourn_report(W, T, outcome): tell the observer of a truck. */
void sojourn_report(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome);

/* sojourn_report_visit(W, T, station, called): tell the observer that the truck leaves the
 * station now, called by a server before or not. */
void sojourn_report_visit(struct gatesim *W, struct truck *T, uint32_t station, bool called);

/* sojourn_report_present_visit(W, T): the run ends now: tell the observer of the visit that the
 * truck, or the token, is on, if it is on one. What has not happened is GATESIM_NEVER. */
void sojourn_report_present_visit(struct gatesim *W, struct truck *T);

#endif
