/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a finished run prints. */
#ifndef SIM_CLI_RUN_OUTPUT_H
#define SIM_CLI_RUN_OUTPUT_H

#include <stdbool.h>

#include "sim/experiment/run_estimates.h"

/* run_output(M, json, quiet): print what was measured on the standard output: as JSON, or for
 * people, or, when quiet, not at all. Returns 0, or a negative status after a message. */
int run_output(const struct run_estimates *M, bool json, bool quiet);

#endif
