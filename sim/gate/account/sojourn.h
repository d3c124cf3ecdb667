/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sojourn of a truck: what its time in the system is charged to. */
#ifndef SIM_GATE_ACCOUNT_SOJOURN_H
#define SIM_GATE_ACCOUNT_SOJOURN_H

#include "sim/gate/world/world.h"

/* sojourn_charge(W, T, station, cause): charge the time of truck T since T->since to the cause at
 * the station (NO_STATION: the open road). T->since becomes now, here and in all functions below.
 */
void sojourn_charge(struct gatesim *W, struct truck *T, uint32_t station, enum gatesim_cause cause);

/* sojourn_charge_work(W, T, cause): charge setup or service of truck T to the cause; to rework when
 * the work is done again. */
void sojourn_charge_work(struct gatesim *W, struct truck *T, enum gatesim_cause cause);

/* sojourn_mark(W, T, S): truck T joins the line of station S, which has STATION_MARKS: note what
 * the clocks of its states say, that of closed aside. */
void sojourn_mark(const struct gatesim *W, struct truck *T, const struct station *S);

/* sojourn_charge_line(W, T, S): charge the time of truck T in the line of station S to the cause of
 * each state that the station was in meanwhile, to the tick. */
void sojourn_charge_line(struct gatesim *W, struct truck *T, const struct station *S);

/* sojourn_delay(W, station, class_index, cause): returns the counter of the time of a class that
 * was charged to the cause at the station in the window, in ticks. */
static inline stat_sum *sojourn_delay(const struct gatesim *W, uint32_t station,
                                      uint32_t class_index, unsigned cause)
{
    const uint32_t place = station + 1; /* NO_STATION wraps to 0 */

    return &W->delay[place * W->delay_stride + class_index * GATESIM_CAUSES + cause];
}

/* sojourn_delay_sum(W, place, end, c, c_end, cause): returns the time charged to the cause in the
 * window, in ticks, over the places from place up to end (0 the open road, then the stations) and
 * the classes from c up to c_end. */
stat_sum sojourn_delay_sum(const struct gatesim *W, uint32_t place, uint32_t end, uint32_t c,
                           uint32_t c_end, unsigned cause);

/* sojourn_charge_present(W, T): charge what truck T is doing, up to now. */
void sojourn_charge_present(struct gatesim *W, struct truck *T);

/* sojourn_charge_home(W, T): charge the time at home of truck T, which has a slot and has not come:
 * up to the slot it waits for it, after it the truck is late. */
void sojourn_charge_home(struct gatesim *W, struct truck *T);

/* sojourn_wished(W, T): returns when truck T wanted to come: when it asked for a slot, or else when
 * it arrived. */
static inline gatesim_ticks sojourn_wished(const struct gatesim *W, struct truck *T)
{
    if (W->trucks.past_at == 0 || truck_past(&W->trucks, T)->wished == GATESIM_NEVER)
        return T->arrived;
    return truck_past(&W->trucks, T)->wished;
}

/* sojourn_take_over(W, T, station, whole, measured): charge to truck T what a token of it spent at
 * the station since T->since, by cause: whole in all, measured in the window, in ticks. */
void sojourn_take_over(struct gatesim *W, struct truck *T, uint32_t station,
                       const gatesim_ticks whole[GATESIM_CAUSES],
                       const gatesim_ticks measured[GATESIM_CAUSES]);

/* sojourn_report(W, T, outcome): tell the observer of truck T, which leaves with that outcome. */
void sojourn_report(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome);

/* sojourn_report_visit(W, T, station, called): tell the observer that truck T leaves the station
 * now. called: whether a server had called it. */
void sojourn_report_visit(struct gatesim *W, struct truck *T, uint32_t station, bool called);

/* sojourn_report_present_visit(W, T): the run ends now: tell the observer of the visit that truck
 * or token T is on, if it is on one. What has not happened is GATESIM_NEVER. */
void sojourn_report_present_visit(struct gatesim *W, struct truck *T);

#endif
