/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boundaries: what is written down when a bin, an hour, a day, the warm-up or the run ends.
 *
 * These instants are not events of the model: they change nothing, and stay out of the
 * future-event list and the fingerprint. A bin, an hour, a day and the measured window have the
 * events of the instant at which they begin, not of the one at which they end: a truck that comes
 * at 08:00 sharp comes in the hour from 08:00. So these are written down before the events of
 * their instant. The backlog is counted after them, and so is the end of the run written down: its
 * last bin, hour and day have the events of its last instant. */
#ifndef SIM_GATE_BOUNDARIES_H
#define SIM_GATE_BOUNDARIES_H

#include "sim/gate/world/world.h"

/* boundaries_init(W): make the axes of time, and note the first boundary. Returns 0 or
 * GATESIM_ENOMEM.
 */
int boundaries_init(struct gatesim *W);

/* boundaries_take(W): the clock is at the next boundary: write down what ends now. */
void boundaries_take(struct gatesim *W);

/* boundaries_end(W): the run ends now: write down the last positions of the axes, report the trucks
 * that are still inside, and audit. */
void boundaries_end(struct gatesim *W);

#endif
