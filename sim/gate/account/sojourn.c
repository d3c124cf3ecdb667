/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every tick of a sojourn is charged exactly once: a charge ends the interval that the last one
 * began. The counters hold only what lies in the measured window. */
#include "sim/gate/account/sojourn.h"

#include <string.h>

#include "sim/gate/world/by_truck.h"
#include "sim/gate/world/station_state.h"
#include "sim/gate/world/tokens.h"

/* token_charge(W, K, cause, whole, measured): note time of the token K, which becomes the truck's
 * when the last token is done. */
static void token_charge(struct gatesim *W, struct truck *K, enum gatesim_cause cause,
                         gatesim_ticks whole, gatesim_ticks measured)
{
    struct token *token = &W->forks->tokens[truck_ties(&W->trucks, K)->tokens];

    token->whole[cause] += whole;
    token->measured[cause] += measured > 0 ? measured : 0;
}

/* charge(W, T, station, cause, whole, measured): of whole ticks, measured lie in the window. */
static inline void charge(struct gatesim *W, struct truck *T, uint32_t station,
                          enum gatesim_cause cause, gatesim_ticks whole, gatesim_ticks measured)
{
    if (T->token) {
        token_charge(W, T, cause, whole, measured);
        return;
    }
    if (gatesim_cause_waits(cause))
        T->waited += whole;
    if (W->trucks.delay_at > 0)
        truck_delay(&W->trucks, T)[cause] += whole;
    if (measured > 0)
        *sojourn_delay(W, station, T->class_index, cause) += (uint64_t)measured;
}

stat_sum sojourn_delay_sum(const struct gatesim *W, uint32_t place, uint32_t end, uint32_t c,
                           uint32_t c_end, unsigned cause)
{
    stat_sum sum = 0;
    uint32_t k;

    for (; place < end; place++)
        for (k = c; k < c_end; k++)
            sum += *sojourn_delay(W, place - 1, k, cause); /* place 0: NO_STATION */
    return sum;
}

/* in_window(W, from): the part of [from, now] that lies in the measured window. */
static inline gatesim_ticks in_window(const struct gatesim *W, gatesim_ticks from)
{
    const gatesim_ticks start = W->scn->info.warm_up;

    return W->now - (from > start ? from : start);
}

void sojourn_charge(struct gatesim *W, struct truck *T, uint32_t station, enum gatesim_cause cause)
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
        *sojourn_delay(W, NO_STATION, T->class_index, cause) +=
            (uint64_t)(to - (from > start ? from : start));
}

void sojourn_charge_home(struct gatesim *W, struct truck *T)
{
    const gatesim_ticks from = T->since, slot = truck_past(&W->trucks, T)->slot;
    const gatesim_ticks due = slot < from ? from : slot < W->now ? slot : W->now;

    charge_home(W, T, GATESIM_CAUSE_BOOKING, from, due);
    charge_home(W, T, GATESIM_CAUSE_LATE, due, W->now);
    T->since = W->now;
}

void sojourn_mark(const struct gatesim *W, struct truck *T, const struct station *S)
{
    gatesim_ticks *marks = truck_line(&W->trucks, T)->marks;
    unsigned state;

    for (state = GATESIM_PLACE_CLOSED + 1; state < STATION_CLOCKS; state++)
        marks[state] = station_clock(S, (enum gatesim_place_state)state, W->now);
}

/* Time in line that is still to be charged. */
struct in_line {
    gatesim_ticks whole, measured;
};

/* charge_state(W, T, S, state, mark, L): the time that the station was in the state, whose
 * clock was mark when the truck joined. */
static inline void charge_state(struct gatesim *W, struct truck *T, const struct station *S,
                                enum gatesim_place_state state, gatesim_ticks mark,
                                struct in_line *L)
{
    static const enum gatesim_cause causes[] = {
#define STATE_CAUSE(code, name, cause) GATESIM_CAUSE_##cause,
        GATESIM_PLACE_STATE_LIST(STATE_CAUSE)
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

    charge_state(W, T, S, GATESIM_PLACE_CLOSED, T->mark, &L);
    if (S->flags & STATION_MARKS)
        for (state = GATESIM_PLACE_CLOSED + 1; state < STATION_CLOCKS; state++)
            charge_state(W, T, S, (enum gatesim_place_state)state,
                         truck_line(&W->trucks, T)->marks[state], &L);
    charge(W, T, T->station, rest, L.whole, L.measured);
    T->since = W->now;
}

void sojourn_charge_line(struct gatesim *W, struct truck *T, const struct station *S)
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
        sojourn_charge(W, T, T->station, GATESIM_CAUSE_CLOSED);
}

void sojourn_take_over(struct gatesim *W, struct truck *T, uint32_t station,
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
    return T->holder != NO_STATION ? T->holder : station_kept_by(W, T);
}

void sojourn_charge_work(struct gatesim *W, struct truck *T, enum gatesim_cause cause)
{
    sojourn_charge(W, T, T->station, T->rework ? GATESIM_CAUSE_REWORK : cause);
}

void sojourn_charge_present(struct gatesim *W, struct truck *T)
{
    switch ((enum truck_state)T->state) {
    case TRUCK_MOVING:
        break;
    case TRUCK_ON_ROAD:
        sojourn_charge(W, T, T->station, GATESIM_CAUSE_ROAD);
        break;
    case TRUCK_IN_LINE:
        sojourn_charge_line(W, T, &W->stations[T->station]);
        break;
    case TRUCK_IN_SETUP:
        sojourn_charge_work(W, T, GATESIM_CAUSE_SETUP);
        break;
    case TRUCK_IN_SERVICE:
        sojourn_charge_work(W, T, GATESIM_CAUSE_SERVICE);
        break;
    case TRUCK_LOOKED_UP:
        sojourn_charge(W, T, T->station, GATESIM_CAUSE_LOOK_UP);
        break;
    case TRUCK_SUSPENDED:
        charge_suspended(W, T);
        break;
    case TRUCK_BLOCKED:
        sojourn_charge(W, T, where_it_stands(W, T), GATESIM_CAUSE_BLOCKED);
        break;
    case TRUCK_UNDER_WAY:
        sojourn_charge(W, T, T->station, GATESIM_CAUSE_TRAVEL);
        break;
    case TRUCK_AWAITS:
        sojourn_charge(W, T, where_it_stands(W, T), GATESIM_CAUSE_PAPERS);
        break;
    case TRUCK_ASKS:
        sojourn_charge(W, T, where_it_stands(W, T), GATESIM_CAUSE_DRIVER);
        break;
    case TRUCK_GATHERS:
        sojourn_charge(W, T, where_it_stands(W, T), GATESIM_CAUSE_BATCH);
        break;
    case TRUCK_FORKED: /* one of its tokens knows */
        break;
    }
}

void sojourn_report(struct gatesim *W, struct truck *T, enum gatesim_outcome outcome)
{
    struct gatesim_truck record;
    unsigned cause;

    if (!(W->exits & EXIT_REPORTS))
        return;
    record.class_index = T->class_index;
    record.serial = T->serial;
    record.origin = T->origin;
    record.outcome = outcome;
    record.wished = sojourn_wished(W, T);
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

void sojourn_report_visit(struct gatesim *W, struct truck *T, uint32_t station, bool called)
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

void sojourn_report_present_visit(struct gatesim *W, struct truck *T)
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
    case TRUCK_LOOKED_UP:
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
