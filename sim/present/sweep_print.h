/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep as people and programs read it. */
#ifndef SIM_PRESENT_SWEEP_PRINT_H
#define SIM_PRESENT_SWEEP_PRINT_H

#include <stdio.h>

#include "sim/experiment/sweep.h"

/* sweep_print(W, out): write the sweep as tables and sentences. Returns 0 or GATESIM_ENOMEM. */
int sweep_print(const struct sweep *W, FILE *out);

/* sweep_json(W, out): write the sweep as JSON. Returns 0 or GATESIM_ENOMEM. */
int sweep_json(const struct sweep *W, FILE *out);

/* sweep_csv(W, path): write all numbers of the sweep as CSV. Returns 0, or a negative status after
 * a message. */
int sweep_csv(const struct sweep *W, const char *path);

/* sweep_file(W, path): write all numbers of the sweep as HDF5. Returns 0, or a negative status
 * after a message. */
int sweep_file(const struct sweep *W, const char *path);

#endif
