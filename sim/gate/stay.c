/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every tick of a stay is charged exactly once: a charge ends the interval that the last one
 * began. The counters hold only what lies in the measured window. */
#include "sim/gate/stay.h"

#include <string.h>

#include "sim/gate/choice.h"
#include "sim/gate/cost.h"
#include "sim/gate/draw.h"
#include "sim/gate/people.h"
#include "sim/gate/place.h"
#include "sim/gate/returns.h"
#include "sim/gate/risk.h"
#include "sim/gate/side.h"
#include "sim/gate/station.h"

/* draw_declared(W, T, given): the values of the attributes that the scenario declares. */
static void draw_declared(const struct gatesim *W, struct truck *T, const uint16_t *given)
{
    const struct gatesim_scenario *scn = W->scn;
    uint8_t *values = truck_values(T);
    uint32_t a, i;

    for (a = SCN_BUILTINS; a < scn->attribute_count; a++) {
        const struct scn_attribute *A = &scn->attributes[a];
        const struct substream at = {W->attribute_streams[a], world_who(W, T), 0, W->mirror};

        if (given != NULL && given[a] != SCN_VALUE_DRAWN) {
            values[a] = (uint8_t)given[a];
            continue;
        }
        if (A->drawn != SCN_DRAWN_SHARES) {
            values[a] = draw_value(W, T, A, substream_uniform(&at));
            continue;
        }
        for (i = 0; i + 1 < A->share_count && !condition_holds(&A->shares[i].when, values); i++)
            ;
        values[a] = (uint8_t)choice_share(A->shares[i].cumulated, substream_uniform(&at));
    }
}

/* endow(W, T, from): what only some scenarios give a new truck. */
static void endow(const struct gatesim *W, struct truck *T, const struct origin *from)
{
    if (W->trucks.past_at > 0)
        *truck_past(&W->trucks, T) = (struct truck_past){
            .slot = GATESIM_NEVER, .identity = from->identity, .wished = GATESIM_NEVER};
    if (W->trucks.ties_at > 0)
        truck_ties(&W->trucks, T)->place = NO_STATION;
    draw_declared(W, T, from->values);
}

/* count_inside(W, class, change): one truck more or less, wherever it counts on its own. */
static inline void count_inside(struct gatesim *W, uint32_t class_index, int change)
{
    level_add(&W->all, W->now, change);
    if (W->in_system != &W->all)
        level_add(&W->in_system[class_index], W->now, change);
    if (W->route_in_system != &W->all)
        level_add(&W->route_in_system[W->scn->classes[class_index].route], W->now, change);
}

struct truck *stay_create(struct gatesim *W, uint32_t class_index, const struct origin *from)
{
    struct truck *T = truck_take(&W->trucks);

    if (T == NULL) {
        world_fail(W, GATESIM_ENOMEM);
        return NULL;
    }
    T->class_index = (uint16_t)class_index;
    T->origin = (unsigned)from->kind & 3U;
    T->serial = world_source(W, T)->serials[from->kind]++;
    T->station = T->holder = NO_STATION;
    memcpy(truck_values(T), world_source(W, T)->builtins, SCN_BUILTINS);
    if (W->endows)
        endow(W, T, from);
    return T;
}

void stay_enter(struct gatesim *W, struct truck *T)
{
    T->arrived = T->since = W->now;
    W->flows[T->class_index].counts.arrived++;
    count_inside(W, T->class_index, 1);
}

/* count_booked(W, T, F): a truck that arrived in the window crosses, among those of F. */
static void count_booked(const struct gatesim *W, struct truck *T, struct flow *F)
{
    const struct truck_past *past = truck_past(&W->trucks, T);

    flow_exit_booked(F, W->now - stay_wished(W, T), past->booked ? past->home : GATESIM_NEVER);
}

/* group_of(W, T, i): the truck's group by the i-th attribute that is told apart. */
static struct flow *group_of(const struct gatesim *W, struct truck *T, uint32_t i)
{
    const uint32_t first = W->scn->by[i];

    return &W->groups[first + truck_values(T)[W->scn->groups[first].attribute]];
}

/* count_groups(W, T, outcome): its exit, in the groups of its values. */
static void count_groups(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome)
{
    const bool measured = T->arrived >= W->counted_from;
    uint32_t i;

    if (W->now < W->counted_from)
        return;
    for (i = 0; i < W->scn->by_count; i++) {
        struct flow *F = group_of(W, T, i);

        flow_exit(F, outcome, W->now - T->arrived, T->waited, measured);
        if (F->booked != NULL && measured && outcome == GATESIM_OUTCOME_CROSSED)
            count_booked(W, T, F);
    }
}

