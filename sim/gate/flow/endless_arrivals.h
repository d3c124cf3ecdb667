/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run whose clock no longer moves on: events without end at one instant, from arrivals that come
 * without time between them or routes that go round without taking any. It fails in words instead
 * of filling the memory. Nothing is counted per event: arrivals are per class, the rest by the
 * calls of gatesim_step. */
#ifndef SIM_GATE_FLOW_ENDLESS_ARRIVALS_H
#define SIM_GATE_FLOW_ENDLESS_ARRIVALS_H

#include "sim/gate/world/world.h"

/* endless_arrival(W, class, at): the class's next arrival is drawn: at. After a million at one
 * instant, not counting a trace, which ends, the run fails with GATESIM_EENDLESS. Returns whether
 * it may come. */
bool endless_arrival(struct gatesim *W, uint32_t class_index, gatesim_ticks at);

/* endless_watch(W, taken): so many events have just been taken. After some ten million at one
 * instant, more where a backlog stood at the start, the run fails with GATESIM_EENDLESS. */
void endless_watch(struct gatesim *W, int64_t taken);

#endif
