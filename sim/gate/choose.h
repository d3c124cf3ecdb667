/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What drivers choose, and what they know of the expected times when they do. */
#ifndef SIM_GATE_CHOOSE_H
#define SIM_GATE_CHOOSE_H

#include "sim/gate/world.h"

/* What one choice's drivers know. */
struct chooser {
    double *boards; /* [publication modulo ring][station]: trucks there for a server */
    uint32_t ring;
    uint64_t published;
};

/* How often an option was taken in the window, and the expected times that it was taken at. */
struct option {
    uint64_t chosen;
    stat_sum expected; /* ticks */
};

/* choose_build(W): the choices. Returns 0 or GATESIM_ENOMEM. */
int choose_build(struct gatesim *W);

/* choose_start(W): the first publication, of what is there at the start. */
void choose_start(struct gatesim *W);

/* choose_publish(W, chooser): expected times are taken down now, to be known after the delay. */
void choose_publish(struct gatesim *W, uint32_t chooser);

/* choose_step(W, T, s, u): the step of the option that the driver takes at the CHOOSE s; u is its
 * uniform. Logit: P(i) = exp(-sensitivity t(i)) / sum (Ben-Akiva & Lerman, "Discrete Choice
 * Analysis", 1985). */
uint32_t choose_step(struct gatesim *W, struct truck *T, const struct scn_step *s, double u);

/* choose_share(W, i): of the trucks that made the choice of which i, among all options, is one. */
double choose_share(const struct gatesim *W, size_t i);

/* choose_of(S, i): the choice of which it is an option. */
const struct scn_chooser *choose_of(const struct gatesim_scenario *S, size_t i);

/* X(group, name, unit, axis, axis, meaning, value at i, j), as OTHER_COLUMNS of results.c. */
#define CHOICE_COLUMNS(X)                                                                \
    X(choice, chosen, "truck", OPTION, NONE, "trucks that took the option",              \
      (double)W->options[i].chosen)                                                      \
    X(choice, share, "1", OPTION, NONE, "of the trucks that made the choice, the share", \
      choose_share(W, i))                                                                \
    X(choice, expected_time_mean, "s", OPTION, NONE,                                     \
      "mean of the times that those who took the option expected",                       \
      gatesim_seconds(1) * (double)W->options[i].expected / (double)W->options[i].chosen)

#endif
