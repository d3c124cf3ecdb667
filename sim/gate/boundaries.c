/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No event pays for the axes of time: counters and integrals only grow, and a position is their
 * difference between two boundaries. */
#include "sim/gate/boundaries.h"

#include <math.h>
#include <string.h>

#include "sim/gate/account/sojourn.h"
#include "sim/gate/account/time_axes.h"
#include "sim/gate/audit.h"
#include "sim/gate/deadlock/deadlock_search.h"
#include "sim/gate/flow/appointments.h"
#include "sim/gate/flow/fork_join.h"
#include "sim/gate/station/availability.h"
#include "sim/gate/station/data_service.h"
#include "sim/gate/station/pools.h"
#include "sim/gate/station/station.h"

#define HOUR (GATESIM_TICKS_PER_SECOND * 3600)

/* room(A, count): count doubles that say "nothing was measured"; NULL without memory. */
static double *room(struct arena *A, size_t count)
{
    double *p = ARENA_ARRAY(A, double, count);
    size_t i;

    for (i = 0; p != NULL && i < count; i++)
        p[i] = (double)NAN;
    return p;
}

/* series_allocate(W): make the arrays of all series, each value NaN until it is filled. Returns 0
 * or GATESIM_ENOMEM. */
static int series_allocate(struct gatesim *W)
{
    struct series *E = &W->series;
    const size_t stations = W->scn->station_count, classes = W->scn->class_count;
    struct {
        double **where;
        size_t count;
    } list[] = {
        {&E->station_queue_mean, stations * E->bins},
        {&E->station_queue_max, stations * E->bins},
        {&E->station_busy_mean, stations * E->bins},
        {&E->station_departures, stations * E->bins},
        {&E->class_arrived, classes * E->bins},
        {&E->class_crossed, classes * E->bins},
        {&E->class_turned_back, classes * E->bins},
        {&E->class_in_system_mean, classes * E->bins},
        {&E->road_queue_mean, E->bins},
        {&E->road_queue_max, E->bins},
        {&E->in_system_mean, E->bins},
        {&E->in_system_max, E->bins},
        {&E->crossed, E->bins},
        {&E->day_backlog, classes * E->counts},
        {&E->day_arrived, classes * E->days},
        {&E->day_crossed, classes * E->days},
        {&E->day_turned_back, classes * E->days},
    };
    size_t i;

    for (i = 0; i < sizeof list / sizeof list[0]; i++)
        if ((*list[i].where = room(W->arena, list[i].count)) == NULL)
            return GATESIM_ENOMEM;
    return 0;
}

/* boundary_init(W, B): make the memory of boundary B. Returns 0 or GATESIM_ENOMEM. */
static int boundary_init(struct gatesim *W, struct boundary *B)
{
    B->counts = ARENA_ARRAY(W->arena, struct flow_counts, W->scn->class_count);
    B->in_system = ARENA_ARRAY(W->arena, stat_sum, W->scn->class_count);
    return B->counts == NULL || B->in_system == NULL ? GATESIM_ENOMEM : 0;
}

/* next_hour(W): returns the end, in ticks, of the hour of the clock that began last. */
static gatesim_ticks next_hour(const struct gatesim *W)
{
    const int64_t second = ((W->scn->info.epoch % 3600) + 3600) % 3600;
    const gatesim_ticks offset = second * GATESIM_TICKS_PER_SECOND;

    return ((W->hour.at + offset) / HOUR + 1) * HOUR - offset;
}

/* next_day(W): returns the end, in ticks, of the day that began last. */
static gatesim_ticks next_day(const struct gatesim *W)
{
    return axis_day_start(W->scn, W->day.index + 1);
}

/* next_count(W): returns the instant of the next count of the backlog. */
static gatesim_ticks next_count(const struct gatesim *W)
{
    return axis_count_at(W->scn, W->series.counted);
}

/* earlier(a, b): returns the earlier of the instants a and b. */
static gatesim_ticks earlier(gatesim_ticks a, gatesim_ticks b)
{
    return a < b ? a : b;
}

/* set_next_boundary(W): set the instant of the next boundary, and from which time on events come
 * after it. */
static void set_next_boundary(struct gatesim *W)
{
    gatesim_ticks before =
        earlier(W->bin.at + W->scn->info.bin, earlier(next_hour(W), next_day(W)));
    const gatesim_ticks after = next_count(W); /* the end of the run, at last */

    if (!W->window_open)
        before = earlier(before, W->scn->info.warm_up);
    W->boundary_at = earlier(before, after);
    W->boundary_before = before <= after && before < W->scn->info.duration ? before : after + 1;
}

