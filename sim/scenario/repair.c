/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breakdowns are alike for stations and data services, so that their keys are checked and made
 * by the same functions. A station that nothing of this concerns keeps no record of it. */
#include "sim/scenario/repair.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/assemble.h"
#include "sim/scenario/timetable.h"
#include "sim/scenario/value.h"

#define SHORTEST 1e-3 /* s: what lies between two breakdowns or incidents on the average */
#define FASTEST 1000.0

/* trigger_against(c, T): "20", or "2 h". */
static bool trigger_against(struct cursor *c, struct scn_trigger *T)
{
    double x;

    if (!T->wait) {
        if (!value_whole(c, 0, 1000000000, &T->against))
            return false;
        cursor_accept(c, "trucks");
        return cursor_end(c);
    }
    if (!value_duration(c, &x) || !cursor_end(c))
        return false;
    T->against = llround(x * (double)GATESIM_TICKS_PER_SECOND);
    return true;
}

bool field_trigger(struct cursor *c, void *out)
{
    const bool until = strcmp(c->row.doc->key, "extra-until") == 0;
    struct draft_trigger *D = out;
    const struct word w = cursor_take(c);

    D->trigger.wait = word_is(w, "wait");
    if (!D->trigger.wait && !word_is(w, "queue"))
        return cursor_error(c, "'%s' is neither queue nor wait; write %s", word_quote(c, w),
                            c->row.doc->example);
    D->trigger.below = until;
    if (!cursor_expect(c, until ? "below" : "above"))
        return false;
    D->given = trigger_against(c, &D->trigger);
    return D->given;
}

/* names_read(c, kind, D): names of sections of a kind, each once. */
static bool names_read(struct cursor *c, enum section_kind kind, struct draft_numbers_list *D)
{
    do {
        const struct word w = cursor_peek(c);
        uint32_t number;

        if (!cursor_name(c, &c->B->names[kind], section_name(kind), &number))
            return false;
        for (uint32_t i = 0; i < D->count; i++)
            if (D->list[i] == number)
                return cursor_error(c, "'%s' is there twice", word_quote(c, w));
        if (!READER_ROOM(c->R, D->list, D->count))
            return false;
        D->list[D->count++] = number;
    } while (cursor_accept(c, ","));
    return cursor_end(c);
}

bool field_services(struct cursor *c, void *out)
{
    return names_read(c, SECTION_SERVICE, out);
}

bool field_stations(struct cursor *c, void *out)
{
    return names_read(c, SECTION_STATION, out);
}

/* effect_speed(c, E): a number of at least 0. */
static bool effect_speed(struct cursor *c, struct scn_effect *E)
{
    E->kind = SCN_EFFECT_SPEED;
    if (!cursor_number(c, &E->speed) || !cursor_end(c))
        return false;
    return (E->speed >= 0 && E->speed <= FASTEST) ||
           cursor_error(c, "a speed is a number from 0 to %g", FASTEST);
}

static bool effect_servers(struct cursor *c, struct scn_effect *E)
{
    int64_t servers = 0;

    E->kind = SCN_EFFECT_SERVERS;
    if (!value_whole(c, 0, 1000000, &servers) || !cursor_end(c))
        return false;
    E->servers = (uint32_t)servers;
    return true;
}

bool field_effect(struct cursor *c, void *out)
{
    static const char *const words[] = {"closed", "down", "speed", "servers"};
    struct scn_effect *E = out;
    const struct word w = cursor_take(c);

    if (word_is(w, "speed"))
        return effect_speed(c, E);
    if (word_is(w, "servers"))
        return effect_servers(c, E);
    E->kind = word_is(w, "down") ? SCN_EFFECT_DOWN : SCN_EFFECT_CLOSED;
    if (word_is(w, "down") || word_is(w, "closed"))
        return cursor_end(c);
    return cursor_error(c, "'%s' is no effect; write 'closed', 'down', 'speed X' or 'servers N'%s",
                        word_quote(c, w), reader_near(c->R, w.s, w.n, words, 4));
}

/* has(s, key): whether the section gives the key. */
static bool has(const struct tree_section *s, const char *key)
{
    return tree_entry_find(s, key) != NULL;
}

/* needs(B, s, key, other): a key that has no use, or no sense, without another one. */
static void needs(struct build *B, const struct tree_section *s, const char *key, const char *other)
{
    const struct diag_place place = build_place(B, s, key);

    if (has(s, key) && !has(s, other) && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place, "'%s' goes with '%s', which is not given", key, other);
}

void repair_check_gap(struct build *B, const struct tree_section *s, const char *key,
                      const struct draft_choice *D)
{
    const struct diag_place place = build_place(B, s, key);

    if (D->always && dist_mean(&D->last.dist) < SHORTEST)
        reader_error(B->R, &place, "the time is too short; its mean is at least 1 ms");
}

