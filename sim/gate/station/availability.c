/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Servers are not told apart: those on shift are the first ones, and which of them works is a
 * matter of chance. So a server that breaks down was at work with probability busy / in order,
 * and then with any truck in service alike, by a draw of the breakdown's own. Time at work is
 * one clock for the station; its event is scheduled for the servers at work now, anew when
 * more are, and looked at again when it comes too early since there were fewer. */
#include "sim/gate/station/availability.h"

#include <math.h>

#include "sim/gate/station/data_service.h"
#include "sim/gate/station/station.h"

/* extra_there(U): extra servers that count now: only beside others. */
static uint32_t extra_there(const struct availability *U)
{
    return U->reaction == REACTION_THERE && U->open && U->timetable > 0 ? U->scn->reaction.servers
                                                                        : 0;
}

/* shift(U, extra): servers on shift. */
static uint32_t shift(const struct availability *U, uint32_t extra)
{
    const uint32_t servers = U->timetable == SCN_UNLIMITED ? SCN_UNLIMITED : U->timetable + extra;

    if (!U->open || U->struck_closed)
        return 0;
    return servers < U->most ? servers : U->most;
}

/* in_order(U, servers): of these, how many could work. */
static uint32_t in_order(const struct availability *U, uint32_t servers)
{
    return U->struck_down ? 0 : failure_able(&U->failure, servers);
}

/* apply(W, S, rule): work out the servers; work beyond them is left if the rule says so. */
static void apply(struct gatesim *W, struct station *S, enum scn_interrupt rule)
{
    struct availability *U = S->availability;
    const uint32_t extra = extra_there(U), before = shift(U, 0);
    uint32_t able;

    station_touch(S, W->now);
    S->on_shift = shift(U, extra);
    able = in_order(U, S->on_shift);
    S->speed = U->pace * U->speed;
    station_set_servers(S, W->now, S->speed > 0 ? able : 0);
    level_add(&U->extra, W->now, (int)(S->on_shift - before) - (int)U->extra.now);
    station_settle(S, W->now);
    if (rule == SCN_LEAVE)
        while (S->busy > 0 && station_held(S) > able)
            station_interrupt(W, S, S->inside.tail, SCN_RESUME, false);
    station_wake(W, S);
}

/* break_off(W, S): every truck at work is left by a breakdown. */
static void break_off(struct gatesim *W, struct station *S)
{
    while (S->busy > 0)
        station_interrupt(W, S, S->inside.tail, S->availability->scn->on_failure, true);
}

/* incidents_allocate(W, U, station): make the list of incidents that may hold that station at
 * once. Returns 0 or GATESIM_ENOMEM. */
static int incidents_allocate(struct gatesim *W, struct availability *U, uint32_t station)
{
    uint32_t i, k, most = 0;

    for (i = 0; i < W->scn->incident_count; i++)
        for (k = 0; k < W->scn->incidents[i].station_count; k++)
            most += W->scn->incidents[i].stations[k] == station;
    U->incidents = ARENA_ARRAY(W->arena, uint32_t, most);
    return U->incidents == NULL ? GATESIM_ENOMEM : 0;
}

int availability_build(struct gatesim *W, struct station *S)
{
    const struct scn_station *N = S->scn;
    struct availability *U;

    if (N->availability == NULL)
        return 0;
    if ((U = ARENA_NEW(W->arena, struct availability)) == NULL)
        return GATESIM_ENOMEM;
    S->availability = U;
    U->scn = N->availability;
    U->most = SCN_UNLIMITED;
    U->speed = 1;
    U->changed = -1;
    U->hit_stream = world_stream(W, N->purpose, "hit");
    if (incidents_allocate(W, U, S->number) != 0 ||
        failure_init(W, &U->failure, &U->scn->failure, N->purpose, S->number, N->servers_max) != 0)
        return GATESIM_ENOMEM;
    if (U->scn->failure.fails && U->scn->failure.operating)
        U->due = (uint64_t)failure_after(&U->failure, 0);
    return 0;
}

void availability_timetable(struct gatesim *W, struct station *S, const struct scn_change *change)
{

    S->availability->open = change->open;
    S->availability->timetable = change->servers;
    S->availability->pace = change->speed;
    apply(W, S, change->open ? S->scn->off_shift : S->scn->at_closing);
}

