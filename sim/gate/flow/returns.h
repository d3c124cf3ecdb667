/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trucks that come back: who has crossed is, some time later, a new truck of another class. */
#ifndef SIM_GATE_FLOW_RETURNS_H
#define SIM_GATE_FLOW_RETURNS_H

#include "sim/gate/world/world.h"

/* returns_build(W): say whether somebody comes back. */
void returns_build(struct gatesim *W);

/* returns_plan(W, T): the truck crosses now. */
void returns_plan(struct gatesim *W, struct truck *T);

/* returns_come(W, class, identity): the truck of that identity comes back now. */
void returns_come(struct gatesim *W, uint32_t class_index, uint64_t identity);

#endif
