/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of columns, and how each is read off the world. A column is one line of a list:
 * the public table and the table of readers both come from it. */
#include "gatesim/results.h"

#include <math.h>
#include <string.h>

#include "sim/gate/account/agency.h"
#include "sim/gate/account/cost.h"
#include "sim/gate/account/growth.h"
#include "sim/gate/account/promises.h"
#include "sim/gate/account/sojourn.h"
#include "sim/gate/account/time_axes.h"
#include "sim/gate/account/window.h"
#include "sim/gate/flow/appointments.h"
#include "sim/gate/flow/risk_channel.h"
#include "sim/gate/flow/route_choice.h"
#include "sim/gate/station/availability.h"
#include "sim/gate/station/data_service.h"
#include "sim/gate/station/pools.h"
#include "sim/gate/station/station.h"
#include "sim/results/flow_view.h"

#define FLOW_READER(name, unit, meaning, value)                                    \
    static double read_flow_##name(const struct gatesim *W, const struct view *V)  \
    {                                                                              \
        const struct flow *F = V->F;                                               \
                                                                                   \
        (void)F;                                                                   \
        (void)W;                                                                   \
        return (value);                                                            \
    }                                                                              \
    static double read_summary_##name(const struct gatesim *W, size_t i, size_t j) \
    {                                                                              \
        const struct view V = view_all(W);                                         \
                                                                                   \
        (void)i;                                                                   \
        (void)j;                                                                   \
        return read_flow_##name(W, &V);                                            \
    }                                                                              \
    static double read_class_##name(const struct gatesim *W, size_t i, size_t j)   \
    {                                                                              \
        const struct view V = view_class(W, i);                                    \
                                                                                   \
        (void)j;                                                                   \
        return read_flow_##name(W, &V);                                            \
    }                                                                              \
    static double read_route_##name(const struct gatesim *W, size_t i, size_t j)   \
    {                                                                              \
        const struct view V = view_route(W, i);                                    \
                                                                                   \
        (void)j;                                                                   \
        return read_flow_##name(W, &V);                                            \
    }
FLOW_COLUMNS(FLOW_READER)
#undef FLOW_READER

/* road_mean(W): mean number of trucks on the road over the window. */
static double road_mean(const struct gatesim *W)
{
    return (double)(level_area(&W->road, W->now) - W->road_at_warm_up) / window_length(W);
}

/* road_max(W): returns the most trucks that stood on the road at once in the window. */
static double road_max(const struct gatesim *W)
{
    struct level now = W->road;

    level_touch(&now, W->now);
    return peak_window(&now.peak);
}

#define SUMMARY_COLUMNS(X)                                                                         \
    X(events, "1", "events of the run, warm-up included", (double)W->events)                       \
    X(measured_time, "s", "length of the measured window", gatesim_seconds(1) * window_length(W))  \
    X(road_queue_mean, "truck", "mean number of trucks standing on the road", road_mean(W))        \
    X(road_queue_max, "truck", "most trucks standing on the road", road_max(W))                    \
    X(road_length_mean, "m", "mean length of the queue on the road",                               \
      road_mean(W) * W->scn->road_spacing)                                                         \
    X(road_length_max, "m", "longest queue on the road", road_max(W) * W->scn->road_spacing)       \
    X(total_cost, "currency", "cost of the time of trucks, of goods lost and of staff",            \
      cost_total(W))                                                                               \
    X(staff_cost, "currency", "cost of servers on shift", cost_all_staff(W))                       \
    X(cycle, "s",                                                                                  \
      "time after which timetables and profiles come back: 0 when they never change, a day, a "    \
      "week",                                                                                      \
      gatesim_seconds(W->scn->cycle))                                                              \
    X(backlog_growth, "truck d-1",                                                                 \
      "trend of the trucks in system over the second half of the window, from one whole cycle to " \
      "the next; none of less than two cycles",                                                    \
      growth_of(W))