int boundaries_init(struct gatesim *W)
{
    W->series.bins = axis_bins(W->scn);
    W->series.days = axis_days(W->scn);
    W->series.counts = axis_counts(W->scn);
    if (series_allocate(W) != 0 || boundary_init(W, &W->bin) != 0 ||
        boundary_init(W, &W->day) != 0 || boundary_init(W, &W->hour) != 0)
        return GATESIM_ENOMEM;
    W->window_open = W->scn->info.warm_up == 0;
    set_next_boundary(W);
    return 0;
}

/* touch_peaks(W): every peak has seen what lasted until now. */
static void touch_peaks(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->scn->station_count; i++)
        station_touch(&W->stations[i], W->now);
    for (i = 0; i < W->scn->class_count; i++)
        level_touch(&W->in_system[i], W->now);
    for (i = 0; i < W->scn->route_count; i++)
        level_touch(&W->route_in_system[i], W->now);
    level_touch(&W->all, W->now);
    level_touch(&W->road, W->now);
}

/* per_tick(now, before, lasted): the mean level of an integral that grew so. */
static double per_tick(stat_sum now, stat_sum before, gatesim_ticks lasted)
{
    return (double)(now - before) / (double)lasted;
}

/* bin_station(W, s, lasted): fill the series of station s for the bin that ends now after lasted
 * ticks. */
static void bin_station(struct gatesim *W, uint32_t s, gatesim_ticks lasted)
{
    struct station *S = &W->stations[s];
    const struct station_areas a = station_areas(S, W->now);
    const size_t at = (size_t)s * W->series.bins + W->bin.index;

    W->series.station_queue_mean[at] = per_tick(a.queue, S->queue_at_bin, lasted);
    W->series.station_busy_mean[at] = per_tick(a.busy, S->busy_at_bin, lasted);
    W->series.station_queue_max[at] = peak_end_bin(&S->queue_peak);
    W->series.station_departures[at] = (double)(S->counts.served - S->served_at_bin);
    S->queue_at_bin = a.queue;
    S->busy_at_bin = a.busy;
    S->served_at_bin = S->counts.served;
}

/* bin_class(W, c, lasted): write the class's position; returns how many crossed. */
static uint64_t bin_class(struct gatesim *W, uint32_t c, gatesim_ticks lasted)
{
    const struct flow_counts d = flow_counts_minus(&W->flows[c].counts, &W->bin.counts[c]);
    const size_t at = (size_t)c * W->series.bins + W->bin.index;
    const stat_sum in_system = level_area(&W->in_system[c], W->now);

    W->series.class_arrived[at] = (double)d.arrived;
    W->series.class_crossed[at] = (double)d.crossed;
    W->series.class_turned_back[at] = (double)d.turned_back;
    W->series.class_in_system_mean[at] = per_tick(in_system, W->bin.in_system[c], lasted);
    W->bin.counts[c] = W->flows[c].counts;
    W->bin.in_system[c] = in_system;
    return d.crossed;
}

/* end_bin(W): the bin that began at W->bin.at is over. */
static void end_bin(struct gatesim *W)
{
    const gatesim_ticks lasted = W->now - W->bin.at;
    const uint32_t at = W->bin.index;
    const stat_sum all = level_area(&W->all, W->now), road = level_area(&W->road, W->now);
    uint64_t crossed = 0;
    uint32_t i;

    if (at >= W->series.bins)
        return;
    touch_peaks(W);
    W->series.in_system_max[at] = peak_end_bin(&W->all.peak);
    for (i = 0; i < W->scn->station_count; i++)
        bin_station(W, i, lasted);
    for (i = 0; i < W->scn->class_count; i++)
        crossed += bin_class(W, i, lasted);
    W->series.crossed[at] = (double)crossed;
    W->series.in_system_mean[at] = per_tick(all, W->bin.all, lasted);
    W->series.road_queue_mean[at] = per_tick(road, W->bin.road, lasted);
    W->series.road_queue_max[at] = peak_end_bin(&W->road.peak);
    W->bin.all = all;
    W->bin.road = road;
    W->bin.at = W->now;
    W->bin.index++;
}

/* end_hour(W): the hour, or part of one, that began at W->hour.at is over. */
static void end_hour(struct gatesim *W)
{
    struct gatesim_civil C;
    uint32_t c;

    gatesim_civil(W->scn->info.epoch, W->hour.at, &C);
    if (W->now > W->hour.at && W->hour.at >= W->scn->info.warm_up)
        W->series.hour_time[C.hour] += W->now - W->hour.at;
    for (c = 0; c < W->scn->class_count; c++) {
        const struct flow_counts d = flow_counts_minus(&W->flows[c].counts, &W->hour.counts[c]);

        if (W->hour.at >= W->scn->info.warm_up) {
            W->series.hour_crossed[C.hour] += (double)d.crossed;
            W->series.hour_arrived[C.hour] += (double)d.arrived;
        }
        W->hour.counts[c] = W->flows[c].counts;
    }
    W->hour.at = W->now;
}