/* failure_check(B, s, D): the keys of breakdowns. */
static void failure_check(struct build *B, const struct tree_section *s,
                          const struct draft_failure *D)
{
    needs(B, s, "fails-after", "repair");
    needs(B, s, "repair", "fails-after");
    repair_check_gap(B, s, "fails-after", &D->after);
}

/* reaction_check(B, s, D): the keys of extra servers. */
static void reaction_check(struct build *B, const struct tree_section *s,
                           const struct draft_station *D)
{
    const struct diag_place extra = build_place(B, s, "extra");
    const struct diag_place when = build_place(B, s, "extra-when");

    needs(B, s, "extra", "extra-when");
    needs(B, s, "extra-when", "extra");
    needs(B, s, "extra-until", "extra");
    needs(B, s, "extra-delay", "extra");
    needs(B, s, "extra-for", "extra");
    if (has(s, "extra") && D->staff.value == SCN_UNLIMITED)
        reader_error(B->R, &extra, "there are unlimited servers already");
    if (D->discipline == SCN_RANDOM && ((D->extra_when.given && D->extra_when.trigger.wait) ||
                                        (D->extra_until.given && D->extra_until.trigger.wait)))
        reader_error(B->R, &when,
                     "with 'discipline = random' it is not known which truck is next; "
                     "write 'queue above N'");
}

/* look_up_check(B, s, D): the keys of look-ups. */
static void look_up_check(struct build *B, const struct tree_section *s,
                          const struct draft_station *D)
{
    const bool paper = D->on_outage == SCN_OUTAGE_PAPER;
    const struct diag_place outage = build_place(B, s, "on-outage");
    const struct diag_place service = build_place(B, s, "paper-service");

    needs(B, s, "on-outage", "look-up");
    if (paper && !D->paper.always && !s->incomplete && !B->R->blind)
        reader_error(B->R, &outage,
                     "paper takes 'paper-service', which is not given for all "
                     "trucks");
    if (!paper && (D->paper.always || D->paper.count > 0))
        reader_error(B->R, &service, "'paper-service' goes with 'on-outage = paper' only");
}

void repair_check_station(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_STATION][i];
    const struct draft_station *D = &B->stations[i];
    const struct diag_place place = build_place(B, s, "fails-after");

    failure_check(B, s, &D->failure);
    needs(B, s, "fails-by", "fails-after");
    needs(B, s, "fails", "fails-after");
    if (D->failure.after.always && D->staff.value == SCN_UNLIMITED && D->failure.scope == 0)
        reader_error(B->R, &place,
                     "unlimited servers do not break down one by one; write "
                     "'fails = station'");
    reaction_check(B, s, D);
    look_up_check(B, s, D);
}

void repair_check_service(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_SERVICE][i];
    const struct diag_place place = build_place(B, s, "concurrent");

    failure_check(B, s, &B->services[i].failure);
    if (B->services[i].concurrent == 0 && has(s, "concurrent"))
        reader_error(B->R, &place, "it would never answer; at least 1 is needed");
}

void repair_check_incident(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_INCIDENT][i];
    const struct diag_place place = tree_section_place(B->R, s), on = build_place(B, s, "on");
    const struct diag_place effect = build_place(B, s, "effect");

    if (!has(s, "every") && !has(s, "on") && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place,
                     "it never happens: 'every' or 'on' must be given, such as: "
                     "every = exponential mean 20 d");
    if (has(s, "every") && has(s, "on"))
        reader_error(B->R, &on, "an incident has 'every' or 'on', not both");
    if (!has(s, "stations") && !has(s, "services") && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place,
                     "it takes hold of nothing: 'stations' or 'services' must be given");
    if (has(s, "services") && B->incidents[i].effect.kind != SCN_EFFECT_DOWN && has(s, "effect"))
        reader_error(B->R, &effect, "data services can only be put out of work: 'effect = down'");
    needs(B, s, "every", "lasts");
    repair_check_gap(B, s, "every", &B->incidents[i].every);
}

/* intervals_add(B, T, from, to): one more, or more of the last. */
static bool intervals_add(struct build *B, struct scn_intervals *T, struct scn_interval **list,
                          int64_t from)
{
    if (!READER_ROOM(B->R, *list, T->count))
        return false;
    (*list)[T->count++] = (struct scn_interval){from * GATESIM_TICKS_PER_SECOND, GATESIM_NEVER};
    return true;
}

/* intervals_make(B, spans, ahead, T): when any of the spans holds, within the run, by a clock that
 * is so many s ahead. */
static void intervals_make(struct build *B, const struct span_list *spans, int64_t ahead,
                           struct scn_intervals *T)
{
    struct timetable_edges E = {0};
    struct scn_interval *list = NULL;
    int64_t holding = 0;

