/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of rows start anywhere in the file; chunks do not. So rows are moved into the
 * tail, a block the size of a chunk, unless a whole block happens to fit. */
#include "sim/store/log_file.h"

#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/store/layout.h"

/* The longest flag_meanings: HDF5 keeps larger attributes elsewhere, which not all read. */
enum { LOG_FLAGS_MAX = 60000 };

hid_t log_native(enum log_type type)
{
    switch (type) {
    case LOG_U8:
        return H5T_NATIVE_UINT8;
    case LOG_U16:
        return H5T_NATIVE_UINT16;
    case LOG_U32:
        return H5T_NATIVE_UINT32;
    case LOG_TIME:
    case LOG_INSTANT:
        break;
    }
    return H5T_NATIVE_DOUBLE;
}

static void no_memory(struct h5 *H)
{
    h5_fail(H, GATESIM_ENOMEM, "cannot write the log", gatesim_status_text(GATESIM_ENOMEM));
}

/* The flags of a column as one text of words, or NULL when it is too long or empty. */
static char *meanings(struct h5 *H, const struct gatesim_scenario *S, const struct log_column *C,
                      size_t *count)
{
    char *text = malloc(LOG_FLAGS_MAX);
    size_t size = 0;
    const char *flag;

    if (!text)
        no_memory(H);
    for (*count = 0; text && (flag = log_flag(S, C, *count)) != NULL; ++*count) {
        size_t length = strlen(flag) + 1;

        if (size + length > LOG_FLAGS_MAX)
            break;
        memcpy(text + size, flag, length);
        for (char *p = text + size; *p; p++)
            if ((unsigned char)*p <= ' ')
                *p = '_';
        size += length;
        text[size - 1] = ' ';
    }
    if (text && size && !flag) {
        text[size - 1] = 0;
        return text;
    }
    free(text);
    return NULL;
}

/* flag_values 0, 1, ... and flag_meanings, as the CF conventions have them. */
static void describe_flags(struct h5 *H, hid_t dataset, const struct gatesim_scenario *S,
                           const struct log_column *C)
{
    size_t count;
    char *text = meanings(H, S, C, &count);
    uint16_t *wide = text ? malloc(count * sizeof *wide) : NULL;
    uint8_t *narrow = (uint8_t *)wide;

    for (size_t i = 0; wide && i < count; i++) {
        if (C->type == LOG_U8)
            narrow[i] = (uint8_t)i;
        else
            wide[i] = (uint16_t)i;
    }
    if (text && !wide)
        no_memory(H);
    if (wide) {
        h5_numbers(H, dataset, "flag_values", log_native(C->type), count, wide);
        h5_text(H, dataset, "flag_meanings", text);
    }
    free(wide);
    free(text);
}

static hid_t create_column(struct log_file *F, struct h5 *H, hid_t group,
                           const struct gatesim_scenario *S, const struct log_column *C)
{
    const hsize_t none = 0, chunk = LOG_ROWS;
    struct h5_form form = {
        .name = C->name,
        .type = log_native(C->type),
        .rank = 1,
        .dims = &none,
        .chunk = &chunk,
        .grows = true,
        .packed = true,
        .nan = C->type == LOG_TIME || C->type == LOG_INSTANT,
    };
    struct h5_scale *scale = &F->row;
    hid_t dataset = h5_dataset(H, group, &form);

    if (C->type == LOG_TIME)
        h5_text(H, dataset, "units", "s");
    if (C->type == LOG_INSTANT)
        layout_instants(H, dataset, S);
    h5_text(H, dataset, "long_name", C->meaning);
    if (C->flags != LOG_FREE)
        describe_flags(H, dataset, S, C);
    h5_attach(H, dataset, &scale, 1);
    return dataset;
}

/* The axis of rows has no coordinates: netCDF knows such a one by this name. */
static void create_row(struct log_file *F, struct h5 *H, hid_t group)
{
    const hsize_t none = 0, chunk = LOG_ROWS;
    const struct h5_form form = {
        .name = LOG_ROW_AXIS,
        .type = H5T_IEEE_F32BE,
        .rank = 1,
        .dims = &none,
        .chunk = &chunk,
        .grows = true,
    };

    h5_scale(H, &F->row, h5_dataset(H, group, &form),
             "This is a netCDF dimension but not a netCDF variable.         0");
}

