/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of trucks, seen over the measured window, and the columns that tell of it. */
#ifndef SIM_RESULTS_FLOW_VIEW_H
#define SIM_RESULTS_FLOW_VIEW_H

#include "sim/gate/account/window.h"
#include "sim/gate/world/world.h"

#define VIEW_HOUR_S 3600.0

struct view {
    const struct flow *F;
    struct flow_counts n;
    uint64_t inside, inside_at_start, at_home;
    double in_system_mean;
    uint32_t in_system_max;
};

/* view_class(W, c): returns the view of the trucks of class c. */
struct view view_class(const struct gatesim *W, size_t c);

/* view_route(W, r): returns the view of the trucks of the classes that take route r. It lasts until
 * the next event. */
struct view view_route(const struct gatesim *W, size_t r);

/* view_all(W): returns the view of all trucks. It lasts until the next event. */
struct view view_all(const struct gatesim *W);

/* view_free_flow(V): the mean sojourn less the mean wait: what the trucks would need alone. */
static inline double view_free_flow(const struct view *V)
{
    return tally_mean(&V->F->time_in_system) - tally_mean(&V->F->wait);
}

/* view_p95(V): the time in system that 95 % stay below. */
static inline double view_p95(const struct view *V)
{
    return quantile_of(&V->F->time_in_system, &V->F->time_hist, 0.95);
}

/* view_booking(F, measure): returns that measure of the waits at home for a slot of flow F; NaN
 * where no truck books. */
static inline double view_booking(const struct flow *F, double (*measure)(const struct tally *T))
{
    return F->booked == NULL ? (double)NAN : measure(&F->booked->wait);
}

/* view_booking_quantile(F, p): returns the wait at home for a slot that the share p, 0 to 1, of
 * flow F stays below; NaN where no truck books. */
static inline double view_booking_quantile(const struct flow *F, double p)
{
    return F->booked == NULL ? (double)NAN
                             : quantile_of(&F->booked->wait, &F->booked->wait_hist, p);
}

/* view_unmet(n): returns how many trucks of n wanted to come and were not served at all. */
static inline uint64_t view_unmet(const struct flow_counts *n)
{
    return n->no_slot + n->no_show + n->refused;
}

/* Demand that was not met. X(name, unit, meaning, value by counts n) */
#define UNMET_COLUMNS(X, n)                                                                     \
    X(trucks_refused, "truck", "of those, trucks sent back without an appointment",             \
      (double)(n).refused)                                                                      \
    X(trucks_no_slot, "truck",                                                                  \
      "trucks that never came: there was no slot to book before the end of the run",            \
      (double)(n).no_slot)                                                                      \
    X(trucks_no_show, "truck", "trucks that booked a slot and never come", (double)(n).no_show) \
    X(trucks_unmet, "truck", "demand not met: found no slot, did not come, or were refused",    \
      (double)view_unmet(&(n)))

/* X(name, unit, meaning, value of flow F) */
#define STAY_COLUMNS(X)                                                                            \
    X(time_in_system_mean, "s", "mean time from arrival to crossing",                              \
      tally_mean(&F->time_in_system))                                                              \
    X(time_in_system_sd, "s", "standard deviation of the time in system",                          \
      tally_sd(&F->time_in_system))                                                                \
    X(time_in_system_min, "s", "shortest time in system", tally_min(&F->time_in_system))           \
    X(time_in_system_max, "s", "longest time in system", tally_max(&F->time_in_system))            \
    X(time_in_system_p50, "s", "median time in system",                                            \
      quantile_of(&F->time_in_system, &F->time_hist, .5))                                          \
    X(time_in_system_p90, "s", "time in system that 90 % stay below",                              \
      quantile_of(&F->time_in_system, &F->time_hist, 0.9))                                         \
    X(time_in_system_p95, "s", "time in system that 95 % stay below",                              \
      quantile_of(&F->time_in_system, &F->time_hist, 0.95))                                        \
    X(time_in_system_p99, "s", "time in system that 99 % stay below",                              \
      quantile_of(&F->time_in_system, &F->time_hist, 0.99))                                        \
    X(wait_mean, "s", "mean total wait of a truck: in line, closed, on the road, blocked",         \
      tally_mean(&F->wait))                                                                        \
    X(wait_sd, "s", "standard deviation of the total wait", tally_sd(&F->wait))                    \
    X(wait_min, "s", "shortest total wait", tally_min(&F->wait))                                   \
    X(wait_max, "s", "longest total wait", tally_max(&F->wait))                                    \
    X(wait_p50, "s", "median total wait", quantile_of(&F->wait, &F->wait_hist, 0.5))               \
    X(wait_p90, "s", "total wait that 90 % stay below", quantile_of(&F->wait, &F->wait_hist, 0.9)) \
    X(wait_p95, "s", "total wait that 95 % stay below",                                            \
      quantile_of(&F->wait, &F->wait_hist, 0.95))                                                  \
    X(wait_p99, "s", "total wait that 99 % stay below",                                            \
      quantile_of(&F->wait, &F->wait_hist, 0.99))                                                  \
    X(booking_wait_mean, "s",                                                                      \
      "mean wait at home of trucks that booked, from wanting to come to the slot, or to coming "   \
      "if they come before it",                                                                    \
      view_booking(F, tally_mean))                                                                 \
    X(booking_wait_p50, "s", "median wait at home for a slot", view_booking_quantile(F, 0.5))      \
    X(booking_wait_p95, "s", "wait at home for a slot that 95 % stay below",                       \
      view_booking_quantile(F, 0.95))                                                              \
    X(booking_wait_max, "s", "longest wait at home for a slot", view_booking(F, tally_max))        \
    X(total_time_mean, "s",                                                                        \
      "mean time from wanting to come to crossing; without booking, the time in system",           \
      tally_mean(flow_total(F)))                                                                   \
    X(total_time_p50, "s", "median time from wanting to come to crossing",                         \
      quantile_of(flow_total(F), flow_total_hist(F), 0.5))                                         \
    X(total_time_p90, "s", "time from wanting to come to crossing that 90 % stay below",           \
      quantile_of(flow_total(F), flow_total_hist(F), 0.9))                                         \
    X(total_time_p95, "s", "time from wanting to come to crossing that 95 % stay below",           \
      quantile_of(flow_total(F), flow_total_hist(F), 0.95))                                        \
    X(total_time_p99, "s", "time from wanting to come to crossing that 99 % stay below",           \
      quantile_of(flow_total(F), flow_total_hist(F), 0.99))

