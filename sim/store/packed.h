/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wide columns of one replication, packed as they go into the file.
 *
 * Packing takes longer than all else that is done with a finished replication and needs nothing of
 * the file: so it is done on the thread that has simulated it. */
#ifndef SIM_STORE_PACKED_H
#define SIM_STORE_PACKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gatesim/scenario.h"
#include "sim/store/pack.h"

enum { PACKED_WIDTH = 4096 }; /* bytes of a dataset's chunk from which it is packed */

struct packed {
    struct packed *next; /* the owner's */
    uint32_t replication;
    struct pack_chunk chunks[]; /* of the wide columns, in their order; the data lie behind */
};

/* packed_wide(S, column): whether the numbers of a column are packed, a chunk a replication. */
bool packed_wide(const struct gatesim_scenario *S, size_t column);

/* packed_widest(S): bytes of the widest column in a replication, at least 1: what a packer of
 * them is created for. */
size_t packed_widest(const struct gatesim_scenario *S);

/* packed_create(S, P, replication, values): of all the values of a replication, as
 * gatesim_values; to free(). NULL: no memory. */
struct packed *packed_create(const struct gatesim_scenario *S, struct pack *P, uint32_t replication,
                             const double *values);

#endif
