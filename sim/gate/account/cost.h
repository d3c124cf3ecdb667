/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goods and money: what waiting costs, what spoils, what is burnt.
 *
 * What is proportional to time (drivers, parking, cooling, idling) is worked out from the sums of
 * charged time when results are asked for, so no event pays for it. The fee of a place is
 * paid when a truck is served there; other fees and the value that goods lose are settled when it
 * leaves. Amounts are NaN where the scenario has no prices. */
#ifndef SIM_GATE_ACCOUNT_COST_H
#define SIM_GATE_ACCOUNT_COST_H

#include <math.h>

#include "sim/gate/world/world.h"

/* Of a class, in the measured window: of what was served, and of the trucks that left. */
struct cost {
    double fees;
    double value_lost;       /* of trucks that crossed */
    double turned_back_loss; /* of trucks that did not, those without a slot included */
    uint64_t spoiled;        /* crossed with too great a loss */
    double spoiled_weight;   /* kg */
    uint64_t age_stream;
};

/* costs_build(W): make a record for each class, if the scenario has prices. Returns 0 or
 * GATESIM_ENOMEM. */
int costs_build(struct gatesim *W);

/* cost_service(W, S, T): truck T has been served at station S, which has a fee. */
void cost_service(struct gatesim *W, struct station *S, struct truck *T);

/* cost_settle(W, T, outcome): truck T leaves the system: settle its fees and the value of its
 * goods. */
void cost_settle(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome);

/* cost_unmet(W, T): truck T, which asked for a slot, never comes: its goods lose what those of a
 * truck that turns back lose. */
void cost_unmet(struct gatesim *W, struct truck *T);

/* cost_time(W, place, end, c, c_end): returns the money for the time of trucks in the window, over
 * the places from place up to end (0 the open road, then the stations) and the classes from c up to
 * c_end. */
double cost_time(const struct gatesim *W, uint32_t place, uint32_t end, uint32_t c, uint32_t c_end);

/* cost_fuel(W, place, end, c, c_end): returns the litres burnt idling over the range of cost_time.
 */
double cost_fuel(const struct gatesim *W, uint32_t place, uint32_t end, uint32_t c, uint32_t c_end);

/* cost_staff(W, station): returns the money for the servers of the station on shift in the window.
 */
double cost_staff(const struct gatesim *W, uint32_t station);

/* cost_class_time(W, c): returns the money for the time of the trucks of class c in the window;
 * NaN without prices. */
double cost_class_time(const struct gatesim *W, size_t c);

/* cost_class_fuel(W, c): returns the litres of fuel burnt by the trucks of class c in the
 * window; NaN without prices. */
double cost_class_fuel(const struct gatesim *W, size_t c);

/* cost_class_co2(W, c): returns the kg of carbon dioxide from the fuel of the trucks of class c
 * in the window; NaN without prices. */
double cost_class_co2(const struct gatesim *W, size_t c);

/* cost_class_fees(W, c): returns the money that the trucks paid in fees of class c in the
 * window; NaN without prices. */
double cost_class_fees(const struct gatesim *W, size_t c);

/* cost_class_value_lost(W, c): returns the money that the goods of the trucks lost of class c in
 * the window; NaN without prices. */
double cost_class_value_lost(const struct gatesim *W, size_t c);

/* cost_class_turned_back(W, c): returns the money that the goods of trucks that turned back lost
 * of class c in the window; NaN without prices. */
double cost_class_turned_back(const struct gatesim *W, size_t c);

/* cost_class_spoiled(W, c): returns the truckloads that spoiled of class c in the window. */
double cost_class_spoiled(const struct gatesim *W, size_t c);

/* cost_class_spoiled_weight(W, c): returns the kg of goods that spoiled of class c in the
 * window; NaN without prices. */
double cost_class_spoiled_weight(const struct gatesim *W, size_t c);

/* cost_all(W, value): returns the sum of one of the functions above over all classes. */
double cost_all(const struct gatesim *W, double (*value)(const struct gatesim *W, size_t c));

/* cost_all_staff(W): returns the sum of cost_staff over all stations. */
double cost_all_staff(const struct gatesim *W);

/* cost_total(W): returns the money for time, lost goods and staff; fees are left out, since they
 * go from one pocket to another. */
double cost_total(const struct gatesim *W);

/* X(name, unit, meaning, value of class i) */
#define COST_LIST(X)                                                                             \
    X(time_cost, "currency",                                                                     \
      "cost of the time of trucks: driver, parking, reefer; and of the wait at home for a slot", \
      cost_class_time)                                                                           \
    X(fees, "currency", "fees at places, and of trucks that crossed", cost_class_fees)           \
    X(value_lost, "currency", "value that goods of trucks that crossed have lost by age",        \
      cost_class_value_lost)                                                                     \
    X(turned_back_loss, "currency",                                                              \
      "value lost by trucks that left without crossing or never came", cost_class_turned_back)   \
    X(spoiled, "truck", "trucks that crossed with spoiled goods", cost_class_spoiled)            \
    X(spoiled_weight, "kg", "weight of the spoiled goods", cost_class_spoiled_weight)            \
    X(fuel, "l", "fuel burnt idling in line, on the road, blocked", cost_class_fuel)             \
    X(co2, "kg", "carbon dioxide of that fuel", cost_class_co2)

#endif
