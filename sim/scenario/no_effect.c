/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table of keys, each with what it takes for the key to have an effect. */
#include "sim/scenario/no_effect.h"

#include <string.h>

/* has(s, key): whether the section gives the key, be it for some trucks only. */
static bool has(const struct tree_section *s, const char *key)
{
    const size_t n = strlen(key);

    for (uint32_t i = 0; i < s->texts.count; i++)
        if (strncmp(s->entries[i]->text, key, n) == 0 &&
            (s->entries[i]->text[n] == '\0' || s->entries[i]->text[n] == ' '))
            return true;
    return false;
}

/* any_discipline(B, discipline): whether a station serves its line in that order. */
static bool any_discipline(const struct build *B, enum scn_discipline discipline)
{
    for (uint32_t i = 0; i < B->S->station_count; i++)
        if (B->S->stations[i].discipline == discipline)
            return true;
    return false;
}

/* takes_by_priority(B): whether a route takes people of a pool that serves by priority. */
static bool takes_by_priority(const struct build *B)
{
    for (uint32_t i = 0; i < B->S->route_count; i++)
        for (uint32_t k = 0; k < B->S->routes[i].step_count; k++) {
            const struct scn_step *step = &B->S->routes[i].steps[k];

            if (step->op == SCN_TAKE && B->S->pools[step->pool].serve == SCN_SERVE_PRIORITY)
                return true;
        }
    return false;
}

static bool class_priority(const struct build *B, uint32_t i)
{
    (void)i;
    return any_discipline(B, SCN_PRIORITY) || takes_by_priority(B);
}

static bool class_due(const struct build *B, uint32_t i)
{
    (void)i;
    return any_discipline(B, SCN_EARLIEST);
}

/* class_arrivals: whether trucks come from outside by a rule of their own. */
static bool class_arrivals(const struct build *B, uint32_t i)
{
    return B->S->classes[i].arrivals != SCN_ARRIVALS_NONE;
}

static bool class_on_patience(const struct build *B, uint32_t i)
{
    if (has(B->of[SECTION_CLASS][i], "patience"))
        return true;
    for (uint32_t k = 0; k < B->S->station_count; k++)
        if (has(B->of[SECTION_STATION][k], "patience"))
            return true;
    return false;
}

static bool station_pool_priority(const struct build *B, uint32_t i)
{
    const struct scn_station *s = &B->S->stations[i];

    for (uint32_t k = 0; k < s->need_count; k++)
        if (B->S->pools[s->needs[k].pool].serve == SCN_SERVE_PRIORITY)
            return true;
    return false;
}

static bool station_when_full(const struct build *B, uint32_t i)
{
    return B->S->stations[i].waiting != SCN_UNLIMITED;
}

/* incident_at(B, i, kind): whether an incident has that effect on station i. */
static bool incident_at(const struct build *B, uint32_t i, enum scn_effect_kind kind)
{
    for (uint32_t n = 0; n < B->names[SECTION_INCIDENT].count; n++)
        for (uint32_t k = 0; k < B->incidents[n].stations.count; k++)
            if (B->incidents[n].effect.kind == kind && B->incidents[n].stations.list[k] == i)
                return true;
    return false;
}

/* closes(B, i): whether station i has hours or closures by the scenario of B. */
static bool closes(const struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_STATION][i];

    return has(s, "hours") || has(s, "calendar") || has(s, "closed");
}

/* Of a station that closes at some time, from one date to the next. */
static bool station_at_closing(const struct build *B, uint32_t i)
{
    for (const struct build *K = B; K != NULL; K = K->next)
        if (closes(K, i))
            return true;
    return incident_at(B, i, SCN_EFFECT_CLOSED);
}

static bool station_off_shift(const struct build *B, uint32_t i)
{
    for (const struct build *K = B; K != NULL; K = K->next)
        if (K->stations[i].staff.count > 0 || K != B)
            return true;
    return has(B->of[SECTION_STATION][i], "extra") || incident_at(B, i, SCN_EFFECT_SERVERS);
}

static bool station_clock(const struct build *B, uint32_t i)
{
    return station_at_closing(B, i) || station_off_shift(B, i) ||
           has(B->of[SECTION_STATION][i], "speed") || has(B->of[SECTION_STATION][i], "open") ||
           has(B->of[SECTION_STATION][i], "quota") ||
           has(B->of[SECTION_STATION][i], "maintenance") || B->names[SECTION_INCIDENT].count > 0;
}