/* X(name, unit, meaning, value of view V in world W) */
#define FLOW_COLUMNS(X)                                                                            \
    X(trucks_wanted, "truck",                                                                      \
      "trucks that wanted to come: those of classes that book that asked for a slot or walked "    \
      "in; of others, those that arrived",                                                         \
      (double)V->n.wanted)                                                                         \
    X(trucks_arrived, "truck", "trucks that arrived, those of a backlog not counted",              \
      (double)V->n.arrived)                                                                        \
    X(trucks_crossed, "truck", "trucks that crossed", (double)V->n.crossed)                        \
    X(trucks_turned_back, "truck", "trucks that left without crossing", (double)V->n.turned_back)  \
    X(trucks_reneged, "truck", "of those, trucks that lost patience", (double)V->n.reneged)        \
    X(trucks_balked, "truck", "of those, trucks that a full place sent back", (double)V->n.balked) \
    UNMET_COLUMNS(X, V->n)                                                                         \
    X(unmet_share, "1", "demand not met / trucks that wanted to come",                             \
      (double)view_unmet(&V->n) / (double)V->n.wanted)                                             \
    X(trucks_at_home, "truck", "trucks with a slot that are still to come at the end",             \
      (double)V->at_home)                                                                          \
    X(trucks_diverted, "truck",                                                                    \
      "trucks that lost patience and took another route, such as to another gate; they count as "  \
      "crossed or turned back too, when they are",                                                 \
      (double)V->n.diverted)                                                                       \
    X(trucks_in_system, "truck", "trucks still inside at the end", (double)V->inside)              \
    X(trucks_at_start, "truck",                                                                    \
      "trucks inside when the measured window opens: the backlog, or what a warm-up left",         \
      (double)V->inside_at_start)                                                                  \
    X(throughput_per_hour, "truck h-1", "trucks that crossed, an hour",                            \
      (double)V->n.crossed / gatesim_seconds(1) / window_length(W) * VIEW_HOUR_S)                  \
    STAY_COLUMNS(X)                                                                                \
    X(in_system_mean, "truck", "mean number of trucks in the system", V->in_system_mean)           \
    X(in_system_max, "truck", "most trucks in the system", (double)V->in_system_max)               \
    X(free_flow_mean, "s", "mean time in system less mean wait", view_free_flow(V))                \
    X(buffer_time, "s", "p95 less mean time in system: what a planner adds to be on time",         \
      view_p95(V) - tally_mean(&V->F->time_in_system))                                             \
    X(buffer_index, "1", "buffer time / mean time in system",                                      \
      view_p95(V) / tally_mean(&V->F->time_in_system) - 1)                                         \
    X(travel_time_index, "1", "mean time in system / free flow",                                   \
      tally_mean(&V->F->time_in_system) / view_free_flow(V))                                       \
    X(planning_time_index, "1", "p95 of the time in system / free flow",                           \
      view_p95(V) / view_free_flow(V))

#endif