/* nth_inside(S, n): the truck that is number n of those at work. */
static struct truck *nth_inside(const struct station *S, uint32_t n)
{
    struct truck *T = S->inside.head;

    while (n-- > 0)
        T = T->next;
    return T;
}

/* hit(W, S, clock, able): the breakdown of one of able servers, at work or not. */
static void hit(struct gatesim *W, struct station *S, uint32_t clock, uint32_t able)
{
    const struct availability *U = S->availability;
    const struct substream at = {U->hit_stream, clock, U->failure.clocks[clock].number, W->mirror};
    const uint32_t held = station_held(S);
    const double of = U->scn->failure.operating ? S->busy : able > held ? able : held;
    const uint32_t n = (uint32_t)(substream_uniform(&at) * of);

    if (n < S->busy)
        station_interrupt(W, S, nth_inside(S, n), U->scn->on_failure, true);
}

/* arm(W, S): schedule the next breakdown of station S, whose clock counts time at work, for the
 * servers that are busy now. */
static void arm(struct gatesim *W, struct station *S)
{
    struct availability *U = S->availability;
    const stat_sum busy = station_areas(S, W->now).busy;
    const stat_sum left = U->due > busy ? U->due - busy : 0;

    fel_cancel(W->fel, &U->alarm);
    U->armed = S->busy;
    if (U->armed > 0)
        world_schedule(W, EVENT_BREAKDOWN,
                       W->now + (gatesim_ticks)((left + U->armed - 1) / U->armed), 0, S->number, 0,
                       &U->alarm);
}

/* too_early(W, S): fewer servers than expected were at work: wait on. */
static bool too_early(struct gatesim *W, struct station *S)
{
    struct availability *U = S->availability;

    if (!U->scn->failure.operating)
        return false;
    if (station_areas(S, W->now).busy < U->due) {
        arm(W, S);
        return true;
    }
    U->armed = 0;
    return false;
}

void availability_breakdown(struct gatesim *W, struct station *S, uint32_t clock)
{
    struct availability *U = S->availability;
    const uint32_t able = in_order(U, S->on_shift);

    if (too_early(W, S))
        return;
    station_touch(S, W->now);
    if (U->scn->failure.whole)
        break_off(W, S);
    else if (able > 0 && (U->scn->failure.operating || clock < S->on_shift))
        hit(W, S, clock, able);
    failure_break(W, &U->failure, clock);
    if (U->scn->failure.operating) {
        U->due += (uint64_t)failure_after(&U->failure, clock);
        arm(W, S);
    }
    apply(W, S, SCN_FINISH);
}

void availability_repaired(struct gatesim *W, struct station *S, uint32_t clock)
{
    failure_mend(W, &S->availability->failure, clock);
    apply(W, S, SCN_FINISH);
}

void availability_maintenance(struct gatesim *W, struct station *S)
{

    failure_maintain(W, &S->availability->failure);
    apply(W, S, S->scn->at_closing);
}

/* holds(W, S, T): returns whether trigger T holds at station S: its line, or the wait in ticks of
 * who is next, is beyond the limit. */
static bool holds(const struct gatesim *W, const struct station *S, const struct scn_trigger *T)
{
    int64_t x = line_count(&S->line);

    if (T->wait)
        x = x > 0 ? W->now - station_next_joined(S) : 0;
    return T->below ? x < T->against : x > T->against;
}

/* react(W, S, to): extra servers are called, come or go. */
static void react(struct gatesim *W, struct station *S, enum reaction_state to)
{
    struct availability *U = S->availability;
    const struct scn_reaction *R = &U->scn->reaction;

    U->reaction = to;
    U->changed = W->now;
    if (to == REACTION_CALLED) {
        world_schedule(W, EVENT_EXTRA, W->now + R->delay, 0, S->number, 0, NULL);
        return;
    }
    if (to == REACTION_THERE && R->least > 0)
        world_schedule(W, EVENT_EXTRA, W->now + R->least, 0, S->number, 0, NULL);
    apply(W, S, to == REACTION_THERE ? SCN_FINISH : S->scn->off_shift);
}

