/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An observer sees what happens in a simulation and cannot change it.
 *
 * Every callback may be NULL; one that is NULL costs nothing. Trucks are told when the scenario
 * says [results] log = trucks or visits, visits when it says log = visits. Records are valid during
 * the call only. An observer reports trouble by setting its own state. */
#ifndef GATESIM_OBSERVER_H
#define GATESIM_OBSERVER_H

#include <stdint.h>

#include "gatesim/time.h"

/* How a truck's sojourn ended. X(code, name) */
#define GATESIM_OUTCOME_LIST(X)                                            \
    X(CROSSED, "crossed")            /* reached the end of its route */    \
    X(TURNED_BACK, "turned back")    /* its route told it to turn back */  \
    X(RENEGED, "lost patience")      /* waited too long and turned back */ \
    X(BALKED, "found no room")       /* a full place sent it back */       \
    X(REFUSED, "had no appointment") /* came without one, or too late */   \
    X(INSIDE, "still inside")        /* the run ended before its sojourn */

enum gatesim_outcome {
#define GATESIM_OUTCOME_CODE(code, name) GATESIM_OUTCOME_##code,
    GATESIM_OUTCOME_LIST(GATESIM_OUTCOME_CODE)
#undef GATESIM_OUTCOME_CODE
        GATESIM_OUTCOMES
};

/* gatesim_outcome_name(outcome): returns how a sojourn ended, in words. */
const char *gatesim_outcome_name(enum gatesim_outcome outcome);

/* Where a truck's time goes. Every tick from the instant at which a truck wants to come has exactly
 * one cause: those of its sojourn at the gate, and, of a truck that books, those before it comes.
 * home: the truck is not at the gate yet; waits: it is waiting for others, unlike for what takes
 * its time: papers, service, a drive; idles: the engine is running meanwhile, to move up. X(code,
 * home, waits, idles, name, meaning) */
#define GATESIM_CAUSE_LIST(X)                                                                    \
    X(QUEUEING, 0, 1, 1, "queueing", "waiting for a free server of an open station")             \
    X(CLOSED, 0, 1, 0, "closed", "waiting while the station is closed or its server off shift")  \
    X(DOWN, 0, 1, 0, "down", "no server works: broken down or under maintenance")                \
    X(METERED, 0, 1, 0, "metered", "a server is free but a rule holds the truck back")           \
    X(STAFF, 0, 1, 0, "staff", "a server is free, waiting for an officer")                       \
    X(DRIVER, 0, 1, 0, "driver", "served, waiting for people to come along")                     \
    X(BATCH, 0, 1, 0, "batch", "waiting until a group is complete")                              \
    X(PAPERS, 0, 0, 0, "papers", "waiting for papers or a laboratory")                           \
    X(ROAD, 0, 1, 1, "road", "standing on the road until the first place of the route has room") \
    X(SETUP, 0, 0, 0, "setup", "called forward to the server, before the service starts")        \
    X(LOOK_UP, 0, 1, 0, "look-up", "at the server, waiting for the answer of a data service")    \
    X(SERVICE, 0, 0, 0, "service", "being served")                                               \
    X(REWORK, 0, 0, 0, "rework", "setup and service again, sent back by the route")              \
    X(BLOCKED, 0, 1, 1, "blocked", "served, but held because the next place has no room")        \
    X(TRAVEL, 0, 0, 0, "travel", "driving from one place to the next")                           \
    X(BOOKING, 1, 1, 0, "booking", "waiting at home for a booked slot")                          \
    X(LATE, 1, 0, 0, "late", "at home after the booked slot began: the driver is late")

enum gatesim_cause {
#define GATESIM_CAUSE_CODE(code, home, waits, idles, name, meaning) GATESIM_CAUSE_##code,
    GATESIM_CAUSE_LIST(GATESIM_CAUSE_CODE)
#undef GATESIM_CAUSE_CODE
        GATESIM_CAUSES
};

/* gatesim_cause_name(cause): returns the cause as one word. */
const char *gatesim_cause_name(enum gatesim_cause cause);

/* gatesim_cause_home(cause): returns 1 when the truck is not at the gate yet, else 0. */
static inline int gatesim_cause_home(enum gatesim_cause cause)
{
#define GATESIM_CAUSE_HOME(code, home, waits, idles, name, meaning) | (home) << GATESIM_CAUSE_##code
    return (0 GATESIM_CAUSE_LIST(GATESIM_CAUSE_HOME)) >> cause & 1;
#undef GATESIM_CAUSE_HOME
}

/* gatesim_cause_waits(cause): returns 1 when the truck waits for others, else 0. */
static inline int gatesim_cause_waits(enum gatesim_cause cause)
{
#define GATESIM_CAUSE_WAITS(code, home, waits, idles, name, meaning) \
    | (waits) << GATESIM_CAUSE_##code
    return (0 GATESIM_CAUSE_LIST(GATESIM_CAUSE_WAITS)) >> cause & 1;
#undef GATESIM_CAUSE_WAITS
}

/* gatesim_cause_idles(cause): returns 1 when the engine runs meanwhile, else 0. */
static inline int gatesim_cause_idles(enum gatesim_cause cause)
{
#define GATESIM_CAUSE_IDLES(code, home, waits, idles, name, meaning) \
    | (idles) << GATESIM_CAUSE_##code
    return (0 GATESIM_CAUSE_LIST(GATESIM_CAUSE_IDLES)) >> cause & 1;
#undef GATESIM_CAUSE_IDLES
}

/* One truck, when its stay has ended (or at the end of the run, inside). */
struct gatesim_truck {
    uint32_t class_index;
    uint32_t serial; /* from 0 within its class and origin */
    uint32_t origin; /* 0 arrived, 1 stood there at the start, 2 came back after crossing */
    enum gatesim_outcome outcome;
    gatesim_ticks wished; /* when it wanted to come; arrived, unless it booked */
    gatesim_ticks arrived;
    gatesim_ticks left;                  /* GATESIM_NEVER when inside */
    gatesim_ticks delay[GATESIM_CAUSES]; /* sums to left - wished; without those at home, to
                                            left - arrived */
    const uint8_t *values;               /* by attribute: the value it has */
};

/* One visit of a truck to a station, when it has ended, or at the end of the run. What has not
 * happened by then is GATESIM_NEVER. */
struct gatesim_visit {
    uint32_t class_index, serial, origin;
    uint32_t station;
    gatesim_ticks joined;  /* in the station's line, or on the road before it */
    gatesim_ticks called;  /* by a server; GATESIM_NEVER: gave up, or the run ended, before */
    gatesim_ticks service; /* setup and service time that it was given, when that has ended */
    gatesim_ticks left;    /* the place, after any blocking; GATESIM_NEVER: still there */
};

/* Who is told. user is handed to every callback; what it points to is the callback's to know. */
struct gatesim_observer {
    void *user;
    void (*truck)(void *user, const struct gatesim_truck *truck);
    void (*visit)(void *user, const struct gatesim_visit *visit);
};

#endif
