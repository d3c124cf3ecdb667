/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By arrival a line is a list; by a key it is a heap; at random it is an array. In the heap and in
 * the array a truck knows its position, so that it can be found when it leaves. */
#include "sim/gate/world/line.h"

#include <string.h>

#include "gatesim/status.h"

static const enum line_keeping keepings[SCN_DISCIPLINES] = {
#define KEEPING(code, word, keeping, order) [SCN_##code] = LINE_##keeping,
    SCN_DISCIPLINE_LIST(KEEPING)
#undef KEEPING
};

enum line_keeping line_keeping(enum scn_discipline discipline)
{
    return keepings[discipline];
}

void line_init(struct line *L, enum scn_discipline discipline)
{
    memset(L, 0, sizeof *L);
    L->keeping = line_keeping(discipline);
}

/* line_grow(L, A): double the array of L in A, which keeps the old one. Returns 0 or
 * GATESIM_ENOMEM. */
static int line_grow(struct line *L, struct arena *A)
{
    const uint32_t capacity = L->capacity > 0 ? L->capacity * 2 : 16;
    struct line_entry *entries = ARENA_ARRAY(A, struct line_entry, capacity);

    if (entries == NULL)
        return GATESIM_ENOMEM;
    if (L->capacity > 0)
        memcpy(entries, L->entries, L->capacity * sizeof *entries);
    L->entries = entries;
    L->capacity = capacity;
    return 0;
}

/* put(L, at, e): put entry e at position at. */
static void put(struct line *L, uint32_t at, struct line_entry e)
{
    L->entries[at] = e;
    e.truck->position = at;
}

/* rise(L, at, e): entry e stands at position at of the heap or above, where those before it go
 * first. */
static void rise(struct line *L, uint32_t at, struct line_entry e)
{
    while (at > 0 && line_before(&e, &L->entries[(at - 1) / 2])) {
        put(L, at, L->entries[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    put(L, at, e);
}

/* sink(L, at, e): entry e stands at position at of the heap or below, where those behind it come
 * later. */
static void sink(struct line *L, uint32_t at, struct line_entry e)
{
    for (;;) {
        uint32_t child = 2 * at + 1;

        if (child + 1 < L->list.count && line_before(&L->entries[child + 1], &L->entries[child]))
            child++;
        if (child >= L->list.count || !line_before(&L->entries[child], &e))
            break;
        put(L, at, L->entries[child]);
        at = child;
    }
    put(L, at, e);
}

int line_sort_in(struct line *L, struct arena *A, struct truck *T, int64_t key)
{
    struct line_entry e;

    if (L->list.count == L->capacity && line_grow(L, A) != 0)
        return GATESIM_ENOMEM;
    e.key = key;
    e.ticket = L->tickets++;
    e.truck = T;
    if (L->keeping == LINE_AT_RANDOM)
        put(L, L->list.count++, e);
    else
        rise(L, L->list.count++, e);
    return 0;
}

/* take_out(L, at): close the hole that the entry at leaves. */
static void take_out(struct line *L, uint32_t at)
{
    const struct line_entry last = L->entries[--L->list.count];

    if (at == L->list.count)
        return;
    if (L->keeping == LINE_AT_RANDOM)
        put(L, at, last);
    else if (at > 0 && line_before(&last, &L->entries[(at - 1) / 2]))
        rise(L, at, last);
    else
        sink(L, at, last);
}

struct truck *line_pick(struct line *L, uint64_t stream)
{
    struct truck *T;
    uint32_t at = 0;

    if (L->keeping == LINE_AT_RANDOM) {
        const struct substream pick = {stream, L->picks++, 0, 0};

        at = (uint32_t)(substream_uniform(&pick) * L->list.count);
    }
    T = L->entries[at].truck;
    take_out(L, at);
    return T;
}

void line_remove(struct line *L, struct truck *T)
{
    if (L->keeping <= LINE_LIST_LAST)
        truck_list_remove(&L->list, T);
    else
        take_out(L, T->position);
}
