/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sampling: what is written down when a bin, an hour, a day, the warm-up or the run ends.
 *
 * These instants are not events of the model: they change nothing, and stay out of the
 * future-event list and the fingerprint. A bin, an hour, a day and the measured window have the
 * events of the instant at which they begin, not of the one at which they end: a truck that comes
 * at 08:00 sharp comes in the hour from 08:00. So these are written down before the events of
 * their instant. The backlog is counted after them, and so is the end of the run written down: its
 * last bin, hour and day have the events of its last instant. */
#ifndef SIM_GATE_SAMPLE_H
#define SIM_GATE_SAMPLE_H

#include "sim/gate/world.h"

/* sample_init(W): room for the axes of time, and the first sample. Returns 0 or GATESIM_ENOMEM. */
int sample_init(struct gatesim *W);

/* sample_take(W): the clock is at the next sample: write down what ends now. */
void sample_take(struct gatesim *W);

/* sample_end(W): the run ends now: last positions of the axes, audit, trucks still inside. */
void sample_end(struct gatesim *W);

/* sample_days(S): positions of the day axis. A day is one of the calendar; the run may begin or
 * end in the middle of one. */
uint32_t sample_days(const struct gatesim_scenario *S);

/* sample_day_start(S, day): where the day at this position begins, in ticks since the start. The
 * first begins with the run. */
gatesim_ticks sample_day_start(const struct gatesim_scenario *S, uint32_t day);

/* sample_counts(S): positions of the axis of counts: how often the backlog is counted, which is
 * whenever it is 'backlog-at' o'clock in the run, and at its end. At least 1. */
uint32_t sample_counts(const struct gatesim_scenario *S);

/* sample_count_at(S, count): the instant of the count at this position, in ticks since the start.
 */
gatesim_ticks sample_count_at(const struct gatesim_scenario *S, uint32_t count);

/* sample_bins(S): positions of the time axis. */
uint32_t sample_bins(const struct gatesim_scenario *S);

#endif
