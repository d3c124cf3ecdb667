/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A waiting line and its discipline: who is served next.
 *
 * First and last come first served are a list through the trucks themselves; disciplines
 * that order by a number are a binary heap of (number, ticket); random service is an array.
 * A truck can leave from anywhere in the line: in O(1), or O(log n) in a heap. */
#ifndef SIM_GATE_WORLD_LINE_H
#define SIM_GATE_WORLD_LINE_H

#include <stdint.h>

#include "sim/gate/world/truck.h"
#include "sim/scenario/model/scenario.h"

enum line_keeping {
    LINE_LIST_FIRST, /* list, served from its head */
    LINE_LIST_LAST,  /* list, served from its tail */
    LINE_BY_NUMBER,  /* heap */
    LINE_AT_RANDOM   /* array */
};

struct line_entry {
    int64_t key;     /* smaller first */
    uint64_t ticket; /* order of joining, among equal keys */
    struct truck *truck;
};

struct line {
    enum line_keeping keeping;
    struct truck_list list;     /* its count serves every line */
    struct line_entry *entries; /* heap or array */
    uint32_t capacity;
    uint64_t tickets; /* given out */
    uint64_t picks;   /* made: address of the next random choice */
};

/* line_keeping(discipline): returns how a line of that discipline is kept. */
enum line_keeping line_keeping(enum scn_discipline discipline);

/* line_init(L, discipline): make L an empty line of that discipline. */
void line_init(struct line *L, enum scn_discipline discipline);

/* line_before(a, b): returns whether a is served before b where the discipline orders by a number.
 */
static inline bool line_before(const struct line_entry *a, const struct line_entry *b)
{
    return a->key < b->key || (a->key == b->key && a->ticket < b->ticket);
}

/* line_count(L): returns how many trucks stand in the line. */
static inline uint32_t line_count(const struct line *L)
{
    return L->list.count;
}

/* line_first(L): returns the next truck of a line that is not empty; any truck of a line in random
 * order. */
static inline struct truck *line_first(const struct line *L)
{
    if (L->keeping == LINE_LIST_FIRST)
        return L->list.head;
    return L->keeping == LINE_LIST_LAST ? L->list.tail : L->entries[0].truck;
}

/* line_sort_in(L, A, T, key): line_push for a line that is a heap or an array. */
int line_sort_in(struct line *L, struct arena *A, struct truck *T, int64_t key);

/* line_pick(L, stream): line_pop for a line that is a heap or an array. */
struct truck *line_pick(struct line *L, uint64_t stream);

/* line_push(L, A, T, key): truck T joins line L. key: the number by which the discipline orders, if
 * it does, smallest first. The line grows in arena A. Returns 0, or GATESIM_ENOMEM with nothing
 * changed. */
static inline int line_push(struct line *L, struct arena *A, struct truck *T, int64_t key)
{
    if (L->keeping > LINE_LIST_LAST)
        return line_sort_in(L, A, T, key);
    truck_list_append(&L->list, T);
    return 0;
}

/* line_pop(L, stream): take the next truck out of a line that is not empty; a random choice is
 * drawn from the stream. Returns the truck. */
static inline struct truck *line_pop(struct line *L, uint64_t stream)
{
    struct truck *T;

    if (L->keeping > LINE_LIST_LAST)
        return line_pick(L, stream);
    T = line_first(L);
    truck_list_remove(&L->list, T);
    return T;
}

/* line_remove(L, T): truck T, which is in the line, leaves it. */
void line_remove(struct line *L, struct truck *T);

#endif
