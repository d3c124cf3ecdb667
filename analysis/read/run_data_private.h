/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How run data are made, for the two that make them: a run in this process (run_data.c) and the
 * reader of results files (reader.c). */
#ifndef ANALYSIS_READ_RUN_DATA_PRIVATE_H
#define ANALYSIS_READ_RUN_DATA_PRIVATE_H

#include <stdbool.h>

#include "analysis/read/run_data.h"

/* run_data_create(path): make run data without columns and replications, with their path and
 * name set from path. Returns them, owned by the caller, or NULL when memory is short. */
struct run_data *run_data_create(const char *path);

/* run_data_text(X, text): copy text into memory that X owns. Returns the copy, or NULL when memory
 * is short. */
const char *run_data_text(struct run_data *X, const char *text);

/* run_data_lay_out(X): set the size and offset of each column of X, and the width of X, from the
 * lengths of the axes. Returns false when a size does not fit a size_t. */
bool run_data_lay_out(struct run_data *X);

/* run_data_reserve(X, room): make room in X for room replications in all, at least X->count.
 * Returns 0, or GATESIM_ENOMEM with what X holds unchanged. */
int run_data_reserve(struct run_data *X, size_t room);

/* run_data_read_within(path, whole, memory, data, reason): read the results file at path as
 * run_data_read_whole does when whole is true, else as run_data_read does, but let the values take
 * at most memory bytes; 0 is without limit. Returns what run_data_read returns; of a file with
 * more, *reason says how much memory its values take. */
int run_data_read_within(const char *path, bool whole, double memory, struct run_data **data,
                         const char **reason);

#endif
