/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A truck on its route: it goes from step to step until a station, a drive or an end. */
#ifndef SIM_GATE_FLOW_ROUTE_H
#define SIM_GATE_FLOW_ROUTE_H

#include "sim/gate/station/onward.h"
#include "sim/gate/world/world.h"

/* route_reach(W, station, T): the drive of truck T to the station is over; NO_STATION: a drive that
 * is a step of its route. */
void route_reach(struct gatesim *W, uint32_t station, struct truck *T);

/* route_visit(W, T): the present step of truck T begins a visit: note its number, and whether it is
 * rework. */
void route_visit(struct gatesim *W, struct truck *T);

#endif
