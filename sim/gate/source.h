/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources: where a class's trucks come from. */
#ifndef SIM_GATE_SOURCE_H
#define SIM_GATE_SOURCE_H

#include "sim/gate/stay.h"
#include "sim/gate/world.h"

/* source_init(W, class): address its chance and schedule its first arrival. */
void source_init(struct gatesim *W, uint32_t class_index);

/* source_backlog(W, trucks): put the next of the trucks that stand there at the start, of all
 * classes, in their places, up to so many; W->standing says how far that is. Returns how many were
 * put. */
int64_t source_backlog(struct gatesim *W, int64_t trucks);

/* source_arrive(W, class): an arrival is due: its trucks start their route, and the next
 * arrival is scheduled. */
void source_arrive(struct gatesim *W, uint32_t class_index);

/* source_bring(W, class, from): a truck wants to come now: it does, or books an appointment. */
void source_bring(struct gatesim *W, uint32_t class_index, const struct origin *from);

/* source_enter(W, T): a truck that was created comes now, and starts its route. */
void source_enter(struct gatesim *W, struct truck *T);

#endif
