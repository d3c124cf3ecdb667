/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The axes of time: the positions of bins, days and counts of the backlog, which follow from the
 * scenario alone. */
#ifndef SIM_GATE_ACCOUNT_TIME_AXES_H
#define SIM_GATE_ACCOUNT_TIME_AXES_H

#include "sim/gate/world/world.h"

/* axis_days(S): returns the number of positions of the day axis. A day is one of the calendar; the
 * run may begin or end in the middle of one. */
uint32_t axis_days(const struct gatesim_scenario *S);

/* axis_day_start(S, day): returns where the day at that position begins, in ticks since the start.
 * The first begins with the run. */
gatesim_ticks axis_day_start(const struct gatesim_scenario *S, uint32_t day);

/* axis_counts(S): returns how often the backlog is counted, at least 1: at every 'backlog-at'
 * o'clock in the run, and at its end. */
uint32_t axis_counts(const struct gatesim_scenario *S);

/* axis_count_at(S, count): returns the instant of the count at that position, in ticks since the
 * start.
 */
gatesim_ticks axis_count_at(const struct gatesim_scenario *S, uint32_t count);

/* axis_bins(S): returns the number of bins of the time series. */
uint32_t axis_bins(const struct gatesim_scenario *S);

#endif
