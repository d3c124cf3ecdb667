/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order matters only for what may be asked for: names come first, then attributes with their
 * values, then everything that conditions may stand in. Diagnostics are sorted later. */
#include "sim/scenario/build.h"

#include <math.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/hash.h"
#include "sim/scenario/arrivals.h"
#include "sim/scenario/fields.h"
#include "sim/scenario/program.h"
#include "sim/scenario/timetable.h"

#define BINS_MOST 1000000
#define TRUCKS_MOST 4e9 /* of one class in one run; a truck's number has 32 bits */

static const char *const builtin_names[SCN_BUILTINS] = {"class", "direction", "cargo"};

/* ---- names ---- */

/* sections_sort(B): the sections by kind, and their names. */
static bool sections_sort(struct build *B)
{
    for (uint32_t i = 0; i < B->T->titles.count; i++) {
        struct tree_section *s = B->T->sections[i];

        if (!READER_ROOM(B->R, B->of[s->kind], B->names[s->kind].count))
            return false;
        B->of[s->kind][B->names[s->kind].count] = s;
        if (names_add(B->R, &B->names[s->kind], s->name) == NAMES_NONE)
            return false;
    }
    return true;
}

/* attributes_name(B): the builtins and the declared attributes. */
static bool attributes_name(struct build *B)
{
    const uint32_t declared = B->names[SECTION_ATTRIBUTE].count;

    for (uint32_t i = 0; i < SCN_BUILTINS; i++)
        if (names_add(B->R, &B->attributes, builtin_names[i]) == NAMES_NONE)
            return false;
    for (uint32_t i = 0; i < declared; i++) {
        const struct tree_section *s = B->of[SECTION_ATTRIBUTE][i];
        const struct diag_place place = tree_section_place(B->R, s);
        const uint32_t before = B->attributes.count;

        if (names_add(B->R, &B->attributes, s->name) == NAMES_NONE)
            return false;
        if (B->attributes.count == before)
            reader_error(B->R, &place,
                         "every truck has the attribute '%s' from its class; choose "
                         "another name",
                         s->name);
    }
    B->values = READER_ARRAY(B->R, B->R->scratch, struct names, SCN_BUILTINS + declared);
    return B->values != NULL;
}

/* value_add(B, attribute, w): w is a value of the attribute. */
static bool value_add(struct build *B, uint32_t attribute, struct word w)
{
    const char *name = reader_text(B->R, B->R->keep, w.s, w.n);

    return name != NULL && names_add(B->R, &B->values[attribute], name) != NAMES_NONE;
}

/* values_collect(B, attribute, section, e): the words before the shares of one key. What is
 * wrong with them is found later. */
static bool values_collect(struct build *B, uint32_t attribute, struct tree_section *section,
                           struct tree_entry *e)
{
    struct cursor c;

    cursor_init(&c, B, section, e);
    for (struct word w = cursor_take(&c); w.n > 0; w = cursor_take(&c)) {
        if (w.s[0] == ',')
            continue;
        if (names_find(&B->values[attribute], w.s, w.n) == NAMES_NONE &&
            !value_add(B, attribute, w))
            return false;
        while (!cursor_at_end(&c) && !cursor_is(&c, ","))
            cursor_take(&c);
    }
    return true;
}

/* declared_number(B, i): the number, among all attributes, of the i-th section [attribute]. */
static uint32_t declared_number(const struct build *B, uint32_t i)
{
    const char *name = B->of[SECTION_ATTRIBUTE][i]->name;

    return names_find(&B->attributes, name, strlen(name));
}

/* values_most(B, attribute, place): an attribute has not too many values. */
static void values_most(struct build *B, uint32_t attribute, const struct diag_place *place)
{
    if (B->values[attribute].count > SCN_VALUES_MAX)
        reader_error(B->R, place, "'%s' has more than %d values", B->attributes.list[attribute],
                     SCN_VALUES_MAX);
}

