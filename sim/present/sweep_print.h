/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep as people and programs read it. */
#ifndef SIM_PRESENT_SWEEP_PRINT_H
#define SIM_PRESENT_SWEEP_PRINT_H

#include <stdio.h>

#include "sim/experiment/sweep.h"

/* Each returns 0 or GATESIM_ENOMEM. */
int sweep_print(const struct sweep *W, FILE *out);
int sweep_json(const struct sweep *W, FILE *out);

/* What is wrong has been said. Each returns an exit status. */
int sweep_csv(const struct sweep *W, const char *path);
int sweep_file(const struct sweep *W, const char *path);

#endif
