/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pilot runs that find where the warm-up ends of a scenario that says 'warm-up = auto'. */
#ifndef SIM_EXPERIMENT_WARM_UP_RUNS_H
#define SIM_EXPERIMENT_WARM_UP_RUNS_H

#include <stdio.h>

#include "gatesim/scenario.h"

/* warm_up_find(messages, S, path, setting): run S a few times, on chance of its own, and find by
 * MSER-5 where the mean number of trucks inside settles. *setting is "scenario.warm-up=VALUE",
 * malloced. A start that is off by little beside what a few runs vary by is seen in part only: of
 * that of an M/M/1 queue from empty, busy 90 %, in 10 days 1.3 % of the mean, some 40 % are removed
 * (two thirds would be by twenty runs). What was found, or that there is no steady state, is said
 * to messages. Returns 0, or a negative status after a message. */
int warm_up_find(FILE *messages, const struct gatesim_scenario *S, const char *path,
                 char **setting);

#endif
