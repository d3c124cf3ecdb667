/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets: what the HDF5 files of comparisons, sweeps, rankings and searches have in common. */
#ifndef SIM_CLI_SHEETS_H
#define SIM_CLI_SHEETS_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/cli/points.h"
#include "sim/cli/vary.h"
#include "sim/store/sheet.h"

/* sheets_write(path, fill, user): a file that fill fills; fill returns whether there was memory.
 * What is wrong has been said. Returns an exit status. */
int sheets_write(const char *path, bool (*fill)(const void *user, struct sheet *T),
                 const void *user);

/* sheets_axis(T, name, meaning, length): an axis of the group with the numbers 0, 1, 2, ...
 * Returns whether there was memory. */
bool sheets_axis(struct sheet *T, const char *name, const char *meaning, size_t length);

/* sheets_points(T, V, P): in the group, the axis "design" of the points, and along it the values
 * of every factor, under the factor's key. Returns whether there was memory. */
bool sheets_points(struct sheet *T, const struct variation *V, const struct points *P);

#endif
