/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appointments at work: trucks that ask for a slot, and come to it or not.
 *
 * A truck of a class that books is drawn when it wants to come. It has a record in the pool from
 * then on, but is in the system only when it has come. Until then it is at home: time that the gate
 * does not see, but that the truck waits all the same, so it is charged to causes of its own. */
#ifndef SIM_GATE_FLOW_APPOINTMENTS_H
#define SIM_GATE_FLOW_APPOINTMENTS_H

#include "sim/gate/world/world.h"

/* Counted in the window. */
struct book_counts {
    uint64_t booked;   /* slots taken */
    uint64_t no_slot;  /* trucks that found none before the end of the run */
    uint64_t no_shows; /* trucks with a slot that never come */
    uint64_t missed;   /* that came too late for it */
    uint64_t walk_ins; /* that came without one */
    uint64_t refused;  /* that were sent back, having none or having missed it */
};

struct book {
    const struct scn_appointments *scn;
    uint32_t *taken; /* by slot */
    uint32_t next;   /* no slot before this one has room any more */
    struct book_counts counts;
};

/* appointments_build(W): make the book of every appointment system. Returns 0 or GATESIM_ENOMEM. */
int appointments_build(struct gatesim *W);

/* appointments_ask(W, T): truck T, which was created and is not in the system, wants to come now:
 * it books a slot, walks in, or never comes. */
void appointments_ask(struct gatesim *W, struct truck *T);

/* appointments_come(W, T): truck T, which has a slot, comes now. */
void appointments_come(struct gatesim *W, struct truck *T);

/* appointments_end(W): the run ends: charge the time that trucks at home have waited. */
void appointments_end(struct gatesim *W);

/* appointments_use(W, i): returns the share of the room in the slots of system i that began in the
 * window which was taken; NaN when there was no room. */
double appointments_use(const struct gatesim *W, uint32_t i);

/* X(group, name, unit, axis, axis, meaning, value at i, j), as OTHER_COLUMNS of values.c. */
#define BOOK_COUNT(count) ((double)W->books[i].counts.count)
#define APPOINTMENTS_COLUMNS(X)                                                                \
    X(appointments, booked, "truck", APPOINTMENTS, NONE, "slots that were booked",             \
      BOOK_COUNT(booked))                                                                      \
    X(appointments, no_slot, "truck", APPOINTMENTS, NONE,                                      \
      "trucks that found no slot before the end of the run", BOOK_COUNT(no_slot))              \
    X(appointments, no_shows, "truck", APPOINTMENTS, NONE, "booked trucks that never come",    \
      BOOK_COUNT(no_shows))                                                                    \
    X(appointments, missed, "truck", APPOINTMENTS, NONE, "trucks that came too late",          \
      BOOK_COUNT(missed))                                                                      \
    X(appointments, walk_ins, "truck", APPOINTMENTS, NONE, "trucks that came without booking", \
      BOOK_COUNT(walk_ins))                                                                    \
    X(appointments, refused, "truck", APPOINTMENTS, NONE, "trucks that were sent back",        \
      BOOK_COUNT(refused))                                                                     \
    X(appointments, slot_use, "1", APPOINTMENTS, NONE,                                         \
      "share of the room in slots that was taken", appointments_use(W, (uint32_t)i))

#endif
