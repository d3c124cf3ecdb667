/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room is what a station gives to trucks that wait elsewhere; a server is what it gives to
 * trucks in its own line. Starting a service changes no room (one place in line and one server
 * go together), so room is handed out first, then servers, and the two never chase each other. */
#include "sim/gate/station/station.h"

#include "sim/gate/account/agency.h"
#include "sim/gate/account/cost.h"
#include "sim/gate/account/promises.h"
#include "sim/gate/account/sojourn.h"
#include "sim/gate/station/admission.h"
#include "sim/gate/station/availability.h"
#include "sim/gate/station/data_service.h"
#include "sim/gate/station/kept_place.h"
#include "sim/gate/station/onward.h"
#include "sim/gate/station/pools.h"
#include "sim/gate/world/by_truck.h"

#define AFTER_ALL ((int64_t)1 << 60) /* later than any slot */

/* busy_add(S, now, change): the number of busy servers of station S changes by change. */
static inline void busy_add(struct station *S, gatesim_ticks now, int change)
{
    S->busy += (uint32_t)change;
    S->held += (uint32_t)change;
    moment_add(&S->moments.busy, now, change);
}

/* blocked_add(S, now, change): the number of servers of station S that are held by served trucks
 * changes by change. */
static inline void blocked_add(struct station *S, gatesim_ticks now, int change)
{
    S->blocked += (uint32_t)change;
    S->held += (uint32_t)change;
    moment_add(&S->moments.blocked, now, change);
}

/* could_work(S): somebody waits for room, or a server is free and has something to do. */
static inline bool could_work(const struct station *S)
{
    return S->entry.count > 0 || (station_free(S) && line_count(&S->line) + S->suspended.count > 0);
}

void station_wake(struct gatesim *W, struct station *S)
{
    if (S->flags & STATION_WATCHED)
        admission_tell(W, S);
    station_look(W, S);
}

void station_look(struct gatesim *W, struct station *S)
{
    if (S->flags & STATION_PEOPLE)
        pools_settle(W);
    if (S->ready || !(could_work(S) || S->flags & STATION_LOOKED_AT))
        return;
    world_ready(W, S);
}

/* start_patience(W, S, T): from now on the truck can lose patience with this station. Without any
 * patience it does so when the servers of this instant have chosen: only if it would wait. */
static void start_patience(struct gatesim *W, const struct station *S, struct truck *T)
{
    const struct scn_by_truck *own = &S->scn->patience;
    const struct scn_by_truck *general = &W->scn->classes[T->class_index].patience;
    const struct substream at = {S->patience_stream, world_who(W, T), T->visit, W->mirror};
    const struct dist *D;
    gatesim_ticks patience;
    struct fel_event ev;

    if ((D = by_truck_for(own, truck_values(T))) == NULL &&
        (D = by_truck_for(general, truck_values(T))) == NULL)
        return;
    patience = world_ticks(dist_draw(D, &at));
    ev = (struct fel_event){
        W->now + patience, patience > 0 ? event_phase(EVENT_RENEGE) : PHASE_IMPATIENT,
        EVENT_RENEGE,      T->number,
        T->station,        T->wait_id};
    if (fel_push(W->fel, &ev, truck_alarm(&W->trucks, T)) != 0)
        world_fail(W, GATESIM_ENOMEM);
}

/* on_paper(W, S, T): returns whether a look-up of truck T's visit to station S has failed, so that
 * T is served by paper. */
static inline bool on_paper(const struct gatesim *W, const struct station *S, struct truck *T)
{
    return S->flags & STATION_LOOKS_UP && truck_look_up(&W->trucks, T)->on_paper;
}

/* from_look_up(W, S, T): returns whether truck T was suspended at station S while a data service
 * was asked. */
static inline bool from_look_up(const struct gatesim *W, const struct station *S, struct truck *T)
{
    return S->flags & STATION_LOOKS_UP && truck_look_up(&W->trucks, T)->left;
}

/* service_time(W, S, T): returns the ticks that truck T's present visit to station S takes in
 * service, however often it is asked. */