/* share(W, i, area): the share of the station's server-time, off shift included. */
static double share(const struct gatesim *W, size_t i, stat_sum area)
{
    const uint32_t servers = W->scn->stations[i].servers_max;

    return servers == SCN_UNLIMITED || servers == 0 ? (double)NAN
                                                    : (double)area / (window_length(W) * servers);
}

/* closed_share(W, i): returns the share of server time of station i at which servers were not on
 * shift, 0 to 1. */
static double closed_share(const struct gatesim *W, size_t i)
{
    const struct station_areas a = window_areas(W, i);
    const double rest = 1 - share(W, i, a.busy + a.blocked + a.kept + a.idle + a.down);

    return rest < 0 ? 0 : rest; /* rounding */
}

/* occupancy(W, i): returns the mean number of trucks in line, at servers or suspended at station
 * i; trucks on the road are not counted. */
static double occupancy(const struct gatesim *W, size_t i)
{
    const struct station_areas a = window_areas(W, i);

    return (double)(a.queue - a.road + a.busy + a.blocked + a.kept + a.suspended) /
           window_length(W);
}

/* servers_on_shift(W, i): returns the mean number of servers of station i on shift; NaN where it
 * has no limit. */
static double servers_on_shift(const struct gatesim *W, size_t i)
{
    const struct station_areas a = window_areas(W, i);

    if (W->scn->stations[i].servers_max == SCN_UNLIMITED)
        return (double)NAN;
    return (double)(a.busy + a.blocked + a.kept + a.idle + a.down) / window_length(W);
}

/* metered_share(W, i): the share of the window in which the station was held. */
static double metered_share(const struct gatesim *W, size_t i)
{
    const struct station *S = &W->stations[i];

    return (double)(station_clock(S, GATESIM_PLACE_HELD, W->now) -
                    S->clocks_at_warm_up[GATESIM_PLACE_HELD]) /
           window_length(W);
}

/* peak_of(W, i, which): the station's peak of line (0) or occupancy (1) up to now. */
static double peak_of(const struct gatesim *W, size_t i, int which)
{
    struct station S = W->stations[i];

    station_touch(&S, W->now);
    return peak_window(which == 0 ? &S.queue_peak : &S.occupancy_peak);
}

/* level_since(W, L, before): its integral over the window; before: when that opened. */
static stat_sum level_since(const struct gatesim *W, const struct level *L, stat_sum before)
{
    return level_area(L, W->now) - before;
}

/* breakdowns(S): returns how often a server of station S has broken down in the window; 0 where the
 * scenario gives no failures. */
static double breakdowns(const struct station *S)
{
    const struct availability *U = S->availability;

    return U == NULL ? 0 : (double)(U->failure.breakdowns - U->failure.breakdowns_at_warm_up);
}

/* extra_time(W, S): returns the server-seconds in the window that station S had beyond its
 * timetable; 0 where the scenario gives no reaction. */
static double extra_time(const struct gatesim *W, const struct station *S)
{
    const struct availability *U = S->availability;

    return U == NULL ? 0
                     : (double)level_since(W, &U->extra, U->extra_at_warm_up) * gatesim_seconds(1);
}

/* station_at_start(S): the trucks that had come when the window opened, and had not been served. */
static uint64_t station_at_start(const struct station *S)
{
    const struct station_counts *N = &S->counts_at_warm_up;

    return S->at_start + N->arrived - N->served - N->reneged;
}

#define SINCE(field) ((double)(S->counts.field - S->counts_at_warm_up.field))

