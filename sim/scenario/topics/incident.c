/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [incident]: what takes hold of stations while it lasts. */

#include <math.h>
#include <string.h>

#include "sim/scenario/language/fields.h"
#include "sim/scenario/language/value.h"
#include "sim/scenario/topics/failures.h"
#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/rules.h"
#include "sim/scenario/topics/topics.h"

#define FASTEST 1000.0 /* the most that a speed may be */

bool field_stations(struct cursor *c, void *out)
{
    return field_names(c, SECTION_STATION, out);
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
    static const char *const words[] = {SCN_EFFECT_LIST(SCN_WORD)};
    struct scn_effect *E = out;
    const struct word w = cursor_take(c);
    unsigned kind = 0;

    while (kind < SCN_EFFECTS && !word_is(w, words[kind]))
        kind++;
    switch ((enum scn_effect_kind)kind) {
    case SCN_EFFECT_DOWN:
        E->kind = SCN_EFFECT_DOWN;
        return cursor_end(c);
    case SCN_EFFECT_SPEED:
        return effect_speed(c, E);
    case SCN_EFFECT_SERVERS:
        return effect_servers(c, E);
    case SCN_EFFECT_CLOSED:
        E->kind = SCN_EFFECT_CLOSED;
        return cursor_end(c);
    case SCN_EFFECTS:
        break;
    }
    E->kind = SCN_EFFECT_CLOSED;
    return cursor_error(c, "'%s' is no effect; write 'closed', 'down', 'speed X' or 'servers N'%s",
                        word_quote(c, w), reader_near(c->R, w.s, w.n, words, SCN_EFFECTS));
}

static void incident_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_INCIDENT][i];
    const struct diag_place place = tree_section_place(B->R, s), on = build_place(B, s, "on");
    const struct diag_place effect = build_place(B, s, "effect");

    if (!tree_has(s, "every") && !tree_has(s, "on") && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place,
                     "it never happens: 'every' or 'on' must be given, such as: "
                     "every = exponential mean 20 d");
    if (tree_has(s, "every") && tree_has(s, "on"))
        reader_error(B->R, &on, "an incident has 'every' or 'on', not both");
    if (!tree_has(s, "stations") && !tree_has(s, "services") && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place,
                     "it takes hold of nothing: 'stations' or 'services' must be given");
    if (tree_has(s, "services") && B->incidents[i].effect.kind != SCN_EFFECT_DOWN &&
        tree_has(s, "effect"))
        reader_error(B->R, &effect, "data services can only be put out of work: 'effect = down'");
    goes_with(B, s, "every", "lasts");
    failures_check_gap(B, s, "every", &B->incidents[i].every);
}

static void incident_make(struct build *B, uint32_t i, struct scn_incident *N)
{
    const struct draft_incident *D = &B->incidents[i];
    const char *name = B->names[SECTION_INCIDENT].list[i];

    N->name = make_name(B, name);
    N->purpose = make_purpose(B, "incident", name);
    N->stations = reader_copy(B->R, B->R->keep, D->stations.list, D->stations.count,
                              sizeof *D->stations.list);
    N->station_count = D->stations.count;
    N->data_services = reader_copy(B->R, B->R->keep, D->data_services.list, D->data_services.count,
                                   sizeof *D->data_services.list);
    N->data_service_count = D->data_services.count;
    N->effect = D->effect;
    N->by_date = !D->every.always;
    N->lasts_drawn = D->lasts.always;
    N->every = D->every.last.dist;
    N->lasts = D->lasts.last.dist;
    failures_intervals_make(B, &D->on, 0, &N->on);
}

static void incidents_make(struct build *B)
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

/* incidents_check(B): check all incidents. */
static void incidents_check(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_INCIDENT].count; i++)
        incident_check(B, i);
}

const struct topic topic_incident = {.check = incidents_check, .make = incidents_make};
