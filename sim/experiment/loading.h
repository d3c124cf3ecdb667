/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading what an experiment is made of: scenarios and results files, with every mistake in them
 * told. In all of it, messages is the stream that mistakes are written to, and what is returned
 * GATESIM_OK, or a negative status after a message. */
#ifndef SIM_EXPERIMENT_LOADING_H
#define SIM_EXPERIMENT_LOADING_H

#include <stddef.h>
#include <stdio.h>

#include "analysis/read/run_data.h"
#include "gatesim/scenario.h"

/* load_scenario(messages, path, settings, count, S): load the scenario at path, changed by count
 * settings "section.key=value". *S is then the caller's. */
int load_scenario(FILE *messages, const char *path, const char *const *settings, size_t count,
                  struct gatesim_scenario **S);

/* load_scenario_with(messages, path, settings, count, setting, S): load_scenario with one more
 * setting behind the others. */
int load_scenario_with(FILE *messages, const char *path, const char *const *settings, size_t count,
                       const char *setting, struct gatesim_scenario **S);

/* load_for_run(messages, path, settings, count, S): load_scenario for one that is to be run: a
 * warm-up that is 'auto' is found by pilot runs, which is told. */
int load_for_run(FILE *messages, const char *path, const char *const *settings, size_t count,
                 struct gatesim_scenario **S);

/* load_results(messages, path, read, X): read the results file at path by run_data_read or
 * run_data_read_whole; it must have complete replications. *X, which may be set in either case, is
 * the caller's. */
int load_results(FILE *messages, const char *path,
                 int (*read)(const char *path, struct run_data **X, const char **reason),
                 struct run_data **X);

#endif