#define STATION_COLUMNS(X)                                                                        \
    X(at_start, "truck",                                                                          \
      "trucks that stood at the station, or on the road before it, when the window opened",       \
      (double)station_at_start(S))                                                                \
    X(load, "1",                                                                                  \
      "work that is expected of trucks in the last whole cycles / what servers can do while "     \
      "open, known before the run",                                                               \
      W->scn->station_load[i])                                                                    \
    X(arrived, "truck", "trucks that came to the station and had room or waited for it",          \
      SINCE(arrived))                                                                             \
    X(served, "truck", "trucks served", SINCE(served))                                            \
    X(balked, "truck", "trucks that found no room and went away or passed by", SINCE(balked))     \
    X(reneged, "truck", "trucks that lost patience here", SINCE(reneged))                         \
    X(wait_mean, "s", "mean wait of trucks that were called, in line and on the road before it",  \
      tally_mean(&S->wait))                                                                       \
    X(wait_sd, "s", "standard deviation of the wait", tally_sd(&S->wait))                         \
    X(wait_min, "s", "shortest wait", tally_min(&S->wait))                                        \
    X(wait_max, "s", "longest wait", tally_max(&S->wait))                                         \
    X(wait_p50, "s", "median wait", quantile_of(&S->wait, &S->wait_hist, 0.5))                    \
    X(wait_p90, "s", "wait that 90 % stay below", quantile_of(&S->wait, &S->wait_hist, 0.9))      \
    X(wait_p95, "s", "wait that 95 % stay below", quantile_of(&S->wait, &S->wait_hist, 0.95))     \
    X(wait_p99, "s", "wait that 99 % stay below", quantile_of(&S->wait, &S->wait_hist, 0.99))     \
    X(service_mean, "s", "mean service time, setup not counted", tally_mean(&S->service))         \
    X(service_sd, "s", "standard deviation of the service time", tally_sd(&S->service))           \
    X(queue_mean, "truck", "mean number of trucks that wait, in line and on the road before it",  \
      (double)window_areas(W, i).queue / window_length(W))                                        \
    X(road_mean, "truck", "of those, mean number on the road, for want of room in line",          \
      (double)window_areas(W, i).road / window_length(W))                                         \
    X(queue_max, "truck", "most trucks that wait, in line and on the road", peak_of(W, i, 0))     \
    X(occupancy_mean, "truck", "mean number of trucks in line and at servers", occupancy(W, i))   \
    X(occupancy_max, "truck", "most trucks in line and at servers", peak_of(W, i, 1))             \
    X(at_capacity_fraction, "1", "share of the time without room for another truck",              \
      (double)window_areas(W, i).full / window_length(W))                                         \
    X(utilisation, "1", "share of the server-time in setup and service",                          \
      share(W, i, window_areas(W, i).busy))                                                       \
    X(idle_fraction, "1", "share of the server-time on shift and free",                           \
      share(W, i, window_areas(W, i).idle))                                                       \
    X(blocked_fraction, "1", "share of the server-time held by trucks that cannot move on",       \
      share(W, i, window_areas(W, i).blocked))                                                    \
    X(kept_fraction, "1", "share of the server-time kept as a place by trucks that have gone on", \
      share(W, i, window_areas(W, i).kept))                                                       \
    X(closed_fraction, "1", "share of the server-time closed or off shift", closed_share(W, i))   \
    X(down_fraction, "1", "share of the server-time broken down or under maintenance",            \
      share(W, i, window_areas(W, i).down))                                                       \
    X(metered_fraction, "1", "share of the time in which a rule kept a free server from calling", \
      metered_share(W, i))                                                                        \
    X(breakdowns, "1", "breakdowns of servers, or of the station", breakdowns(S))                 \
    X(extra_time, "s", "server-time of extra servers on shift, summed", extra_time(W, S))         \
    X(fallbacks, "1", "look-ups that it did without because of an outage", SINCE(fallbacks))      \
    X(servers_mean, "1", "mean number of servers on shift or at work", servers_on_shift(W, i))

/* pool_areas(W, i): a pool's integrals over the window. */
static struct pool_areas pool_areas(const struct gatesim *W, size_t i)
{
    struct pool P = W->pools->list[i];

