/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of event, and what comes first when several fall on one instant.
 *
 * A phase exists because its order against another one changes what a truck meets. */
#ifndef SIM_GATE_WORLD_EVENT_H
#define SIM_GATE_WORLD_EVENT_H

#include <stdint.h>

enum phase {
    PHASE_FINISH,    /* a service that ends at closing time has ended */
    PHASE_ARRIVE_AT, /* a truck under way reaches a place before that place closes */
    PHASE_TIMETABLE, /* who finds the gate at opening time finds it open */
    PHASE_BREAKDOWN, /* work that ends as its server breaks down has ended; what works at its
                      * repair does so for who comes then */
    PHASE_RENEGE,    /* patience that ends as a booth falls free has ended: the next is called */
    PHASE_PUBLISH,   /* who decides now knows what is made known now */
    PHASE_ARRIVE,    /* new trucks see the state that all of the above left */
    PHASE_GATHER,    /* a group that has waited long enough takes along who comes at this instant */
    PHASE_DISPATCH,  /* servers choose when everybody who comes at this instant is in line */
    PHASE_IMPATIENT  /* who has no patience at all leaves when it has not been called at once */
};
/* Statistics see an instant when it is over (boundaries.h); they are not events. */

/* X(code, phase, its handler in handlers.c). The number of a kind is part of the fingerprint: new
 * ones come last. */
#define EVENT_LIST(X)                                                                  \
    X(SETUP_DONE, PHASE_FINISH, setup_done)                                            \
    X(SERVICE_DONE, PHASE_FINISH, service_done)                                        \
    X(REACH, PHASE_ARRIVE_AT, reach)                                                   \
    X(TIMETABLE, PHASE_TIMETABLE, timetable)                                           \
    X(RENEGE, PHASE_RENEGE, renege)                                                    \
    X(ARRIVE, PHASE_ARRIVE, arrive)                                                    \
    X(ADMISSION, PHASE_TIMETABLE, admission)      /* a station may call again */       \
    X(GATHERED, PHASE_GATHER, gathered)           /* a group has waited long enough */ \
    X(PEOPLE_RETURN, PHASE_FINISH, people_return) /* from their way */                 \
    X(PEOPLE_SHIFT, PHASE_TIMETABLE, people_shift)                                     \
    X(PEOPLE_MIDNIGHT, PHASE_TIMETABLE, people_midnight)                               \
    X(PEOPLE_FAIL, PHASE_TIMETABLE, people_fail)         /* they are away */           \
    X(PEOPLE_REPAIRED, PHASE_TIMETABLE, people_repaired) /* they are back */           \
    X(PUBLISH, PHASE_PUBLISH, publish)                                                 \
    X(KEEP, PHASE_ARRIVE, keep) /* a truck keeps its appointment */                    \
    X(RETURN, PHASE_ARRIVE, come_back)                                                 \
    X(ANSWER, PHASE_FINISH, answer)                                                    \
    X(BREAKDOWN, PHASE_BREAKDOWN, breakdown)                                           \
    X(REPAIRED, PHASE_BREAKDOWN, repaired)                                             \
    X(MAINTENANCE, PHASE_TIMETABLE, maintenance) /* begins or ends */                  \
    X(EXTRA, PHASE_TIMETABLE, extra)             /* servers come or may go */          \
    X(INCIDENT, PHASE_BREAKDOWN, incident)                                             \
    X(INCIDENT_OVER, PHASE_BREAKDOWN, incident_over)

enum event_kind {
#define EVENT_CODE(code, phase, handler) EVENT_##code,
    EVENT_LIST(EVENT_CODE)
#undef EVENT_CODE
        EVENT_KINDS
};

/* event_phase(kind): when at its instant it comes. */
static inline uint8_t event_phase(enum event_kind kind)
{
    switch (kind) {
#define EVENT_PHASE(code, phase, handler) \
    case EVENT_##code:                    \
        return (phase);
        EVENT_LIST(EVENT_PHASE)
#undef EVENT_PHASE
    case EVENT_KINDS:
        break;
    }
    return UINT8_MAX;
}

#endif
