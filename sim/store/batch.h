/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that wait to be written together: one row a replication, in many datasets.
 *
 * A replication has one number or a few in each of hundreds of datasets: rows of neighbouring
 * replications are gathered and go to each dataset in one call. The bytes of the file are the
 * same. */
#ifndef SIM_STORE_BATCH_H
#define SIM_STORE_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include "sim/store/h5.h"

struct batch {
    size_t count, room; /* of columns */
    struct batch_column {
        haddr_t place; /* of its values in the file */
        size_t width;  /* bytes of a row */
        unsigned char *rows;
    } * columns;
    size_t most;    /* rows that may wait */
    size_t waiting; /* rows that do */
    hsize_t first;  /* the index of the first of them */
};

/* batch_init(B, columns): none of up to so many columns yet. Returns 0 or GATESIM_ENOMEM with
 * nothing to release. */
int batch_init(struct batch *B, size_t columns);
void batch_release(struct batch *B); /* a zeroed one is fine */

/* batch_add(B, place, width): one more column. Before any row. */
void batch_add(struct batch *B, haddr_t place, size_t width);

/* batch_begin(B, H, row): the next row has this index; what waits is written first when it must. */
void batch_begin(struct batch *B, struct h5 *H, hsize_t row);

/* batch_put(B, column, values): a column of the row that was begun; each is put once. */
void batch_put(struct batch *B, size_t column, const void *values);

/* batch_write(B, H): write all rows that wait. */
void batch_write(struct batch *B, struct h5 *H);

#endif
