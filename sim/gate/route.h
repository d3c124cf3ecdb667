/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A truck on its route: from step to step until a station, a drive or an end. */
#ifndef SIM_GATE_ROUTE_H
#define SIM_GATE_ROUTE_H

#include "sim/gate/world.h"

/* route_walk(W, T): go on from the truck's step. It may still hold the server of the
 * station that served it last. */
void route_walk(struct gatesim *W, struct truck *T);

/* route_give_up(W, T): the truck has lost patience, and stands nowhere any more: it takes the route
 * that its class has for that, the first time, or else leaves the system. */
void route_give_up(struct gatesim *W, struct truck *T);

/* route_move_to(W, S, T): the truck has room at the station: it lets go of the server
 * that it holds, and joins the line at once, or after the way from there. */
void route_move_to(struct gatesim *W, struct station *S, struct truck *T);

/* route_reach(W, station, T): the way is over; NO_STATION: a drive of the route is. */
void route_reach(struct gatesim *W, uint32_t station, struct truck *T);

/* route_visit(W, T): the truck's step begins a visit: its number, and whether it is rework. */
void route_visit(struct gatesim *W, struct truck *T);

#endif
