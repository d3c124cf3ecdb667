/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wide columns of one replication, packed as they go into the file.
 *
 * Packing takes longer than all else that is done with a finished replication and needs nothing of
 * the file: so it is done on the thread that has simulated it. */
#ifndef SIM_STORE_PACKED_COLUMNS_H
#define SIM_STORE_PACKED_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gatesim/scenario.h"
#include "sim/store/pack.h"

struct packed_columns {
    struct packed_columns *next; /* the owner's */
    uint32_t replication;
    uint32_t crc;               /* CRC-32 of all values */
    struct pack_chunk chunks[]; /* of the wide columns, in their order; the data lie behind */
};

/* packed_columns_pays(chunk, chunks): whether a dataset of so many chunks of chunk bytes is packed.
 * Packing takes longer than writing: what is small altogether, or in each chunk, lies in one piece.
 */
bool packed_columns_pays(size_t chunk, size_t chunks);

/* packed_columns_wide(S, replications, column): whether a column of so many replications is packed,
 * a chunk a replication. */
bool packed_columns_wide(const struct gatesim_scenario *S, uint32_t replications, size_t column);

/* packed_columns_widest(S): bytes of the widest column in a replication, at least 1: what a packer
 * of them is created for. */
size_t packed_columns_widest(const struct gatesim_scenario *S);

/* packed_columns_crc(S, values): the CRC-32 of all the values of a replication, as gatesim_values.
 */
uint32_t packed_columns_crc(const struct gatesim_scenario *S, const double *values);

/* packed_columns_create(S, P, replications, replication, values): of all the values of a
 * replication, one of so many, as gatesim_values; to free(). NULL: no memory. */
struct packed_columns *packed_columns_create(const struct gatesim_scenario *S, struct pack *P,
                                             uint32_t replications, uint32_t replication,
                                             const double *values);

#endif
