/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrivals: the trucks of a class come, at the start and as time goes on. */
#ifndef SIM_GATE_FLOW_ARRIVALS_H
#define SIM_GATE_FLOW_ARRIVALS_H

#include "sim/gate/flow/passage.h"
#include "sim/gate/world/world.h"

/* arrivals_init(W, class_index): address the chance of a class and schedule its first arrival. */
void arrivals_init(struct gatesim *W, uint32_t class_index);

/* arrivals_backlog(W, trucks): put the next trucks of the backlog, of all classes, where they stand
 * at the start, at most trucks of them; W->standing tells how far that is. Returns how many were
 * put. */
int64_t arrivals_backlog(struct gatesim *W, int64_t trucks);

/* arrivals_arrive(W, class_index): an arrival of the class is due: its trucks start their route,
 * and the next arrival is scheduled. */
void arrivals_arrive(struct gatesim *W, uint32_t class_index);

/* arrivals_bring(W, class_index, from): a truck of the class wants to come now: it comes, or books
 * an appointment. from: where it comes from. */
void arrivals_bring(struct gatesim *W, uint32_t class_index, const struct origin *from);

/* arrivals_enter(W, T): truck T, which was created, comes now and starts its route. */
void arrivals_enter(struct gatesim *W, struct truck *T);

#endif