    pools_touch(&P, W->now);
    P.areas.people -= P.areas_at_warm_up.people;
    P.areas.busy -= P.areas_at_warm_up.busy;
    P.areas.over -= P.areas_at_warm_up.over;
    return P.areas;
}

/* pool_people(W, i): a pool's integral of people on shift and not away, or at work. */
static double pool_people(const struct gatesim *W, size_t i)
{
    const struct pool_areas a = pool_areas(W, i);

    return (double)(a.people + a.over);
}

#define POOL_COLUMNS(X)                                                                          \
    X(load, "1",                                                                                 \
      "work that is expected of trucks / what people can do while a place needs them, known "    \
      "before the run",                                                                          \
      W->scn->pool_load[i])                                                                      \
    X(people_mean, "1", "mean number of people on shift and not away, or at work",               \
      pool_people(W, i) / window_length(W))                                                      \
    X(over_mean, "1", "of those, mean number who work on when fewer are on shift",               \
      (double)pool_areas(W, i).over / window_length(W))                                          \
    X(busy_mean, "1", "mean number of people with a truck or on their way back",                 \
      (double)pool_areas(W, i).busy / window_length(W))                                          \
    X(utilisation, "1", "people with a truck or on their way back / people on shift or at work", \
      (double)pool_areas(W, i).busy / pool_people(W, i))                                         \
    X(taken, "1", "how often a member was taken", (double)(P->taken - P->taken_at_warm_up))      \
    X(wait_mean, "s", "mean time that a truck or a free server waited for them",                 \
      tally_mean(&P->wait))                                                                      \
    X(wait_p95, "s", "wait for them that 95 % stay below",                                       \
      quantile_of(&P->wait, &P->wait_hist, 0.95))
#define SERVICE_COLUMNS(X)                                                               \
    X(look_ups, "1", "questions answered", (double)V->time.count)                        \
    X(look_up_mean, "s", "mean time from asking to the answer", tally_mean(&V->time))    \
    X(look_up_sd, "s", "standard deviation of that time", tally_sd(&V->time))            \
    X(look_up_max, "s", "longest time from asking to the answer", tally_max(&V->time))   \
    X(under_way_mean, "1", "mean number of questions under way",                         \
      (double)level_since(W, &V->under_way, V->under_way_at_warm_up) / window_length(W)) \
    X(outages, "1",                                                                      \
      "times that a breakdown or an incident took it down; maintenance does not count",  \
      (double)(V->outages - V->outages_at_warm_up))                                      \
    X(outage_fraction, "1", "share of the time that it is down",                         \
      (double)level_since(W, &V->out, V->out_at_warm_up) / window_length(W))

/* broken_share(N): of the trucks of a promise, the share that waited longer; NaN of none. */
static double broken_share(const struct promise_counts *N)
{
    return N->trucks > 0 ? (double)N->broken / (double)N->trucks : (double)NAN;
}

/* delay(W, place, end, c, c_end, cause): charged time in seconds over places and classes. */
static double delay(const struct gatesim *W, uint32_t place, uint32_t end, uint32_t c,
                    uint32_t c_end, size_t cause)
{
    return (double)sojourn_delay_sum(W, place, end, c, c_end, (unsigned)cause) * gatesim_seconds(1);
}

#define EVERYWHERE 0, W->scn->station_count + 1
#define EVERYONE 0, W->scn->class_count
#define ONLY(i) (uint32_t)(i), (uint32_t)(i) + 1
#define BINS(array) W->series.array[i * W->series.bins + j]
#define DAYS(array) W->series.array[i * W->series.days + j]
#define COUNTS(array) W->series.array[i * W->series.counts + j]
#define HOURLY(array)                                                                 \
    (W->series.hour_time[i] > 0                                                       \
         ? W->series.array[i] / gatesim_seconds(W->series.hour_time[i]) * VIEW_HOUR_S \
         : (double)NAN)