/* declared_values(B): the values of declared attributes. */
static bool declared_values(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_ATTRIBUTE].count; i++) {
        struct tree_section *s = B->of[SECTION_ATTRIBUTE][i];
        const struct diag_place place = tree_section_place(B->R, s);
        const uint32_t attribute = declared_number(B, i);

        for (uint32_t k = 0; k < s->texts.count; k++)
            if (!s->entries[k]->broken && !values_collect(B, attribute, s, s->entries[k]))
                return false;
        values_most(B, attribute, &place);
    }
    return true;
}

/* word_of(s, key): the value of a class's key that is a word: as given, or its default. */
static struct word word_of(const struct tree_section *s, const char *key)
{
    const struct tree_entry *e = tree_entry_find(s, key);
    const char *text =
        e != NULL ? e->value : key_row(key_find(s->kind, key, strlen(key))).doc->value;

    return (struct word){text, strcspn(text, " \t\n")};
}

/* class_values(B): the values of the builtins. Of directions, export and import are known even
 * where no class goes that way, so that a base may ask for them. */
static bool class_values(struct build *B)
{
    if (!value_add(B, SCN_DIRECTION, (struct word){"export", 6}) ||
        !value_add(B, SCN_DIRECTION, (struct word){"import", 6}))
        return false;
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++) {
        const struct tree_section *s = B->of[SECTION_CLASS][i];
        const struct diag_place place = tree_section_place(B->R, s);

        if (!value_add(B, SCN_CLASS, (struct word){s->name, strlen(s->name)}) ||
            !value_add(B, SCN_DIRECTION, word_of(s, "direction")) ||
            !value_add(B, SCN_CARGO, word_of(s, "cargo")))
            return false;
        if (i == SCN_VALUES_MAX)
            reader_error(B->R, &place, "there are more than %d classes", SCN_VALUES_MAX);
    }
    return true;
}

/* ---- drafts ---- */

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
                         key_row(key).type == KEY_TYPE_STEPS ? "steps =, and below it a line "
                                                               "for each step, indented"
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
        B->classes[i].route = B->classes[i].profile = SCN_NONE;
    for (uint32_t i = 0; i < B->names[SECTION_STATION].count; i++)
        B->stations[i].calendar = SCN_NONE;
}

/* drafts_alloc(B): all drafts. */
static bool drafts_alloc(struct build *B)
{
    B->classes = drafts_make(B, SECTION_CLASS, sizeof *B->classes);
    B->shares = drafts_make(B, SECTION_ATTRIBUTE, sizeof *B->shares);
    B->profiles = drafts_make(B, SECTION_PROFILE, sizeof *B->profiles);
    B->calendars = drafts_make(B, SECTION_CALENDAR, sizeof *B->calendars);
    B->stations = drafts_make(B, SECTION_STATION, sizeof *B->stations);
    B->routes = drafts_make(B, SECTION_ROUTE, sizeof *B->routes);
    if (B->classes == NULL || B->shares == NULL || B->profiles == NULL || B->calendars == NULL ||
        B->stations == NULL || B->routes == NULL)
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

/* attributes_fill(B): each may ask for those before it only. */
static void attributes_fill(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_ATTRIBUTE].count; i++) {
        const uint32_t number = declared_number(B, i);

        if (number < SCN_BUILTINS)
            continue;
        B->usable = number;
        section_fill(B, B->of[SECTION_ATTRIBUTE][i], &B->shares[i]);
    }
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
    kind_fill(B, SECTION_PROFILE, B->profiles, sizeof *B->profiles);
    kind_fill(B, SECTION_CALENDAR, B->calendars, sizeof *B->calendars);
    kind_fill(B, SECTION_STATION, B->stations, sizeof *B->stations);
    routes_fill(B);
    kind_fill(B, SECTION_CLASS, B->classes, sizeof *B->classes);
}

/* ---- checks ---- */

/* key_place(B, s, key): where s gives the key, or s. */
static struct diag_place key_place(struct build *B, const struct tree_section *s, const char *key)
{
    const struct tree_entry *e = tree_entry_find(s, key);

    return e == NULL ? tree_section_place(B->R, s) : tree_entry_place(B->R, s, e, 0);
}

