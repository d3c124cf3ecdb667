/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Knots: circular waits through places that are kept, people who are with trucks, and groups.
 *
 * Unlike what blocked_circle.h finds at once, these are looked for now and then, since the search
 * goes through all trucks. */
#ifndef SIM_GATE_DEADLOCK_DEADLOCK_SEARCH_H
#define SIM_GATE_DEADLOCK_DEADLOCK_SEARCH_H

#include "sim/gate/world/world.h"

/* deadlock_possible(W): whether trucks hold anything but servers while they wait. */
bool deadlock_possible(const struct gatesim *W);

/* deadlock_search(W): at the end of an instant. If trucks wait for one another for good, the run
 * fails with GATESIM_EDEADLOCK and the circle in words. */
void deadlock_search(struct gatesim *W);

#endif