/* X(group, name, unit, axis, axis, meaning, value at i, j) */
#define OTHER_COLUMNS(X)                                                                         \
    X(delay, class_time, "s", CLASS, CAUSE, "time by cause, summed over trucks",                 \
      delay(W, EVERYWHERE, ONLY(i), j))                                                          \
    X(delay, station_time, "s", STATION, CAUSE, "time at or for a station by cause, summed",     \
      delay(W, ONLY(i + 1), EVERYONE, j))                                                        \
    X(delay, total_time, "s", CAUSE, NONE, "time by cause, summed over all trucks",              \
      delay(W, EVERYWHERE, EVERYONE, i))                                                         \
    X(promise, trucks, "truck", PROMISE, NONE, "trucks whose wait the promise is about",         \
      (double)W->promises[i].trucks)                                                             \
    X(promise, broken, "truck", PROMISE, NONE, "of those, trucks that waited longer",            \
      (double)W->promises[i].broken)                                                             \
    X(promise, broken_share, "1", PROMISE, NONE, "of those, the share that waited longer",       \
      broken_share(&W->promises[i]))                                                             \
    X(flow, trucks, "truck", LINK, NONE, "trucks that went from one place to the next",          \
      (double)(W->moves[i] - W->moves_at_warm_up[i]))                                            \
    X(series, station_queue_mean, "truck", STATION, TIME,                                        \
      "mean number of trucks that wait, in line and on the road before it",                      \
      BINS(station_queue_mean))                                                                  \
    X(series, station_queue_max, "truck", STATION, TIME,                                         \
      "most trucks that wait, in line and on the road before it", BINS(station_queue_max))       \
    X(series, station_busy_mean, "1", STATION, TIME, "mean number of servers at work",           \
      BINS(station_busy_mean))                                                                   \
    X(series, station_departures, "truck", STATION, TIME, "trucks served",                       \
      BINS(station_departures))                                                                  \
    X(series, class_arrived, "truck", CLASS, TIME, "trucks that arrived", BINS(class_arrived))   \
    X(series, class_crossed, "truck", CLASS, TIME, "trucks that crossed", BINS(class_crossed))   \
    X(series, class_turned_back, "truck", CLASS, TIME, "trucks that left without crossing",      \
      BINS(class_turned_back))                                                                   \
    X(series, class_in_system_mean, "truck", CLASS, TIME, "mean number of trucks in the system", \
      BINS(class_in_system_mean))                                                                \
    X(series, road_queue_mean, "truck", TIME, NONE, "mean number of trucks on the road",         \
      W->series.road_queue_mean[i])                                                              \
    X(series, road_queue_max, "truck", TIME, NONE, "most trucks on the road",                    \
      W->series.road_queue_max[i])                                                               \
    X(series, in_system_mean, "truck", TIME, NONE, "mean number of trucks in the system",        \
      W->series.in_system_mean[i])                                                               \
    X(series, in_system_max, "truck", TIME, NONE, "most trucks in the system",                   \
      W->series.in_system_max[i])                                                                \
    X(series, crossed, "truck", TIME, NONE, "trucks that crossed", W->series.crossed[i])         \
    X(day, backlog, "truck", CLASS, COUNT, "trucks inside when the backlog is counted",          \
      COUNTS(day_backlog))                                                                       \
    X(day, arrived, "truck", CLASS, DAY, "trucks that arrived, by calendar day",                 \
      DAYS(day_arrived))                                                                         \
    X(day, crossed, "truck", CLASS, DAY, "trucks that crossed", DAYS(day_crossed))               \
    X(day, turned_back, "truck", CLASS, DAY, "trucks that left without crossing",                \
      DAYS(day_turned_back))                                                                     \
    X(hour, crossed, "truck h-1", HOUR, NONE, "trucks that crossed, an hour",                    \
      HOURLY(hour_crossed))                                                                      \
    X(hour, arrived, "truck h-1", HOUR, NONE, "trucks that arrived, an hour", HOURLY(hour_arrived))

