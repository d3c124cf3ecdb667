/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sampling: what is written down when a bin, an hour, a day, the warm-up or the run ends.
 *
 * These instants are not events of the model: they see an instant when everything in it has
 * happened, change nothing, and stay out of the future-event list and the fingerprint. */
#ifndef SIM_GATE_SAMPLE_H
#define SIM_GATE_SAMPLE_H

#include "sim/gate/world.h"

/* sample_init(W): room for the axes of time, and W->sample_at. Returns 0 or GATESIM_ENOMEM. */
int sample_init(struct gatesim *W);

/* sample_take(W): it is W->sample_at, and the instant is over: write down what ends now. */
void sample_take(struct gatesim *W);

/* sample_end(W): the run ends now: last positions of the axes, audit, trucks still inside. */
void sample_end(struct gatesim *W);

/* sample_days(S): positions of the day axis. A day ends at the time of day at which the
 * backlog is counted, the first one starts with the run, the last one ends with it. */
uint32_t sample_days(const struct gatesim_scenario *S);
gatesim_ticks sample_day_start(const struct gatesim_scenario *S, uint32_t day);

/* sample_bins(S): positions of the time axis. */
uint32_t sample_bins(const struct gatesim_scenario *S);

#endif
