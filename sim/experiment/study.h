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

/* study_release(Y): free what Y owns, and empty it. */
void study_release(struct study *Y);

/* study_names(run, runs, A, name): write to name what to call each run: its file without folder
 * and ending; its path, where that is not unique; with a number, where the path is not. Returns
 * whether there was memory. */
bool study_names(const struct run_data *const *run, size_t runs, struct arena *A,
                 const char **name);

/* study_spare(Y, inputs, count): check that the files to write replace none of the count inputs.
 * Returns as overwrite_spares. */
int study_spare(const struct study *Y, const char *const *inputs, size_t count);

/* study_kinds(Y): check that what is there under the names of the files to write may be
 * replaced. Returns GATESIM_OK, or GATESIM_EINPUT after a message. */
int study_kinds(const struct study *Y);

/* study_load(Y, L, path): load a scenario as the next alternative of L, with the settings of Y
 * and the seed that is given, else that of the first alternative. Files to write must replace
 * none of its files; what has no effect in it is told, unless Y is quiet or it was told before.
 * Returns 0, or a negative status after a message. */
int study_load(struct study *Y, struct alternatives *L, const char *path);

/* study_alternatives(Y, L): let L run on as many threads, and as quietly, as Y says. */
void study_alternatives(const struct study *Y, struct alternatives *L);

#endif
