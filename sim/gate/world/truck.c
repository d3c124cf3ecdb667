/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pool hands the records of trucks that have left out again, last one first: a warm
 * record is the one that the processor's cache still has. */
#include "sim/gate/world/truck.h"

#include <string.h>

/* room_for(at, size, count): where count objects of size bytes start, behind at. */
static uint32_t room_for(uint32_t *at, uint32_t size, uint32_t count)
{
    const uint32_t start = (*at + size - 1) / size * size;

    *at = start + size * count;
    return start;
}

void truck_pool_init(struct truck_pool *P, struct arena *A, const struct truck_parts *parts)
{
    const uint32_t values = (uint32_t)offsetof(struct truck, values);
    uint32_t end = values + parts->values;

    memset(P, 0, sizeof *P);
    P->arena = A;
    if (parts->loops > 0)
        P->loops_at = room_for(&end, sizeof(uint16_t), parts->loops);
    if (parts->line) {
        P->line_at = room_for(&end, sizeof(gatesim_ticks), 0);
        end = P->line_at + (uint32_t)sizeof(struct truck_line);
    }
    if (parts->past) {
        P->past_at = room_for(&end, sizeof(gatesim_ticks), 0);
        end = P->past_at + (uint32_t)sizeof(struct truck_past);
    }
    if (parts->ties) {
        P->ties_at = room_for(&end, sizeof(uint32_t), 0);
        end = P->ties_at + (uint32_t)sizeof(struct truck_ties);
    }
    if (parts->members > 0)
        P->members_at = room_for(&end, sizeof(uint32_t), parts->members);
    if (parts->alarm)
        P->alarm_at = room_for(&end, sizeof(struct fel_id), 1);
    if (parts->look_up) {
        P->look_up_at = room_for(&end, sizeof(gatesim_ticks), 0);
        end = P->look_up_at + (uint32_t)sizeof(struct truck_look_up);
    }
    if (parts->trucks)
        P->delay_at = room_for(&end, sizeof(gatesim_ticks), GATESIM_CAUSES);
    if (parts->visits) {
        P->visit_at = room_for(&end, sizeof(gatesim_ticks), 0);
        end = P->visit_at + (uint32_t)sizeof(struct truck_visit);
    }
    P->more =
        (P->loops_at | P->line_at | P->alarm_at | P->members_at | P->delay_at | P->visit_at) != 0;
    P->size = (end + 7U) & ~7U;
}

/* truck_pool_grow(P): add a chunk of records. Returns 0, or -1 without memory. */
static int truck_pool_grow(struct truck_pool *P)
{
    char *chunk = arena_alloc(P->arena, (size_t)1 << TRUCK_CHUNK_SHIFT, P->size);

    if (chunk == NULL)
        return -1;
    if (P->chunk_count == P->chunk_capacity) {
        const uint32_t capacity = P->chunk_capacity > 0 ? P->chunk_capacity * 2 : 16;
        char **chunks = ARENA_ARRAY(P->arena, char *, capacity);

        if (chunks == NULL)
            return -1;
        if (P->chunk_count > 0)
            memcpy(chunks, P->chunks, P->chunk_count * sizeof *chunks);
        P->chunks = chunks;
        P->chunk_capacity = capacity;
    }
    P->chunks[P->chunk_count++] = chunk;
    return 0;
}

/* truck_clear(P, T): a fresh record. Values are always drawn anew; the rest is mostly absent. */
static inline void truck_clear(const struct truck_pool *P, struct truck *T)
{
    static const struct truck fresh; /* all zeroes; copied, since to be filled takes longer */
    const uint32_t number = T->number;

    *T = fresh;
    T->number = number;
    if (P->more)
        memset(T + 1, 0, P->size - sizeof *T);
}

struct truck *truck_take(struct truck_pool *P)
{
    struct truck *T;

    if (P->free != NULL) {
        T = P->free;
        P->free = T->next;
        truck_clear(P, T);
    } else {
        if (P->used == UINT32_MAX)
            return NULL;
        if (P->used >> TRUCK_CHUNK_SHIFT == P->chunk_count && truck_pool_grow(P) != 0)
            return NULL;
        T = truck_at(P, P->used);
        T->number = P->used++;
    }
    P->inside++;
    return T;
}

void truck_give(struct truck_pool *P, struct truck *T)
{
    T->next = P->free;
    T->state = TRUCK_MOVING;
    P->free = T;
    P->inside--;
}
