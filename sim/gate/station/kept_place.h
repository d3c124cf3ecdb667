/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places: a server of a station with STATION_KEEPS that a truck keeps while it does later steps.
 *
 * A truck keeps one place at most: the call of a server of another such station ends it. */
#ifndef SIM_GATE_STATION_KEPT_PLACE_H
#define SIM_GATE_STATION_KEPT_PLACE_H

#include "sim/gate/world/world.h"

/* kept_place_keep(W, T): the truck goes on from its holder, a server of which stays its place. */
void kept_place_keep(struct gatesim *W, struct truck *T);

/* kept_place_leave(W, T): the truck gives up its place, and does not keep the server that it holds.
 */
void kept_place_leave(struct gatesim *W, struct truck *T);

/* kept_place_give_up(W, T): the place of the truck, if it keeps one, is free again. */
void kept_place_give_up(struct gatesim *W, struct truck *T);

#endif
