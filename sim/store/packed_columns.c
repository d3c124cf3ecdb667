/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column that is wide in one replication, such as a time series, fills a chunk by itself, which
 * is compressed on the thread that simulated it; all others share chunks over replications. */
#include "sim/store/packed_columns.h"

#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "gatesim/results.h"
#include "sim/store/h5.h"

/* Bytes from which packing pays. */
enum { CHUNK_LEAST = 4096, DATASET_LEAST = 256 << 10 };

static size_t width_of(const struct gatesim_scenario *S, size_t column)
{
    return gatesim_column_size(S, column) * sizeof(double);
}

bool packed_columns_pays(size_t chunk, size_t chunks)
{
    return chunk >= CHUNK_LEAST && chunk * chunks >= DATASET_LEAST;
}

bool packed_columns_wide(const struct gatesim_scenario *S, uint32_t replications, size_t column)
{
    return packed_columns_pays(width_of(S, column), replications);
}

size_t packed_columns_widest(const struct gatesim_scenario *S)
{
    size_t columns, widest = 1;

    (void)gatesim_columns(&columns);
    for (size_t i = 0; i < columns; i++)
        if (width_of(S, i) > widest)
            widest = width_of(S, i);
    return widest;
}

/* Room for all wide columns, should none become smaller. */
static struct packed_columns *create(const struct gatesim_scenario *S, uint32_t replications,
                                     size_t columns, size_t *chunks)
{
    size_t bytes = 0;

    *chunks = 0;
    for (size_t i = 0; i < columns; i++) {
        bytes += packed_columns_wide(S, replications, i) ? width_of(S, i) + H5_SEAL : 0;
        *chunks += packed_columns_wide(S, replications, i);
    }
    return malloc(sizeof(struct packed_columns) + *chunks * sizeof(struct pack_chunk) + bytes);
}

uint32_t packed_columns_crc(const struct gatesim_scenario *S, const double *values)
{
    return (uint32_t)crc32_z(crc32_z(0, NULL, 0), (const Bytef *)values,
                             gatesim_values_count(S) * sizeof *values);
}

struct packed_columns *packed_columns_create(const struct gatesim_scenario *S, struct pack *P,
                                             uint32_t replications, uint32_t replication,
                                             const double *values)
{
    size_t columns, chunks;
    struct packed_columns *packed;
    struct pack_chunk *C;
    unsigned char *at;

    (void)gatesim_columns(&columns);
    packed = create(S, replications, columns, &chunks);
    if (!packed)
        return NULL;
    packed->replication = replication;
    packed->crc = packed_columns_crc(S, values);
    C = packed->chunks;
    at = (unsigned char *)(C + chunks);
    for (size_t i = 0; i < columns; i++) {
        const size_t size = gatesim_column_size(S, i);

        if (packed_columns_wide(S, replications, i)) {
            pack_chunk(P, values, size, size, sizeof *values, C);
            C->data = memcpy(at, C->data, C->size);
            at += C++->size;
        }
        values += size;
    }
    return packed;
}