void log_file_create(struct log_file *F, struct h5 *H, const struct log_table *T,
                     const struct gatesim_scenario *S)
{
    hid_t group = h5_group(H, H->file, T->group);

    *F = (struct log_file){.table = T};
    F->columns = malloc(T->count * sizeof *F->columns);
    F->tail = log_block_create(T);
    F->pack = pack_create(LOG_ROWS * log_width(LOG_TIME));
    if (!F->columns || !F->tail || !F->pack)
        no_memory(H);
    create_row(F, H, group);
    for (size_t i = 0; F->columns && i < T->count; i++)
        F->columns[i] = create_column(F, H, group, S, &T->columns[i]);
    h5_scale_end(H, &F->row);
    h5_drop(H, group);
}

/* The datasets end at row end. */
static void set_end(struct log_file *F, struct h5 *H, hsize_t end)
{
    for (size_t i = 0; i < F->table->count; i++)
        h5_grow(H, F->columns[i], end);
    h5_grow(H, F->row.dataset, end);
}

/* Write a block as the chunk that holds row first; the datasets then end at row end. */
static void write_chunk(struct log_file *F, struct h5 *H, const struct log_block *B, hsize_t first,
                        hsize_t end)
{
    const struct log_column *columns = F->table->columns;
    struct pack_chunk C;

    set_end(F, H, end);
    for (size_t i = 0; i < F->table->count && !H->status; i++) {
        pack_chunk(F->pack, B->data + columns[i].offset, B->rows, LOG_ROWS,
                   log_width(columns[i].type), &C);
        h5_write_chunk(H, F->columns[i], first, C.data, C.size, C.skipped);
    }
}

/* Move rows of B from row first on into the tail; returns how many. */
static size_t move_rows(struct log_file *F, const struct log_block *B, size_t first)
{
    struct log_block *tail = F->tail;
    size_t left = B->rows - first, room = LOG_ROWS - tail->rows;
    size_t count = left < room ? left : room;

    for (size_t i = 0; i < F->table->count; i++) {
        const struct log_column *C = &F->table->columns[i];
        size_t width = log_width(C->type);

        memcpy(tail->data + C->offset + tail->rows * width, B->data + C->offset + first * width,
               count * width);
    }
    tail->rows += count;
    return count;
}

void log_file_append(struct log_file *F, struct h5 *H, const struct log_block *B)
{
    size_t done = 0;

    if (!H->status && F->tail->rows == 0 && B->rows == LOG_ROWS) {
        write_chunk(F, H, B, F->rows, F->rows + LOG_ROWS);
        F->rows += LOG_ROWS;
        return;
    }
    while (!H->status && done < B->rows) {
        size_t moved = move_rows(F, B, done);

        done += moved;
        F->rows += moved;
        if (F->tail->rows == LOG_ROWS) {
            write_chunk(F, H, F->tail, F->rows - LOG_ROWS, F->rows);
            F->tail->rows = 0;
        }
    }
}

/* The chunk that holds the last of these rows may be in the file already. It stays there until
 * it is written again, since a replication that is marked as complete may have rows in it. */
void log_file_rewind(struct log_file *F, struct h5 *H, uint64_t rows)
{
    const uint64_t first = rows / LOG_ROWS * LOG_ROWS;
    const bool written = log_file_durable(F) > first;

    F->rows = rows;
    F->tail->rows = rows - first;
    if (!written)
        return;
    if (rows == first)
        set_end(F, H, first);
    for (size_t i = 0; i < F->table->count && rows > first; i++) {
        const struct log_column *C = &F->table->columns[i];

        h5_read_rows(H, F->columns[i], log_native(C->type), first, rows - first,
                     F->tail->data + C->offset);
    }
}

uint64_t log_file_durable(const struct log_file *F)
{
    return F->rows - F->tail->rows;
}

void log_file_end(struct log_file *F, struct h5 *H)
{
    struct log_block *tail = F->tail;

    if (H->status || tail->rows == 0)
        return;
    write_chunk(F, H, tail, F->rows - tail->rows, F->rows);
    tail->rows = 0;
}

void log_file_release(struct log_file *F, struct h5 *H)
{
    for (size_t i = 0; F->columns && i < F->table->count; i++)
        h5_drop(H, F->columns[i]);
    h5_scale_release(H, &F->row);
    pack_destroy(F->pack);
    free(F->tail);
    free(F->columns);
    *F = (struct log_file){0};
}
