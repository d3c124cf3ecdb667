/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next few events stand in a row, the front, and all others lie in a heap behind it, none
 * earlier than the last of the front. The lists of most gates are short: they are a front alone,
 * where the first event is taken in no time and a new one finds its place among its neighbours.
 * An event is in either place itself. Only one that may be cancelled has a slot besides, which is
 * told where the event goes, so that its handle finds it. */
#define _DEFAULT_SOURCE /* madvise */

#include "sim/core/fel.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "gatesim/status.h"
#include "sim/base/bug.h"

#define ARITY 4U
#define NO_SLOT UINT32_MAX

#define HEAP_NEAR 1024U                           /* so many events of it are near: 32 kB */
#define HEAP_LINES (ARITY * sizeof(struct entry)) /* the children of one event fill these bytes */
#define HUGE_PAGE ((size_t)1 << 21)

#define FRONT_PLACES 64U /* the front wanders through them as it loses its first event */
#define FRONT_MOST 24U   /* events in it: to find a place among more, a heap is quicker */
#define FRONT_FILL 8U    /* events that come forward from the heap when it has none */

/* Kept out of what is done for every event, which would pay for what is rare. */
#define FEL_APART __attribute__((noinline))

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
    uint32_t at;         /* of its event: a place of the front, or FRONT_PLACES + one of the heap;
                            or of the next free slot */
};

struct fel {
    uint32_t head, tail; /* the front is front[head] to front[tail - 1] */
    uint32_t count;      /* of the heap; 0 if the front is empty */
    uint32_t room;       /* in the heap */
    struct entry *heap;  /* in the memory, so that children begin on a line of the cache */
    void *memory;
    struct slot *slots;
    uint32_t used, slot_room; /* slots that were ever in use, and room for them */
    uint32_t free;            /* first free slot below used, or NO_SLOT */
    uint64_t seq;
    struct entry front[FRONT_PLACES]; /* of an empty list, front[head] never comes */
};

void fel_destroy(struct fel *F)
{
    if (F == NULL)
        return;
    free(F->memory);
    free(F->slots);
    free(F);
}

/* until(at, multiple): bytes from at to the next multiple; 0 if it is one. */
static size_t until(const void *at, size_t multiple)
{
    const size_t past = (uintptr_t)at % multiple;

    return past == 0 ? 0 : multiple - past;
}

/* first_place(memory): where the heap begins: its second place is on a line. */
static struct entry *first_place(struct entry *memory)
{
    void *second = (unsigned char *)(memory + 1) + until(memory + 1, HEAP_LINES);

    return (struct entry *)second - 1;
}

/* ask_for_huge_pages(memory, size): a heap that is looked at here and there needs many pages, more
 * than the processor knows the places of. */
static void ask_for_huge_pages(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
    const size_t skip = until(memory, HUGE_PAGE);

    if (size >= skip + HUGE_PAGE)
        (void)madvise((unsigned char *)memory + skip, (size - skip) / HUGE_PAGE * HUGE_PAGE,
                      MADV_HUGEPAGE);
#else
    (void)memory;
    (void)size;
#endif
}

