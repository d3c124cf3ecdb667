/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bucket is a list of chunks, so that an event is put behind those that came before it, and one
 * that is cancelled leaves its place to the last of its bucket. */
#include "sim/core/ladder.h"

#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/bug.h"
#include "sim/core/table_memory.h"

#define NO_CHUNK UINT32_MAX
#define CHUNK_PLACES (FAR_CHUNK + 1) /* in the numbers of places */
#define CHUNKS_MOST (FAR_PLACE / CHUNK_PLACES)

#define BUCKETS 16384U  /* at most in use */
#define BEYOND BUCKETS  /* the number of the bucket behind them */
#define BUCKET_FILL 64U /* events that a bucket is meant to have */
#define FEW 1024U       /* so many are not worth buckets */
#define SAMPLE 255U     /* events by which the middle of all is told */

_Static_assert(sizeof(struct chunk) == CHUNK_PLACES * sizeof(struct entry), "no odd sizes");

void ladder_init(struct ladder *F)
{
    memset(F, 0, sizeof *F);
    F->horizon = GATESIM_NEVER;
    F->free = NO_CHUNK;
}

void ladder_free(struct ladder *F)
{
    free(F->buckets);
    free(F->chunks);
}

int ladder_begin(struct ladder *F, gatesim_ticks horizon)
{
    uint32_t i;

    if (F->buckets == NULL) {
        F->buckets = malloc((BUCKETS + 1) * sizeof *F->buckets);
        if (F->buckets == NULL)
            return GATESIM_ENOMEM;
        for (i = 0; i <= BUCKETS; i++)
            F->buckets[i] = (struct bucket){NO_CHUNK, 0};
    }
    F->horizon = horizon;
    F->in_use = F->next = 0;
    return 0;
}

/* buckets_for(count): over which so many events are spread. */
static uint32_t buckets_for(uint32_t count)
{
    const uint32_t buckets = count / BUCKET_FILL + 1;

    return buckets < BUCKETS ? buckets : BUCKETS;
}

/* chunks_grow(F): double the array of chunks of F. Returns 0, or GATESIM_ENOMEM with F unchanged.
 */
static int chunks_grow(struct ladder *F)
{
    const uint32_t capacity = F->capacity > 0 ? F->capacity * 2 : 64;
    struct chunk *chunks;

    if (capacity > CHUNKS_MOST)
        return GATESIM_ENOMEM;
    chunks = memory_grow(F->chunks, F->used * sizeof *chunks, capacity * sizeof *chunks);
    if (chunks == NULL)
        return GATESIM_ENOMEM;
    F->chunks = chunks;
    F->capacity = capacity;
    return 0;
}

/* While all are spread, each bucket that there will be has a chunk that is not full, and so have
 * the one behind them and, at either end, the list that is spread. */
int ladder_reserve(struct ladder *F, uint32_t events)
{
    const uint32_t chunks = events / FAR_CHUNK + 1 + buckets_for(F->count + events) + 3;

    while (F->taken + chunks > F->capacity)
        if (chunks_grow(F) != 0)
            return GATESIM_ENOMEM;
    return 0;
}

/* add_chunk(F, bucket): an empty one, at the head of its list. */
static void add_chunk(struct ladder *F, uint32_t bucket)
{
    struct bucket *B = &F->buckets[bucket];
    uint32_t chunk = F->free;

    if (chunk != NO_CHUNK)
        F->free = F->chunks[chunk].next;
    else
        chunk = F->used++;
    GS_ASSERT(chunk < F->capacity);
    F->taken++;
    F->chunks[chunk].next = B->chunk;
    F->chunks[chunk].bucket = bucket;
    *B = (struct bucket){chunk, 0};
}

/* drop_chunk(F, B): the first of its list is free; the next, which is full, is now the first. */
static void drop_chunk(struct ladder *F, struct bucket *B)
{
    const uint32_t chunk = B->chunk;

    *B = (struct bucket){F->chunks[chunk].next, FAR_CHUNK};
    F->chunks[chunk].next = F->free;
    F->free = chunk;
    F->taken--;
}

/* bucket_of(F, time): returns the bucket of an event at time, which is not before the start of the
 * first bucket; BEYOND where it comes after all buckets in use. */
static inline uint32_t bucket_of(const struct ladder *F, gatesim_ticks time)
{
    const uint64_t bucket = (uint64_t)(time - F->start) >> F->shift;

    return bucket < F->in_use ? (uint32_t)bucket : BEYOND;
}

