/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order matters only for what may be asked for: names come first, then attributes with their
 * values, then everything that conditions may stand in. Diagnostics are sorted later. */
#include "sim/scenario/build.h"

#include <string.h>

#include "sim/scenario/assemble.h"
#include "sim/scenario/check.h"
#include "sim/scenario/declare.h"
#include "sim/scenario/fields.h"

/* entry_fill(B, s, e, record): read one value into the record. */
static void entry_fill(struct build *B, struct tree_section *s, struct tree_entry *e, void *record)
{
    struct cursor c;

    if (e->broken)
        return;
    cursor_init(&c, B, s, e);
    field_parse(&c, (char *)record + c.row.offset);
}

/* default_fill(B, s, key, record): a key that is not given. */
static void default_fill(struct build *B, struct tree_section *s, size_t key, void *record)
{
    const struct gatesim_key *doc = key_row(key).doc;
    const struct diag_place place = tree_section_place(B->R, s);
    struct tree_entry e = {.source = s->source, .text = doc->key, .key = key, .value = doc->value};

    if (doc->value == NULL) {
        if (!s->incomplete && !B->R->blind)
            reader_error(B->R, &place, "'%s' must be given, such as: %s", doc->key,
                         key_row(key).type == KEY_TYPE_STEPS      ? "steps =, and below it a line "
                                                                    "for each step, indented"
                         : key_row(key).type == KEY_TYPE_SETTINGS ? "set = customs.servers = 4"
                                                                  : doc->example);
        return;
    }
    e.size = strlen(e.value);
    if (e.size > 0)
        entry_fill(B, s, &e, record);
}

/* section_fill(B, s, record): all keys of a section. A conditional key may be missing where
 * its unconditional form has no default. */
static void section_fill(struct build *B, struct tree_section *s, void *record)
{
    for (uint32_t i = 0; i < s->texts.count; i++)
        entry_fill(B, s, s->entries[i], record);
    for (size_t k = 0; k < key_count(); k++)
        if (key_row(k).section == s->kind && tree_entry_find(s, key_row(k).doc->key) == NULL)
            default_fill(B, s, k, record);
}

/* drafts_make(B, kind, size): zeroed drafts for all sections of a kind. */
static void *drafts_make(struct build *B, enum section_kind kind, size_t size)
{
    return reader_alloc(B->R, B->R->scratch, B->names[kind].count, size);
}

/* references_clear(B): no name is known before it is read. */
static void references_clear(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++)
        B->classes[i].route = B->classes[i].profile = B->classes[i].on_patience =
            B->classes[i].books = SCN_NONE;
    for (uint32_t i = 0; i < B->names[SECTION_RISK].count; i++)
        B->risks[i].truth = SCN_NONE;
    for (uint32_t i = 0; i < B->names[SECTION_STATION].count; i++)
        B->stations[i].calendar = SCN_NONE;
}

/* drafts_alloc(B): all drafts. */
static bool drafts_alloc(struct build *B)
{
    B->classes = drafts_make(B, SECTION_CLASS, sizeof *B->classes);
    B->shares = drafts_make(B, SECTION_ATTRIBUTE, sizeof *B->shares);
    B->cargos = drafts_make(B, SECTION_CARGO, sizeof *B->cargos);
    B->profiles = drafts_make(B, SECTION_PROFILE, sizeof *B->profiles);
    B->calendars = drafts_make(B, SECTION_CALENDAR, sizeof *B->calendars);
    B->levers = drafts_make(B, SECTION_LEVER, sizeof *B->levers);
    B->risks = drafts_make(B, SECTION_RISK, sizeof *B->risks);
    B->appointments = drafts_make(B, SECTION_APPOINTMENTS, sizeof *B->appointments);
    B->choosers = drafts_make(B, SECTION_CHOICE, sizeof *B->choosers);
    B->pools = drafts_make(B, SECTION_POOL, sizeof *B->pools);
    B->stations = drafts_make(B, SECTION_STATION, sizeof *B->stations);
    B->services = drafts_make(B, SECTION_SERVICE, sizeof *B->services);
    B->incidents = drafts_make(B, SECTION_INCIDENT, sizeof *B->incidents);
    B->routes = drafts_make(B, SECTION_ROUTE, sizeof *B->routes);
    B->changes = drafts_make(B, SECTION_CHANGE, sizeof *B->changes);
    if (B->classes == NULL || B->shares == NULL || B->cargos == NULL || B->profiles == NULL ||
        B->calendars == NULL || B->levers == NULL || B->risks == NULL || B->appointments == NULL ||
        B->choosers == NULL || B->pools == NULL || B->stations == NULL || B->services == NULL ||
        B->incidents == NULL || B->routes == NULL || B->changes == NULL)
        return false;
    references_clear(B);
    return true;
}

/* kind_fill(B, kind, drafts, size): the sections of a kind into their drafts. */
static void kind_fill(struct build *B, enum section_kind kind, void *drafts, size_t size)
{
    for (uint32_t i = 0; i < B->names[kind].count; i++)
        section_fill(B, B->of[kind][i], (char *)drafts + i * size);
}

