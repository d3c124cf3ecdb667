/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The agencies at the gate: how long each holds a truck, as a time release study (World Customs
 * Organization, "Guide to measure the time required for the release of goods", version 3, 2018)
 * asks: from joining the line at one of its stations to the end of the service there. */
#ifndef SIM_GATE_ACCOUNT_AGENCY_H
#define SIM_GATE_ACCOUNT_AGENCY_H

#include "sim/gate/world/world.h"

struct agency {
    struct tally visit; /* of trucks that joined in the window */
    struct histogram visit_hist;
};

/* What the stations of an agency add up to over the window, made when results are asked for. */
struct agency_sums {
    struct tally wait, service;
    struct histogram wait_hist;
    uint64_t servers;                         /* of the stations that have so many and no more */
    stat_sum busy, idle, blocked, kept, down; /* server-ticks of these */
    double staff_cost, fees;                  /* money */
};

/* agencies_build(W): make a record for each agency. Returns 0 or GATESIM_ENOMEM. */
int agencies_build(struct gatesim *W);

/* agency_visit(A, lasted): a truck has been served at a station of agency A; lasted: ticks from
 * joining the line. */
static inline void agency_visit(struct agency *A, gatesim_ticks lasted)
{
    tally_add(&A->visit, lasted);
    histogram_add(&A->visit_hist, lasted);
}

/* agency_sums(W, a): returns the sums over the stations of agency a, valid until the next call. */
const struct agency_sums *agency_sums(const struct gatesim *W, size_t a);

/* agency_on_shift(M): returns the server-ticks at work, blocked or free of the sums M. */
static inline stat_sum agency_on_shift(const struct agency_sums *M)
{
    return M->busy + M->blocked + M->idle;
}

/* agency_share(W, a, area): returns area, server-ticks of the stations of agency a, as a share of
 * all that the window has, off shift included; NaN where none of its stations has a limit of
 * servers. */
double agency_share(const struct gatesim *W, size_t a, stat_sum area);

/* agency_closed(W, a): returns the share of the server-ticks of agency a that are off shift. */
double agency_closed(const struct gatesim *W, size_t a);

/* agency_servers(W, a): returns the mean number of servers of agency a on shift; NaN where none of
 * its stations has a limit of servers. */
double agency_servers(const struct gatesim *W, size_t a);

/* agency_delay(W, a, cause): returns the truck-ticks of the window that were charged to the cause
 * at the stations of agency a. */
stat_sum agency_delay(const struct gatesim *W, size_t a, unsigned cause);

/* agency_time_cost(W, a): returns what the time of trucks at the stations of agency a cost, in
 * money. */
double agency_time_cost(const struct gatesim *W, size_t a);

/* agency_fuel(W, a): returns the fuel that trucks burnt there, in l. */
double agency_fuel(const struct gatesim *W, size_t a);

/* X(group, name, unit, axis, axis, meaning, value at i, j), as OTHER_COLUMNS of values.c. */
#define AGENCY_COLUMNS(X)                                                                       \
    X(agency, visits, "truck", AGENCY, NONE,                                                    \
      "services that ended, of trucks that joined in the window",                               \
      (double)W->agencies[i].visit.count)                                                       \
    X(agency, time_mean, "s", AGENCY, NONE,                                                     \
      "mean time from joining a line to the end of the service",                                \
      tally_mean(&W->agencies[i].visit))                                                        \
    X(agency, time_sd, "s", AGENCY, NONE, "standard deviation of that time",                    \
      tally_sd(&W->agencies[i].visit))                                                          \
    X(agency, time_p50, "s", AGENCY, NONE, "median of that time",                               \
      quantile_of(&W->agencies[i].visit, &W->agencies[i].visit_hist, 0.5))                      \
    X(agency, time_p95, "s", AGENCY, NONE, "that time, which 95 % stay below",                  \
      quantile_of(&W->agencies[i].visit, &W->agencies[i].visit_hist, 0.95))                     \
    X(agency, wait_mean, "s", AGENCY, NONE, "mean wait for a server",                           \
      tally_mean(&agency_sums(W, i)->wait))                                                     \
    X(agency, wait_sd, "s", AGENCY, NONE, "standard deviation of the wait",                     \
      tally_sd(&agency_sums(W, i)->wait))                                                       \
    X(agency, wait_p50, "s", AGENCY, NONE, "median wait",                                       \
      quantile_of(&agency_sums(W, i)->wait, &agency_sums(W, i)->wait_hist, 0.5))                \
    X(agency, service_mean, "s", AGENCY, NONE, "mean service time",                             \
      tally_mean(&agency_sums(W, i)->service))                                                  \
    X(agency, service_sd, "s", AGENCY, NONE, "standard deviation of the service time",          \
      tally_sd(&agency_sums(W, i)->service))                                                    \
    X(agency, servers_mean, "1", AGENCY, NONE,                                                  \
      "mean number of servers at work, blocked or free, where they are limited",                \
      agency_servers(W, i))                                                                     \
    X(agency, utilisation, "1", AGENCY, NONE, "share of their time that they were at work",     \
      (double)agency_sums(W, i)->busy / (double)agency_on_shift(agency_sums(W, i)))             \
    X(agency, busy_fraction, "1", AGENCY, NONE,                                                 \
      "share of the server-time of its stations in setup and service",                          \
      agency_share(W, i, agency_sums(W, i)->busy))                                              \
    X(agency, idle_fraction, "1", AGENCY, NONE, "share of it on shift and free",                \
      agency_share(W, i, agency_sums(W, i)->idle))                                              \
    X(agency, blocked_fraction, "1", AGENCY, NONE,                                              \
      "share of it held by trucks that cannot move on",                                         \
      agency_share(W, i, agency_sums(W, i)->blocked))                                           \
    X(agency, kept_fraction, "1", AGENCY, NONE,                                                 \
      "share of it kept as a place by trucks that have gone on",                                \
      agency_share(W, i, agency_sums(W, i)->kept))                                              \
    X(agency, down_fraction, "1", AGENCY, NONE, "share of it broken down or under maintenance", \
      agency_share(W, i, agency_sums(W, i)->down))                                              \
    X(agency, closed_fraction, "1", AGENCY, NONE, "share of it closed or off shift",            \
      agency_closed(W, i))                                                                      \
    X(agency, time_cost, "currency", AGENCY, NONE,                                              \
      "cost of the time of trucks at and for its stations", agency_time_cost(W, i))             \
    X(agency, staff_cost, "currency", AGENCY, NONE, "cost of its servers on shift",             \
      W->scn->costs.given ? agency_sums(W, i)->staff_cost : (double)NAN)                        \
    X(agency, fees, "currency", AGENCY, NONE, "fees paid at its stations",                      \
      W->scn->costs.given ? agency_sums(W, i)->fees : (double)NAN)                              \
    X(agency, fuel, "l", AGENCY, NONE, "fuel burnt idling at and for its stations",             \
      agency_fuel(W, i))                                                                        \
    X(agency, co2, "kg", AGENCY, NONE, "carbon dioxide of that fuel",                           \
      agency_fuel(W, i) * W->scn->costs.co2)                                                    \
    X(delay, agency_time, "s", AGENCY, CAUSE,                                                   \
      "time at or for an agency by cause, summed over trucks",                                  \
      (double)agency_delay(W, i, (unsigned)j) * gatesim_seconds(1))

#endif
