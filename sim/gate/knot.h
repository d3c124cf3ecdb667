/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Knots: circular waits through places that are kept, people who are with trucks, and groups.
 *
 * Unlike what deadlock.h finds at once, these are looked for now and then, since the search goes
 * through all trucks. */
#ifndef SIM_GATE_KNOT_H
#define SIM_GATE_KNOT_H

#include "sim/gate/world.h"

/* knot_possible(W): whether trucks hold anything but servers while they wait. */
bool knot_possible(const struct gatesim *W);

/* knot_search(W): at the end of an instant. If trucks wait for one another for good, the run
 * fails with GATESIM_EDEADLOCK and the circle in words. */
void knot_search(struct gatesim *W);

#endif
