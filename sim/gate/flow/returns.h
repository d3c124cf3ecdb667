/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Returns: a truck that has crossed comes back, some time later, as a new truck of another class.
 */
#ifndef SIM_GATE_FLOW_RETURNS_H
#define SIM_GATE_FLOW_RETURNS_H

#include "sim/gate/world/world.h"

/* returns_build(W): note whether trucks of some class come back. */
void returns_build(struct gatesim *W);

/* returns_plan(W, T): truck T crosses now: schedule its return, if it comes back. */
void returns_plan(struct gatesim *W, struct truck *T);

/* returns_come(W, class_index, identity): the truck of that identity comes back now, as one of the
 * class. */
void returns_come(struct gatesim *W, uint32_t class_index, uint64_t identity);

#endif