/* has(s, key): whether the section gives the key. */
static bool has(const struct tree_section *s, const char *key)
{
    return tree_entry_find(s, key) != NULL;
}

/* run_check(B): the run as a whole. */
static void run_check(struct build *B)
{
    const struct tree_section *s = B->of[SECTION_SCENARIO][0], *r = B->of[SECTION_RESULTS][0];
    const struct diag_place warm_up = key_place(B, s, "warm-up"), bin = key_place(B, r, "bin");
    const gatesim_ticks duration = B->scenario.duration;

    if (duration == 0)
        return; /* reported */
    if (B->scenario.warm_up >= duration)
        reader_error(B->R, &warm_up, "the warm-up is not shorter than the duration of the run");
    if (B->results.bin > 0 && duration / B->results.bin >= BINS_MOST)
        reader_error(B->R, &bin, "the run would have more than %d bins; choose a wider bin",
                     BINS_MOST);
}

/* some_check(B, kind, what): at least one section of a kind. */
static void some_check(struct build *B, enum section_kind kind, const char *what)
{
    const struct diag_place place = {.file = B->of[SECTION_SCENARIO][0]->source->path};

    if (B->names[kind].count == 0 && !B->R->blind)
        reader_error(B->R, &place, "the scenario has no %s: a section [%s NAME] is needed", what,
                     section_name(kind));
}

/* never_check(B, s, times): a place that has 'never' for hours opens on some date. */
static void never_check(struct build *B, const struct tree_section *s,
                        const struct draft_calendar *times)
{
    const struct tree_entry *e = tree_entry_find(s, "hours");
    struct diag_place place;

    if (e == NULL || strcmp(e->value, "never") != 0 || times->open.count > 0 || has(s, "open"))
        return;
    place = tree_entry_place(B->R, s, e, 0);
    reader_error(B->R, &place, "'never' needs the dates on which it opens: open = ...");
}

/* due_somewhere(B): whether a class has deadlines. */
static bool due_somewhere(const struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++)
        if (B->classes[i].due.always || B->classes[i].due.count > 0)
            return true;
    return false;
}

/* station_check(B, i, due): what the keys of a station must be together. */
static void station_check(struct build *B, uint32_t i, bool due)
{
    const struct tree_section *s = B->of[SECTION_STATION][i];
    const struct diag_place calendar = key_place(B, s, "calendar");
    const struct diag_place discipline = key_place(B, s, "discipline");

    if (has(s, "hours") && has(s, "calendar"))
        reader_error(B->R, &calendar, "a station has hours or a calendar, not both");
    if (B->stations[i].discipline == SCN_EARLIEST && !due && !B->R->blind)
        reader_error(B->R, &discipline, "no class has deadlines: 'due' is given nowhere");
    never_check(B, s, &B->stations[i].times);
}

/* poisson_only(B, s, key): a key that only a rate has use for. */
static void poisson_only(struct build *B, const struct tree_section *s, const char *key)
{
    const struct diag_place place = key_place(B, s, key);

    if (has(s, key))
        reader_error(B->R, &place, "a %s goes with 'arrivals = poisson RATE' only", key);
}

/* window_check(B, s, D): from and until. */
static void window_check(struct build *B, const struct tree_section *s, const struct draft_class *D)
{
    const struct diag_place until = key_place(B, s, "until");

    if (!D->until.given)
        return;
    if (D->from.given && D->until.at <= D->from.at)
        reader_error(B->R, &until, "'until' is not after 'from'");
    else if (D->until.at <= B->scenario.start)
        reader_error(B->R, &until, "'until' is not after the start of the run");
}

