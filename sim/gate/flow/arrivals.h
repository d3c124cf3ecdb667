/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources: where a class's trucks come from. */
#ifndef SIM_GATE_FLOW_ARRIVALS_H
#define SIM_GATE_FLOW_ARRIVALS_H

#include "sim/gate/flow/passage.h"
#include "sim/gate/world/world.h"

/* arrivals_init(W, class): address its chance and schedule its first arrival. */
void arrivals_init(struct gatesim *W, uint32_t class_index);

/* arrivals_backlog(W, trucks): put the next of the trucks that stand there at the start, of all
 * classes, in their places, up to so many; W->standing says how far that is. Returns how many were
 * put. */
int64_t arrivals_backlog(struct gatesim *W, int64_t trucks);

/* arrivals_arrive(W, class): an arrival is due: its trucks start their route, and the next
 * arrival is scheduled. */
void arrivals_arrive(struct gatesim *W, uint32_t class_index);

/* arrivals_bring(W, class, from): a truck wants to come now: it does, or books an appointment. */
void arrivals_bring(struct gatesim *W, uint32_t class_index, const struct origin *from);

/* arrivals_enter(W, T): a truck that was created comes now, and starts its route. */
void arrivals_enter(struct gatesim *W, struct truck *T);

#endif
