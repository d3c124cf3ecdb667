/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the future-event list keeps of an event, and the slot by which the handle of one that may be
 * cancelled finds it. A slot is told wherever its event goes; its generation counts its uses, so
 * that the handle of an event that is gone is told apart. */
#ifndef SIM_CORE_FEL_ENTRY_H
#define SIM_CORE_FEL_ENTRY_H

#include <stdint.h>

#include "gatesim/time.h"
#include "sim/core/fel.h"

struct entry {
    gatesim_ticks time;
    uint64_t order; /* among events of one time */
    uint32_t what, where, wait_id;
    uint32_t slot; /* + 1; 0: has no handle */
};

struct slot {
    uint32_t generation;
    uint32_t at; /* the place of its event; or the next free slot */
};

/* Owns its array. */
struct slots {
    struct slot *slots;
    uint32_t used, capacity; /* slots that were ever in use, and the length of the array */
    uint32_t free;           /* first free slot below used, or NO_SLOT */
};

#define NO_SLOT UINT32_MAX

/* slots_take(S, id): take a slot for an event to come, and store its handle in *id. Returns 0, or
 * GATESIM_ENOMEM with S unchanged. */
int slots_take(struct slots *S, struct fel_id *id);

/* slots_give(S, slot): free that slot, which is in use. Its handle is void from now on. */
void slots_give(struct slots *S, uint32_t slot);

/* slots_tell(S, e, at): note in the slot of event e, if it has one, that e is now at place at. */
static inline void slots_tell(struct slots *S, const struct entry *e, uint32_t at)
{
    if (e->slot != 0)
        S->slots[e->slot - 1].at = at;
}

#endif
