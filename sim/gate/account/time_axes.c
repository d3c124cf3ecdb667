/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day is one of the calendar, whatever the time of day at which the run starts. */
#include "sim/gate/account/time_axes.h"

#define DAY (GATESIM_TICKS_PER_SECOND * 86400)

uint32_t axis_bins(const struct gatesim_scenario *S)
{
    return (uint32_t)((S->info.duration + S->info.bin - 1) / S->info.bin);
}

/* first_at(S, time): the first instant after the start at which it is this time of day; time:
 * ticks since midnight, 0 to 24 h. */
static gatesim_ticks first_at(const struct gatesim_scenario *S, gatesim_ticks time)
{
    const int64_t second = ((S->info.epoch % 86400) + 86400) % 86400;
    const gatesim_ticks wait = time - second * GATESIM_TICKS_PER_SECOND;

    return wait > 0 ? wait : wait + DAY;
}

/* times_before_end(S, time): how often it is this time of day after the start and before the end
 * of the run. */
static uint32_t times_before_end(const struct gatesim_scenario *S, gatesim_ticks time)
{
    const gatesim_ticks first = first_at(S, time);

    return S->info.duration <= first ? 0 : (uint32_t)((S->info.duration - first + DAY - 1) / DAY);
}

uint32_t axis_days(const struct gatesim_scenario *S)
{
    return 1 + times_before_end(S, 0);
}

gatesim_ticks axis_day_start(const struct gatesim_scenario *S, uint32_t day)
{
    return day == 0 ? 0 : first_at(S, 0) + (gatesim_ticks)(day - 1) * DAY;
}

uint32_t axis_counts(const struct gatesim_scenario *S)
{
    return times_before_end(S, S->backlog_at) + 1;
}

gatesim_ticks axis_count_at(const struct gatesim_scenario *S, uint32_t count)
{
    const gatesim_ticks at = first_at(S, S->backlog_at) + (gatesim_ticks)count * DAY;

    return at < S->info.duration ? at : S->info.duration;
}
