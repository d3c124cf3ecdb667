/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Circular waits: stations whose servers are all held by trucks that wait for one another. */
#ifndef SIM_GATE_DEADLOCK_H
#define SIM_GATE_DEADLOCK_H

#include "sim/gate/world.h"

/* deadlock_check(W, T): the truck has just been blocked. If that closes a circle that
 * nothing can open any more, the run fails with GATESIM_EDEADLOCK and the circle in words. */
void deadlock_check(struct gatesim *W, const struct truck *T);

#endif