/* give_up(W, T): what a truck may still hold that leaves. */
static void give_up(struct gatesim *W, struct truck *T)
{
    if (W->exits & EXIT_PLACES)
        place_give_up(W, T);
    if (W->exits & EXIT_PEOPLE)
        people_end(W, T);
}

/* settle(W, T, outcome): what only some scenarios ask of a truck that leaves. */
static void settle(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome)
{
    if (W->exits & EXIT_GROUPS)
        count_groups(W, T, outcome);
    if (W->exits & EXIT_BOOKED && outcome == GATESIM_OUTCOME_CROSSED &&
        T->arrived >= W->counted_from && W->flows[T->class_index].booked != NULL)
        count_booked(W, T, &W->flows[T->class_index]);
    if (W->exits & EXIT_COSTS)
        cost_settle(W, T, outcome);
    if (W->exits & EXIT_RISK && outcome == GATESIM_OUTCOME_CROSSED)
        risk_count(W, T);
    if (W->exits & EXIT_RETURNS && outcome == GATESIM_OUTCOME_CROSSED)
        returns_plan(W, T);
    if (W->exits & EXIT_REPORTS)
        stay_report(W, T, outcome);
}

void stay_unmet(struct gatesim *W, struct truck *T, const struct flow_counts *why)
{
    uint32_t i;

    for (i = 0; W->now >= W->counted_from && i < W->scn->by_count; i++)
        flow_counts_add(&group_of(W, T, i)->counts, why);
    if (W->exits & EXIT_COSTS)
        cost_unmet(W, T);
    truck_give(&W->trucks, T);
}

void stay_end(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome)
{
    if (W->exits & (EXIT_PLACES | EXIT_PEOPLE))
        give_up(W, T);
    world_moves(W, T, W->scn->station_count + (outcome != GATESIM_OUTCOME_CROSSED));
    flow_exit(&W->flows[T->class_index], outcome, W->now - T->arrived, T->waited,
              T->arrived >= W->counted_from);
    count_inside(W, T->class_index, -1);
    if (W->exits != 0)
        settle(W, T, outcome);
    truck_give(&W->trucks, T);
}

/* charge(W, T, station, cause, whole, measured): of whole ticks, measured lie in the window. */
static inline void charge(struct gatesim *W, struct truck *T, uint32_t station,
                          enum gatesim_cause cause, gatesim_ticks whole, gatesim_ticks measured)
{
    if (T->token) {
        side_charge(W, T, cause, whole, measured);
        return;
    }
    if (gatesim_cause_waits(cause))
        T->waited += whole;
    if (W->trucks.delay_at > 0)
        truck_delay(&W->trucks, T)[cause] += whole;
    if (measured > 0)
        *stay_delay(W, station, T->class_index, cause) += (uint64_t)measured;
}

stat_sum stay_delay_sum(const struct gatesim *W, uint32_t place, uint32_t end, uint32_t c,
                        uint32_t c_end, unsigned cause)
{
    stat_sum sum = 0;
    uint32_t k;

    for (; place < end; place++)
        for (k = c; k < c_end; k++)
            sum += *stay_delay(W, place - 1, k, cause); /* place 0: NO_STATION */
    return sum;
}

/* in_window(W, from): the part of [from, now] that lies in the measured window. */
static inline gatesim_ticks in_window(const struct gatesim *W, gatesim_ticks from)
{
    const gatesim_ticks start = W->scn->info.warm_up;

    return W->now - (from > start ? from : start);
}

void stay_charge(struct gatesim *W, struct truck *T, uint32_t station, enum gatesim_cause cause)
{
    charge(W, T, station, cause, W->now - T->since, in_window(W, T->since));
    T->since = W->now;
}

/* charge_home(W, T, cause, from, to): the truck, which has not come, spent that time so. */
static void charge_home(struct gatesim *W, struct truck *T, enum gatesim_cause cause,
                        gatesim_ticks from, gatesim_ticks to)
{
    const gatesim_ticks start = W->scn->info.warm_up;

    if (cause == GATESIM_CAUSE_BOOKING)
        truck_past(&W->trucks, T)->home += to - from;
    if (W->trucks.delay_at > 0)
        truck_delay(&W->trucks, T)[cause] += to - from;
    if (to > start)
        *stay_delay(W, NO_STATION, T->class_index, cause) +=
            (uint64_t)(to - (from > start ? from : start));
}

