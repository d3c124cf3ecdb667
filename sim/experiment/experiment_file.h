/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HDF5 files of experiments: what those of comparisons, sweeps, rankings and searches have in
 * common. */
#ifndef SIM_EXPERIMENT_EXPERIMENT_FILE_H
#define SIM_EXPERIMENT_EXPERIMENT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "sim/experiment/design_points.h"
#include "sim/experiment/factors.h"
#include "sim/store/sheet.h"

/* experiment_file_write(messages, path, fill, user): write an HDF5 file that fill fills, which
 * returns whether there was memory. Returns a status, after a message when it is not
 * GATESIM_OK. */
int experiment_file_write(FILE *messages, const char *path,
                          bool (*fill)(const void *user, struct sheet *T), const void *user);

/* experiment_file_axis(T, name, meaning, length): write an axis of the group with the numbers 0,
 * 1, 2, ... Returns whether there was memory. */
bool experiment_file_axis(struct sheet *T, const char *name, const char *meaning, size_t length);

/* experiment_file_points(T, V, P): write the axis "design" of the points to the group, and along
 * it the values of every factor, under its key. Returns whether there was memory. */
bool experiment_file_points(struct sheet *T, const struct factors *V,
                            const struct design_points *P);

#endif
