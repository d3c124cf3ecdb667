/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pilot runs: where the warm-up of a scenario ends that says 'warm-up = auto'. */
#ifndef SIM_CLI_PILOT_H
#define SIM_CLI_PILOT_H

#include "gatesim/scenario.h"

/* pilot_warm_up(S, path, setting): run S a few times, on chance of its own, and find by MSER-5
 * where the mean number of trucks inside settles. *setting is "scenario.warm-up=VALUE", malloced.
 * What was found, or that there is no steady state, is said on stderr. Returns an exit status. */
int pilot_warm_up(const struct gatesim_scenario *S, const char *path, char **setting);

#endif
