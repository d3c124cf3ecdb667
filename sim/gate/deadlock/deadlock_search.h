/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlocks of all kinds: circles of trucks that wait for one another through kept places, members
 * of pools, groups and rules of admission.
 *
 * Circles through servers alone are found at once (blocked_circle.c); these are looked for now and
 * then, since the search goes through all trucks. */
#ifndef SIM_GATE_DEADLOCK_DEADLOCK_SEARCH_H
#define SIM_GATE_DEADLOCK_DEADLOCK_SEARCH_H

#include "sim/gate/world/world.h"

/* deadlock_possible(W): returns whether trucks can hold anything but servers while they wait. */
bool deadlock_possible(const struct gatesim *W);

/* deadlock_search(W): to be called at the end of an instant. If trucks wait for one another for
 * good, fail the run with GATESIM_EDEADLOCK and the circle in words. */
void deadlock_search(struct gatesim *W);

#endif
