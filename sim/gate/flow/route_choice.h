/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Route choice: which option a driver takes, by the expected times that are known then. */
#ifndef SIM_GATE_FLOW_ROUTE_CHOICE_H
#define SIM_GATE_FLOW_ROUTE_CHOICE_H

#include "sim/gate/world/world.h"

/* What the drivers at one route choice know. */
struct route_choice {
    double *boards; /* [publication modulo ring][station]: trucks there for a server */
    uint32_t ring;
    uint64_t published;
};

/* How often an option was taken in the window, and the expected times that it was taken at. */
struct route_option {
    uint64_t chosen;
    stat_sum expected; /* ticks */
};

/* route_choice_build(W): make all route choices. Returns 0 or GATESIM_ENOMEM. */
int route_choice_build(struct gatesim *W);

/* route_choice_start(W): publish the expected times of the start. */
void route_choice_start(struct gatesim *W);

/* route_choice_publish(W, choice): note the expected times of a route choice now, to be known
 * after its delay. */
void route_choice_publish(struct gatesim *W, uint32_t choice);

/* route_choice_step(W, T, s, u): returns the step of the option that the driver of truck T takes at
 * the step s, with the uniform u. Logit: P(i) = exp(-sensitivity t(i)) / sum over j of
 * exp(-sensitivity t(j)), t in the unit of the sensitivity (Ben-Akiva & Lerman, "Discrete Choice
 * Analysis", 1985). */
uint32_t route_choice_step(struct gatesim *W, struct truck *T, const struct scn_step *s, double u);

/* route_choice_share(W, i): returns the share of option i, numbered among the options of all
 * choices, among the trucks that faced its choice in the window; NaN when none did. */
double route_choice_share(const struct gatesim *W, size_t i);

/* route_choice_of(S, i): returns the choice that option i, numbered among all, belongs to. */
const struct scn_route_choice *route_choice_of(const struct gatesim_scenario *S, size_t i);

/* X(group, name, unit, axis, axis, meaning, value at i, j), as OTHER_COLUMNS of values.c. */
#define CHOICE_COLUMNS(X)                                                                \
    X(choice, chosen, "truck", OPTION, NONE, "trucks that took the option",              \
      (double)W->options[i].chosen)                                                      \
    X(choice, share, "1", OPTION, NONE, "of the trucks that made the choice, the share", \
      route_choice_share(W, i))                                                          \
    X(choice, expected_time_mean, "s", OPTION, NONE,                                     \
      "mean of the times that those who took the option expected",                       \
      gatesim_seconds(1) * (double)W->options[i].expected / (double)W->options[i].chosen)

#endif
