/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events lie in the heap themselves. Only one that may be cancelled has a slot besides, which
 * is told where the event goes, so that its handle finds it. */
#include "sim/core/fel.h"

#include <stdlib.h>

#include "gatesim/status.h"
#include "sim/base/bug.h"

#define ARITY 4U
#define NO_SLOT UINT32_MAX

/* order = phase << 60 | seq << 8 | kind: 2^52 pushes are enough, and no two have one seq. */
#define PHASE_SHIFT 60
#define SEQ_SHIFT 8

struct entry {
    gatesim_ticks time;
    uint64_t order;
    uint32_t what, where, wait;
    uint32_t slot; /* + 1; 0: has no handle */
};

__extension__ typedef unsigned __int128 fel_key;

struct slot {
    uint32_t generation; /* counts the uses */
    uint32_t at;         /* of its event in the heap, or of the next free slot */
};

struct fel {
    struct entry *heap; /* of an empty list, heap[0] is an event that never comes */
    struct slot *slots;
    uint32_t count, room;
    uint32_t used, slot_room; /* slots that were ever in use, and room for them */
    uint32_t free;            /* first free slot below used, or NO_SLOT */
    uint64_t seq;
};

void fel_destroy(struct fel *F)
{
    if (F == NULL)
        return;
    free(F->heap);
    free(F->slots);
    free(F);
}

static int heap_grow(struct fel *F)
{
    const uint32_t room = F->room > 0 ? F->room * 2 : 64;
    struct entry *heap;

    if (room < F->room || (heap = realloc(F->heap, room * sizeof *heap)) == NULL)
        return GATESIM_ENOMEM;
    F->heap = heap;
    F->room = room;
    return 0;
}

static int slots_grow(struct fel *F)
{
    const uint32_t room = F->slot_room > 0 ? F->slot_room * 2 : 64;
    struct slot *slots;

    if (room < F->slot_room || (slots = realloc(F->slots, room * sizeof *slots)) == NULL)
        return GATESIM_ENOMEM;
    F->slots = slots;
    F->slot_room = room;
    return 0;
}

static inline void end_if_empty(struct fel *F)
{
    if (F->count == 0) {
        F->heap[0].time = GATESIM_NEVER;
        F->heap[0].order = UINT64_MAX;
    }
}

struct fel *fel_create(void)
{
    struct fel *F = calloc(1, sizeof *F);

    if (F == NULL)
        return NULL;
    F->free = NO_SLOT;
    if (heap_grow(F) != 0) {
        free(F);
        return NULL;
    }
    end_if_empty(F);
    return F;
}

/* key_of(time, order): one number of the same order; times are not negative. */
static inline fel_key key_of(gatesim_ticks time, uint64_t order)
{
    return (fel_key)(uint64_t)time << 64 | order;
}

static inline fel_key key(const struct entry *e)
{
    return key_of(e->time, e->order);
}

/* move(F, at, e): e, which lies elsewhere, comes to lie at at. */
static inline void move(struct fel *F, uint32_t at, const struct entry *e)
{
    const uint32_t slot = e->slot;

    F->heap[at] = *e;
    if (slot != 0)
        F->slots[slot - 1].at = at;
}

/* rise(F, at, k): move the hole at up to where an event of key k belongs; returns where. */
static inline uint32_t rise(struct fel *F, uint32_t at, fel_key k)
{
    while (at > 0) {
        const uint32_t parent = (at - 1) / ARITY;
        const struct entry *e = &F->heap[parent];

        if (k >= key(e))
            break;
        move(F, at, e);
        at = parent;
    }
    return at;
}

/* earlier(F, a, b): which of two events comes first. */
static inline uint32_t earlier(const struct fel *F, uint32_t a, uint32_t b)
{
    return key(&F->heap[b]) < key(&F->heap[a]) ? b : a;
}

/* first_child(F, child): which of the children from child on, of which there is one, comes first.
 * Of four in two rounds, since a comparison waits for the one that it rests on. */
static inline uint32_t first_child(const struct fel *F, uint32_t child)
{
    uint32_t i, best = child;

    if (child + ARITY <= F->count)
        return earlier(F, earlier(F, child, child + 1), earlier(F, child + 2, child + 3));
    for (i = child + 1; i < F->count; i++)
        best = earlier(F, best, i);
    return best;
}