#define SUMMARY_READER(name, unit, meaning, value)                                 \
    static double read_summary_##name(const struct gatesim *W, size_t i, size_t j) \
    {                                                                              \
        (void)i;                                                                   \
        (void)j;                                                                   \
        return (value);                                                            \
    }
SUMMARY_COLUMNS(SUMMARY_READER)

#define STATION_READER(name, unit, meaning, value)                                 \
    static double read_station_##name(const struct gatesim *W, size_t i, size_t j) \
    {                                                                              \
        const struct station *S = &W->stations[i];                                 \
                                                                                   \
        (void)S;                                                                   \
        (void)j;                                                                   \
        return (value);                                                            \
    }
STATION_COLUMNS(STATION_READER)

#define POOL_READER(name, unit, meaning, value)                                 \
    static double read_pool_##name(const struct gatesim *W, size_t i, size_t j) \
    {                                                                           \
        const struct pool *P = &W->pools->list[i];                              \
                                                                                \
        (void)P;                                                                \
        (void)j;                                                                \
        return (value);                                                         \
    }
POOL_COLUMNS(POOL_READER)
#define SERVICE_READER(name, unit, meaning, value)                                 \
    static double read_service_##name(const struct gatesim *W, size_t i, size_t j) \
    {                                                                              \
        const struct data_service *V = &W->data_services[i];                       \
                                                                                   \
        (void)j;                                                                   \
        return (value);                                                            \
    }
SERVICE_COLUMNS(SERVICE_READER)

#define OTHER_READER(group, name, unit, axis0, axis1, meaning, value)                \
    static double read_##group##_##name(const struct gatesim *W, size_t i, size_t j) \
    {                                                                                \
        (void)j;                                                                     \
        return (value);                                                              \
    }
OTHER_COLUMNS(OTHER_READER)
AGENCY_COLUMNS(OTHER_READER)

/* Trucks by the value of an attribute: what is known of them is known when they leave. */
#define GROUP_COLUMNS(X)                                                                       \
    X(trucks_crossed, "truck", "trucks that crossed in the window", (double)F->counts.crossed) \
    X(trucks_turned_back, "truck", "trucks that left without crossing in the window",          \
      (double)F->counts.turned_back)                                                           \
    UNMET_COLUMNS(X, F->counts)                                                                \
    STAY_COLUMNS(X)

#define GROUP_READER(name, unit, meaning, value)                              \
    static double read_by_##name(const struct gatesim *W, size_t i, size_t j) \
    {                                                                         \
        const struct flow *F = &W->subgroups[i];                              \
        (void)j;                                                              \
        return (value);                                                       \
    }
GROUP_COLUMNS(GROUP_READER)

/* Costs, of a class and of all. */
#define COST_READER(name, unit, meaning, value)                                    \
    static double read_cost_##name(const struct gatesim *W, size_t i, size_t j)    \
    {                                                                              \
        (void)j;                                                                   \
        return value(W, i);                                                        \
    }                                                                              \
    static double read_summary_##name(const struct gatesim *W, size_t i, size_t j) \
    {                                                                              \
        (void)i;                                                                   \
        (void)j;                                                                   \
        return cost_all(W, value);                                                 \
    }
COST_LIST(COST_READER)
RISK_COLUMNS(OTHER_READER)
APPOINTMENTS_COLUMNS(OTHER_READER)
CHOICE_COLUMNS(OTHER_READER)

/* Every column, in the order of the file. X(group, name, unit, axis, axis, meaning, reader) */
#define SUMMARY_ROW(name, unit, meaning, value) ROW(summary, name, unit, NONE, NONE, meaning, value)
#define CLASS_ROW(name, unit, meaning, value) ROW(class, name, unit, CLASS, NONE, meaning, value)
#define ROUTE_ROW(name, unit, meaning, value) ROW(route, name, unit, ROUTE, NONE, meaning, value)
#define STATION_ROW(name, unit, meaning, value) \
    ROW(station, name, unit, STATION, NONE, meaning, value)
