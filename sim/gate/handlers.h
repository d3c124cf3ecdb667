/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One handler an event kind. */
#ifndef SIM_GATE_HANDLERS_H
#define SIM_GATE_HANDLERS_H

#include "sim/gate/world/world.h"

/* handle(W, ev): the event happens. The clock is already there. */
void handle(struct gatesim *W, const struct fel_event *ev);

/* handle_timetable(W, S): the next change of the station's timetable is due. */
void handle_timetable(struct gatesim *W, struct station *S);

#endif
