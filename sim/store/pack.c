/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shuffle puts the first bytes of all numbers before all second bytes, and so on: of
 * times on a grid, the last planes are zero and the first nearly constant. zlib's Z_RLE
 * strategy finds those runs and codes the rest by frequency alone. */
#include "sim/store/pack.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { PACK_LEVEL = 1, PACK_WINDOW = 15, PACK_MEMORY = 9, PACK_DEFLATE_BIT = 2 };

struct pack {
    struct pack *next; /* in a list */
    z_stream deflate;
    unsigned char *shuffled;
    unsigned char *deflated;
};

struct pack *pack_create(size_t bytes)
{
    struct pack *P = calloc(1, sizeof *P);

    if (!P)
        return NULL;
    P->shuffled = malloc(bytes);
    P->deflated = malloc(bytes);
    if (!P->shuffled || !P->deflated)
        goto err0;
    if (deflateInit2(&P->deflate, PACK_LEVEL, Z_DEFLATED, PACK_WINDOW, PACK_MEMORY, Z_RLE) != Z_OK)
        goto err0;
    return P;

err0:
    free(P->deflated);
    free(P->shuffled);
    free(P);
    return NULL;
}

void pack_destroy(struct pack *P)
{
    if (!P)
        return;
    deflateEnd(&P->deflate);
    free(P->deflated);
    free(P->shuffled);
    free(P);
}

void pack_push(struct pack **list, struct pack *P)
{
    P->next = *list;
    *list = P;
}

struct pack *pack_pop(struct pack **list)
{
    struct pack *P = *list;

    if (P)
        *list = P->next;
    return P;
}

/* As HDF5's filter: byte b of number i goes to b * whole + i. */
static void shuffle(const unsigned char *restrict in, unsigned char *restrict out, size_t count,
                    size_t whole, size_t width)
{
    for (size_t b = 0; b < width; b++, out += whole) {
        for (size_t i = 0; i < count; i++)
            out[i] = in[i * width + b];
        memset(out + count, 0, whole - count);
    }
}

/* Deflate size bytes of P->shuffled; returns the packed size, or 0 when it is not smaller. */
static size_t squeeze(struct pack *P, size_t size)
{
    z_stream *z = &P->deflate;

    if (deflateReset(z) != Z_OK)
        return 0;
    z->next_in = P->shuffled;
    z->avail_in = (uInt)size;
    z->next_out = P->deflated;
    z->avail_out = (uInt)size;
    return deflate(z, Z_FINISH) == Z_STREAM_END ? size - z->avail_out : 0;
}

void pack_chunk(struct pack *P, const void *data, size_t count, size_t whole, size_t width,
                struct pack_chunk *C)
{
    size_t size = whole * width;
    size_t packed;

    shuffle(data, P->shuffled, count, whole, width);
    packed = squeeze(P, size);
    C->data = packed ? P->deflated : P->shuffled;
    C->size = packed ? packed : size;
    C->skipped = packed ? 0 : PACK_DEFLATE_BIT;
}