    if (spans->count == 0 || !timetable_edges_add(B, spans, ahead, 0, &E))
        return;
    timetable_edges_sort(&E);
    for (uint32_t i = 0; i < E.count;) {
        const int64_t at = E.list[i].at, before = holding;

        for (; i < E.count && E.list[i].at == at; i++)
            holding += E.list[i].step;
        if (before == 0 && holding > 0 && !intervals_add(B, T, &list, at))
            return;
        if (before > 0 && holding == 0)
            list[T->count - 1].to = at * GATESIM_TICKS_PER_SECOND;
    }
    T->list = reader_copy(B->R, B->R->keep, list, T->count, sizeof *list);
}

static void failure_make(struct build *B, const struct draft_failure *D, int64_t ahead,
                         struct scn_failure *F)
{
    F->fails = D->after.always && D->repair.always;
    F->operating = D->by == 1;
    F->whole = D->scope == 1;
    F->after = D->after.last.dist;
    F->repair = D->repair.last.dist;
    intervals_make(B, &D->maintenance, ahead, &F->maintenance);
}

/* opposite(T): when T does not hold any more. */
static struct scn_trigger opposite(struct scn_trigger T)
{
    T.against += T.below ? -1 : 1; /* whole numbers: not above 20 is below 21 */
    T.below = !T.below;
    return T;
}

static void reaction_make(const struct draft_station *D, struct scn_reaction *R)
{
    R->servers = (uint32_t)D->extra;
    R->when = D->extra_when.trigger;
    R->until = D->extra_until.given ? D->extra_until.trigger : opposite(R->when);
    R->delay = D->extra_delay;
    R->least = D->extra_for;
}

/* struck(B, station): whether an incident takes hold of the station. */
static bool struck(const struct build *B, uint32_t station)
{
    for (uint32_t i = 0; i < B->names[SECTION_INCIDENT].count; i++)
        for (uint32_t k = 0; k < B->incidents[i].stations.count; k++)
            if (B->incidents[i].stations.list[k] == station)
                return true;
    return false;
}

void repair_make_station(struct build *B, uint32_t i, struct scn_station *s)
{
    const struct draft_station *D = &B->stations[i];
    struct scn_upkeep *U;

    s->look_ups = reader_copy(B->R, B->R->keep, D->look_ups.list, D->look_ups.count,
                              sizeof *D->look_ups.list);
    s->look_up_count = D->look_ups.count;
    s->on_outage = (enum scn_on_outage)D->on_outage;
    assemble_choice(B, &D->paper, &s->paper);
    if (!D->failure.after.always && D->failure.maintenance.count == 0 && D->extra == 0 &&
        !struck(B, i))
        return;
    if ((U = READER_NEW(B->R, B->R->keep, struct scn_upkeep)) == NULL)
        return;
    failure_make(B, &D->failure, s->clock, &U->failure);
    U->on_failure = (enum scn_on_failure)D->on_failure;
    reaction_make(D, &U->reaction);
    s->servers_max += s->servers_max == SCN_UNLIMITED ? 0 : U->reaction.servers;
    s->upkeep = U;
}

void repair_make_services(struct build *B)
{
    const uint32_t count = B->names[SECTION_SERVICE].count;
    struct scn_service *list = READER_ARRAY(B->R, B->R->keep, struct scn_service, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct draft_service *D = &B->services[i];
        const char *name = B->names[SECTION_SERVICE].list[i];

        list[i].name = assemble_name(B, name);
        list[i].agency = D->agency == NULL ? "" : D->agency;
        list[i].purpose = assemble_purpose(B, "service", name);
        list[i].latency = D->latency.last.dist;
        list[i].concurrent = D->concurrent;
        failure_make(B, &D->failure, 0, &list[i].failure);
    }
    B->S->services = list;
    B->S->service_count = count;
}

static void incident_make(struct build *B, uint32_t i, struct scn_incident *N)
{
    const struct draft_incident *D = &B->incidents[i];
    const char *name = B->names[SECTION_INCIDENT].list[i];

    N->name = assemble_name(B, name);
    N->purpose = assemble_purpose(B, "incident", name);
    N->stations = reader_copy(B->R, B->R->keep, D->stations.list, D->stations.count,
                              sizeof *D->stations.list);
    N->station_count = D->stations.count;
    N->services = reader_copy(B->R, B->R->keep, D->services.list, D->services.count,
                              sizeof *D->services.list);
    N->service_count = D->services.count;
    N->effect = D->effect;
    N->by_date = !D->every.always;
    N->lasts_drawn = D->lasts.always;
    N->every = D->every.last.dist;
    N->lasts = D->lasts.last.dist;
    intervals_make(B, &D->on, 0, &N->on);
}

void repair_make_incidents(struct build *B)
{
    const uint32_t count = B->names[SECTION_INCIDENT].count;
    struct scn_incident *list = READER_ARRAY(B->R, B->R->keep, struct scn_incident, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        incident_make(B, i, &list[i]);
    B->S->incidents = list;
    B->S->incident_count = count;
}
