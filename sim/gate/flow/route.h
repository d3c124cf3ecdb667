/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A truck on its route: from step to step until a station, a drive or an end. */
#ifndef SIM_GATE_FLOW_ROUTE_H
#define SIM_GATE_FLOW_ROUTE_H

#include "sim/gate/station/onward.h"
#include "sim/gate/world/world.h"

/* route_reach(W, station, T): the way is over; NO_STATION: a drive of the route is. */
void route_reach(struct gatesim *W, uint32_t station, struct truck *T);

/* route_visit(W, T): the truck's step begins a visit: its number, and whether it is rework. */
void route_visit(struct gatesim *W, struct truck *T);

#endif
