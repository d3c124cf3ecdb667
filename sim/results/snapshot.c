/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A look at the world between two events: its codes and records become those of the public header,
 * and nothing is counted or changed. */
#include "gatesim/state.h"

#include "sim/base/bug.h"
#include "sim/gate/station/station.h"

_Static_assert(SCN_UNLIMITED == GATESIM_UNLIMITED && NO_STATION == GATESIM_NOWHERE, "one number");

const char *gatesim_place_state_name(enum gatesim_place_state state)
{
    static const char *const names[] = {
#define NAME(code, name, cause) name,
        GATESIM_PLACE_STATE_LIST(NAME)
#undef NAME
    };

    return state < GATESIM_PLACE_STATES ? names[state] : "";
}

const char *gatesim_doing_name(enum gatesim_doing doing)
{
    static const char *const names[] = {
#define NAME(code, name) name,
        GATESIM_DOING_LIST(NAME)
#undef NAME
    };

    return doing < GATESIM_DOINGS ? names[doing] : "";
}

void gatesim_place(const struct gatesim *G, size_t station, struct gatesim_place *place)
{
    const struct station *S = &G->stations[station];

    *place = (struct gatesim_place){
        .state = S->state,
        .queue = line_count(&S->line),
        .busy = S->busy,
        .blocked = S->blocked,
        .kept = S->kept,
        .suspended = S->suspended.count,
        .on_shift = S->on_shift,
        .servers = S->servers,
        .before = S->entry.count,
        .incoming = S->incoming,
        .waiting = S->waiting,
        .arrived = S->counts.arrived,
        .served = S->counts.served,
        .speed = S->speed,
    };
}

/* doing_of(T): returns what truck T does; GATESIM_DOINGS where it is not in the system, or its
 * tokens stand for it. */
static enum gatesim_doing doing_of(const struct truck *T)
{
    switch ((enum truck_state)T->state) {
#define DOING(code, name) \
    case TRUCK_##code:    \
        return GATESIM_DOING_##code;
        GATESIM_DOING_LIST(DOING)
#undef DOING
    case TRUCK_MOVING:
    case TRUCK_FORKED:
        break;
    }
    return GATESIM_DOINGS;
}

/* last_of(W, T): returns the station that truck T was at last; NO_STATION where it was at none. */
static uint32_t last_of(const struct gatesim *W, const struct truck *T)
{
    return T->last == 0 || T->last > W->scn->station_count ? NO_STATION : T->last - 1;
}

/* place_of(W, T, doing): returns the station at which truck T, which does that, is seen;
 * NO_STATION for none. */
static uint32_t place_of(const struct gatesim *W, const struct truck *T, enum gatesim_doing doing)
{
    switch (doing) {
    case GATESIM_DOING_BLOCKED:
    case GATESIM_DOING_AWAITS:
    case GATESIM_DOING_ASKS:
    case GATESIM_DOING_GATHERS:
        return T->holder != NO_STATION ? T->holder : last_of(W, T);
    default:
        return T->station;
    }
}

/* ends(doing): returns whether it is known when a truck that does that will have done it. */
static bool ends(enum gatesim_doing doing)
{
    return doing == GATESIM_DOING_IN_SETUP || doing == GATESIM_DOING_IN_SERVICE ||
           doing == GATESIM_DOING_UNDER_WAY;
}

int gatesim_trucks(const struct gatesim *G, uint32_t *cursor, struct gatesim_presence *T)
{
    while (*cursor < G->trucks.used) {
        struct truck *truck = truck_at(&G->trucks, (*cursor)++);
        const enum gatesim_doing doing = doing_of(truck);

        if (doing == GATESIM_DOINGS)
            continue;
        *T = (struct gatesim_presence){
            .class_index = truck->class_index,
            .serial = truck->serial,
            .origin = truck->origin,
            .doing = doing,
            .station = place_of(G, truck, doing),
            .last = last_of(G, truck),
            .since = truck->since,
            .until = ends(doing) ? truck->mark : GATESIM_NEVER,
            .arrived = truck->arrived,
            .values = truck_values(truck),
        };
        return 1;
    }
    return 0;
}

void gatesim_flow(const struct gatesim *G, size_t class_index, struct gatesim_flow *F)
{
    const struct flow_counts *counts = &G->flows[class_index].counts;

    const bool books = G->scn->classes[class_index].books != SCN_NONE;

    *F = (struct gatesim_flow){
        .arrived = counts->arrived,
        .crossed = counts->crossed,
        .turned_back = counts->turned_back,
        .wanted = books ? counts->wanted : counts->arrived,
        .no_slot = counts->no_slot,
        .no_show = counts->no_show,
        .refused = counts->refused,
        .at_home = books ? G->at_home[class_index].now : 0,
    };
}
