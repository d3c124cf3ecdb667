/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a results file can be read by this process itself, which a damaged one might end. */
#ifndef SIM_EXPERIMENT_PROBE_FILE_H
#define SIM_EXPERIMENT_PROBE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "gatesim/scenario.h"

/* probe(path, S, sound, count): read it in a child process first, as a source of S or, NULL, for
 * its text. *sound, malloced, of *count bytes, are then for store_source_believe. sound and count
 * may be NULL. Returns EXIT_DONE, also when there is no such file; or a status after saying what is
 * wrong. No thread may be running. */
int probe(const char *path, const struct gatesim_scenario *S, unsigned char **sound, size_t *count);

/* probe_look: store_look; user points at an int, the exit status after a signal, else EXIT_DONE. */
bool probe_look(void *user, const char *file, const struct gatesim_scenario *S,
                unsigned char **sound, size_t *count);

#endif
