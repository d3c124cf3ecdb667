/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may stand where a file is to be written: nothing, or an older one of its kind by this
 * program. Nobody is asked: who edits a scenario and runs it again all day replaces results all
 * day. */
#ifndef SIM_EXPERIMENT_OVERWRITE_H
#define SIM_EXPERIMENT_OVERWRITE_H

#include <stdbool.h>
#include <stdio.h>

#include "gatesim/scenario.h"

/* X(code, what): kinds of files that are written. */
#define OVERWRITE_LIST(X)          \
    X(RESULTS, "a results file")   \
    X(TABLE, "a table of results") \
    X(PAGE, "a page of results")

enum overwrite_kind {
#define OVERWRITE_CODE(code, what) OVERWRITE_##code,
    OVERWRITE_LIST(OVERWRITE_CODE)
#undef OVERWRITE_CODE
};

/* overwrite_allowed(messages, path, kind): whether a file of this kind may be written at path, NULL
 * being no file. Returns GATESIM_OK, or GATESIM_EINPUT after saying what is there. */
int overwrite_allowed(FILE *messages, const char *path, enum overwrite_kind kind);

/* overwrite_say(messages, path): say which results file will be replaced, if there is one at path.
 * No thread may be running. */
void overwrite_say(FILE *messages, const char *path);

/* overwrite_keep(messages, path): finished replications that a run with -o path left when it was
 * killed are moved out of the way of the next, and it is said where they are. No thread may be
 * running. */
void overwrite_keep(FILE *messages, const char *path);

/* overwrite_spares(messages, output, inputs, count): check that writing output replaces none of the
 * count inputs, under whatever name. Returns GATESIM_OK, also when output is NULL, or
 * GATESIM_EINPUT after telling which input it would replace. */
int overwrite_spares(FILE *messages, const char *output, const char *const *inputs, size_t count);

/* overwrite_spares_scenario(messages, output, S): overwrite_spares of all files that S was read
 * from. */
int overwrite_spares_scenario(FILE *messages, const char *output, const struct gatesim_scenario *S);

#endif