/* number_check(B, s, D): no more trucks than can be numbered. */
static void number_check(struct build *B, const struct tree_section *s, const struct draft_class *D)
{
    const double duration = gatesim_seconds(B->scenario.duration);
    const double batch = D->batch.given ? fmin(dist_mean(&D->batch.dist), 1e6) : 1;
    const struct diag_place place = key_place(B, s, "arrivals");
    double arrivals = 0;

    if (D->arrivals.kind == SCN_ARRIVALS_POISSON)
        arrivals = D->arrivals.rate * duration;
    else if (D->arrivals.kind == SCN_ARRIVALS_RENEWAL && dist_mean(&D->arrivals.gap) > 1e-3)
        arrivals = duration / dist_mean(&D->arrivals.gap);
    if (arrivals * batch > TRUCKS_MOST)
        reader_error(B->R, &place, "that is %.3g trucks in one run; 4000000000 is the most",
                     arrivals * batch);
}

/* class_check(B, i): what the keys of a class must be together. */
static void class_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_CLASS][i];
    const struct draft_class *D = &B->classes[i];
    const struct diag_place place = tree_section_place(B->R, s);

    if (!has(s, "arrivals") && !has(s, "backlog") && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place,
                     "this class has no trucks: 'arrivals' or 'backlog' must be "
                     "given, such as: arrivals = poisson 38 trucks/h");
    if (D->arrivals.kind == SCN_ARRIVALS_RENEWAL || D->arrivals.kind == SCN_ARRIVALS_TRACE ||
        !has(s, "arrivals")) {
        poisson_only(B, s, "profile");
        poisson_only(B, s, "surge");
    }
    window_check(B, s, D);
    number_check(B, s, D);
}

static void checks(struct build *B)
{
    const bool due = due_somewhere(B);

    run_check(B);
    some_check(B, SECTION_CLASS, "class");
    some_check(B, SECTION_STATION, "station");
    for (uint32_t i = 0; i < B->names[SECTION_STATION].count; i++)
        station_check(B, i, due);
    for (uint32_t i = 0; i < B->names[SECTION_CALENDAR].count; i++)
        never_check(B, B->of[SECTION_CALENDAR][i], &B->calendars[i]);
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++)
        class_check(B, i);
}

/* ---- the scenario ---- */

/* purpose(kind, name): the hash of "station customs". */
static uint64_t purpose(struct build *B, const char *kind, const char *name)
{
    const char *text = arena_printf(B->R->scratch, "%s %s", kind, name);

    B->R->starved = B->R->starved || text == NULL;
    return text == NULL ? 0 : hash_string(text);
}

/* keep_name(B, name): a copy in the scenario. */
static const char *keep_name(struct build *B, const char *name)
{
    return reader_text(B->R, B->R->keep, name, strlen(name));
}

/* choice_make(B, D, choice): the cases, the unconditional one last. */
static void choice_make(struct build *B, const struct draft_choice *D, struct scn_choice *choice)
{
    const uint32_t count = D->count + (D->always ? 1 : 0);
    struct scn_case *cases = READER_ARRAY(B->R, B->R->keep, struct scn_case, count);

    if (cases == NULL)
        return;
    if (D->count > 0)
        memcpy(cases, D->cases, D->count * sizeof *cases);
    if (D->always)
        cases[D->count] = D->last;
    *choice = (struct scn_choice){count, cases};
}

/* info_make(B, info): the run. */
static void info_make(struct build *B, struct gatesim_scenario *S)
{
    const struct draft_scenario *D = &B->scenario;

    S->info = (struct gatesim_scenario_info){
        .title = D->title == NULL ? "" : D->title,
        .question = D->question == NULL ? "" : D->question,
        .epoch = D->start,
        .duration = D->duration,
        .warm_up = D->warm_up,
        .bin = B->results.bin,
        .seed = D->seed,
        .replications = (uint32_t)D->replications,
        .log = (enum gatesim_log)B->results.log,
    };
    S->backlog_at = B->results.backlog_at;
    S->road_spacing = B->results.road_spacing;
}

/* cumulate(B, D, values): the shares of one case, by value. */
static const double *cumulate(struct build *B, const struct draft_shares_case *D, uint32_t values)
{
    double *cumulated = READER_ARRAY(B->R, B->R->keep, double, values);
    double sum = 0;

    if (cumulated == NULL)
        return NULL;
    for (uint32_t i = 0; i < D->count; i++)
        cumulated[D->list[i].value] = D->list[i].share;
    for (uint32_t i = 0; i < values; i++)
        cumulated[i] = sum += cumulated[i];
    for (uint32_t i = values; i > 0 && sum - cumulated[i - 1] < 1e-12; i--)
        cumulated[i - 1] = 1;
    return cumulated;
}

