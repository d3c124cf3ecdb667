/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A study: what the commands that run several scenarios side by side are asked, and what they do
 * with it in common. */
#ifndef SIM_EXPERIMENT_STUDY_H
#define SIM_EXPERIMENT_STUDY_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "sim/base/arena.h"
#include "sim/experiment/alternatives.h"
#include "sim/experiment/settings.h"

struct study {
    FILE *messages;           /* where messages go; given */
    struct settings settings; /* --set, in order */
    struct settings metrics;  /* --metric */
    struct settings warned;   /* of dates in the scenarios: each line is said once */
    char *seed;               /* NULL: not given; owned, as are output and csv */
    char *output, *csv;
    uint32_t replications; /* 0: not given */
    unsigned threads;      /* 0: all cores */
    bool json, quiet;
};

void study_release(struct study *Y);

/* study_names(run, runs, A, name): what to call each run: its file without folder and ending,
 * its path where that is not unique, that with a number where this is not. Returns whether
 * there is memory. */
bool study_names(const struct run_data *const *run, size_t runs, struct arena *A,
                 const char **name);

/* study_spare(Y, inputs, count): the files that are written replace none of the inputs; as
 * cli_spare. */
int study_spare(const struct study *Y, const char *const *inputs, size_t count);

/* study_kinds(Y): whether what is there under the names of the files to write may be replaced.
 * Returns EXIT_DONE, or EXIT_INPUT after saying what is there. */
int study_kinds(const struct study *Y);

/* study_load(Y, L, path): add a scenario to the lanes, with the settings and the seed: the one
 * that is given, else that of the first lane. What is written must replace none of its files; what
 * comes to nothing in it is said, unless quiet or said before. Returns an exit status. */
int study_load(struct study *Y, struct alternatives *L, const char *path);

/* study_lanes(Y, L): the lanes run on as many threads, and as quietly, as the options say. */
void study_lanes(const struct study *Y, struct alternatives *L);

#endif
