/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shuffle puts the first bytes of all numbers before all second bytes, and so on: of
 * times on a grid, the last planes are zero and the first nearly constant. zlib's Z_RLE
 * strategy finds those runs and codes the rest by frequency alone. Planes in between are as good
 * as random: they are stored as they are, which takes no time and hardly more room. */
#include "sim/store/pack.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "sim/store/h5.h"

enum { PACK_LEVEL = 1, PACK_WINDOW = 15, PACK_MEMORY = 9, PACK_DEFLATE_BIT = 2 };

/* Of so many bytes of a plane so many are different when it is random, and so few are like the
 * next: of 256 random ones 162 and 1; 111 are different where a bit is always the same. */
enum { PROBES = 256, PROBES_DIFFERENT = 140, PROBES_ALIKE = 8 };

/* To change over takes zlib some microseconds, which a shorter plane does not save. */
enum { PLANE_LEAST = 16384 };

/* A chunk of zeroes, packed: most causes of delay delay no truck of a scenario. Chunks come in a
 * size for each width. */
enum { BLANKS = 8 };

struct blank {
    size_t whole, packed; /* numbers; bytes, sealed */
    unsigned char *data;
};

struct pack {
    struct pack *next; /* in a list */
    z_stream deflate;
    unsigned char *shuffled;
    unsigned char *deflated;
    struct blank blanks[BLANKS]; /* by width, less one */
};

struct pack *pack_create(size_t bytes)
{
    struct pack *P = calloc(1, sizeof *P);

    if (!P)
        return NULL;
    P->shuffled = malloc(bytes + H5_SEAL);
    P->deflated = malloc(bytes + H5_SEAL);
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
    for (size_t i = 0; i < BLANKS; i++)
        free(P->blanks[i].data);
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

/* is_random(plane, whole): whether it is as good as random. */
static bool is_random(const unsigned char *plane, size_t whole)
{
    bool seen[UCHAR_MAX + 1] = {false};
    unsigned different = 0, alike = 0;

    if (whole < PLANE_LEAST)
        return false;
    for (size_t i = 0; i < PROBES; i++) {
        const unsigned char *at = &plane[i * (whole - 1) / PROBES];

        different += !seen[at[0]];
        alike += at[0] == at[1];
        seen[at[0]] = true;
    }
    return different >= PROBES_DIFFERENT && alike <= PROBES_ALIKE;
}

/* Deflate P->shuffled, width planes of whole bytes; returns the packed size, or 0 when it is not
 * smaller. */
static size_t squeeze(struct pack *P, size_t whole, size_t width)
{
    z_stream *z = &P->deflate;

    if (deflateReset(z) != Z_OK)
        return 0;
    z->next_in = P->shuffled;
    z->avail_in = 0;
    z->next_out = P->deflated;
    z->avail_out = (uInt)(whole * width);
    for (size_t b = 0; b < width; b++) {
        const int level = is_random(z->next_in, whole) ? Z_NO_COMPRESSION : PACK_LEVEL;

        if (deflateParams(z, level, Z_RLE) != Z_OK)
            return 0;
        z->avail_in = (uInt)whole;
        if (deflate(z, Z_NO_FLUSH) != Z_OK || z->avail_in > 0)
            return 0;
    }
    return deflate(z, Z_FINISH) == Z_STREAM_END ? whole * width - z->avail_out : 0;
}

static bool is_blank(const unsigned char *data, size_t size)
{
    return size == 0 || (data[0] == 0 && memcmp(data, data + 1, size - 1) == 0);
}

/* blank_chunk(P, whole, width, C): zeroes as they were packed before; returns whether they were. */
static bool blank_chunk(const struct pack *P, size_t whole, size_t width, struct pack_chunk *C)
{
    const struct blank *B = &P->blanks[width - 1];

    if (!B->data || B->whole != whole)
        return false;
    *C = (struct pack_chunk){.data = B->data, .size = B->packed};
    return true;
}

/* Keep a packed chunk of zeroes. Without memory for it the next is packed again. */
static void keep_blank(struct pack *P, size_t whole, size_t width, const struct pack_chunk *C)
{
    struct blank *B = &P->blanks[width - 1];
    unsigned char *data = C->skipped ? NULL : realloc(B->data, C->size);

    if (data)
        *B = (struct blank){whole, C->size, memcpy(data, C->data, C->size)};
}

void pack_chunk(struct pack *P, const void *data, size_t count, size_t whole, size_t width,
                struct pack_chunk *C)
{
    const bool blank = is_blank(data, count * width);
    unsigned char *chunk;
    size_t packed, size;

    if (blank && blank_chunk(P, whole, width, C))
        return;
    shuffle(data, P->shuffled, count, whole, width);
    packed = squeeze(P, whole, width);
    chunk = packed ? P->deflated : P->shuffled;
    size = packed ? packed : whole * width;
    h5_seal(chunk, size);
    *C = (struct pack_chunk){
        .data = chunk, .size = size + H5_SEAL, .skipped = packed ? 0 : PACK_DEFLATE_BIT};
    if (blank)
        keep_blank(P, whole, width, C);
}
