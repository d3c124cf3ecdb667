/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column's chunk is filled in memory, replication by replication, and written when the next
 * begins, so that HDF5 sees whole chunks only. A column that grows gets its rows together with its
 * chunk. */
#include "sim/store/row_buffer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "gatesim/status.h"

static void no_memory(struct h5 *H)
{
    h5_fail(H, GATESIM_ENOMEM, "cannot write", gatesim_status_text(GATESIM_ENOMEM));
}

int row_buffer_init(struct row_buffer *B, size_t columns, hsize_t most, hsize_t rows)
{
    *B = (struct row_buffer){.room = columns, .most = most, .grows = rows > most};
    B->columns = calloc(columns + 1, sizeof *B->columns);
    return B->columns ? 0 : GATESIM_ENOMEM;
}

void row_buffer_release(struct row_buffer *B, struct h5 *H)
{
    for (size_t i = 0; i < B->count; i++) {
        h5_drop(H, B->columns[i].dataset);
        free(B->columns[i].rows);
    }
    free(B->columns);
    *B = (struct row_buffer){0};
}

static size_t chunk_size(const struct row_buffer *B, const struct row_column *C)
{
    return (size_t)B->most * C->width;
}

/* A chunk in which nothing was put, from row first on. */
static void clear(const struct row_buffer *B, const struct row_column *C, hsize_t first)
{
    const size_t size = chunk_size(B, C);
    const double nan_value = NAN;

    if (C->fill == BATCH_ZERO)
        memset(C->rows, 0, size);
    else if (C->fill == BATCH_NAN)
        for (size_t at = 0; at < size; at += sizeof nan_value)
            memcpy(C->rows + at, &nan_value, sizeof nan_value);
    else
        for (hsize_t i = 0; i < B->most; i++)
            memcpy(C->rows + i * C->width, &(uint32_t){(uint32_t)(first + i)}, sizeof(uint32_t));
    h5_seal(C->rows, size);
}

size_t row_buffer_add(struct row_buffer *B, struct h5 *H, hid_t dataset, size_t width,
                      enum batch_fill fill)
{
    struct row_column *C = &B->columns[B->count];

    *C = (struct row_column){H5I_INVALID_HID, HADDR_UNDEF, width, fill, NULL, 0};
    if (fill != BATCH_NUMBER || !B->grows)
        C->rows = malloc(chunk_size(B, C) + H5_SEAL);
    if (!C->rows && (fill != BATCH_NUMBER || !B->grows))
        no_memory(H);
    if (B->grows) {
        C->dataset = dataset;
    } else if (C->rows) {
        clear(B, C, 0);
        C->place = h5_place(H, dataset, C->rows, chunk_size(B, C) + H5_SEAL);
    }
    if (!B->grows)
        h5_drop(H, dataset);
    return B->count++;
}

/* The packed chunk of numbers from first on. */
static void write_numbers(struct h5 *H, hid_t dataset, hsize_t first)
{
    enum { SIZE = BATCH_NUMBERS * sizeof(uint32_t) };
    unsigned char *plain = malloc(SIZE), *packed = malloc(SIZE + H5_SEAL);
    uLongf size = SIZE;

    for (size_t i = 0; plain && i < SIZE; i++) /* shuffled: first all lowest bytes */
        plain[i] = (unsigned char)((first + i % BATCH_NUMBERS) >> 8 * (i / BATCH_NUMBERS));
    if (!plain || !packed || compress2(packed, &size, plain, SIZE, 1) != Z_OK) {
        no_memory(H);
    } else {
        h5_seal(packed, size);
        h5_write_chunk(H, dataset, first, packed, size + H5_SEAL, 0);
    }
    free(packed);
    free(plain);
}

/* Let a column that grows have its rows up to the batch's end, and write the chunk that is filled.
 */
static void write_growing(const struct row_buffer *B, struct row_column *C, struct h5 *H)
{
    h5_grow(H, C->dataset, B->end);
    for (; !C->rows && C->numbers < B->end && !H->status; C->numbers += BATCH_NUMBERS)
        write_numbers(H, C->dataset, C->numbers);
    if (C->rows)
        h5_write_chunk(H, C->dataset, B->first, C->rows, chunk_size(B, C) + H5_SEAL, 0);
}

void row_buffer_write(struct row_buffer *B, struct h5 *H)
{
    for (size_t i = 0; i < B->count && B->changed && !H->status; i++) {
        struct row_column *C = &B->columns[i];

        if (C->rows)
            h5_seal(C->rows, chunk_size(B, C));
        if (B->grows)
            write_growing(B, C, H);
        else
            h5_put(H, C->place, C->rows, chunk_size(B, C) + H5_SEAL);
    }
    B->changed = false;
}

/* Begin the chunk of row, the first of its rows. It has its place at once. */
static void next_chunk(struct row_buffer *B, struct h5 *H, hsize_t row)
{
    row_buffer_write(B, H);
    B->first = row / B->most * B->most;
    B->end = row + 1;
    for (size_t i = 0; i < B->count; i++)
        if (B->columns[i].rows)
            clear(B, &B->columns[i], B->first);
    B->changed = true;
    row_buffer_write(B, H);
}

void row_buffer_begin(struct row_buffer *B, struct h5 *H, hsize_t row)
{
    if (B->grows && (B->end == 0 || row >= B->first + B->most))
        next_chunk(B, H, row);
    B->end = row + 1;
}

void row_buffer_put(struct row_buffer *B, size_t column, const void *values)
{
    const struct row_column *C = &B->columns[column];

    if (C->rows)
        memcpy(C->rows + (B->end - 1 - B->first) * C->width, values, C->width);
    B->changed = true;
}
