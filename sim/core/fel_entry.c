/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Free slots are a list through the slots themselves, the one that was given back last first. */
#include "sim/core/fel_entry.h"

#include <stdlib.h>

#include "gatesim/status.h"

/* slots_grow(S): double the array of slots. Returns 0, or GATESIM_ENOMEM with S unchanged. */
static int slots_grow(struct slots *S)
{
    const uint32_t capacity = S->capacity > 0 ? S->capacity * 2 : 64;
    struct slot *slots;

    if (capacity < S->capacity || (slots = realloc(S->slots, capacity * sizeof *slots)) == NULL)
        return GATESIM_ENOMEM;
    S->slots = slots;
    S->capacity = capacity;
    return 0;
}

int slots_take(struct slots *S, struct fel_id *id)
{
    uint32_t slot = S->free;

    if (slot != NO_SLOT) {
        S->free = S->slots[slot].at;
    } else {
        if (S->used == S->capacity && slots_grow(S) != 0)
            return GATESIM_ENOMEM;
        slot = S->used++;
        S->slots[slot].generation = 0;
    }
    id->slot = slot + 1;
    id->generation = S->slots[slot].generation;
    return 0;
}

void slots_give(struct slots *S, uint32_t slot)
{
    S->slots[slot].generation++;
    S->slots[slot].at = S->free;
    S->free = slot;
}
