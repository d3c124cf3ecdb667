/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing one chunk of a column as HDF5's filters shuffle, deflate and Fletcher-32 would unpack it.
 *
 * The log packs its chunks itself because run-length matching on shuffled numbers is
 * several times faster than deflate's search at its lowest level, for about the same size,
 * and HDF5 cannot be asked for it. Every HDF5 reader unpacks the result. Not thread-safe. */
#ifndef SIM_STORE_PACK_H
#define SIM_STORE_PACK_H

#include <stddef.h>
#include <stdint.h>

struct pack;

/* pack_create(bytes): a packer of chunks of up to bytes bytes, or NULL. */
struct pack *pack_create(size_t bytes);

/* pack_destroy(P): free a packer. NULL is fine. */
void pack_destroy(struct pack *P); /* NULL is fine */

/* pack_push(list, P): put a packer that nobody uses on a list, which then owns it. */
void pack_push(struct pack **list, struct pack *P);

/* pack_pop(list): take a packer off the list. Returns it, or NULL when the list is empty. */
struct pack *pack_pop(struct pack **list);

/* A packed chunk, borrowed from the packer until its next use. */
struct pack_chunk {
    const void *data;
    size_t size;
    uint32_t skipped; /* HDF5's filter mask: bit 1 when deflate did not pay */
};

/* pack_chunk(P, data, count, whole, width, C): pack a chunk of whole numbers of width bytes each:
 * count that are there, and zeroes. Cannot fail: what deflate does not make smaller is kept
 * shuffled only. */
void pack_chunk(struct pack *P, const void *data, size_t count, size_t whole, size_t width,
                struct pack_chunk *C);

#endif
