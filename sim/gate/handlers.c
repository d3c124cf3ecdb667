/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a kind of event to the function of the room that it belongs to: a case for each kind, and
 * no rule of the model. */
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

/* handle_failure(W, ev): a breakdown, a repair or maintenance of a station or, numbered behind the
 * stations, of a data service. */
static void handle_failure(struct gatesim *W, const struct fel_event *ev)
{
    const bool is_station = ev->where < W->scn->station_count;
    const uint32_t service = ev->where - W->scn->station_count;

    switch ((enum event_kind)ev->kind) {
    case EVENT_BREAKDOWN:
        is_station ? availability_breakdown(W, &W->stations[ev->where], ev->what)
                   : data_service_breakdown(W, service);
        break;
    case EVENT_REPAIRED:
        is_station ? availability_repaired(W, &W->stations[ev->where], ev->what)
                   : data_service_repaired(W, service);
        break;
    default:
        is_station ? availability_maintenance(W, &W->stations[ev->where])
                   : data_service_maintenance(W, service);
    }
}

/* handle_place(W, ev): an event of a station, a data service, a pool or an incident. */
static void handle_place(struct gatesim *W, const struct fel_event *ev)
{
    world_note(W, (enum event_kind)ev->kind, ev->what, ev->where);
    switch ((enum event_kind)ev->kind) {
    case EVENT_PEOPLE_RETURN:
        pools_return(W, ev->where, ev->what);
        break;
    case EVENT_PEOPLE_SHIFT:
        pools_shift(W, ev->where);
        break;
    case EVENT_PEOPLE_MIDNIGHT:
        pools_midnight(W, ev->where);
        break;
    case EVENT_PEOPLE_FAIL:
        pools_fail(W, ev->where);
        break;
    case EVENT_PEOPLE_REPAIRED:
        pools_repaired(W, ev->where);
        break;
    case EVENT_BREAKDOWN:
    case EVENT_REPAIRED:
    case EVENT_MAINTENANCE:
        handle_failure(W, ev);
        break;
    case EVENT_EXTRA:
        availability_extra(W, &W->stations[ev->where]);
        break;
    case EVENT_INCIDENT:
        incident_begins(W, ev->what);
        break;
    case EVENT_INCIDENT_OVER:
        incident_ends(W, ev->what);
        break;
    default:
        GS_BUG("no such event");
    }
}

void handle(struct gatesim *W, const struct fel_event *ev)
{
    struct truck *T;

    switch ((enum event_kind)ev->kind) {
    case EVENT_SETUP_DONE:
        if ((T = awaits(W, ev)) != NULL)
            station_setup_done(W, &W->stations[ev->where], T);
        break;
    case EVENT_SERVICE_DONE:
        if ((T = awaits(W, ev)) != NULL)
            station_service_done(W, &W->stations[ev->where], T);
        break;
    case EVENT_REACH:
        if ((T = awaits(W, ev)) != NULL)
            route_reach(W, ev->where, T);
        break;
    case EVENT_RENEGE:
        if ((T = awaits(W, ev)) != NULL)
            station_renege(W, &W->stations[ev->where], T);
        break;
    case EVENT_TIMETABLE:
        world_note(W, EVENT_TIMETABLE, 0, ev->where);
        handle_timetable(W, &W->stations[ev->where]);
        break;
    case EVENT_ADMISSION:
        world_note(W, EVENT_ADMISSION, 0, ev->where);
        admission_due(W, &W->stations[ev->where]);
        break;
    case EVENT_GATHERED:
        world_note(W, EVENT_GATHERED, 0, ev->where);
        batching_go(W, ev->where);
        break;
    case EVENT_ARRIVE:
        arrivals_arrive(W, ev->what);
        break;
    case EVENT_PUBLISH:
        route_choice_publish(W, ev->what);
        break;
    case EVENT_KEEP:
        appointments_come(W, truck_at(&W->trucks, ev->what));
        break;
    case EVENT_RETURN:
        returns_come(W, ev->where, (uint64_t)ev->wait_id << 32 | ev->what);
        break;
    case EVENT_ANSWER:
        if ((T = awaits(W, ev)) != NULL)
            data_service_answer(W, T);
        break;
    default:
        handle_place(W, ev);
    }
}
