/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The passage of a truck through the system: how it comes to be, enters and leaves. */
#ifndef SIM_GATE_FLOW_PASSAGE_H
#define SIM_GATE_FLOW_PASSAGE_H

#include "sim/gate/world/world.h"

/* Where a new truck comes from. */
struct origin {
    enum truck_origin kind;
    uint64_t identity;      /* RETURNED */
    const uint16_t *values; /* by attribute: those that a trace gives; NULL: none */
};

/* passage_create(W, class_index, from): create a truck of the class, which is not in the system
 * yet, and draw its attributes. Returns the truck, or NULL after world_fail. */
struct truck *passage_create(struct gatesim *W, uint32_t class_index, const struct origin *from);

/* passage_enter(W, T): truck T comes into the system, and counts as arrived. */
void passage_enter(struct gatesim *W, struct truck *T);

/* passage_end(W, T, outcome): truck T, which stands nowhere any more, leaves the system with that
 * outcome. */
void passage_end(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome);

/* passage_unmet(W, T, why): truck T, which asked for a slot, never comes into the system. why
 * counts it: as a truck that found no slot, or as one that does not show up. */
void passage_unmet(struct gatesim *W, struct truck *T, const struct flow_counts *why);

#endif
