/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a station asks of the floors above it: where a truck goes on when the station is done with
 * it. The functions are defined there, in flow/ and deadlock/; they are declared here so that
 * includes run one way. */
#ifndef SIM_GATE_STATION_ONWARD_H
#define SIM_GATE_STATION_ONWARD_H

#include "sim/gate/world/world.h"

/* route_walk(W, T): go on from the truck's step. It may still hold the server of the
 * station that served it last. */
void route_walk(struct gatesim *W, struct truck *T);

/* route_give_up(W, T): the truck has lost patience, and stands nowhere any more: it takes the route
 * that its class has for that, the first time, or else leaves the system. */
void route_give_up(struct gatesim *W, struct truck *T);

/* route_move_to(W, S, T): the truck has room at the station: it lets go of the server
 * that it holds, and joins the line at once, or after the way from there. */
void route_move_to(struct gatesim *W, struct station *S, struct truck *T);

/* fork_done(W, T): the token has been served. */
void fork_done(struct gatesim *W, struct truck *T);

/* deadlock_check(W, T): the truck has just been blocked. If that closes a circle that
 * nothing can open any more, the run fails with GATESIM_EDEADLOCK and the circle in words. */
void deadlock_check(struct gatesim *W, const struct truck *T);

#endif
