/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stations side by side: tokens that stand for a truck in several lines at once.
 *
 * A token is a record in the pool of trucks, with the truck's address for its substreams, and
 * makes one visit. Its time is put down apart; when the last token of a truck is done, the time
 * of that one, which began with the step and ends with it, becomes the truck's. */
#ifndef SIM_GATE_FLOW_FORK_JOIN_H
#define SIM_GATE_FLOW_FORK_JOIN_H

#include "sim/gate/station/onward.h"
#include "sim/gate/world/world.h"

/* fork_build(W): W->side, where a route needs it. Returns 0 or GATESIM_ENOMEM. */
int fork_build(struct gatesim *W);

/* fork_begin(W, T, s): the truck, which holds no server, visits all stations of the step. */
void fork_begin(struct gatesim *W, struct truck *T, const struct scn_step *s);

/* fork_end(W): the run ends: the time of a token that is not done becomes its truck's. */
void fork_end(struct gatesim *W);

#endif