/* declaring_fill(B, kind, drafts, size): the sections of a kind that declares attributes. Each may
 * ask for those before it only. */
static void declaring_fill(struct build *B, enum section_kind kind, void *drafts, size_t size)
{
    for (uint32_t i = 0; i < B->names[kind].count; i++) {
        const uint32_t number = declare_attribute(B, kind, i);

        if (number < SCN_BUILTINS)
            continue;
        B->usable = number;
        section_fill(B, B->of[kind][i], (char *)drafts + i * size);
    }
}

static void attributes_fill(struct build *B)
{
    declaring_fill(B, SECTION_LEVER, B->levers, sizeof *B->levers);
    declaring_fill(B, SECTION_ATTRIBUTE, B->shares, sizeof *B->shares);
    declaring_fill(B, SECTION_RISK, B->risks, sizeof *B->risks);
    B->usable = B->attributes.count;
}

/* routes_fill(B): a route with mistakes is not compiled. */
static void routes_fill(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_ROUTE].count; i++) {
        struct tree_section *s = B->of[SECTION_ROUTE][i];
        const size_t before = gatesim_diagnostics_count(B->R->D);
        const struct tree_entry *e;

        section_fill(B, s, &B->routes[i]);
        e = tree_entry_find(s, "steps");
        B->routes[i].broken =
            gatesim_diagnostics_count(B->R->D) != before || e == NULL || e->broken || B->R->blind;
    }
}

static void drafts_fill(struct build *B)
{
    section_fill(B, B->of[SECTION_SCENARIO][0], &B->scenario);
    section_fill(B, B->of[SECTION_RESULTS][0], &B->results);
    attributes_fill(B);
    kind_fill(B, SECTION_CARGO, B->cargos, sizeof *B->cargos);
    if (B->names[SECTION_COSTS].count > 0)
        section_fill(B, B->of[SECTION_COSTS][0], &B->costs);
    kind_fill(B, SECTION_PROFILE, B->profiles, sizeof *B->profiles);
    kind_fill(B, SECTION_CALENDAR, B->calendars, sizeof *B->calendars);
    kind_fill(B, SECTION_APPOINTMENTS, B->appointments, sizeof *B->appointments);
    kind_fill(B, SECTION_CHOICE, B->choosers, sizeof *B->choosers);
    kind_fill(B, SECTION_POOL, B->pools, sizeof *B->pools);
    kind_fill(B, SECTION_STATION, B->stations, sizeof *B->stations);
    kind_fill(B, SECTION_SERVICE, B->services, sizeof *B->services);
    kind_fill(B, SECTION_INCIDENT, B->incidents, sizeof *B->incidents);
    routes_fill(B);
    kind_fill(B, SECTION_CLASS, B->classes, sizeof *B->classes);
    kind_fill(B, SECTION_CHANGE, B->changes, sizeof *B->changes);
}

/* pieces_check(B): whether timetables and rates were too many for one scenario. */
static void pieces_check(struct build *B)
{
    const struct tree_section *s = B->of[SECTION_SCENARIO][0];
    const struct diag_place place = build_place(B, s, "duration");

    if (B->pieces < 0)
        reader_error(B->R, &place,
                     "timetables and profiles change more than %d times in so long "
                     "a run; choose a shorter one",
                     BUILD_PIECES);
}

struct diag_place build_row_place(struct build *B, const struct tree_section *s, const char *key,
                                  uint32_t row)
{
    const struct tree_entry *e = tree_entry_find(s, key);

    return e == NULL ? tree_section_place(B->R, s) : tree_entry_place(B->R, s, e, row);
}

struct diag_place build_place(struct build *B, const struct tree_section *s, const char *key)
{
    return build_row_place(B, s, key, 0);
}

bool build_take(struct build *B, int64_t n)
{
    if (B->pieces < 0 || n > B->pieces)
        B->pieces = -1;
    else
        B->pieces -= n;
    return B->pieces >= 0;
}

const struct build_file *build_file(struct build *B, const char *path)
{
    uint32_t i = names_find(&B->paths, path, strlen(path));

    if (i != NAMES_NONE)
        return &B->files[i];
    if (!READER_ROOM(B->R, B->files, B->paths.count) ||
        (i = names_add(B->R, &B->paths, path)) == NAMES_NONE)
        return NULL;
    B->files[i].wrong = source_read(B->R, path, &B->files[i].bytes);
    return &B->files[i];
}

bool build_lacks(struct build *B, const char *path)
{
    const struct build_file *file = B->R->lax ? build_file(B, path) : NULL;

    return file != NULL && file->wrong != NULL;
}

bool build_scenario(struct reader *R, struct tree *T, struct gatesim_scenario *S, struct build *B)
{
    B->R = R;
    B->T = T;
    B->S = S;
    B->pieces = BUILD_PIECES;
    if (!declare_names(B) || !drafts_alloc(B))
        return false;
    drafts_fill(B);
    check_scenario(B);
    if (B->scenario.duration == 0)
        B->scenario.duration = GATESIM_TICKS_PER_SECOND; /* reported; go on with any */
    assemble_scenario(B);
    pieces_check(B);
    return !R->starved;
}