/* attribute_make(B, i, A): attribute number i of all, but for its shares. */
static void attribute_make(struct build *B, uint32_t i, struct scn_attribute *A)
{
    const struct names *values = &B->values[i];

    A->name = keep_name(B, B->attributes.list[i]);
    A->purpose = purpose(B, "attribute", B->attributes.list[i]);
    A->value_count = values->count;
    A->values = reader_copy(B->R, B->R->keep, values->list, values->count, sizeof *values->list);
}

/* shares_make(B, D, A): the shares of a declared attribute. */
static void shares_make(struct build *B, const struct draft_shares *D, struct scn_attribute *A)
{
    const uint32_t count = D->count + (D->always ? 1 : 0);
    struct scn_shares *shares = READER_ARRAY(B->R, B->R->keep, struct scn_shares, count);

    if (shares == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct draft_shares_case *from = i < D->count ? &D->cases[i] : &D->last;

        shares[i].when = from->when;
        shares[i].cumulated = cumulate(B, from, A->value_count);
    }
    A->share_count = count;
    A->shares = shares;
}

static void attributes_make(struct build *B)
{
    const uint32_t count = B->attributes.count;
    struct scn_attribute *list = READER_ARRAY(B->R, B->R->keep, struct scn_attribute, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        attribute_make(B, i, &list[i]);
    for (uint32_t i = 0; i < B->names[SECTION_ATTRIBUTE].count; i++)
        shares_make(B, &B->shares[i].shares, &list[declared_number(B, i)]);
    B->S->attributes = list;
    B->S->attribute_count = count;
}

/* station_make(B, i, s): one station. */
static void station_make(struct build *B, uint32_t i, struct scn_station *s)
{
    const struct draft_station *D = &B->stations[i];
    const char *name = B->names[SECTION_STATION].list[i];

    s->name = keep_name(B, name);
    s->agency = D->agency == NULL ? "" : D->agency;
    s->purpose = purpose(B, "station", name);
    s->waiting = D->waiting;
    s->when_full = (enum scn_when_full)D->when_full;
    s->discipline = (enum scn_discipline)D->discipline;
    s->at_closing = (enum scn_interrupt)D->at_closing;
    s->off_shift = (enum scn_interrupt)D->off_shift;
    s->on_road = D->on_road;
    choice_make(B, &D->service, &s->service);
    choice_make(B, &D->setup, &s->setup);
    choice_make(B, &D->travel, &s->travel);
    choice_make(B, &D->patience, &s->patience);
    timetable_build(B, i, s);
}

static void stations_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_STATION].count;
    struct scn_station *list = READER_ARRAY(B->R, B->R->keep, struct scn_station, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        station_make(B, i, &list[i]);
    B->S->stations = list;
    B->S->station_count = count;
}

static void routes_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_ROUTE].count;
    struct scn_route *list = READER_ARRAY(B->R, B->R->keep, struct scn_route, count);

    if (list == NULL)
        return;
    program_compile(B, list);
    for (uint32_t i = 0; i < count; i++)
        list[i].name = keep_name(B, B->names[SECTION_ROUTE].list[i]);
    B->S->routes = list;
    B->S->route_count = count;
}

/* visit_find(route, station): the first visit to the station, or SCN_NONE. */
static uint32_t visit_find(const struct scn_route *route, uint32_t station)
{
    for (uint32_t i = 0; i < route->step_count; i++)
        if (route->steps[i].op == SCN_VISIT && route->steps[i].station == station)
            return i;
    return SCN_NONE;
}

