/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run as one tidy table: a row for every number of every column. */
#ifndef SIM_PRESENT_RUN_CSV_H
#define SIM_PRESENT_RUN_CSV_H

#include <stdio.h>

#include "sim/experiment/run_estimates.h"

/* run_csv(messages, M, path): write the estimates of a run as CSV: the group and name of the
 * column, what the number is of (names, or dates and times in ISO 8601, or hours), its unit, mean,
 * half-width of 95 % and number of replications. Returns 0, or a negative status after a message.
 */
int run_csv(FILE *messages, const struct run_estimates *M, const char *path);

#endif
