/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promises: of how many trucks the wait is counted, and of how many it was longer than promised.
 * They are the trucks whose waits are in the means and quantiles. */
#ifndef SIM_GATE_ACCOUNT_PROMISES_H
#define SIM_GATE_ACCOUNT_PROMISES_H

#include "sim/gate/world/world.h"

struct promise_counts {
    uint64_t trucks, broken;
};

/* promises_build(W): make room for the counts of the scenario's promises. Returns 0 or
 * GATESIM_ENOMEM. */
int promises_build(struct gatesim *W);

/* promises_called(W, station, T): a server of the station calls truck T, which joined its line in
 * the measured window. */
void promises_called(struct gatesim *W, uint32_t station, const struct truck *T);

/* promises_crossed(W, T): truck T, which arrived in the measured window, has crossed. */
void promises_crossed(struct gatesim *W, const struct truck *T);

#endif