#define GROUP_ROW(name, unit, meaning, value) ROW(by, name, unit, GROUP, NONE, meaning, value)
#define COST_ROW(name, unit, meaning, value) ROW(cost, name, unit, CLASS, NONE, meaning, value)
#define POOL_ROW(name, unit, meaning, value) ROW(pool, name, unit, POOL, NONE, meaning, value)
#define SERVICE_ROW(name, unit, meaning, value) \
    ROW(service, name, unit, SERVICE, NONE, meaning, value)
#define ALL_ROWS                 \
    FLOW_COLUMNS(SUMMARY_ROW)    \
    SUMMARY_COLUMNS(SUMMARY_ROW) \
    COST_LIST(SUMMARY_ROW)       \
    FLOW_COLUMNS(CLASS_ROW)      \
    FLOW_COLUMNS(ROUTE_ROW)      \
    STATION_COLUMNS(STATION_ROW) \
    SERVICE_COLUMNS(SERVICE_ROW) \
    AGENCY_COLUMNS(ROW)          \
    GROUP_COLUMNS(GROUP_ROW)     \
    COST_LIST(COST_ROW)          \
    RISK_COLUMNS(ROW)            \
    APPOINTMENTS_COLUMNS(ROW)    \
    CHOICE_COLUMNS(ROW)          \
    POOL_COLUMNS(POOL_ROW)       \
    OTHER_COLUMNS(ROW)

#define ROW(group, name, unit, axis0, axis1, meaning, value) \
    {#group, #name, unit, meaning, {GATESIM_AXIS_##axis0, GATESIM_AXIS_##axis1}},
static const struct gatesim_column columns[] = {ALL_ROWS};
#undef ROW

#define ROW(group, name, unit, axis0, axis1, meaning, value) read_##group##_##name,
static double (*const readers[])(const struct gatesim *W, size_t i, size_t j) = {ALL_ROWS};
#undef ROW

const struct gatesim_column *gatesim_columns(size_t *count)
{
    *count = sizeof columns / sizeof columns[0];
    return columns;
}

int gatesim_column_find(const char *group, const char *name)
{
    size_t i;

    for (i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (strcmp(columns[i].group, group) == 0 && strcmp(columns[i].name, name) == 0)
            return (int)i;
    return -1;
}

size_t gatesim_column_size(const struct gatesim_scenario *S, size_t column)
{
    return gatesim_axis_length(S, columns[column].axis[0]) *
           gatesim_axis_length(S, columns[column].axis[1]);
}

void gatesim_results(const struct gatesim *G, size_t column, double *values)
{
    const size_t rows = gatesim_axis_length(G->scn, columns[column].axis[0]);
    const size_t width = gatesim_axis_length(G->scn, columns[column].axis[1]);
    size_t i, j;

    for (i = 0; i < rows; i++)
        for (j = 0; j < width; j++)
            values[i * width + j] = readers[column](G, i, j);
}

double gatesim_result(const struct gatesim *G, size_t column, size_t i)
{
    const size_t width = gatesim_axis_length(G->scn, columns[column].axis[1]);

    return readers[column](G, i / width, i % width);
}

size_t gatesim_values_count(const struct gatesim_scenario *S)
{
    size_t count = 0;

    for (size_t column = 0; column < sizeof columns / sizeof *columns; column++)
        count += gatesim_column_size(S, column);
    return count;
}

void gatesim_values(const struct gatesim *G, double *values)
{
    for (size_t column = 0; column < sizeof columns / sizeof *columns; column++) {
        gatesim_results(G, column, values);
        values += gatesim_column_size(G->scn, column);
    }
}
