/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fork and join: a truck visits several stations side by side, with a token in each line.
 *
 * A token is a record in the pool of trucks, with the truck's address for its substreams, and makes
 * one visit. Its time is noted apart; when the last token of a truck is done, the time of that
 * token, which began with the step and ends with it, becomes the truck's. */
#ifndef SIM_GATE_FLOW_FORK_JOIN_H
#define SIM_GATE_FLOW_FORK_JOIN_H

#include "sim/gate/station/onward.h"
#include "sim/gate/world/world.h"

/* fork_build(W): make the store of tokens, if a route forks. Returns 0 or GATESIM_ENOMEM. */
int fork_build(struct gatesim *W);

/* fork_begin(W, T, s): truck T, which holds no server, begins to visit all stations of step s. */
void fork_begin(struct gatesim *W, struct truck *T, const struct scn_step *s);

/* fork_end(W): the run ends: the time of each token that is not done becomes its truck's. */
void fork_end(struct gatesim *W);

#endif