void stay_charge_home(struct gatesim *W, struct truck *T)
{
    const gatesim_ticks from = T->since, slot = truck_past(&W->trucks, T)->slot;
    const gatesim_ticks due = slot < from ? from : slot < W->now ? slot : W->now;

    charge_home(W, T, GATESIM_CAUSE_BOOKING, from, due);
    charge_home(W, T, GATESIM_CAUSE_LATE, due, W->now);
    T->since = W->now;
}

void stay_mark(const struct gatesim *W, struct truck *T, const struct station *S)
{
    gatesim_ticks *marks = truck_line(&W->trucks, T)->marks;
    unsigned state;

    for (state = STATION_CLOSED + 1; state < STATION_CLOCKS; state++)
        marks[state] = station_clock(S, (enum station_state)state, W->now);
}

/* Time in line that is still to be charged. */
struct in_line {
    gatesim_ticks whole, measured;
};

/* charge_state(W, T, S, state, mark, L): the time that the station was in the state, whose
 * clock was mark when the truck joined. */
static inline void charge_state(struct gatesim *W, struct truck *T, const struct station *S,
                                enum station_state state, gatesim_ticks mark, struct in_line *L)
{
    static const enum gatesim_cause causes[] = {
#define STATE_CAUSE(code, cause) GATESIM_CAUSE_##cause,
        STATION_STATE_LIST(STATE_CAUSE)
#undef STATE_CAUSE
    };
    const gatesim_ticks clock = station_clock(S, state, W->now), whole = clock - mark;
    gatesim_ticks opened, measured;

    if (whole == 0)
        return;
    opened = S->clocks_at_warm_up[state];
    measured = L->measured > 0 ? clock - (mark > opened ? mark : opened) : 0;
    charge(W, T, T->station, causes[state], whole, measured);
    L->whole -= whole;
    L->measured -= measured;
}

/* charge_states(W, T, S, rest): the time since T->since by the states of the station, what was
 * open to rest. */
static inline void charge_states(struct gatesim *W, struct truck *T, const struct station *S,
                                 enum gatesim_cause rest)
{
    struct in_line L = {W->now - T->since, in_window(W, T->since)};
    unsigned state;

    charge_state(W, T, S, STATION_CLOSED, T->mark, &L);
    if (S->flags & STATION_MARKS)
        for (state = STATION_CLOSED + 1; state < STATION_CLOCKS; state++)
            charge_state(W, T, S, (enum station_state)state,
                         truck_line(&W->trucks, T)->marks[state], &L);
    charge(W, T, T->station, rest, L.whole, L.measured);
    T->since = W->now;
}

void stay_charge_line(struct gatesim *W, struct truck *T, const struct station *S)
{
    charge_states(W, T, S, GATESIM_CAUSE_QUEUEING);
}

/* charge_suspended(W, T): the time that it was left in mid-service. */
static void charge_suspended(struct gatesim *W, struct truck *T)
{
    const struct station *S = &W->stations[T->station];

    if (S->flags & STATION_MARKS)
        charge_states(W, T, S,
                      truck_line(&W->trucks, T)->broken_off ? GATESIM_CAUSE_DOWN
                                                            : GATESIM_CAUSE_CLOSED);
    else
        stay_charge(W, T, T->station, GATESIM_CAUSE_CLOSED);
}

void stay_take_over(struct gatesim *W, struct truck *T, uint32_t station,
                    const gatesim_ticks whole[GATESIM_CAUSES],
                    const gatesim_ticks measured[GATESIM_CAUSES])
{
    unsigned cause;

    for (cause = 0; cause < GATESIM_CAUSES; cause++)
        charge(W, T, station, (enum gatesim_cause)cause, whole[cause], measured[cause]);
    T->since = W->now;
}

/* where_it_stands(W, T): the station at whose server, or else at whose place, a truck is that
 * waits in the middle of its route, or NO_STATION. */
static uint32_t where_it_stands(const struct gatesim *W, struct truck *T)
{
    return T->holder != NO_STATION ? T->holder : place_kept(W, T);
}

void stay_charge_work(struct gatesim *W, struct truck *T, enum gatesim_cause cause)
{
    stay_charge(W, T, T->station, T->rework ? GATESIM_CAUSE_REWORK : cause);
}

