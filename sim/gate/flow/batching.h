/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups: trucks that wait for one another at a step of a route, and then all go on. */
#ifndef SIM_GATE_FLOW_BATCHING_H
#define SIM_GATE_FLOW_BATCHING_H

#include "sim/gate/world/world.h"

/* One for each step that gathers. */
struct batching {
    struct truck_list trucks; /* in the order in which they came */
    struct fel_id alarm;      /* of the first one's limit */
};

/* batching_build(W): empty groups. Returns 0 or GATESIM_ENOMEM. */
int batching_build(struct gatesim *W);

/* batching_join(W, T, s): the truck comes to the step. It may go on at once, with all others. */
void batching_join(struct gatesim *W, struct truck *T, const struct scn_step *s);

/* batching_go(W, group): all go on now, the first one first. */
void batching_go(struct gatesim *W, uint32_t group);

#endif
