/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next few events stand in a row, the front, and all others lie in a heap behind it, none
 * earlier than the last of the front. The lists of most gates are short: they are a front alone,
 * where the first event is taken in no time and a new one finds its place among its neighbours.
 * A heap that becomes longer than what is near the processor keeps what comes next alone, and all
 * others wait in the far future, whose next bucket it takes when it has none. An event is in any of
 * these places itself. */
#include "sim/core/fel.h"

#include <stdlib.h>

#include "gatesim/status.h"
#include "sim/base/bug.h"
#include "sim/core/fel_entry.h"
#include "sim/core/ladder.h"
#include "sim/core/table_memory.h"

#define ARITY 4U

#define HEAP_MOST 4096U       /* from so many on there is a far future */
#define HEAP_SKIP (ARITY - 1) /* unused, so that children begin on a line of the cache */

#define FRONT_PLACES 64U /* the front wanders through them as it loses its first event */
#define FRONT_MOST 24U   /* events in it: to find a place among more, a heap is quicker */
#define FRONT_FEW 4U     /* among fewer, a search that ends early is quicker */
#define FRONT_BLOCK 8U   /* events that make room together */
#define FRONT_FILL 8U    /* events that come forward from the heap when it has none */

/* Kept out of what is done for every event, which would pay for what is rare. */
#define FEL_APART __attribute__((noinline))

/* order = phase << 60 | seq << 8 | kind: 2^52 pushes are enough, and no two have one seq. */
#define PHASE_SHIFT 60
#define SEQ_SHIFT 8

__extension__ typedef unsigned __int128 fel_key;

/* Places are told as those of the front, FRONT_PLACES + those of the heap, or those of far. */
struct fel {
    uint32_t head, tail; /* the front is front[head] to front[tail - 1] */
    uint32_t count;     /* of the heap; 0 if the front is empty, but not if there is a far future */
    uint32_t capacity;  /* in the heap: for all that may come there, the far future's too */
    struct entry *heap; /* HEAP_SKIP into its memory */
    struct slots slots;
    struct ladder far;
    uint64_t seq;
    /* Of an empty list, front[head] never comes; the last block lends its places to make_room. */
    struct entry front[FRONT_PLACES + FRONT_BLOCK];
};

void fel_destroy(struct fel *F)
{
    if (F == NULL)
        return;
    if (F->heap != NULL)
        free(F->heap - HEAP_SKIP);
    free(F->slots.slots);
    ladder_free(&F->far);
    free(F);
}

_Static_assert(ARITY * sizeof(struct entry) % MEMORY_LINE == 0, "children fill lines");

/* heap_grow(F): double the memory of the heap. Returns 0, or GATESIM_ENOMEM with F unchanged. */
static int heap_grow(struct fel *F)
{
    const uint32_t capacity = F->capacity > 0 ? F->capacity * 2 : 64;
    struct entry *memory = F->heap != NULL ? F->heap - HEAP_SKIP : NULL;

    if (capacity >= FAR_PLACE - FRONT_PLACES)
        return GATESIM_ENOMEM;
    memory = memory_grow(memory, memory != NULL ? (HEAP_SKIP + F->count) * sizeof *memory : 0,
                         (HEAP_SKIP + capacity) * sizeof *memory);
    if (memory == NULL)
        return GATESIM_ENOMEM;
    F->heap = memory + HEAP_SKIP;
    F->capacity = capacity;
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
    F->slots.free = NO_SLOT;
    ladder_init(&F->far);
    start_again(F);
    return F;
}

/* key_of(time, order): one number of the same order; times are not negative. */
static inline fel_key key_of(gatesim_ticks time, uint64_t order)
{
    return (fel_key)(uint64_t)time << 64 | order;
}

/* key(e): returns the key by which entry e is ordered. */
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

/* move(F, at, e): e, which lies elsewhere, comes to lie at at in the heap; move_front: in the
 * front. */
static inline void move(struct fel *F, uint32_t at, const struct entry *e)
{
    F->heap[at] = *e;
    slots_tell(&F->slots, &F->heap[at], FRONT_PLACES + at);
}

