/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tickets are given out over all parts, so that those of two parts compare. A list of trucks has
 * none, so the truck keeps its own. */
#include "sim/gate/station/line_by_rule.h"

#include <string.h>

#include "gatesim/status.h"

void parts_init(struct parts *Q, enum scn_discipline discipline)
{
    memset(Q, 0, sizeof *Q);
    Q->discipline = discipline;
}

/* part_new(Q, P, fits): one more part, or NULL without memory. */
static struct part *part_new(struct parts *Q, const struct truck_pool *P, uint32_t fits)
{
    if (Q->count == Q->capacity) {
        const uint32_t capacity = Q->capacity > 0 ? Q->capacity * 2 : 4;
        struct part *list = ARENA_ARRAY(P->arena, struct part, capacity);

        if (list == NULL)
            return NULL;
        if (Q->count > 0)
            memcpy(list, Q->list, Q->count * sizeof *list);
        Q->list = list;
        Q->capacity = capacity;
    }
    line_init(&Q->list[Q->count].line, Q->discipline);
    Q->list[Q->count].fits = fits;
    return &Q->list[Q->count++];
}

/* part_of(Q, fits): the part of such trucks, or NULL: there is none yet. */
static struct part *part_of(const struct parts *Q, uint32_t fits)
{
    uint32_t i;

    for (i = 0; i < Q->count; i++)
        if (Q->list[i].fits == fits)
            return &Q->list[i];
    return NULL;
}

int parts_push(struct parts *Q, struct truck_pool *P, struct truck *T, int64_t key, uint32_t fits)
{
    struct part *part = part_of(Q, fits);
    struct truck_line *L = truck_line(P, T);

    if (part == NULL && (part = part_new(Q, P, fits)) == NULL)
        return GATESIM_ENOMEM;
    L->fits = fits;
    L->ticket = part->line.tickets = Q->tickets++;
    return line_push(&part->line, P->arena, T, key);
}

/* first(P, L): the entry that a line which is not empty would give first. */
static struct line_entry first(const struct truck_pool *P, const struct line *L)
{
    struct line_entry e = {0};

    if (L->keeping == LINE_LIST_FIRST)
        e.ticket = truck_line(P, L->list.head)->ticket;
    else if (L->keeping == LINE_LIST_LAST)
        e.ticket = UINT64_MAX - truck_line(P, L->list.tail)->ticket;
    else
        e = L->entries[0];
    return e;
}

/* is_open(part, open): returns whether a truck of that part may be called: it has one, no rule of
 * the part is shut, and, unless all are open, one of its rules is open. */
static bool is_open(const struct part *part, const struct parts_open *open)
{
    return line_count(&part->line) > 0 && (part->fits & open->shut) == 0 &&
           (open->all || (part->fits & open->some) != 0);
}

bool parts_any(const struct parts *Q, const struct parts_open *open)
{
    uint32_t i;

    for (i = 0; i < Q->count; i++)
        if (is_open(&Q->list[i], open))
            return true;
    return false;
}

/* next_part(Q, P, open): the open part whose first truck is first of all, or NULL. */
static struct part *next_part(const struct parts *Q, const struct truck_pool *P,
                              const struct parts_open *open)
{
    struct part *best = NULL;
    struct line_entry of_best = {0};
    uint32_t i;

    for (i = 0; i < Q->count; i++) {
        struct line_entry e;

        if (!is_open(&Q->list[i], open))
            continue;
        e = first(P, &Q->list[i].line);
        if (best == NULL || line_before(&e, &of_best)) {
            best = &Q->list[i];
            of_best = e;
        }
    }
    return best;
}

/* random_part(Q, stream, open): an open part, by the number of its trucks, or NULL. */
static struct part *random_part(struct parts *Q, uint64_t stream, const struct parts_open *open)
{
    const struct substream pick = {stream, Q->picks, 0, 0};
    uint32_t i, count = 0, skip;

    for (i = 0; i < Q->count; i++)
        count += is_open(&Q->list[i], open) ? line_count(&Q->list[i].line) : 0;
    if (count == 0)
        return NULL;
    Q->picks++;
    skip = (uint32_t)(substream_uniform(&pick) * count);
    for (i = 0; !is_open(&Q->list[i], open) || skip >= line_count(&Q->list[i].line); i++)
        skip -= is_open(&Q->list[i], open) ? line_count(&Q->list[i].line) : 0;
    Q->list[i].line.picks = Q->picks++;
    return &Q->list[i];
}

struct truck *parts_pop(struct parts *Q, struct truck_pool *P, uint64_t stream,
                        const struct parts_open *open)
{
    struct part *part = line_keeping(Q->discipline) == LINE_AT_RANDOM ? random_part(Q, stream, open)
                                                                      : next_part(Q, P, open);

    return part == NULL ? NULL : line_pop(&part->line, stream);
}

void parts_remove(struct parts *Q, struct truck_pool *P, struct truck *T)
{
    line_remove(&part_of(Q, truck_line(P, T)->fits)->line, T);
}
