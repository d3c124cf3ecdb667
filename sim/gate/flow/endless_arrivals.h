/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run whose clock no longer moves on: events without end at one instant, from arrivals that come
 * without time between them or routes that go round without taking any. It fails in words instead
 * of filling the memory. Nothing is counted per event: arrivals are per class, the rest by the
 * calls of gatesim_step. */
#ifndef SIM_GATE_FLOW_ENDLESS_ARRIVALS_H
#define SIM_GATE_FLOW_ENDLESS_ARRIVALS_H

#include "sim/gate/world/world.h"

/* endless_arrival(W, class_index, at): the next arrival of the class is drawn for the instant at.
 * After a million arrivals at one instant, those of a trace aside, since a trace ends, fail the run
 * with GATESIM_EENDLESS. Returns whether the arrival may be scheduled. */
bool endless_arrival(struct gatesim *W, uint32_t class_index, gatesim_ticks at);

/* endless_watch(W, taken): that number of events has just been taken. After some ten million events
 * at one instant, more where a backlog stood at the start, fail the run with GATESIM_EENDLESS. */
void endless_watch(struct gatesim *W, int64_t taken);

#endif
