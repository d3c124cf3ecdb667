/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search for the best decisions as people and programs read it. */
#ifndef SIM_PRESENT_OPTIMIZE_PRINT_H
#define SIM_PRESENT_OPTIMIZE_PRINT_H

#include <stdio.h>

#include "sim/experiment/optimizing.h"

/* What comes out. Each returns 0 or GATESIM_ENOMEM. */
int optimize_print(const struct optimizing *Z, FILE *out);
int optimize_json(const struct optimizing *Z, FILE *out);

/* What is wrong has been said. Each returns an exit status. */
int optimize_csv(const struct optimizing *Z, const char *path);
int optimize_file(const struct optimizing *Z, const char *path);

#endif