static int heap_grow(struct fel *F)
{
    const uint32_t room = F->room > 0 ? F->room * 2 : 64;
    const size_t size = room * sizeof(struct entry) + HEAP_LINES;
    struct entry *memory, *heap;

    if (room < F->room || (memory = malloc(size)) == NULL)
        return GATESIM_ENOMEM;
    ask_for_huge_pages(memory, size);
    heap = first_place(memory);
    if (F->count > 0)
        memcpy(heap, F->heap, F->count * sizeof *heap);
    free(F->memory);
    F->memory = memory;
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

/* start_again(F): an empty front begins at its first place, and says so until it has an event. */
static inline void start_again(struct fel *F)
{
    F->head = F->tail = 0;
    F->front[0].time = GATESIM_NEVER;
    F->front[0].order = UINT64_MAX;
}

struct fel *fel_create(void)
{
    struct fel *F = calloc(1, sizeof *F);

    if (F == NULL)
        return NULL;
    F->free = NO_SLOT;
    start_again(F);
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

/* before(k, e): whether an event of key k comes before e; the time nearly always tells. */
static inline bool before(fel_key k, const struct entry *e)
{
    const gatesim_ticks time = (gatesim_ticks)(k >> 64);

    return time < e->time || (time == e->time && (uint64_t)k < e->order);
}

/* tell(F, e, at): the slot of an event that has come to lie at at, if it has one. */
static inline void tell(struct fel *F, const struct entry *e, uint32_t at)
{
    if (e->slot != 0)
        F->slots[e->slot - 1].at = at;
}

/* move(F, at, e): e, which lies elsewhere, comes to lie at at in the heap; move_front: in the
 * front. */
static inline void move(struct fel *F, uint32_t at, const struct entry *e)
{
    F->heap[at] = *e;
    tell(F, &F->heap[at], FRONT_PLACES + at);
}

static inline void move_front(struct fel *F, uint32_t at, const struct entry *e)
{
    F->front[at] = *e;
    tell(F, &F->front[at], at);
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

/* fetch(F, first): of four children the children, of which first is the first, are looked at next:
 * where the heap is longer than what the nearest cache holds, they are fetched meanwhile. */
static inline void fetch(const struct fel *F, uint32_t first)
{
    uint32_t i;

    if (first < HEAP_NEAR || first + ARITY * ARITY > F->count)
        return;
    for (i = 0; i < ARITY * ARITY; i += 2)
        __builtin_prefetch(&F->heap[first + i]);
}

/* sink(F, at, k): move the hole at down to where an event of key k belongs; returns where. */
static inline uint32_t sink(struct fel *F, uint32_t at, fel_key k)
{
    while (at * ARITY + 1 < F->count) {
        const uint32_t first = at * ARITY + 1;
        uint32_t child;

        fetch(F, first * ARITY + 1);
        child = first_child(F, first);
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

/* room_in_heap(F, k), room_in_front(F, k): the place of an event of key k that comes now; both have
 * room. */
static inline struct entry *room_in_heap(struct fel *F, fel_key k, uint32_t *at)
{
    const uint32_t place = rise(F, F->count++, k);

    *at = FRONT_PLACES + place;
    return &F->heap[place];
}

/* take_out(F, at): close the hole that an event leaves in the heap with the last one. */
static void take_out(struct fel *F, uint32_t at)
{
    const struct entry *last = &F->heap[--F->count]; /* stays readable while others move */
    const fel_key k = key(last);

    if (at == F->count)
        return;
    move(F, at > 0 && k < key(&F->heap[at]) ? rise(F, at, k) : sink(F, at, k), last);
}

/* refill(F): the front has no event left. */
FEL_APART static void refill(struct fel *F)
{
    start_again(F);
    while (F->count > 0 && F->tail < FRONT_FILL) {
        move_front(F, F->tail++, &F->heap[0]);
        take_out(F, 0);
    }
}

/* make_place(F): the front has no place behind its last event: it goes back to the start. */
FEL_APART static void make_place(struct fel *F)
{
    uint32_t i;

    for (i = 0; i < F->tail - F->head; i++)
        move_front(F, i, &F->front[F->head + i]);
    F->head = 0;
    F->tail = i;
}

static inline struct entry *room_in_front(struct fel *F, fel_key k, uint32_t *at)
{
    uint32_t place;

    if (F->tail == FRONT_PLACES)
        make_place(F);
    for (place = F->tail++; place > F->head && before(k, &F->front[place - 1]); place--)
        move_front(F, place, &F->front[place - 1]);
    *at = place;
    return &F->front[place];
}

/* room_behind(F, k, at): there are events in the heap, or the front is full, whose last then makes
 * room for an earlier one. NULL: no memory. */
FEL_APART static struct entry *room_behind(struct fel *F, fel_key k, uint32_t *at)
{
    if (F->count == F->room && heap_grow(F) != 0)
        return NULL;
    if (k > key(&F->front[F->tail - 1]))
        return room_in_heap(F, k, at);
    if (F->tail - F->head == FRONT_MOST) {
        const struct entry *last = &F->front[--F->tail];

        move(F, rise(F, F->count++, key(last)), last);
    }
    return room_in_front(F, k, at);
}

int fel_push(struct fel *F, const struct fel_event *ev, struct fel_id *id)
{
    const uint64_t order = (uint64_t)ev->phase << PHASE_SHIFT | F->seq++ << SEQ_SHIFT | ev->kind;
    const fel_key k = key_of(ev->time, order);
    struct entry *e;
    uint32_t at;

    if (id != NULL && slot_take(F, id) != 0)
        return GATESIM_ENOMEM;
    if (F->count == 0 && F->tail - F->head < FRONT_MOST)
        e = room_in_front(F, k, &at);
    else if ((e = room_behind(F, k, &at)) == NULL) {
        if (id != NULL)
            slot_give(F, id->slot - 1);
        return GATESIM_ENOMEM;
    }
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

bool fel_pop(struct fel *F, struct fel_event *ev)
{
    const struct entry *first = &F->front[F->head];

    if (F->head == F->tail)
        return false;
    ev->time = first->time;
    ev->phase = (uint8_t)(first->order >> PHASE_SHIFT);
    ev->kind = (uint8_t)first->order;
    ev->what = first->what;
    ev->where = first->where;
    ev->wait = first->wait;
    if (first->slot != 0)
        slot_give(F, first->slot - 1);
    if (++F->head == F->tail)
        refill(F);
    return true;
}

gatesim_ticks fel_first_time(const struct fel *F)
{
    return F->front[F->head].time;
}

uint8_t fel_first_phase(const struct fel *F)
{
    return F->head < F->tail ? (uint8_t)(F->front[F->head].order >> PHASE_SHIFT) : UINT8_MAX;
}

/* take_from_front(F, at): those behind it move up. */
static void take_from_front(struct fel *F, uint32_t at)
{
    for (F->tail--; at < F->tail; at++)
        move_front(F, at, &F->front[at + 1]);
    if (F->head == F->tail)
        refill(F);
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
    if (at < FRONT_PLACES) {
        GS_ASSERT(F->head <= at && at < F->tail && F->front[at].slot == was.slot);
        take_from_front(F, at);
    } else {
        at -= FRONT_PLACES;
        GS_ASSERT(at < F->count && F->heap[at].slot == was.slot);
        take_out(F, at);
    }
    slot_give(F, was.slot - 1);
    return true;
}

uint32_t fel_count(const struct fel *F)
{
    return F->tail - F->head + F->count;
}
