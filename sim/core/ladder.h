/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events of the far future, when there are too many for a heap: not in order, but in buckets by
 * their time, each of which is taken as a whole when its time has come; what comes after the last
 * bucket is spread over new ones when these are empty. An event is moved a few times at most,
 * whatever their number. (A ladder queue of one rung: Tang, Goh and Thng, "Ladder queue: an O(1)
 * priority queue structure for large-scale discrete event simulation", ACM TOMACS 15(3), 2005,
 * 175-204.)
 *
 * An event is here exactly if its time is not before the horizon, which moves on as long as there
 * is one. A place is FAR_PLACE + a number below it. Buckets are lists of chunks of one pool. Owns
 * its arrays. */
#ifndef SIM_CORE_LADDER_H
#define SIM_CORE_LADDER_H

#include <stdint.h>

#include "sim/core/fel_entry.h"

#define FAR_PLACE (UINT32_C(1) << 31)

#define FAR_CHUNK 31U /* entries of a chunk: with what comes behind them 1 kB */

struct chunk {
    struct entry entries[FAR_CHUNK];
    uint32_t next;   /* in its bucket, or free; NO_CHUNK: none */
    uint32_t bucket; /* in which it is */
    uint64_t reserved[3];
};

/* Its last chunk, which is not empty, comes first; the others are full. */
struct bucket {
    uint32_t chunk; /* NO_CHUNK: empty */
    uint32_t fill;  /* of that chunk */
};

struct ladder {
    gatesim_ticks horizon; /* GATESIM_NEVER: nothing is here */
    gatesim_ticks start;   /* of the first bucket */
    unsigned shift;        /* a bucket is 2^shift ticks wide */
    uint32_t in_use;       /* buckets that there are now; those before next are empty */
    uint32_t next;
    uint32_t count;         /* events here */
    struct bucket *buckets; /* the last of all takes what comes after those in use */
    struct chunk *chunks;
    uint32_t used, capacity; /* chunks that were ever in use, and the length of the array */
    uint32_t free;           /* first free chunk below used, or NO_CHUNK */
    uint32_t taken;          /* chunks in use */
};

/* ladder_init(F): make F empty, without memory of its own. */
void ladder_init(struct ladder *F);

/* ladder_free(F): free the memory of F, not F itself. */
void ladder_free(struct ladder *F);

/* ladder_begin(F, horizon): F is empty; from now on it takes events that are not before the
 * horizon. Returns 0, or GATESIM_ENOMEM with nothing changed. */
int ladder_begin(struct ladder *F, gatesim_ticks horizon);

/* ladder_reserve(F, events): make room for that number of events more, now and wherever they are
 * moved within F. Returns 0, or GATESIM_ENOMEM with nothing changed. */
int ladder_reserve(struct ladder *F, uint32_t events);

/* ladder_place(F, time, at): add an event at time, which is not before the horizon and for which
 * room was reserved. Returns its entry, which the caller fills, with its place as *at, which the
 * caller tells its slot. */
struct entry *ladder_place(struct ladder *F, gatesim_ticks time, uint32_t *at);

/* ladder_take(F, S, entries): move the events of the next bucket that is not empty to entries,
 * unordered; all events when few remain. entries has room for all events of F. Every event that is
 * left is at or after the new horizon. Returns how many were moved; 0 when F is empty, and then
 * there is no horizon any more. */
uint32_t ladder_take(struct ladder *F, struct slots *S, struct entry *entries);

/* ladder_remove(F, S, at): remove the event at that place. */
void ladder_remove(struct ladder *F, struct slots *S, uint32_t at);

#endif
