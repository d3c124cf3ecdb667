/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search for the best decisions as people and programs read it. */
#ifndef SIM_PRESENT_OPTIMIZE_PRINT_H
#define SIM_PRESENT_OPTIMIZE_PRINT_H

#include <stdio.h>

#include "sim/experiment/optimizing.h"

/* optimize_print(Z, out): write the search as tables and sentences. Returns 0 or GATESIM_ENOMEM. */
int optimize_print(const struct optimizing *Z, FILE *out);

/* optimize_json(Z, out): write the search as JSON. Returns 0 or GATESIM_ENOMEM. */
int optimize_json(const struct optimizing *Z, FILE *out);

/* optimize_csv(Z, path): write all numbers of the search as CSV. Returns 0, or a negative status
 * after a message. */
int optimize_csv(const struct optimizing *Z, const char *path);

/* optimize_file(Z, path): write all numbers of the search as HDF5. Returns a status, after
 * a message when it is not GATESIM_OK. */
int optimize_file(const struct optimizing *Z, const char *path);

#endif
