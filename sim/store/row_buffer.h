/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that wait to be written together: one row a replication, in many datasets.
 *
 * A chunk of each dataset holds the rows of the same neighbouring replications. The chunks that are
 * being filled are kept here. They get their places in the file when their first row begins, and
 * are written there again when rows were added: so where they lie does not depend on when they are
 * written. Datasets that have more than one chunk grow with the rows. */
#ifndef SIM_STORE_ROW_BUFFER_H
#define SIM_STORE_ROW_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/store/h5.h"

/* What a column holds where nothing was put. */
enum batch_fill { BATCH_ZERO, BATCH_NAN, BATCH_NUMBER /* the row's number, 32 bits */ };

struct row_column {
    hid_t dataset; /* that grows; else invalid */
    haddr_t place; /* of the only chunk of one that does not */
    size_t width;  /* bytes of a row */
    enum batch_fill fill;
    unsigned char *rows; /* of the chunk, and its seal; owned; NULL: numbers that grow */
    hsize_t numbers;     /* of numbers that grow: below it they are written */
};

/* Numbers of rows that grow are packed, so many in a chunk: of a shard they begin at 0 too. */
enum { BATCH_NUMBERS = 65536 };

struct row_buffer {
    size_t count, room; /* of columns */
    struct row_column *columns;
    hsize_t most;  /* rows of a chunk */
    bool grows;    /* there may be more rows than those of one chunk */
    hsize_t first; /* the first row of the chunk */
    hsize_t end;   /* the number of rows so far, those left out included */
    bool changed;  /* since it was written */
};

/* row_buffer_init(B, columns, most, rows): no columns yet, of at most columns, for rows rows, most
 * of them in a chunk. Returns 0 or GATESIM_ENOMEM with nothing to release. */
int row_buffer_init(struct row_buffer *B, size_t columns, hsize_t most, hsize_t rows);

/* row_buffer_release(B, H): close the datasets and free what B owns; a zeroed B is fine. */
void row_buffer_release(struct row_buffer *B, struct h5 *H);

/* row_buffer_add(B, H, dataset, width, fill): one more column, of width bytes a row. Takes dataset,
 * which has chunks of B->most rows or, when B->grows, no rows yet, and numbers of rows are packed
 * in chunks of BATCH_NUMBERS. Returns the number of the column. */
size_t row_buffer_add(struct row_buffer *B, struct h5 *H, hid_t dataset, size_t width,
                      enum batch_fill fill);

/* row_buffer_begin(B, H, row): the next row has this number, above all before. */
void row_buffer_begin(struct row_buffer *B, struct h5 *H, hsize_t row);

/* row_buffer_put(B, column, values): a column of the row that was begun. */
void row_buffer_put(struct row_buffer *B, size_t column, const void *values);

/* row_buffer_write(B, H): write all rows that wait. */
void row_buffer_write(struct row_buffer *B, struct h5 *H);

#endif
