/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Block by block: the number of rows, then those rows of each column. A block of no rows ends a
 * kind. */
#include <string.h>

#include "gatesim/status.h"
#include "sim/store/log.h"

/* Bytes of a row. */
static size_t row_size(const struct log_table *T)
{
    size_t size = 0;

    for (size_t i = 0; i < T->count; i++)
        size += log_width(T->columns[i].type);
    return size;
}

size_t log_packed_size(const struct log *L)
{
    size_t size = 0;

    for (int kind = 0; kind < LOG_KINDS; kind++) {
        size += sizeof(uint64_t);
        for (const struct log_block *B = L->rows[kind].first; B; B = B->next)
            size += sizeof(uint64_t) + B->rows * row_size(L->rows[kind].table);
    }
    return size;
}

static unsigned char *pack_count(unsigned char *at, uint64_t rows)
{
    memcpy(at, &rows, sizeof rows);
    return at + sizeof rows;
}

static unsigned char *pack_block(unsigned char *at, const struct log_table *T,
                                 const struct log_block *B)
{
    at = pack_count(at, B->rows);
    for (size_t i = 0; i < T->count; i++) {
        const size_t size = B->rows * log_width(T->columns[i].type);

        memcpy(at, B->data + T->columns[i].offset, size);
        at += size;
    }
    return at;
}

unsigned char *log_pack(const struct log *L, unsigned char *at)
{
    for (int kind = 0; kind < LOG_KINDS; kind++) {
        for (const struct log_block *B = L->rows[kind].first; B; B = B->next)
            if (B->rows > 0)
                at = pack_block(at, L->rows[kind].table, B);
        at = pack_count(at, 0);
    }
    return at;
}

/* One block's columns, which are known to be there. */
static int unpack_block(struct log *L, enum log_kind kind, const unsigned char *at, size_t rows)
{
    const struct log_table *T = L->rows[kind].table;
    struct log_block *B = log_add_block(L, kind);

    if (!B)
        return GATESIM_ENOMEM;
    B->rows = rows;
    for (size_t i = 0; i < T->count; i++) {
        const size_t size = rows * log_width(T->columns[i].type);

        memcpy(B->data + T->columns[i].offset, at, size);
        at += size;
    }
    return 0;
}

/* The blocks of a kind; *data and *size go past them. */
static int unpack_kind(struct log *L, enum log_kind kind, const unsigned char **data, size_t *size)
{
    const struct log_table *T = L->rows[kind].table;
    uint64_t rows;
    size_t bytes;
    int status;

    while (*size >= sizeof rows) {
        memcpy(&rows, *data, sizeof rows);
        *data += sizeof rows;
        *size -= sizeof rows;
        if (rows == 0)
            return 0;
        if (!T || rows > LOG_ROWS || (bytes = rows * row_size(T)) > *size)
            return GATESIM_EIO;
        status = unpack_block(L, kind, *data, rows);
        if (status)
            return status;
        *data += bytes;
        *size -= bytes;
    }
    return GATESIM_EIO;
}

int log_unpack(struct log *L, const unsigned char *data, size_t size)
{
    int status = 0;

    for (enum log_kind kind = LOG_TRUCK; kind < LOG_KINDS && !status; kind++)
        status = unpack_kind(L, kind, &data, &size);
    return status || size == 0 ? status : GATESIM_EIO;
}