/* They come and go at most once an instant, so that triggers that both hold make no circle. */
static void look_at_line(struct gatesim *W, struct station *S)
{
    const struct availability *U = S->availability;
    const struct scn_reaction *R = &U->scn->reaction;

    if (R->servers == 0 || U->changed == W->now)
        return;
    if (U->reaction == REACTION_NONE && holds(W, S, &R->when))
        react(W, S, R->delay > 0 ? REACTION_CALLED : REACTION_THERE);
    else if (U->reaction == REACTION_THERE && W->now - U->changed >= R->least &&
             holds(W, S, &R->until))
        react(W, S, REACTION_NONE);
}

void availability_look(struct gatesim *W, struct station *S)
{

    if (S->availability->scn->failure.operating && S->busy > S->availability->armed)
        arm(W, S);
    look_at_line(W, S);
}

void availability_extra(struct gatesim *W, struct station *S)
{
    if (S->availability->reaction == REACTION_CALLED)
        react(W, S, REACTION_THERE);
    else
        station_wake(W, S);
}

void availability_open_window(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->scn->station_count; i++) {
        struct availability *U = W->stations[i].availability;

        if (U == NULL)
            continue;
        U->extra_at_warm_up = level_area(&U->extra, W->now);
        U->failure.breakdowns_at_warm_up = U->failure.breakdowns;
    }
}

/* weigh(W, U): what the incidents that hold at present leave of a station. */
static void weigh(const struct gatesim *W, struct availability *U)
{
    double speed = (double)INFINITY;
    uint32_t i;

    U->struck_closed = U->struck_down = false;
    U->most = SCN_UNLIMITED;
    for (i = 0; i < U->incident_count; i++) {
        const struct scn_effect *E = &W->scn->incidents[U->incidents[i]].effect;

        U->struck_closed |= E->kind == SCN_EFFECT_CLOSED;
        U->struck_down |= E->kind == SCN_EFFECT_DOWN;
        if (E->kind == SCN_EFFECT_SERVERS && E->servers < U->most)
            U->most = E->servers;
        if (E->kind == SCN_EFFECT_SPEED && E->speed < speed)
            speed = E->speed;
    }
    U->speed = isinf(speed) ? 1 : speed;
}

/* note_held(W, U, incident, begins): the incident begins or ends at the station of U; it holds it
 * as long as one of its times does. */
static void note_held(const struct gatesim *W, struct availability *U, uint32_t incident,
                      bool begins)
{
    uint32_t i = 0;

    if (begins && W->incidents[incident].holding == 1)
        U->incidents[U->incident_count++] = incident;
    if (begins || W->incidents[incident].holding > 0)
        return;
    while (U->incidents[i] != incident)
        i++;
    U->incidents[i] = U->incidents[--U->incident_count];
}

/* strike(W, incident, begins): an incident begins or ends at all of its stations and data
 * services. */
static void strike(struct gatesim *W, uint32_t incident, bool begins)
{
    const struct scn_incident *N = &W->scn->incidents[incident];
    uint32_t i;

    for (i = 0; i < N->data_service_count; i++)
        data_service_strike(W, N->data_services[i], begins);
    for (i = 0; i < N->station_count; i++) {
        struct station *S = &W->stations[N->stations[i]];

        note_held(W, S->availability, incident, begins);
        weigh(W, S->availability);
        if (S->availability->struck_down && N->effect.kind == SCN_EFFECT_DOWN) {
            station_touch(S, W->now);
            break_off(W, S);
        }
        apply(W, S,
              N->effect.kind == SCN_EFFECT_CLOSED    ? S->scn->at_closing
              : N->effect.kind == SCN_EFFECT_SERVERS ? S->scn->off_shift
                                                     : SCN_FINISH);
    }
}

/* A replication, as far as incidents depend on it. */
struct chance {
    const struct gatesim_scenario *S;
    uint32_t replication;
    bool mirror;
};

/* chance_of(W): returns what incidents are drawn from: scenario, replication and mirror of world
 * W. */
static struct chance chance_of(const struct gatesim *W)
{
    return (struct chance){W->scn, W->replication, W->mirror};
}