/* end_day(W): the day, or part of one, that began at W->day.at is over. */
static void end_day(struct gatesim *W)
{
    uint32_t c;

    if (W->day.index >= W->series.days)
        return;
    for (c = 0; c < W->scn->class_count; c++) {
        const struct flow_counts d = flow_counts_minus(&W->flows[c].counts, &W->day.counts[c]);
        const size_t at = (size_t)c * W->series.days + W->day.index;

        W->series.day_arrived[at] = (double)d.arrived;
        W->series.day_crossed[at] = (double)d.crossed;
        W->series.day_turned_back[at] = (double)d.turned_back;
        W->day.counts[c] = W->flows[c].counts;
    }
    W->day.at = W->now;
    W->day.index++;
}

/* count_backlog(W): the backlog is counted now. */
static void count_backlog(struct gatesim *W)
{
    uint32_t c;

    if (W->series.counted >= W->series.counts)
        return;
    for (c = 0; c < W->scn->class_count; c++)
        W->series.day_backlog[(size_t)c * W->series.counts + W->series.counted] =
            W->in_system[c].now;
    W->series.counted++;
}

/* open_window(W): warm-up ends now. */
static void open_window(struct gatesim *W)
{
    uint32_t i;
    unsigned k;

    touch_peaks(W);
    W->window_open = true;
    for (i = 0; i < W->scn->station_count; i++) {
        struct station *S = &W->stations[i];

        S->areas_at_warm_up = station_areas(S, W->now);
        S->counts_at_warm_up = S->counts;
        for (k = 0; k < STATION_CLOCKS; k++)
            S->clocks_at_warm_up[k] = station_clock(S, (enum gatesim_place_state)k, W->now);
        peak_open_window(&S->queue_peak);
        peak_open_window(&S->occupancy_peak);
    }
    pools_open_window(W);
    for (i = 0; i < W->scn->class_count; i++) {
        W->counts_at_warm_up[i] = W->flows[i].counts;
        W->in_system_at_warm_up[i] = level_area(&W->in_system[i], W->now);
        W->inside_at_warm_up[i] = W->in_system[i].now;
        peak_open_window(&W->in_system[i].peak);
        if (W->at_home != NULL)
            W->at_home_at_warm_up[i] = level_area(&W->at_home[i], W->now);
    }
    for (i = 0; i < W->scn->route_count; i++) {
        W->route_in_system_at_warm_up[i] = level_area(&W->route_in_system[i], W->now);
        peak_open_window(&W->route_in_system[i].peak);
    }
    memcpy(W->moves_at_warm_up, W->moves, W->scn->link_count * sizeof *W->moves);
    availability_open_window(W);
    data_services_open_window(W);
    W->all_at_warm_up = level_area(&W->all, W->now);
    W->road_at_warm_up = level_area(&W->road, W->now);
    peak_open_window(&W->all.peak);
    peak_open_window(&W->road.peak);
}

void boundaries_take(struct gatesim *W)
{
    if (W->now == W->bin.at + W->scn->info.bin)
        end_bin(W);
    if ((W->now == W->bin.at || W->now == W->scn->info.duration) && deadlock_possible(W))
        deadlock_search(W);
    if (W->now == next_hour(W))
        end_hour(W);
    if (W->now == next_day(W))
        end_day(W);
    if (W->now == next_count(W) && W->now < W->boundary_before && W->now < W->scn->info.duration)
        count_backlog(W);
    if (!W->window_open && W->now == W->scn->info.warm_up)
        open_window(W);
    if (W->now == W->scn->info.duration)
        boundaries_end(W);
    if (!W->finished)
        set_next_boundary(W);
    else
        W->boundary_at = W->boundary_before = GATESIM_NEVER;
}

/* report_present(W): the run ends now: tell the observer of all trucks that are inside. */
static void report_present(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->trucks.used; i++) {
        struct truck *T = truck_at(&W->trucks, i);

        if (T->state == TRUCK_MOVING)
            continue;
        sojourn_report_present_visit(W, T);
        if (!T->token)
            sojourn_report(W, T, GATESIM_OUTCOME_INSIDE);
    }
}

void boundaries_end(struct gatesim *W)
{
    uint32_t i;

    touch_peaks(W);
    end_bin(W);
    end_hour(W);
    end_day(W);
    if (W->now == W->scn->info.duration)
        count_backlog(W);
    world_fail(W, audit_levels(W));
    for (i = 0; i < W->trucks.used; i++)
        sojourn_charge_present(W, truck_at(&W->trucks, i));
    appointments_end(W);
    if (W->forks != NULL)
        fork_end(W);
    if (W->observer != NULL)
        report_present(W);
    audit_delays(W);
    W->finished = true;
    W->running = false;
}
