/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a station asks of the floors above it: where a truck goes on when the station is done with
 * it. The functions are defined there, in flow/ and deadlock/; they are declared here so that
 * includes run one way. */
#ifndef SIM_GATE_STATION_ONWARD_H
#define SIM_GATE_STATION_ONWARD_H

#include "sim/gate/world/world.h"

/* route_walk(W, T): truck T goes on from its present step. It may still hold the server of the
 * station that served it last. */
void route_walk(struct gatesim *W, struct truck *T);

/* route_give_up(W, T): truck T has lost patience and stands in no line any more: the first time it
 * takes the route that its class has for that case, else it leaves the system. */
void route_give_up(struct gatesim *W, struct truck *T);

/* route_move_to(W, S, T): there is room for truck T at station S: it lets go of the server that it
 * holds, and joins the line at once or after the drive between. */
void route_move_to(struct gatesim *W, struct station *S, struct truck *T);

/* fork_done(W, T): the token T has been served; with the last token its truck goes on. */
void fork_done(struct gatesim *W, struct truck *T);

/* deadlock_check(W, T): truck T has just been blocked. If that closes a circle of waiting trucks
 * that nothing can open any more, fail the run with GATESIM_EDEADLOCK and the circle in words. */
void deadlock_check(struct gatesim *W, const struct truck *T);

#endif
