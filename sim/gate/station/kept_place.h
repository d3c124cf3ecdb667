/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kept places: a server of a station with STATION_KEEPS that a truck keeps while it does later
 * steps.
 *
 * A truck keeps one place at most: the call of a server of another such station ends it. */
#ifndef SIM_GATE_STATION_KEPT_PLACE_H
#define SIM_GATE_STATION_KEPT_PLACE_H

#include "sim/gate/world/world.h"

/* kept_place_keep(W, T): truck T goes on from the station that holds it, and keeps its server there
 * as its place. */
void kept_place_keep(struct gatesim *W, struct truck *T);

/* kept_place_leave(W, T): truck T gives up its kept place, and does not keep the server that it
 * holds.
 */
void kept_place_leave(struct gatesim *W, struct truck *T);

/* kept_place_give_up(W, T): free the kept place of truck T, if it has one. */
void kept_place_give_up(struct gatesim *W, struct truck *T);

#endif