static gatesim_ticks service_time(const struct gatesim *W, const struct station *S, struct truck *T)
{
    const struct substream at = {S->service_stream, world_who(W, T), T->visit, W->mirror};
    const struct dist *D = S->service_dist;

    if (D == NULL)
        D = by_truck_for(on_paper(W, S, T) ? &S->scn->paper : &S->scn->service, truck_values(T));
    return world_ticks(dist_draw(D, &at));
}

/* setup_time(W, S, T): returns the ticks that truck T's present visit to station S takes in setup,
 * however often it is asked. */
static gatesim_ticks setup_time(const struct gatesim *W, const struct station *S, struct truck *T)
{
    const struct substream at = {S->setup_stream, world_who(W, T), T->visit, W->mirror};
    const struct dist *D = by_truck_for(&S->scn->setup, truck_values(T));

    return D == NULL ? 0 : world_ticks(dist_draw(D, &at));
}

/* draw_ahead(W, S): the service of the truck that is called next is drawn early, so that the
 * processor works it out while other things happen. */
static void draw_ahead(const struct gatesim *W, struct station *S)
{
    S->ahead = S->scn->discipline == SCN_FIFO ? S->line.list.head : NULL;
    if (S->ahead != NULL)
        S->ahead_service = service_time(W, S, S->line.list.head);
}

/* deadline(W, S, T): returns the instant by which truck T should be served; without one, never. */
static int64_t deadline(const struct gatesim *W, const struct station *S, struct truck *T)
{
    const struct substream at = {world_source(W, T)->due_stream, world_who(W, T), 0, W->mirror};
    const struct dist *D = by_truck_for(&W->scn->classes[T->class_index].due, truck_values(T));

    (void)S;
    return D == NULL ? GATESIM_NEVER : T->arrived + world_ticks(dist_draw(D, &at));
}

/* priority_order(W, S, T): returns the number by which 'discipline = priority' orders truck T:
 * higher priority first; with ageing, each step counts as having joined so much earlier. */
static int64_t priority_order(const struct gatesim *W, const struct station *S, struct truck *T)
{
    const int64_t priority = W->scn->classes[T->class_index].priority;

    return S->scn->ageing == 0 ? -priority : T->joined - priority * S->scn->ageing;
}

/* slot_order(W, S, T): returns the number by which 'discipline = slot' orders truck T. */
static int64_t slot_order(const struct gatesim *W, const struct station *S, struct truck *T)
{
    const struct scn_class *C = &W->scn->classes[T->class_index];

    (void)S;
    if (truck_values(T)[W->scn->booked] == SCN_BOOKED)
        return truck_past(&W->trucks, T)->slot;
    if (C->books != SCN_NONE && W->scn->appointments[C->books].walk_ins == SCN_AFTER_BOOKED)
        return T->arrived + AFTER_ALL;
    return T->arrived;
}

/* not_ordered(W, S, T): returns 0, of a discipline that orders trucks by no number. */
static int64_t not_ordered(const struct gatesim *W, const struct station *S, const struct truck *T)
{
    (void)W;
    (void)S;
    (void)T;
    return 0;
}

/* line_key(W, S, T): returns the number by which the station's discipline orders truck T, smallest
 * first. */
static int64_t line_key(const struct gatesim *W, const struct station *S, struct truck *T)
{
    switch (S->scn->discipline) {
#define ORDER(code, word, keeping, order) \
    case SCN_##code:                      \
        return order(W, S, T);
        SCN_DISCIPLINE_LIST(ORDER)
#undef ORDER
    case SCN_DISCIPLINES:
        break;
    }
    return 0;
}

/* enter_line(W, S, T): the truck is in the line. Returns 0 or GATESIM_ENOMEM. */
static inline int enter_line(struct gatesim *W, struct station *S, struct truck *T)
{
    const int64_t key = S->flags & STATION_SORTS ? line_key(W, S, T) : 0;

    if (S->flags & STATION_ADMISSION)
        return admission_join(W, S, T, key);
    return line_push(&S->line, W->arena, T, key);
}

/* arrives(W, S, T): the truck has come to the station, whether it finds room or not. */
static inline void arrives(struct gatesim *W, struct station *S, struct truck *T)
{
    T->joined = W->now;
    S->counts.arrived++;
    world_moves(W, T, S->number);
    if (S->flags & STATION_PATIENCE)
        start_patience(W, S, T);
}

