/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate at this instant: what every place does, and where every truck is.
 *
 * For a view of a simulation while it runs. Nothing here changes it. */
#ifndef GATESIM_STATE_H
#define GATESIM_STATE_H

#include <stddef.h>
#include <stdint.h>

#include "gatesim/simulation.h"

#define GATESIM_UNLIMITED UINT32_MAX /* servers, places to wait */
#define GATESIM_NOWHERE UINT32_MAX   /* no station */

/* What the line of a place meets: the first that holds. Time in line goes to the cause of the state
 * that it was spent in. X(code, name, cause) */
#define GATESIM_PLACE_STATE_LIST(X)                                                     \
    X(CLOSED, "closed", CLOSED) /* no server is on shift */                             \
    X(DOWN, "down", DOWN)       /* servers are on shift, none works */                  \
    X(STAFF, "staff", STAFF)    /* a server is free, people to go with it are not */    \
    X(HELD, "held", METERED)    /* a server is free, admission lets no truck through */ \
    X(OPEN, "open", QUEUEING)

enum gatesim_place_state {
#define GATESIM_PLACE_STATE_CODE(code, name, cause) GATESIM_PLACE_##code,
    GATESIM_PLACE_STATE_LIST(GATESIM_PLACE_STATE_CODE)
#undef GATESIM_PLACE_STATE_CODE
        GATESIM_PLACE_STATES
};

/* gatesim_place_state_name(state): returns the state as one word. */
const char *gatesim_place_state_name(enum gatesim_place_state state);

/* A station at an instant. */
struct gatesim_place {
    enum gatesim_place_state state;
    uint32_t queue;     /* trucks in line */
    uint32_t busy;      /* servers at work */
    uint32_t blocked;   /* servers held by served trucks */
    uint32_t kept;      /* servers held as places by trucks that have gone on */
    uint32_t suspended; /* trucks left in mid-service */
    uint32_t on_shift;  /* servers by the timetable, incidents and extra ones; GATESIM_UNLIMITED */
    uint32_t servers;   /* of these, that are in order; GATESIM_UNLIMITED */
    uint32_t before;    /* trucks that wait elsewhere for room here */
    uint32_t incoming;  /* trucks under way to it */
    uint32_t waiting;   /* trucks that may stand in line; GATESIM_UNLIMITED */
    uint64_t arrived, served;
    double speed; /* of its servers */
};

/* gatesim_place(G, station, place): fill *place with what the station is now. */
void gatesim_place(const struct gatesim *G, size_t station, struct gatesim_place *place);

/* What a truck is doing. A blocked one stands where it was served, or at the last place. X(code,
 * name) */
#define GATESIM_DOING_LIST(X)                                                         \
    X(ON_ROAD, "on the road before") /* stands outside, waiting for room */           \
    X(IN_LINE, "in line at")                                                          \
    X(IN_SETUP, "called forward at")                                                  \
    X(LOOKED_UP, "looked up at") /* holds the server while a data service is asked */ \
    X(IN_SERVICE, "in service at")                                                    \
    X(SUSPENDED, "left in mid-service at") /* until a server comes back */            \
    X(BLOCKED, "served, waiting for room ahead of")                                   \
    X(UNDER_WAY, "under way to")       /* or along a step of its route */             \
    X(AWAITS, "waiting for papers at") /* at the place that it keeps */               \
    X(ASKS, "waiting for people at")   /* members of a pool */                        \
    X(GATHERS, "waiting for others at")

enum gatesim_doing {
#define GATESIM_DOING_CODE(code, name) GATESIM_DOING_##code,
    GATESIM_DOING_LIST(GATESIM_DOING_CODE)
#undef GATESIM_DOING_CODE
        GATESIM_DOINGS
};

/* gatesim_doing_name(doing): returns what a truck does as words that the name of a station follows.
 */
const char *gatesim_doing_name(enum gatesim_doing doing);

/* A truck that is inside. One that stands at stations side by side is there once for each. */
struct gatesim_presence {
    uint32_t class_index, serial, origin; /* as struct gatesim_truck has them */
    enum gatesim_doing doing;
    uint32_t station;      /* where it is, or to which it is under way; or GATESIM_NOWHERE */
    uint32_t last;         /* the last station that it came to, or GATESIM_NOWHERE */
    gatesim_ticks since;   /* it does that */
    gatesim_ticks until;   /* in setup, in service, under way: when that ends; GATESIM_NEVER */
    gatesim_ticks arrived; /* in the system */
    const uint8_t *values; /* by attribute */
};

/* gatesim_trucks(G, cursor, T): fill *T with the next truck that is inside, in no order. *cursor is
 * 0 for the first, and is moved on. Returns 1 with *T, valid until the simulation goes on, or 0
 * when there are no more. */
int gatesim_trucks(const struct gatesim *G, uint32_t *cursor, struct gatesim_presence *T);

/* Trucks of a class so far, warm-up included; those of the start have not arrived. */
struct gatesim_flow {
    uint64_t arrived, crossed, turned_back;
    uint64_t wanted;                    /* of a class that books, that asked; else arrived */
    uint64_t no_slot, no_show, refused; /* of these, whose demand was not met */
    uint64_t at_home;                   /* of these, with a slot and still to come */
};

/* gatesim_flow(G, class_index, F): fill *F with the counts of a class. */
void gatesim_flow(const struct gatesim *G, size_t class_index, struct gatesim_flow *F);

#endif
