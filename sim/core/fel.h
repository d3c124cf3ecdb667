/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Future-event list: pending events in the order the simulation must see them.
 *
 * Order is (time, phase, seq); seq is the push count, so equal events are FIFO. The next few events
 * stand in order, the others in an implicit 4-ary heap, and of thousands those of the far future in
 * buckets by time: at most O(log n), and hardly more for a million than for a thousand. An event
 * that was pushed with a handle can be cancelled as quickly, and a handle of an event that is gone
 * is told apart by its generation. Owns its arrays, which grow by doubling; a warm list does not
 * allocate. Not thread-safe: one list per replication. */
#ifndef SIM_CORE_FEL_H
#define SIM_CORE_FEL_H

#include <stdbool.h>
#include <stdint.h>

#include "gatesim/time.h"

struct fel_event {
    gatesim_ticks time;
    uint8_t phase;    /* smaller first at one instant, 0..15 */
    uint8_t kind;     /* the model's own */
    uint32_t what;    /* a truck, a source: the model's own */
    uint32_t where;   /* a station: the model's own */
    uint32_t wait_id; /* the generation of the wait that it was issued for */
};

/* A handle; the zero handle names no event. */
struct fel_id {
    uint32_t slot; /* + 1 */
    uint32_t generation;
};

struct fel;

/* fel_create(): returns an empty list; NULL without memory. */
struct fel *fel_create(void);

/* fel_destroy(F): free the list with all events that are in it. NULL is fine. */
void fel_destroy(struct fel *F);

/* fel_push(F, ev, id): add *ev, whose time is not before the last popped time. Store a
 * handle in *id unless id is NULL. Returns 0, or GATESIM_ENOMEM with F unchanged. */
int fel_push(struct fel *F, const struct fel_event *ev, struct fel_id *id);

/* fel_pop(F, ev): take the first event into *ev; false when there is none. */
bool fel_pop(struct fel *F, struct fel_event *ev);

/* fel_first_time(F): returns the time in ticks of the first event; GATESIM_NEVER where F is empty.
 */
gatesim_ticks fel_first_time(const struct fel *F);

/* fel_first_phase(F): returns the phase of the first event; 255 where F is empty. */
uint8_t fel_first_phase(const struct fel *F);

/* fel_cancel(F, id): remove the event; false when it has already gone. Clears *id. */
bool fel_cancel(struct fel *F, struct fel_id *id);

/* fel_count(F): returns the number of events in the list. */
uint32_t fel_count(const struct fel *F);

#endif
