/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a results file can be read by this process itself, which a damaged one might end. */
#ifndef SIM_CLI_PROBE_H
#define SIM_CLI_PROBE_H

#include "gatesim/scenario.h"

/* probe(path, S): read it in a child process first, as a source of S or, NULL, for its text.
 * Returns EXIT_DONE, also when there is none; or a status after saying what is wrong. No thread may
 * be running. */
int probe(const char *path, const struct gatesim_scenario *S);

/* probe_resume(path, S): the same for all that an earlier run with -o path may have left. */
int probe_resume(const char *path, const struct gatesim_scenario *S);

#endif
