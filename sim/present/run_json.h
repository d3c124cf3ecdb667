/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What --json says of a finished run: stable keys, SI units, every estimate an object of
 * mean, half_width (null with fewer than two replications) and n. */
#ifndef SIM_PRESENT_RUN_JSON_H
#define SIM_PRESENT_RUN_JSON_H

#include <stdio.h>

#include "gatesim/results.h"
#include "sim/experiment/run_estimates.h"

#define JSON_KEY 80

/* json_key(column, key): what a column is called: its name, and its unit unless the name has it or
 * it only counts. Returns key. */
const char *json_key(const struct gatesim_column *column, char key[JSON_KEY]);

/* json_print(M, out): one object. Returns 0 or GATESIM_ENOMEM. */
int json_print(const struct run_estimates *M, FILE *out);

#endif