static bool run_precision(const struct build *B, uint32_t i)
{
    return has(B->of[SECTION_SCENARIO][i], "precision");
}

static bool cargo_value(const struct build *B, uint32_t i)
{
    return has(B->of[SECTION_CARGO][i], "value");
}

static bool cargo_spoils(const struct build *B, uint32_t i)
{
    return has(B->of[SECTION_CARGO][i], "shelf-life") || has(B->of[SECTION_CARGO][i], "loss");
}

static bool costs_reefer(const struct build *B, uint32_t i)
{
    (void)i;
    for (uint32_t k = 0; k < B->names[SECTION_CARGO].count; k++)
        if (has(B->of[SECTION_CARGO][k], "shelf-life"))
            return true;
    return false;
}

static bool costs_idling(const struct build *B, uint32_t i)
{
    return has(B->of[SECTION_COSTS][i], "idling");
}

static const struct {
    enum section_kind kind;
    const char *key;
    bool (*works)(const struct build *B, uint32_t i); /* for section number i of its kind */
    const char *why;                                  /* it does not */
} rules[] = {
    {SECTION_SCENARIO, "precision-of", run_precision, "no 'precision' is given"},
    {SECTION_SCENARIO, "replications-max", run_precision, "no 'precision' is given"},
    {SECTION_CLASS, "priority", class_priority,
     "no station has 'discipline = priority', and no step 'take' asks a pool with 'serve = "
     "priority'"},
    {SECTION_CLASS, "due", class_due, "no station has 'discipline = earliest-deadline'"},
    {SECTION_CLASS, "batch", class_arrivals, "its trucks do not arrive by a rule of their own"},
    {SECTION_CLASS, "from", class_arrivals, "its trucks do not arrive by a rule of their own"},
    {SECTION_CLASS, "until", class_arrivals, "its trucks do not arrive by a rule of their own"},
    {SECTION_CLASS, "on-patience", class_on_patience, "'patience' is given nowhere"},
    {SECTION_CARGO, "home-price", cargo_value, "this cargo has no 'value'"},
    {SECTION_CARGO, "spoiled-above", cargo_spoils, "this cargo has no 'shelf-life' and no 'loss'"},
    {SECTION_COSTS, "reefer", costs_reefer, "no cargo has a 'shelf-life'"},
    {SECTION_COSTS, "co2", costs_idling, "'idling' is not given"},
    {SECTION_STATION, "pool-priority", station_pool_priority,
     "this station needs no pool with 'serve = priority'"},
    {SECTION_STATION, "when-full", station_when_full, "its places to wait are unlimited"},
    {SECTION_STATION, "at-closing", station_at_closing, "this station never closes"},
    {SECTION_STATION, "off-shift", station_off_shift, "its number of servers never changes"},
    {SECTION_STATION, "clock", station_clock, "nothing of this station goes by a clock"},
};

/* inherited(B, e): whether e stands in a scenario that B's extends. Such a key may be there for
 * other policies on the same base. */
static bool inherited(const struct build *B, const struct tree_entry *e)
{
    return e->line > 0 && strcmp(e->file->path, B->of[SECTION_SCENARIO][0]->file->path) != 0;
}

/* as_default(e): whether e says what its key means when it is not given. */
static bool as_default(const struct tree_entry *e)
{
    const char *value = key_word(e->key).doc->value;

    return e->condition == NULL && value != NULL && strcmp(e->value, value) == 0;
}

/* note(B, s, key, why): the note on the key, where section s gives it. */
static void note(const struct build *B, const struct tree_section *s, const char *key,
                 const char *why)
{
    for (uint32_t k = 0; k < s->texts.count; k++) {
        const struct tree_entry *e = s->entries[k];
        const struct diag_place at = tree_entry_place(B->R, s, e, 0);

        if (strcmp(key_word(e->key).doc->key, key) != 0 || as_default(e) || inherited(B, e))
            continue;
        diag_add(B->R->notes, &at, "note: this has no effect: %s", why);
        return;
    }
}

void no_effect_notes(const struct build *B, const struct unused *U)
{
    for (size_t r = 0; r < sizeof rules / sizeof rules[0]; r++)
        for (uint32_t i = 0; i < B->names[rules[r].kind].count; i++)
            if (unused_remark(U, rules[r].kind, i) == NULL && !rules[r].works(B, i))
                note(B, B->of[rules[r].kind][i], rules[r].key, rules[r].why);
    diag_sort(B->R->notes);
}
