/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A log in the file: a group with one dataset per column, grown chunk by chunk.
 *
 * Rows of a replication follow those of the one before. A chunk of LOG_ROWS rows is written
 * once, when it is full or the file ends; until then its rows are in memory only. */
#ifndef SIM_STORE_LOG_FILE_H
#define SIM_STORE_LOG_FILE_H

#include "sim/store/h5.h"
#include "sim/store/log.h"
#include "sim/store/pack.h"

struct log_file {
    const struct log_table *table; /* borrowed; NULL: there is no such log */
    hid_t *columns;                /* by column */
    struct h5_scale row;
    struct log_block *tail; /* the chunk that is being filled */
    struct pack *pack;
    uint64_t rows; /* taken so far */
};

/* log_native(type): HDF5's type for it, in memory and in the file. */
hid_t log_native(enum log_type type);

/* log_file_create(F, H, T, S): the group and its columns, without rows. Borrows the table. */
void log_file_create(struct log_file *F, struct h5 *H, const struct log_table *T,
                     const struct gatesim_scenario *S);

/* log_file_append(F, H, B): add the rows of a block, which stays the caller's. */
void log_file_append(struct log_file *F, struct h5 *H, const struct log_block *B);

/* log_file_rewind(F, H, rows): forget all rows but the first so many. Those stay in the file. */
void log_file_rewind(struct log_file *F, struct h5 *H, uint64_t rows);

/* log_file_durable(F): rows that are in the file. */
uint64_t log_file_durable(const struct log_file *F);

/* log_file_end(F, H): write the chunk that is being filled. No row can follow. */
void log_file_end(struct log_file *F, struct h5 *H);

/* log_file_release(F, H): close the datasets of F in the file of H and free what F owns. */
void log_file_release(struct log_file *F, struct h5 *H); /* a zeroed one is fine */

#endif