void station_join(struct gatesim *W, struct station *S, struct truck *T)
{
    const bool from_road = T->state == TRUCK_ON_ROAD;

    station_touch(S, W->now);
    T->station = S->number;
    T->since = W->now;
    T->mark = station_clock(S, GATESIM_PLACE_CLOSED, W->now);
    if (S->flags & STATION_MARKS)
        sojourn_mark(W, T, S);
    T->state = TRUCK_IN_LINE;
    if (!from_road)
        T->joined = W->now;
    if (enter_line(W, S, T) != 0) {
        world_fail(W, GATESIM_ENOMEM);
        return;
    }
    moment_add(&S->moments.queue, W->now, 1);
    if (!from_road)
        arrives(W, S, T);
    if (S->flags & STATION_ON_ROAD)
        level_add(&W->road, W->now, 1);
    if (W->exits & EXIT_PEOPLE)
        pools_settle(W);
    station_wake(W, S);
}

/* outside_add(W, S, change): so many trucks more, 1 or -1, stand on the road before the station. */
static void outside_add(struct gatesim *W, struct station *S, int change)
{
    station_touch(S, W->now);
    S->outside += (uint32_t)change;
    moment_add(&S->moments.road, W->now, change);
    level_add(&W->road, W->now, change);
}

void station_turn_to(struct gatesim *W, struct station *S, struct truck *T)
{
    T->station = S->number;
    T->since = W->now;
    truck_list_append(&S->entry, T);
    if (T->holder == NO_STATION && station_kept_by(W, T) == NO_STATION) {
        T->state = TRUCK_ON_ROAD;
        outside_add(W, S, 1);
        arrives(W, S, T);
        if (W->exits & EXIT_PEOPLE)
            pools_settle(W);
        return;
    }
    station_hold(W, T);
    T->state = TRUCK_BLOCKED;
    if (W->exits & EXIT_PEOPLE)
        pools_settle(W);
    deadlock_check(W, T);
}

/* hold(W, T, change): so many more servers are held by trucks that wait, not at work. */
static void hold(struct gatesim *W, const struct truck *T, int change)
{
    struct station *H;

    if (T->holder == NO_STATION)
        return;
    H = &W->stations[T->holder];
    station_touch(H, W->now);
    busy_add(H, W->now, -change);
    blocked_add(H, W->now, change);
}

void station_hold(struct gatesim *W, const struct truck *T)
{
    hold(W, T, 1);
}

void station_unhold(struct gatesim *W, const struct truck *T)
{
    hold(W, T, -1);
}

void station_let_go(struct gatesim *W, struct truck *T)
{
    struct station *S;

    if (T->holder == NO_STATION)
        return;
    S = &W->stations[T->holder];
    station_touch(S, W->now);
    if (T->state == TRUCK_BLOCKED)
        blocked_add(S, W->now, -1);
    else
        busy_add(S, W->now, -1);
    if (S->flags & STATION_ADMISSION)
        admission_leave(W, S, T);
    if (S->flags & STATION_KEEPS)
        kept_place_keep(W, T);
    station_wake(W, S);
    sojourn_report_visit(W, T, T->holder, true);
    T->holder = NO_STATION;
}

/* leave_road(W, S, T): the truck's wait on the road before the station is over. */
static void leave_road(struct gatesim *W, struct station *S, struct truck *T)
{
    S->line_time += (uint64_t)(W->now - T->since);
    sojourn_charge_present(W, T);
    outside_add(W, S, -1);
}

/* let_in(W, S): the first truck that waits for room has it. */
static void let_in(struct gatesim *W, struct station *S)
{
    struct truck *T = S->entry.head;

    truck_list_remove(&S->entry, T);
    if (T->state == TRUCK_ON_ROAD) {
        leave_road(W, S, T);
        station_join(W, S, T);
    } else {
        sojourn_charge_present(W, T);
        route_move_to(W, S, T);
    }
}