/* backlog_make(B, i, C): the trucks that stand there at the start. */
static void backlog_make(struct build *B, uint32_t i, struct scn_class *C)
{
    const struct draft_backlog *D = &B->classes[i].backlog;
    const struct tree_section *s = B->of[SECTION_CLASS][i];
    const struct scn_route *route = C->route == SCN_NONE ? NULL : &B->S->routes[C->route];
    struct scn_backlog *list = READER_ARRAY(B->R, B->R->keep, struct scn_backlog, D->count);

    if (list == NULL || route == NULL || route->step_count == 0)
        return;
    for (uint32_t k = 0; k < D->count; k++) {
        const struct diag_place place = key_place(B, s, "backlog");

        list[k] = (struct scn_backlog){D->list[k].trucks, visit_find(route, D->list[k].station)};
        if (list[k].step == SCN_NONE)
            reader_error(B->R, &place, "route '%s' does not visit '%s'", route->name,
                         B->names[SECTION_STATION].list[D->list[k].station]);
    }
    C->backlog = list;
    C->backlog_count = D->count;
}

/* class_values_make(B, D, i, C): the values of the builtins of class number i. */
static void class_values_make(struct build *B, uint32_t i, struct scn_class *C)
{
    const struct draft_class *D = &B->classes[i];
    const char *words[SCN_BUILTINS] = {B->names[SECTION_CLASS].list[i], D->direction, D->cargo};

    for (uint32_t k = 0; k < SCN_BUILTINS; k++)
        if (words[k] != NULL)
            C->values[k] = (uint16_t)names_find(&B->values[k], words[k], strlen(words[k]));
}

/* class_make(B, i, C): one class. */
static void class_make(struct build *B, uint32_t i, struct scn_class *C)
{
    const struct draft_class *D = &B->classes[i];
    const char *name = B->names[SECTION_CLASS].list[i];

    C->name = keep_name(B, name);
    C->purpose = purpose(B, "class", name);
    class_values_make(B, i, C);
    C->priority = (int32_t)D->priority;
    C->route = D->route;
    C->arrivals = D->arrivals.kind;
    C->gap = D->arrivals.gap;
    C->batched = D->batch.given;
    C->batch = D->batch.dist;
    choice_make(B, &D->patience, &C->patience);
    choice_make(B, &D->due, &C->due);
    arrivals_rates(B, i, C);
    if (D->arrivals.kind == SCN_ARRIVALS_TRACE && D->arrivals.trace != NULL)
        arrivals_trace(B, i, C);
    backlog_make(B, i, C);
}

static void classes_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_CLASS].count;
    struct scn_class *list = READER_ARRAY(B->R, B->R->keep, struct scn_class, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        class_make(B, i, &list[i]);
    B->S->classes = list;
    B->S->class_count = count;
}

/* pieces_check(B): whether timetables and rates were too many for one scenario. */
static void pieces_check(struct build *B)
{
    const struct tree_section *s = B->of[SECTION_SCENARIO][0];
    const struct diag_place place = key_place(B, s, "duration");

    if (B->pieces < 0)
        reader_error(B->R, &place,
                     "timetables and profiles change more than %d times in so long "
                     "a run; choose a shorter one",
                     BUILD_PIECES);
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
    const uint32_t known = B->paths.count, i = names_add(B->R, &B->paths, path);

    if (i == NAMES_NONE)
        return NULL;
    if (i < known)
        return &B->files[i];
    if (!READER_ROOM(B->R, B->files, i))
        return NULL;
    B->files[i].wrong = source_read(B->R, path, &B->files[i].bytes);
    return &B->files[i];
}

bool build_scenario(struct reader *R, struct tree *T, struct gatesim_scenario *S, struct build *B)
{
    B->R = R;
    B->T = T;
    B->S = S;
    B->pieces = BUILD_PIECES;
    if (!sections_sort(B) || !attributes_name(B) || !declared_values(B) || !class_values(B) ||
        !drafts_alloc(B))
        return false;
    drafts_fill(B);
    checks(B);
    if (B->scenario.duration == 0)
        B->scenario.duration = GATESIM_TICKS_PER_SECOND; /* reported; go on with any */
    info_make(B, S);
    attributes_make(B);
    routes_make(B);
    stations_make(B);
    classes_make(B);
    pieces_check(B);
    return !R->starved;
}
