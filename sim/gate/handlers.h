/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handlers: what happens at an event, by its kind. */
#ifndef SIM_GATE_HANDLERS_H
#define SIM_GATE_HANDLERS_H

#include "sim/gate/world/world.h"

/* handle(W, ev): event ev happens. The clock is already at its instant. */
void handle(struct gatesim *W, const struct fel_event *ev);

/* handle_timetable(W, S): the next change of the timetable of station S is due. */
void handle_timetable(struct gatesim *W, struct station *S);

#endif
