/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/store/batch.h"

#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"

enum { BATCH_BYTES = 4 << 20, BATCH_ROWS = 256 };

int batch_init(struct batch *B, size_t columns)
{
    *B = (struct batch){.room = columns};
    B->columns = calloc(columns + 1, sizeof *B->columns);
    return B->columns ? 0 : GATESIM_ENOMEM;
}

void batch_release(struct batch *B)
{
    for (size_t i = 0; i < B->count; i++)
        free(B->columns[i].rows);
    free(B->columns);
    *B = (struct batch){0};
}

void batch_add(struct batch *B, haddr_t place, size_t width)
{
    B->columns[B->count++] = (struct batch_column){.place = place, .width = width};
}

/* The columns' room, when all are known. */
static void make_room(struct batch *B, struct h5 *H)
{
    size_t bytes = 1;

    for (size_t i = 0; i < B->count; i++)
        bytes += B->columns[i].width;
    B->most = BATCH_BYTES / bytes;
    if (B->most > BATCH_ROWS)
        B->most = BATCH_ROWS;
    if (B->most < 1)
        B->most = 1;
    for (size_t i = 0; i < B->count; i++) {
        B->columns[i].rows = malloc(B->most * B->columns[i].width);
        if (!B->columns[i].rows)
            h5_fail(H, GATESIM_ENOMEM, "cannot write", gatesim_status_text(GATESIM_ENOMEM));
    }
}

void batch_begin(struct batch *B, struct h5 *H, hsize_t row)
{
    if (B->most == 0 && !H->status)
        make_room(B, H);
    if (H->status) {
        B->waiting = 0; /* nothing is put */
        return;
    }
    if (B->waiting == B->most || row != B->first + B->waiting)
        batch_write(B, H);
    if (B->waiting == 0)
        B->first = row;
    B->waiting++;
}

void batch_put(struct batch *B, size_t column, const void *values)
{
    const struct batch_column *C = &B->columns[column];

    if (B->waiting > 0 && C->rows)
        memcpy(C->rows + (B->waiting - 1) * C->width, values, C->width);
}

void batch_write(struct batch *B, struct h5 *H)
{
    for (size_t i = 0; i < B->count && B->waiting > 0 && !H->status; i++) {
        const struct batch_column *C = &B->columns[i];

        h5_put(H, C->place + B->first * C->width, C->rows, B->waiting * C->width);
    }
    B->waiting = 0;
}