/* move_front(F, at, e): put entry e at that place of the front, and note it in its slot. */
static inline void move_front(struct fel *F, uint32_t at, const struct entry *e)
{
    F->front[at] = *e;
    slots_tell(&F->slots, &F->front[at], at);
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

/* room_in_heap(F, k, at): make a place in the heap, which has the memory, for an event of key k.
 * Returns its entry, with its place in *at. */
static inline struct entry *room_in_heap(struct fel *F, fel_key k, uint32_t *at)
{
    const uint32_t place = rise(F, F->count++, k);

    *at = FRONT_PLACES + place;
    return &F->heap[place];
}

/* bring(F): the heap has no event left: the next of the far future come, if there are any. */
FEL_APART static void bring(struct fel *F)
{
    const uint32_t count = ladder_take(&F->far, &F->slots, F->heap);

    while (F->count < count) {
        const struct entry e = F->heap[F->count];

        move(F, rise(F, F->count++, key(&e)), &e);
    }
}

/* go_far(F): all of the heap into the far future, and the next of it back. Without memory the heap
 * remains as it is. */
FEL_APART static void go_far(struct fel *F)
{
    uint32_t i;

    if (ladder_reserve(&F->far, F->count) != 0 || ladder_begin(&F->far, F->heap[0].time) != 0)
        return;
    for (i = 0; i < F->count; i++) {
        uint32_t at;

        *ladder_place(&F->far, F->heap[i].time, &at) = F->heap[i];
        slots_tell(&F->slots, &F->heap[i], at);
    }
    F->count = 0;
    bring(F);
}

/* take_out(F, at): close the hole that an event leaves in the heap with the last one. */
static void take_out(struct fel *F, uint32_t at)
{
    const struct entry *last = &F->heap[--F->count]; /* stays readable while others move */
    const fel_key k = key(last);

    if (at == F->count) {
        if (at == 0)
            bring(F);
        return;
    }
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

/* push_on(F, k, at): the last events of the front move on by one until an event of key k fits. */
static inline struct entry *push_on(struct fel *F, fel_key k, uint32_t *at)
{
    uint32_t place;

    for (place = F->tail++; place > F->head && before(k, &F->front[place - 1]); place--)
        move_front(F, place, &F->front[place - 1]);
    *at = place;
    return &F->front[place];
}

/* place_in_front(F, k): where an event of key k belongs. Where a search would end is what the
 * processor cannot guess, and a wrong guess costs more than to compare with all. */
static inline uint32_t place_in_front(const struct fel *F, fel_key k)
{
    uint32_t i, place = F->head;

    for (i = F->head; i < F->tail; i++)
        place += k > key(&F->front[i]);
    return place;
}

/* make_room(F, place): the events from there on move on by one; a block of places moves whether it
 * has events or not, for the same reason. */
static inline void make_room(struct fel *F, uint32_t place)
{
    struct entry *const hole = &F->front[place];
    uint32_t i;

    for (i = F->tail - place; i > FRONT_BLOCK; i--)
        hole[i] = hole[i - 1];
#pragma GCC unroll 8
    for (i = FRONT_BLOCK; i > 0; i--)
        hole[i] = hole[i - 1];
    F->tail++;
    if (F->slots.used > 0)
        for (i = place + 1; i < F->tail; i++)
            slots_tell(&F->slots, &F->front[i], i);
}

/* room_in_front(F, k, at): make a place in the front, which is not full, for an event of key k.
 * Returns its entry, with its place in *at. */
static inline struct entry *room_in_front(struct fel *F, fel_key k, uint32_t *at)
{
    uint32_t place;

    if (F->tail == FRONT_PLACES)
        make_place(F);
    if (F->tail - F->head < FRONT_FEW)
        return push_on(F, k, at);
    place = place_in_front(F, k);
    make_room(F, place);
    *at = place;
    return &F->front[place];
}

/* room_behind(F, k, at): there are events behind the front, or it is full, when its last makes room
 * for an earlier one. NULL: no memory. */
FEL_APART static struct entry *room_behind(struct fel *F, fel_key k, uint32_t *at)
{
    const gatesim_ticks time = (gatesim_ticks)(k >> 64);

    if (F->count + F->far.count >= F->capacity && heap_grow(F) != 0)
        return NULL;
    if (F->count == HEAP_MOST && F->far.horizon == GATESIM_NEVER)
        go_far(F);
    if (time >= F->far.horizon)
        return ladder_reserve(&F->far, 1) == 0 ? ladder_place(&F->far, time, at) : NULL;
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

    if (id != NULL && slots_take(&F->slots, id) != 0)
        return GATESIM_ENOMEM;
    if (F->count == 0 && F->tail - F->head < FRONT_MOST)
        e = room_in_front(F, k, &at);
    else if ((e = room_behind(F, k, &at)) == NULL) {
        if (id != NULL)
            slots_give(&F->slots, id->slot - 1);
        return GATESIM_ENOMEM;
    }
    e->time = ev->time;
    e->order = order;
    e->what = ev->what;
    e->where = ev->where;
    e->wait_id = ev->wait_id;
    e->slot = 0;
    if (id != NULL) {
        e->slot = id->slot;
        F->slots.slots[id->slot - 1].at = at;
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
    ev->wait_id = first->wait_id;
    if (first->slot != 0)
        slots_give(&F->slots, first->slot - 1);
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
    if (was.slot == 0 || was.slot > F->slots.used ||
        F->slots.slots[was.slot - 1].generation != was.generation)
        return false;
    at = F->slots.slots[was.slot - 1].at;
    if (at >= FAR_PLACE) {
        ladder_remove(&F->far, &F->slots, at);
    } else if (at < FRONT_PLACES) {
        GS_ASSERT(F->head <= at && at < F->tail && F->front[at].slot == was.slot);
        take_from_front(F, at);
    } else {
        at -= FRONT_PLACES;
        GS_ASSERT(at < F->count && F->heap[at].slot == was.slot);
        take_out(F, at);
    }
    slots_give(&F->slots, was.slot - 1);
    return true;
}

uint32_t fel_count(const struct fel *F)
{
    return F->tail - F->head + F->count + F->far.count;
}