void stay_charge_present(struct gatesim *W, struct truck *T)
{
    switch ((enum truck_state)T->state) {
    case TRUCK_MOVING:
        break;
    case TRUCK_ON_ROAD:
        stay_charge(W, T, T->station, GATESIM_CAUSE_ROAD);
        break;
    case TRUCK_IN_LINE:
        stay_charge_line(W, T, &W->stations[T->station]);
        break;
    case TRUCK_IN_SETUP:
        stay_charge_work(W, T, GATESIM_CAUSE_SETUP);
        break;
    case TRUCK_IN_SERVICE:
        stay_charge_work(W, T, GATESIM_CAUSE_SERVICE);
        break;
    case TRUCK_LOOKING_UP:
        stay_charge(W, T, T->station, GATESIM_CAUSE_LOOK_UP);
        break;
    case TRUCK_SUSPENDED:
        charge_suspended(W, T);
        break;
    case TRUCK_BLOCKED:
        stay_charge(W, T, where_it_stands(W, T), GATESIM_CAUSE_BLOCKED);
        break;
    case TRUCK_UNDER_WAY:
        stay_charge(W, T, T->station, GATESIM_CAUSE_TRAVEL);
        break;
    case TRUCK_AWAITS:
        stay_charge(W, T, where_it_stands(W, T), GATESIM_CAUSE_PAPERS);
        break;
    case TRUCK_ASKS:
        stay_charge(W, T, where_it_stands(W, T), GATESIM_CAUSE_DRIVER);
        break;
    case TRUCK_GATHERS:
        stay_charge(W, T, where_it_stands(W, T), GATESIM_CAUSE_BATCH);
        break;
    case TRUCK_SIDE: /* one of its tokens knows */
        break;
    }
}

void stay_report(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome)
{
    struct gatesim_truck record;
    unsigned cause;

    if (!(W->exits & EXIT_REPORTS))
        return;
    record.class_index = T->class_index;
    record.serial = T->serial;
    record.origin = T->origin;
    record.outcome = outcome;
    record.wished = stay_wished(W, T);
    record.arrived = T->arrived;
    record.left = outcome == GATESIM_OUTCOME_INSIDE ? GATESIM_NEVER : W->now;
    for (cause = 0; cause < GATESIM_CAUSES; cause++)
        record.delay[cause] = truck_delay(&W->trucks, T)[cause];
    record.values = truck_values(T);
    W->observer->truck(W->observer->user, &record);
}

/* wants_visits(W): whether there is an observer of visits. */
static bool wants_visits(const struct gatesim *W)
{
    return W->observer != NULL && W->observer->visit != NULL && W->trucks.visit_at > 0;
}

/* report_visit(W, T, station, R): tell the observer of the truck's visit to the station, of which
 * called, service and left are those of R. */
static void report_visit(const struct gatesim *W, const struct truck *T, uint32_t station,
                         const struct gatesim_visit *R)
{
    struct gatesim_visit record = *R;

    record.class_index = T->class_index;
    record.serial = T->serial;
    record.origin = T->origin;
    record.station = station;
    record.joined = T->joined;
    W->observer->visit(W->observer->user, &record);
}

void stay_report_visit(struct gatesim *W, struct truck *T, uint32_t station, bool called)
{
    struct gatesim_visit record = {.called = GATESIM_NEVER, .left = W->now};

    if (!wants_visits(W))
        return;
    if (called) {
        record.called = truck_visit(&W->trucks, T)->called;
        record.service = truck_visit(&W->trucks, T)->service;
    }
    report_visit(W, T, station, &record);
}

void stay_report_present_visit(struct gatesim *W, struct truck *T)
{
    struct gatesim_visit record = {
        .called = GATESIM_NEVER, .service = GATESIM_NEVER, .left = GATESIM_NEVER};

    if (!wants_visits(W))
        return;
    switch ((enum truck_state)T->state) {
    case TRUCK_ON_ROAD:
    case TRUCK_IN_LINE:
        report_visit(W, T, T->station, &record);
        return;
    case TRUCK_IN_SETUP:
    case TRUCK_LOOKING_UP:
    case TRUCK_IN_SERVICE:
    case TRUCK_SUSPENDED:
        record.called = truck_visit(&W->trucks, T)->called;
        report_visit(W, T, T->station, &record);
        return;
    default:
        break;
    }
    if (T->holder == NO_STATION)
        return;
    record.called = truck_visit(&W->trucks, T)->called;
    record.service = truck_visit(&W->trucks, T)->service;
    report_visit(W, T, T->holder, &record);
}
