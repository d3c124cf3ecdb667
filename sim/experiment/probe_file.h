/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a results file can be read by this process itself, which a damaged one might end. */
#ifndef SIM_EXPERIMENT_PROBE_FILE_H
#define SIM_EXPERIMENT_PROBE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "gatesim/scenario.h"
#include "sim/store/earlier_run.h"

/* probe_file(messages, path, S, sound, count): read it in a child process first, as an earlier run
 * of S or, NULL, for its text. *sound, malloced, of *count bytes, are then for earlier_run_believe.
 * sound and count may be NULL. Returns GATESIM_OK, also when there is no such file; or a status
 * after saying what is wrong. No thread may be running. */
int probe_file(FILE *messages, const char *path, const struct gatesim_scenario *S,
               unsigned char **sound, size_t *count);

/* What probe_look knows and leaves. */
struct probe_look {
    FILE *messages;
    int stopped; /* the status when a signal came or memory ran out; GATESIM_OK at first */
};

/* probe_look: as earlier_run_look; user points at a struct probe_look. */
bool probe_look(void *user, const char *file, const struct gatesim_scenario *S,
                unsigned char **sound, size_t *count);

#endif