/* occupy(W, S, T, state, until): a server works on the truck until then. */
static inline void occupy(struct gatesim *W, struct station *S, struct truck *T,
                          enum truck_state state, gatesim_ticks until)
{
    T->state = (uint8_t)state;
    T->mark = until;
    world_schedule(W, state == TRUCK_IN_SETUP ? EVENT_SETUP_DONE : EVENT_SERVICE_DONE, until,
                   T->number, T->station, T->wait_id,
                   S->flags & STATION_INTERRUPTS ? truck_alarm(&W->trucks, T) : NULL);
}

/* present_service(W, S, T): what a service that starts now takes. */
static inline gatesim_ticks present_service(const struct gatesim *W, const struct station *S,
                                            struct truck *T)
{
    const bool known = S->ahead == T && !on_paper(W, S, T);
    const gatesim_ticks service = known ? S->ahead_service : service_time(W, S, T);

    if (S->flags & STATION_SPEED && S->speed > 0)
        return world_ticks(gatesim_seconds(service) / S->speed);
    return service;
}

/* serve(W, S, T): the truck, at the server, has come to its service. */
static inline void serve(struct gatesim *W, struct station *S, struct truck *T)
{
    const gatesim_ticks service = present_service(W, S, T);

    if (W->trucks.visit_at > 0)
        truck_visit(&W->trucks, T)->service += service;
    if (W->now >= W->counted_from)
        tally_add(&S->service, service);
    occupy(W, S, T, TRUCK_IN_SERVICE, W->now + service);
}

void station_serve(struct gatesim *W, struct station *S, struct truck *T)
{
    serve(W, S, T);
}

/* attend(W, S, T): the truck, at the server, comes to its look-ups or its service. */
static inline void attend(struct gatesim *W, struct station *S, struct truck *T)
{
    if (S->flags & STATION_LOOKS_UP)
        data_service_begin(W, T);
    else
        serve(W, S, T);
}

/* leave_line(W, S, T): the truck's wait at the station is over. */
static void leave_line(struct gatesim *W, struct station *S, struct truck *T)
{
    S->line_time += (uint64_t)(W->now - T->since);
    moment_add(&S->moments.queue, W->now, -1);
    sojourn_charge_line(W, T, S);
    T->wait_id++;
    if (S->flags & STATION_PATIENCE)
        fel_cancel(W->fel, truck_alarm(&W->trucks, T));
    if (S->flags & STATION_ON_ROAD)
        level_add(&W->road, W->now, -1);
}

/* next_in_line(W, S): take out who is called next, or NULL: the admission rules let nobody through.
 */
static inline struct truck *next_in_line(struct gatesim *W, struct station *S)
{
    if (S->flags & STATION_ADMISSION)
        return admission_next(W, S);
    return line_pop(&S->line, S->pick_stream);
}

gatesim_ticks station_next_joined(const struct station *S)
{
    return S->flags & STATION_ADMISSION ? admission_joined(S) : line_first(&S->line)->joined;
}

/* call_forward(W, S, T): what only some stations do when a server takes a truck; returns the
 * setup. */
static gatesim_ticks call_forward(struct gatesim *W, struct station *S, struct truck *T)
{
    if (S->flags & STATION_PROMISED && T->joined >= W->counted_from)
        promises_called(W, (uint32_t)(S - W->stations), T);
    if (S->flags & STATION_PEOPLE) {
        pools_waited(W, S, T);
        pools_take(W, S);
    }
    if (S->flags & STATION_KEEPS)
        kept_place_give_up(W, T);
    if (S->flags & STATION_INTERRUPTS)
        truck_list_append(&S->inside, T);
    return S->flags & STATION_SETS_UP ? setup_time(W, S, T) : 0;
}

/* call(W, S, T): a free server takes the truck, which was next in the line. */
static void call(struct gatesim *W, struct station *S, struct truck *T)
{
    gatesim_ticks setup;

    leave_line(W, S, T);
    if (T->joined >= W->counted_from) {
        tally_add(&S->wait, W->now - T->joined);
        histogram_add(&S->wait_hist, W->now - T->joined);
    }
    busy_add(S, W->now, 1);
    setup = S->flags & STATION_CALLED ? call_forward(W, S, T) : 0;
    if (W->trucks.visit_at > 0) {
        truck_visit(&W->trucks, T)->called = W->now;
        truck_visit(&W->trucks, T)->service = setup;
    }
    if (setup > 0)
        occupy(W, S, T, TRUCK_IN_SETUP, W->now + setup);
    else
        attend(W, S, T);
    draw_ahead(W, S);
}

