/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batching: trucks wait for one another at a step of a route, and then go on as a group. */
#ifndef SIM_GATE_FLOW_BATCHING_H
#define SIM_GATE_FLOW_BATCHING_H

#include "sim/gate/world/world.h"

/* The group that gathers at a step, one for each such step. */
struct batching {
    struct truck_list trucks; /* in the order in which they came */
    struct fel_id alarm;      /* of the first one's limit */
};

/* batching_build(W): make an empty group for every step that gathers. Returns 0 or GATESIM_ENOMEM.
 */
int batching_build(struct gatesim *W);

/* batching_join(W, T, s): truck T comes to step s. If that completes the group, all of it goes on
 * at once. */
void batching_join(struct gatesim *W, struct truck *T, const struct scn_step *s);

/* batching_go(W, gathering): the trucks of the group of that gathering step go on now, in order of
 * arrival. */
void batching_go(struct gatesim *W, uint32_t gathering);

#endif
