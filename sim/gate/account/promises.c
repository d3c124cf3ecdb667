/* SPDX-License-Identifier: GPL-3.0-or-later */
/* There are few promises, so each wait is held against all of them; nothing is asked where a
 * scenario has none. */
#include "sim/gate/account/promises.h"

#include "gatesim/status.h"

int promises_build(struct gatesim *W)
{
    W->promises = ARENA_ARRAY(W->arena, struct promise_counts, W->scn->promise_count);
    return W->promises != NULL || W->scn->promise_count == 0 ? GATESIM_OK : GATESIM_ENOMEM;
}

/* count(W, station, T, wait): the truck has waited that long at the station, or SCN_NONE in all. */
static void count(struct gatesim *W, uint32_t station, const struct truck *T, gatesim_ticks wait)
{
    for (uint32_t i = 0; i < W->scn->promise_count; i++) {
        const struct scn_promise *P = &W->scn->promises[i];

        if (P->station != station ||
            (P->class_index != SCN_NONE && P->class_index != T->class_index))
            continue;
        W->promises[i].trucks++;
        W->promises[i].broken += wait > P->wait;
    }
}

void promises_called(struct gatesim *W, uint32_t station, const struct truck *T)
{
    count(W, station, T, W->now - T->joined);
}

void promises_crossed(struct gatesim *W, const struct truck *T)
{
    count(W, SCN_NONE, T, T->waited);
}
