/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order matters only for what may be asked for: names come first, then attributes with their
 * values, then everything that conditions may stand in. Diagnostics are sorted later. */
#include "sim/scenario/resolve.h"

#include <string.h>

#include "sim/scenario/language/cover.h"
#include "sim/scenario/language/fields.h"
#include "sim/scenario/memory_estimate.h"
#include "sim/scenario/topics/declare.h"
#include "sim/scenario/topics/topics.h"

/* field_parse(c, out): read the cursor's value into out by the type of its key. Returns false after
 * a diagnostic. */
static bool field_parse(struct cursor *c, void *out)
{
    typedef bool field_function(struct cursor * c, void *out);
    static field_function *const functions[] = {
#define FIELD_FUNCTION(code, words, unit, parse) parse,
        KEY_TYPE_LIST(FIELD_FUNCTION)
#undef FIELD_FUNCTION
    };

    return functions[c->row.word.type](c, out);
}

/* entry_fill(B, s, e, record): read one value into the record. */
static void entry_fill(struct build *B, struct tree_section *s, struct tree_entry *e, void *record)
{
    struct cursor c;

    if (e->broken)
        return;
    cursor_init(&c, B, s, e);
    field_parse(&c, (char *)record + c.row.place.offset);
}

/* required(B, s, key, record): report a key without a default that section s does not give for all
 * trucks. */
static void required(struct build *B, const struct tree_section *s, size_t key, const void *record)
{
    const struct gatesim_key *doc = key_word(key).doc;
    const struct diag_place place = tree_section_place(B->R, s);
    const char *example = key_word(key).type == KEY_TYPE_STEPS
                              ? "steps =, and below it a line for each step, indented"
                          : key_word(key).type == KEY_TYPE_SETTINGS ? "set = customs.servers = 4"
                                                                    : doc->example;
    const char *missed;

    if (s->incomplete || B->R->blind || cover_key(B, s, key, record, &missed))
        return;
    if (missed[0] != '\0')
        reader_error(B->R, &place,
                     "'%s' is not given for a truck of which %s; give it with such a condition, or "
                     "without any, for all other trucks",
                     doc->key, reader_quote(B->R, missed, strlen(missed)));
    else
        reader_error(B->R, &place, "'%s' must be given, such as: %s", doc->key, example);
}

/* default_fill(B, s, key, record): a key that is not given for all trucks. */
static void default_fill(struct build *B, struct tree_section *s, size_t key, void *record)
{
    const struct gatesim_key *doc = key_word(key).doc;
    struct tree_entry e = {.file = s->file, .text = doc->key, .key = key, .value = doc->value};

    if (doc->value == NULL) {
        required(B, s, key, record);
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
        if (key_word(k).section == s->kind && tree_entry_find(s, key_word(k).doc->key) == NULL)
            default_fill(B, s, k, record);
}

/* references_clear(B): no name is known before it is read. */
static void references_clear(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++)
        B->classes[i].route = B->classes[i].profile = B->classes[i].on_patience =
            B->classes[i].books = SCN_NONE;
    for (uint32_t i = 0; i < B->names[SECTION_RISK].count; i++)
        B->risks[i].truth = SCN_NONE;
    for (uint32_t i = 0; i < B->names[SECTION_PROMISE].count; i++)
        B->promises[i].at = B->promises[i].trucks = SCN_NONE;
    for (uint32_t i = 0; i < B->names[SECTION_STATION].count; i++)
        B->stations[i].calendar = SCN_NONE;
}

/* drafts_alloc(B): zeroed drafts for all named sections. */
static bool drafts_alloc(struct build *B)
{
#define DRAFTS_MAKE(SECTION, type, member)                                                         \
    B->member = READER_ARRAY(B->R, B->R->scratch, struct type, B->names[SECTION_##SECTION].count); \
    if (B->member == NULL)                                                                         \
        return false;
    DRAFT_LIST(DRAFTS_MAKE)
#undef DRAFTS_MAKE
    references_clear(B);
    return true;
}

/* number_fill(B, kind, i): the i-th section of a kind into its draft. */
static void number_fill(struct build *B, enum section_kind kind, uint32_t i)
{
    section_fill(B, B->of[kind][i], build_draft(B, kind, i));
}

/* kind_fill(B, kind): the sections of a kind into their drafts. */
static void kind_fill(struct build *B, enum section_kind kind)
{
    for (uint32_t i = 0; i < B->names[kind].count; i++)
        number_fill(B, kind, i);
}

/* declaring_fill(B, kind): the sections of a kind that declares attributes. Each may
 * ask for those before it only. */
static void declaring_fill(struct build *B, enum section_kind kind)
{
    for (uint32_t i = 0; i < B->names[kind].count; i++) {
        const uint32_t number = declare_attribute(B, kind, i);

        if (number < SCN_BUILTINS)
            continue;
        B->usable = number;
        number_fill(B, kind, i);
    }
}

static void attributes_fill(struct build *B)
{
    declaring_fill(B, SECTION_LEVER);
    declaring_fill(B, SECTION_ATTRIBUTE);
    declaring_fill(B, SECTION_RISK);
    B->usable = B->attributes.count;
}

/* routes_fill(B): a route with mistakes is not compiled. */
static void routes_fill(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_ROUTE].count; i++) {
        struct tree_section *s = B->of[SECTION_ROUTE][i];
        const size_t before = gatesim_diagnostics_count(B->R->D);
        const struct tree_entry *e;

        number_fill(B, SECTION_ROUTE, i);
        e = tree_entry_find(s, "steps");
        B->routes[i].broken =
            gatesim_diagnostics_count(B->R->D) != before || e == NULL || e->broken || B->R->blind;
    }
}

/* drafts_fill(B): all sections into their drafts. Attributes come first, since conditions ask for
 * them; routes come before the classes that take them, and changes last. */
static void drafts_fill(struct build *B)
{
    attributes_fill(B);
    for (enum section_kind kind = 0; kind < SECTION_KINDS; kind++)
        if (kind != SECTION_LEVER && kind != SECTION_ATTRIBUTE && kind != SECTION_RISK &&
            kind != SECTION_ROUTE && kind != SECTION_CLASS && kind != SECTION_CHANGE)
            kind_fill(B, kind);
    routes_fill(B);
    kind_fill(B, SECTION_CLASS);
    kind_fill(B, SECTION_CHANGE);
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

bool resolve_scenario(struct reader *R, struct tree *T, struct gatesim_scenario *S, struct build *B)
{
    B->R = R;
    B->T = T;
    B->S = S;
    B->pieces = BUILD_PIECES;
    if (!declare_names(B) || !drafts_alloc(B))
        return false;
    drafts_fill(B);
    topics_check(B);
    memory_check(B);
    if (B->scenario.duration == 0)
        B->scenario.duration = GATESIM_TICKS_PER_SECOND; /* reported; go on with any */
    topics_make(B);
    pieces_check(B);
    return !R->starved;
}
