/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a kind of event to the function of the room that it belongs to: a handler for each kind,
 * which EVENT_LIST names, and no rule of the model. */
#include "sim/gate/handlers.h"

#include "sim/base/bug.h"
#include "sim/gate/flow/appointments.h"
#include "sim/gate/flow/arrivals.h"
#include "sim/gate/flow/batching.h"
#include "sim/gate/flow/returns.h"
#include "sim/gate/flow/route.h"
#include "sim/gate/flow/route_choice.h"
#include "sim/gate/station/admission.h"
#include "sim/gate/station/availability.h"
#include "sim/gate/station/data_service.h"
#include "sim/gate/station/pools.h"
#include "sim/gate/station/station.h"

void handle_timetable(struct gatesim *W, struct station *S)
{
    const struct scn_change *change = &S->scn->changes[S->change++];

    station_staff(W, S, change);
    if (S->change < S->scn->change_count)
        world_schedule(W, EVENT_TIMETABLE, S->scn->changes[S->change].at, 0, S->number, 0, NULL);
}

/* awaits(W, ev): note event ev of a truck in the fingerprint. Returns the truck, or NULL where the
 * event is stale: the truck has since ended the wait that it was issued for. */
static inline struct truck *awaits(struct gatesim *W, const struct fel_event *ev)
{
    struct truck *T = truck_at(&W->trucks, ev->what);

    if (T->wait_id != ev->wait_id)
        return NULL;
    world_note(W, (enum event_kind)ev->kind, world_truck_id(W, T), ev->where);
    return T;
}

static void setup_done(struct gatesim *W, const struct fel_event *ev)
{
    struct truck *T = awaits(W, ev);

    if (T != NULL)
        station_setup_done(W, &W->stations[ev->where], T);
}

static void service_done(struct gatesim *W, const struct fel_event *ev)
{
    struct truck *T = awaits(W, ev);

    if (T != NULL)
        station_service_done(W, &W->stations[ev->where], T);
}

static void reach(struct gatesim *W, const struct fel_event *ev)
{
    struct truck *T = awaits(W, ev);

    if (T != NULL)
        route_reach(W, ev->where, T);
}

static void renege(struct gatesim *W, const struct fel_event *ev)
{
    struct truck *T = awaits(W, ev);

    if (T != NULL)
        station_renege(W, &W->stations[ev->where], T);
}

static void answer(struct gatesim *W, const struct fel_event *ev)
{
    struct truck *T = awaits(W, ev);

    if (T != NULL)
        data_service_answer(W, T);
}

static void timetable(struct gatesim *W, const struct fel_event *ev)
{
    world_note(W, EVENT_TIMETABLE, 0, ev->where);
    handle_timetable(W, &W->stations[ev->where]);
}

static void admission(struct gatesim *W, const struct fel_event *ev)
{
    world_note(W, EVENT_ADMISSION, 0, ev->where);
    admission_due(W, &W->stations[ev->where]);
}

static void gathered(struct gatesim *W, const struct fel_event *ev)
{
    world_note(W, EVENT_GATHERED, 0, ev->where);
    batching_go(W, ev->where);
}

static void arrive(struct gatesim *W, const struct fel_event *ev)
{
    arrivals_arrive(W, ev->what);
}

static void publish(struct gatesim *W, const struct fel_event *ev)
{
    route_choice_publish(W, ev->what);
}

static void keep(struct gatesim *W, const struct fel_event *ev)
{
    appointments_come(W, truck_at(&W->trucks, ev->what));
}

static void come_back(struct gatesim *W, const struct fel_event *ev)
{
    returns_come(W, ev->where, (uint64_t)ev->wait_id << 32 | ev->what);
}

/* note(W, ev): note event ev, of a station, a data service, a pool or an incident, in the
 * fingerprint. */
static void note(struct gatesim *W, const struct fel_event *ev)
{
    world_note(W, (enum event_kind)ev->kind, ev->what, ev->where);
}

static void people_return(struct gatesim *W, const struct fel_event *ev)
{
    note(W, ev);
    pools_return(W, ev->where, ev->what);
}

static void people_shift(struct gatesim *W, const struct fel_event *ev)
{
    note(W, ev);
    pools_shift(W, ev->where);
}

static void people_midnight(struct gatesim *W, const struct fel_event *ev)
{
    note(W, ev);
    pools_midnight(W, ev->where);
}

static void people_fail(struct gatesim *W, const struct fel_event *ev)
{
    note(W, ev);
    pools_fail(W, ev->where);
}

static void people_repaired(struct gatesim *W, const struct fel_event *ev)
{
    note(W, ev);
    pools_repaired(W, ev->where);
}

/* at_station(W, ev): returns whether a breakdown, a repair or maintenance is of a station; data
 * services are numbered behind the stations. */
static bool at_station(const struct gatesim *W, const struct fel_event *ev)
{
    return ev->where < W->scn->station_count;
}

static void breakdown(struct gatesim *W, const struct fel_event *ev)
{
    note(W, ev);
    if (at_station(W, ev))
        availability_breakdown(W, &W->stations[ev->where], ev->what);
    else
        data_service_breakdown(W, ev->where - W->scn->station_count);
}

static void repaired(struct gatesim *W, const struct fel_event *ev)
{
    note(W, ev);
    if (at_station(W, ev))
        availability_repaired(W, &W->stations[ev->where], ev->what);
    else
        data_service_repaired(W, ev->where - W->scn->station_count);
}

static void maintenance(struct gatesim *W, const struct fel_event *ev)
{
    note(W, ev);
    if (at_station(W, ev))
        availability_maintenance(W, &W->stations[ev->where]);
    else
        data_service_maintenance(W, ev->where - W->scn->station_count);
}

static void extra(struct gatesim *W, const struct fel_event *ev)
{
    note(W, ev);
    availability_extra(W, &W->stations[ev->where]);
}

static void incident(struct gatesim *W, const struct fel_event *ev)
{
    note(W, ev);
    incident_begins(W, ev->what);
}

static void incident_over(struct gatesim *W, const struct fel_event *ev)
{
    note(W, ev);
    incident_ends(W, ev->what);
}

void handle(struct gatesim *W, const struct fel_event *ev)
{
    switch ((enum event_kind)ev->kind) {
#define HANDLE(code, phase, handler) \
    case EVENT_##code:               \
        handler(W, ev);              \
        return;
        EVENT_LIST(HANDLE)
#undef HANDLE
    case EVENT_KINDS:
        break;
    }
    GS_BUG("no such event");
}
