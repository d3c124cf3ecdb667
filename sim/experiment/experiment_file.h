/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets: what the HDF5 files of comparisons, sweeps, rankings and searches have in common. */
#ifndef SIM_EXPERIMENT_EXPERIMENT_FILE_H
#define SIM_EXPERIMENT_EXPERIMENT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "sim/experiment/design_points.h"
#include "sim/experiment/factors.h"
#include "sim/store/sheet.h"

/* experiment_file_write(messages, path, fill, user): a file that fill fills; fill returns whether
 * there was memory. What is wrong has been said. Returns an exit status. */
int experiment_file_write(FILE *messages, const char *path,
                          bool (*fill)(const void *user, struct sheet *T), const void *user);

/* experiment_file_axis(T, name, meaning, length): an axis of the group with the numbers 0, 1, 2,
 * ... Returns whether there was memory. */
bool experiment_file_axis(struct sheet *T, const char *name, const char *meaning, size_t length);

/* experiment_file_points(T, V, P): in the group, the axis "design" of the points, and along it the
 * values of every factor, under the factor's key. Returns whether there was memory. */
bool experiment_file_points(struct sheet *T, const struct factors *V,
                            const struct design_points *P);

#endif