/* sink(F, at, k): move the hole at down to where an event of key k belongs; returns where. */
static inline uint32_t sink(struct fel *F, uint32_t at, fel_key k)
{
    while (at * ARITY + 1 < F->count) {
        const uint32_t child = first_child(F, at * ARITY + 1);

        if (k < key(&F->heap[child]))
            break;
        move(F, at, &F->heap[child]);
        at = child;
    }
    return at;
}

static int slot_take(struct fel *F, struct fel_id *id)
{
    uint32_t slot = F->free;

    if (slot != NO_SLOT) {
        F->free = F->slots[slot].at;
    } else {
        if (F->used == F->slot_room && slots_grow(F) != 0)
            return GATESIM_ENOMEM;
        slot = F->used++;
        F->slots[slot].generation = 0;
    }
    id->slot = slot + 1;
    id->generation = F->slots[slot].generation;
    return 0;
}

/* slot_give(F, slot): its handle is void from now on. */
static inline void slot_give(struct fel *F, uint32_t slot)
{
    F->slots[slot].generation++;
    F->slots[slot].at = F->free;
    F->free = slot;
}

int fel_push(struct fel *F, const struct fel_event *ev, struct fel_id *id)
{
    struct entry *e;
    uint64_t order;
    uint32_t at;

    if (F->count == F->room && heap_grow(F) != 0)
        return GATESIM_ENOMEM;
    if (id != NULL && slot_take(F, id) != 0)
        return GATESIM_ENOMEM;
    order = (uint64_t)ev->phase << PHASE_SHIFT | F->seq++ << SEQ_SHIFT | ev->kind;
    at = rise(F, F->count++, key_of(ev->time, order));
    e = &F->heap[at];
    e->time = ev->time;
    e->order = order;
    e->what = ev->what;
    e->where = ev->where;
    e->wait = ev->wait;
    e->slot = 0;
    if (id != NULL) {
        e->slot = id->slot;
        F->slots[id->slot - 1].at = at;
    }
    return 0;
}

/* take_first(F), take_out(F, at): close the hole that the event leaves with the last one, which
 * stays readable while others move. */
static inline void take_first(struct fel *F)
{
    const struct entry *last = &F->heap[--F->count];

    if (F->count > 0)
        move(F, sink(F, 0, key(last)), last);
    else
        end_if_empty(F);
}

static void take_out(struct fel *F, uint32_t at)
{
    const struct entry *last = &F->heap[F->count - 1];
    const fel_key k = key(last);

    if (at == 0) {
        take_first(F);
        return;
    }
    if (at < --F->count)
        move(F, k < key(&F->heap[at]) ? rise(F, at, k) : sink(F, at, k), last);
}

bool fel_pop(struct fel *F, struct fel_event *ev)
{
    const struct entry *first = &F->heap[0];

    if (F->count == 0)
        return false;
    ev->time = first->time;
    ev->phase = (uint8_t)(first->order >> PHASE_SHIFT);
    ev->kind = (uint8_t)first->order;
    ev->what = first->what;
    ev->where = first->where;
    ev->wait = first->wait;
    if (first->slot != 0)
        slot_give(F, first->slot - 1);
    take_first(F);
    return true;
}

gatesim_ticks fel_first_time(const struct fel *F)
{
    return F->heap[0].time;
}

uint8_t fel_first_phase(const struct fel *F)
{
    return F->count > 0 ? (uint8_t)(F->heap[0].order >> PHASE_SHIFT) : UINT8_MAX;
}

bool fel_cancel(struct fel *F, struct fel_id *id)
{
    const struct fel_id was = *id;
    uint32_t at;

    id->slot = 0;
    id->generation = 0;
    if (was.slot == 0 || was.slot > F->used || F->slots[was.slot - 1].generation != was.generation)
        return false;
    at = F->slots[was.slot - 1].at;
    GS_ASSERT(at < F->count && F->heap[at].slot == was.slot);
    take_out(F, at);
    slot_give(F, was.slot - 1);
    return true;
}

uint32_t fel_count(const struct fel *F)
{
    return F->count;
}