/* incident_draw(C, N, what, D, number): a duration of that begin. */
static gatesim_ticks incident_draw(struct chance C, const struct scn_incident *N, const char *what,
                                   const struct dist *D, uint32_t number)
{
    const uint64_t purpose = hash_pair(N->purpose, hash_string(what));
    const struct substream at = {substream_key(C.S->info.seed, C.replication, purpose), 0, number,
                                 C.mirror};

    return world_ticks(dist_draw(D, &at));
}

/* incident_from(C, N, number, over): its begin of that number, when the one before was over. */
static gatesim_ticks incident_from(struct chance C, const struct scn_incident *N, uint32_t number,
                                   gatesim_ticks over)
{
    return N->by_date ? N->on.list[number].from
                      : over + incident_draw(C, N, "every", &N->every, number);
}

/* incident_to(C, N, number, from): the end of that. */
static gatesim_ticks incident_to(struct chance C, const struct scn_incident *N, uint32_t number,
                                 gatesim_ticks from)
{
    return N->lasts_drawn ? from + incident_draw(C, N, "lasts", &N->lasts, number)
                          : N->on.list[number].to;
}

/* await_incident(W, incident): its next begin. */
static void await_incident(struct gatesim *W, uint32_t incident)
{
    const struct scn_incident *N = &W->scn->incidents[incident];
    const uint32_t number = W->incidents[incident].number;

    if (N->by_date && number >= N->on.count)
        return;
    world_schedule(W, EVENT_INCIDENT, incident_from(chance_of(W), N, number, W->now), incident,
                   NO_STATION, 0, NULL);
}

void incident_begins(struct gatesim *W, uint32_t incident)
{
    const struct scn_incident *N = &W->scn->incidents[incident];
    struct incident *I = &W->incidents[incident];
    const uint32_t number = I->number++;
    const gatesim_ticks until = incident_to(chance_of(W), N, number, W->now);

    I->holding++;
    if (until != GATESIM_NEVER)
        world_schedule(W, EVENT_INCIDENT_OVER, until, incident, NO_STATION, 0, NULL);
    if (N->by_date)
        await_incident(W, incident);
    strike(W, incident, true);
}

void incident_ends(struct gatesim *W, uint32_t incident)
{
    const struct scn_incident *N = &W->scn->incidents[incident];

    W->incidents[incident].holding--;
    if (!N->by_date)
        await_incident(W, incident);
    strike(W, incident, false);
}

/* holds_next(C, N, number, over, span): when it holds for the time of that number, *over being the
 * end of the time before and becoming that of this; false: not within the run. */
static bool holds_next(struct chance C, const struct scn_incident *N, uint32_t number,
                       gatesim_ticks *over, struct gatesim_span *span)
{
    const gatesim_ticks end = C.S->info.duration;

    if (N->by_date && number >= N->on.count)
        return false;
    span->from = incident_from(C, N, number, *over);
    if (span->from >= end)
        return false;
    *over = incident_to(C, N, number, span->from);
    span->to = *over < end ? *over : end;
    return true;
}

int gatesim_incident_drawn(const struct gatesim_scenario *S, uint32_t replication, size_t i,
                           struct gatesim_incident *K)
{
    const struct chance C = {S, replication & ~GATESIM_ANTITHETIC,
                             (replication & GATESIM_ANTITHETIC) != 0};

    for (uint32_t n = 0; n < S->incident_count; n++) {
        const struct scn_incident *N = &S->incidents[n];
        gatesim_ticks over = 0;
        uint32_t number = 0;

        if (N->station_count == 0 || !N->lasts_drawn)
            continue;
        while (holds_next(C, N, number++, &over, &K->span)) {
            if (i < N->station_count) {
                K->name = N->name;
                K->station = N->stations[i];
                return 1;
            }
            i -= N->station_count;
        }
    }
    return 0;
}

int incidents_build(struct gatesim *W)
{
    uint32_t i;

    W->incidents = ARENA_ARRAY(W->arena, struct incident, W->scn->incident_count);
    if (W->incidents == NULL)
        return GATESIM_ENOMEM;
    for (i = 0; i < W->scn->incident_count; i++) {
        const struct scn_incident *N = &W->scn->incidents[i];

        if (N->by_date && N->on.count > 0 && N->on.list[0].from == 0)
            incident_begins(W, i);
        else
            await_incident(W, i);
    }
    return 0;
}