struct entry *ladder_place(struct ladder *F, gatesim_ticks time, uint32_t *at)
{
    const uint32_t bucket = bucket_of(F, time);
    struct bucket *B = &F->buckets[bucket];

    if (B->chunk == NO_CHUNK || B->fill == FAR_CHUNK)
        add_chunk(F, bucket);
    F->count++;
    *at = FAR_PLACE + B->chunk * CHUNK_PLACES + B->fill;
    return &F->chunks[B->chunk].entries[B->fill++];
}

/* by_time(a, b): compares two instants for qsort. */
static int by_time(const void *a, const void *b)
{
    const gatesim_ticks x = *(const gatesim_ticks *)a, y = *(const gatesim_ticks *)b;

    return (x > y) - (x < y);
}

/* look(F, B, middle): when the first of the events of a bucket is, which holds all that are here;
 * and by a sample, when half of them have been. */
static gatesim_ticks look(const struct ladder *F, const struct bucket *B, gatesim_ticks *middle)
{
    const uint32_t stride = F->count / SAMPLE + 1;
    gatesim_ticks sample[SAMPLE] = {0}, first = GATESIM_NEVER;
    uint32_t c, i, n = B->fill, seen = 0, taken = 0;

    for (c = B->chunk; c != NO_CHUNK; c = F->chunks[c].next, n = FAR_CHUNK)
        for (i = 0; i < n; i++) {
            const gatesim_ticks time = F->chunks[c].entries[i].time;

            if (time < first)
                first = time;
            if (seen++ % stride == 0)
                sample[taken++] = time;
        }
    qsort(sample, taken, sizeof *sample, by_time);
    *middle = sample[taken / 2];
    return first;
}

/* spread(F, S): what is behind the buckets, which are empty, over new ones: from the first to twice
 * the middle from there, so that a few that come much later do not make the buckets wide. */
static void spread(struct ladder *F, struct slots *S)
{
    struct bucket rest = F->buckets[BEYOND];
    const uint32_t wanted = buckets_for(F->count);
    gatesim_ticks middle;
    uint64_t span;
    uint32_t i;

    F->start = look(F, &rest, &middle);
    span = 2 * (uint64_t)(middle - F->start);
    for (F->shift = 0; span >> F->shift >= wanted; F->shift++)
        ;
    F->in_use = (uint32_t)(span >> F->shift) + 1;
    F->next = 0;
    F->count = 0;
    F->buckets[BEYOND] = (struct bucket){NO_CHUNK, 0};
    for (; rest.chunk != NO_CHUNK; drop_chunk(F, &rest))
        for (i = 0; i < rest.fill; i++) {
            const struct entry *e = &F->chunks[rest.chunk].entries[i];
            uint32_t at;

            *ladder_place(F, e->time, &at) = *e;
            slots_tell(S, e, at);
        }
}

/* empty(F, B, entries): all its events; returns how many. */
static uint32_t empty(struct ladder *F, struct bucket *B, struct entry *entries)
{
    uint32_t n = 0;

    for (; B->chunk != NO_CHUNK; drop_chunk(F, B)) {
        memcpy(entries + n, F->chunks[B->chunk].entries, B->fill * sizeof *entries);
        n += B->fill;
    }
    F->count -= n;
    return n;
}

uint32_t ladder_take(struct ladder *F, struct slots *S, struct entry *entries)
{
    uint32_t n;

    if (F->count == 0) {
        F->horizon = GATESIM_NEVER;
        return 0;
    }
    for (;;) {
        while (F->next < F->in_use) {
            n = empty(F, &F->buckets[F->next++], entries);
            F->horizon = F->start + (gatesim_ticks)((uint64_t)F->next << F->shift);
            if (n > 0)
                return n;
        }
        if (F->count <= FEW) {
            F->horizon = GATESIM_NEVER;
            return empty(F, &F->buckets[BEYOND], entries);
        }
        spread(F, S);
    }
}

void ladder_remove(struct ladder *F, struct slots *S, uint32_t at)
{
    const uint32_t chunk = (at - FAR_PLACE) / CHUNK_PLACES, i = (at - FAR_PLACE) % CHUNK_PLACES;
    struct bucket *B = &F->buckets[F->chunks[chunk].bucket];
    struct entry *hole = &F->chunks[chunk].entries[i];
    const struct entry *last = &F->chunks[B->chunk].entries[--B->fill];

    GS_ASSERT(i < FAR_CHUNK);
    if (last != hole) {
        *hole = *last;
        slots_tell(S, hole, at);
    }
    F->count--;
    if (B->fill == 0)
        drop_chunk(F, B);
}