/* visit_given(W, T, time): the server has given the truck more, or less, than it set out to. */
static void visit_given(const struct gatesim *W, struct truck *T, gatesim_ticks time)
{
    if (W->trucks.visit_at > 0)
        truck_visit(&W->trucks, T)->service += time;
}

/* again(W, S, T, left): the work is done again from its start; returns what is to be done. */
static gatesim_ticks again(const struct gatesim *W, const struct station *S, struct truck *T,
                           gatesim_ticks left)
{
    gatesim_ticks whole;

    if (from_look_up(W, S, T))
        return 0;
    whole = T->in_setup ? setup_time(W, S, T) : present_service(W, S, T);
    visit_given(W, T, whole - left);
    return whole;
}

/* anew(W, S, T, left): the visit begins anew, with numbers of its own, at the server. */
static gatesim_ticks anew(const struct gatesim *W, const struct station *S, struct truck *T,
                          gatesim_ticks left)
{
    gatesim_ticks setup;

    T->visit = T->visit * UINT32_C(2654435761) + 1; /* far from any number of a visit */
    T->in_setup = 1;
    if (S->flags & STATION_LOOKS_UP)
        truck_look_up(&W->trucks, T)->left = false;
    setup = setup_time(W, S, T);
    visit_given(W, T, setup - left);
    return setup;
}

/* suspend(W, S, T, left, broken): it waits for a server to go on with left ticks of work. */
static void suspend(struct gatesim *W, struct station *S, struct truck *T, gatesim_ticks left,
                    bool broken)
{
    T->state = TRUCK_SUSPENDED;
    T->mark = left;
    if (S->flags & STATION_MARKS) {
        T->mark = station_clock(S, GATESIM_PLACE_CLOSED, W->now);
        sojourn_mark(W, T, S);
        truck_line(&W->trucks, T)->left = left;
        truck_line(&W->trucks, T)->broken_off = broken;
    }
    truck_list_remove(&S->inside, T);
    truck_list_append(&S->suspended, T);
    moment_add(&S->moments.suspended, W->now, 1);
    busy_add(S, W->now, -1);
    if (S->flags & STATION_ADMISSION)
        admission_leave(W, S, T);
    if (S->flags & STATION_PEOPLE)
        pools_give(W, S);
}

void station_interrupt(struct gatesim *W, struct station *S, struct truck *T,
                       enum scn_on_failure how, bool broken)
{
    gatesim_ticks left = 0;

    sojourn_charge_present(W, T);
    T->in_setup = T->state == TRUCK_IN_SETUP;
    if (S->flags & STATION_LOOKS_UP)
        truck_look_up(&W->trucks, T)->left = T->state == TRUCK_LOOKED_UP;
    if (T->state == TRUCK_LOOKED_UP)
        data_service_give_up(W, T);
    else
        left = T->mark - W->now;
    fel_cancel(W->fel, truck_alarm(&W->trucks, T));
    T->wait_id++;
    if (how == SCN_RESTART)
        left = again(W, S, T, left);
    else if (how == SCN_LOSE)
        left = anew(W, S, T, left);
    suspend(W, S, T, left, broken);
}

/* resume(W, S): a server takes up the service that was left and had begun first. */
static void resume(struct gatesim *W, struct station *S)
{
    struct truck *T = S->suspended.tail;
    gatesim_ticks left;

    sojourn_charge_present(W, T);
    truck_list_remove(&S->suspended, T);
    truck_list_append(&S->inside, T);
    moment_add(&S->moments.suspended, W->now, -1);
    busy_add(S, W->now, 1);
    if (S->flags & STATION_ADMISSION)
        admission_seat(W, S, T);
    if (S->flags & STATION_PEOPLE)
        pools_take(W, S);
    left = S->flags & STATION_MARKS ? truck_line(&W->trucks, T)->left : T->mark;
    if (from_look_up(W, S, T))
        data_service_go_on(W, T);
    else if (T->in_setup && left == 0)
        attend(W, S, T);
    else
        occupy(W, S, T, T->in_setup ? TRUCK_IN_SETUP : TRUCK_IN_SERVICE, W->now + left);
}

bool station_start(struct gatesim *W, struct station *S)
{
    struct truck *T;

    if (S->suspended.count > 0) {
        resume(W, S);
        return true;
    }
    if (line_count(&S->line) == 0 || (T = next_in_line(W, S)) == NULL)
        return false;
    call(W, S, T);
    return true;
}

void station_work(struct gatesim *W, struct station *S)
{
    station_touch(S, W->now);
    while (S->entry.count > 0 && station_room(S) > 0 && W->status == 0)
        let_in(W, S);
    if (S->flags & STATION_PEOPLE) {
        pools_look(W);
        return;
    }
    while (station_free(S) && W->status == 0 && station_start(W, S))
        ;
    station_chosen(W, S);
}

void station_chosen(struct gatesim *W, struct station *S)
{
    if (S->flags & STATION_MARKS)
        station_settle(S, W->now);
    if (S->flags & STATION_LOOKED_AT)
        availability_look(W, S);
}

void station_setup_done(struct gatesim *W, struct station *S, struct truck *T)
{
    sojourn_charge_work(W, T, GATESIM_CAUSE_SETUP);
    attend(W, S, T);
}

/* wind_up(W, S, T): what only some stations do when a truck has been served. */
static void wind_up(struct gatesim *W, struct station *S, struct truck *T)
{
    if (S->flags & STATION_INTERRUPTS)
        truck_list_remove(&S->inside, T);
    if (S->flags & STATION_PEOPLE)
        pools_give(W, S);
    if (S->flags & STATION_LOOKS_UP)
        truck_look_up(&W->trucks, T)->on_paper = false;
    if (S->flags & STATION_FEE)
        cost_service(W, S, T);
    if (S->flags & STATION_AGENCY && T->joined >= W->counted_from)
        agency_visit(S->agency, W->now - T->joined);
}

void station_service_done(struct gatesim *W, struct station *S, struct truck *T)
{
    sojourn_charge_work(W, T, GATESIM_CAUSE_SERVICE);
    if (S->flags & STATION_SERVED)
        wind_up(W, S, T);
    T->state = TRUCK_MOVING;
    T->holder = S->number;
    T->step++;
    S->counts.served++;
    if (T->token)
        fork_done(W, T);
    else
        route_walk(W, T);
}

void station_renege(struct gatesim *W, struct station *S, struct truck *T)
{
    if (T->state == TRUCK_IN_LINE) {
        station_touch(S, W->now);
        if (S->flags & STATION_ADMISSION)
            admission_renege(W, S, T);
        else
            line_remove(&S->line, T);
        leave_line(W, S, T);
    } else {
        truck_list_remove(&S->entry, T);
        leave_road(W, S, T);
        T->wait_id++;
    }
    if (S->ahead == T)
        S->ahead = NULL;
    S->counts.reneged++;
    station_wake(W, S);
    if (S->flags & STATION_MARKS)
        station_settle(S, W->now); /* an empty line is held up by nothing */
    sojourn_report_visit(W, T, S->number, false);
    T->state = TRUCK_MOVING;
    route_give_up(W, T);
}

void station_staff(struct gatesim *W, struct station *S, const struct scn_change *change)
{
    const enum scn_interrupt rule = change->open ? S->scn->off_shift : S->scn->at_closing;

    station_touch(S, W->now);
    S->waiting = change->waiting;
    if (S->availability != NULL) {
        availability_timetable(W, S, change);
        return;
    }
    S->on_shift = change->open ? change->servers : 0;
    S->speed = change->speed;
    station_set_servers(S, W->now, S->speed > 0 ? S->on_shift : 0);
    station_settle(S, W->now);
    if (rule == SCN_LEAVE)
        while (S->busy > 0 && station_held(S) > S->on_shift)
            station_interrupt(W, S, S->inside.tail, SCN_RESUME, false);
    station_wake(W, S);
}
