/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each list is made whole in the scenario's memory. Without memory a list stays empty, which
 * the reader remembers. */
#include "sim/scenario/assemble.h"

#include <string.h>

#include "sim/base/hash.h"
#include "sim/scenario/arrivals.h"
#include "sim/scenario/declare.h"
#include "sim/scenario/links.h"
#include "sim/scenario/permit.h"
#include "sim/scenario/program.h"
#include "sim/scenario/repair.h"
#include "sim/scenario/risk.h"
#include "sim/scenario/slots.h"
#include "sim/scenario/timetable.h"

uint64_t assemble_purpose(struct build *B, const char *kind, const char *name)
{
    const char *text = arena_printf(B->R->scratch, "%s %s", kind, name);

    B->R->starved = B->R->starved || text == NULL;
    return text == NULL ? 0 : hash_string(text);
}

const char *assemble_name(struct build *B, const char *name)
{
    return reader_text(B->R, B->R->keep, name, strlen(name));
}

void assemble_choice(struct build *B, const struct draft_choice *D, struct scn_choice *choice)
{
    const uint32_t count = D->count + (D->always ? 1 : 0);
    struct scn_case *cases = READER_ARRAY(B->R, B->R->keep, struct scn_case, count);

    if (cases == NULL)
        return;
    if (D->count > 0)
        memcpy(cases, D->cases, D->count * sizeof *cases);
    if (D->always)
        cases[D->count] = D->last;
    for (uint32_t i = 0; i < count; i++)
        cases[i].mean = dist_mean(&cases[i].dist);
    *choice = (struct scn_choice){count, cases};
}

/* info_make(B, S): the run. */
static void info_make(struct build *B, struct gatesim_scenario *S)
{
    const struct draft_scenario *D = &B->scenario;
    const struct diag_place precision = build_place(B, B->of[SECTION_SCENARIO][0], "precision-of");

    S->info = (struct gatesim_scenario_info){
        .title = D->title == NULL ? "" : D->title,
        .question = D->question == NULL ? "" : D->question,
        .epoch = D->start,
        .duration = D->duration,
        .warm_up = D->warm_up.length,
        .warm_up_auto = D->warm_up.is_auto,
        .bin = B->results.bin,
        .seed = D->seed,
        .replications = (uint32_t)D->replications,
        .precision = D->precision,
        .precision_of = D->precision_of == NULL ? "" : D->precision_of,
        .precision_file = reader_text(B->R, B->R->keep, precision.file, strlen(precision.file)),
        .precision_line = precision.line,
        .replications_max = (uint32_t)D->replications_max,
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

    A->name = assemble_name(B, B->attributes.list[i]);
    A->purpose = assemble_purpose(B, "attribute", B->attributes.list[i]);
    A->value_count = values->count;
    A->values = reader_copy(B->R, B->R->keep, values->list, values->count, sizeof *values->list);
}

/* shares_list(B, D, values, count): cases of shares, the unconditional one last. */
static const struct scn_shares *shares_list(struct build *B, const struct draft_shares *D,
                                            uint32_t values, uint32_t *count)
{
    struct scn_shares *shares;

    *count = D->count + (D->always ? 1 : 0);
    shares = READER_ARRAY(B->R, B->R->keep, struct scn_shares, *count);
    for (uint32_t i = 0; shares != NULL && i < *count; i++) {
        const struct draft_shares_case *from = i < D->count ? &D->cases[i] : &D->last;

        shares[i].when = from->when;
        shares[i].cumulated = cumulate(B, from, values);
    }
    return shares;
}

/* shares_make(B, D, A): the shares of an attribute or lever. */
static void shares_make(struct build *B, const struct draft_attribute *D, struct scn_attribute *A)
{
    A->shares = shares_list(B, &D->shares, A->value_count, &A->share_count);
    if (!D->change.given)
        return;
    A->drawn = SCN_DRAWN_CHANGING;
    A->later = shares_list(B, &D->later, A->value_count, &A->later_count);
    A->from = (D->change.from - B->scenario.start) * GATESIM_TICKS_PER_SECOND;
    A->to = (D->change.to - B->scenario.start) * GATESIM_TICKS_PER_SECOND;
}

static void attributes_make(struct build *B)
{
    const uint32_t count = B->attributes.count;
    struct scn_attribute *list = READER_ARRAY(B->R, B->R->keep, struct scn_attribute, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        attribute_make(B, i, &list[i]);
    for (uint32_t i = 0; i < B->names[SECTION_LEVER].count; i++)
        shares_make(B, &B->levers[i], &list[declare_attribute(B, SECTION_LEVER, i)]);
    for (uint32_t i = 0; i < B->names[SECTION_ATTRIBUTE].count; i++)
        shares_make(B, &B->shares[i], &list[declare_attribute(B, SECTION_ATTRIBUTE, i)]);
    if (B->booked != SCN_NONE)
        list[B->booked].drawn = SCN_DRAWN_BOOKED;
    risks_make(B, list);
    B->S->attributes = list;
    B->S->attribute_count = count;
    B->S->booked = B->booked;
}

/* agencies_make(B): the forces that work at stations, each once. */
static void agencies_make(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_STATION].count; i++)
        if (B->stations[i].agency != NULL)
            names_add(B->R, &B->agencies, B->stations[i].agency);
    B->S->agencies = reader_copy(B->R, B->R->keep, B->agencies.list, B->agencies.count,
                                 sizeof *B->agencies.list);
    B->S->agency_count = B->agencies.count;
}

static uint32_t agency_number(const struct build *B, const char *name)
{
    return name == NULL ? SCN_NONE : names_find(&B->agencies, name, strlen(name));
}

/* station_make(B, i, s): one station. */
static void station_make(struct build *B, uint32_t i, struct scn_station *s)
{
    const struct draft_station *D = &B->stations[i];
    const char *name = B->names[SECTION_STATION].list[i];

    s->name = assemble_name(B, name);
    s->agency = agency_number(B, D->agency);
    s->cost = D->cost;
    s->purpose = assemble_purpose(B, "station", name);
    s->waiting = D->waiting;
    s->when_full = (enum scn_when_full)D->when_full;
    s->discipline = (enum scn_discipline)D->discipline;
    s->at_closing = (enum scn_interrupt)D->at_closing;
    s->off_shift = (enum scn_interrupt)D->off_shift;
    s->on_road = D->on_road;
    s->keeps_place = D->keeps_place;
    s->pool_priority = (int32_t)D->pool_priority;
    s->needs = reader_copy(B->R, B->R->keep, D->needs.list, D->needs.count, sizeof *s->needs);
    s->need_count = s->needs == NULL ? 0 : D->needs.count;
    assemble_choice(B, &D->service, &s->service);
    assemble_choice(B, &D->fee, &s->fee);
    assemble_choice(B, &D->setup, &s->setup);
    assemble_choice(B, &D->travel, &s->travel);
    assemble_choice(B, &D->patience, &s->patience);
    s->added = (uint32_t)D->added;
    s->ageing = D->ageing;
    s->clock = timetable_clock(B, D);
    permit_make(B, D, &s->permit);
    timetable_build(B, i, s);
    repair_make_station(B, i, s);
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

/* loss_make(B, D, C): the curve as given, or all at the end of the shelf life, or evenly. */
static void loss_make(struct build *B, const struct draft_cargo *D, struct scn_cargo *C)
{
    const struct scn_loss ends[2] = {{0, 0}, {D->shelf_life, 1}};
    const struct scn_loss edge[2] = {{D->shelf_life - 1, 0}, {D->shelf_life, 1}};

    C->losses = D->loss.list;
    C->loss_count = D->loss.count;
    if (D->shelf_life == 0 || D->loss.count > 0)
        return;
    C->losses = reader_copy(B->R, B->R->keep, D->loss.step ? edge : ends, 2, sizeof ends[0]);
    C->loss_count = C->losses == NULL ? 0 : 2;
}

static void cargos_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_CARGO].count;
    struct scn_cargo *list = READER_ARRAY(B->R, B->R->keep, struct scn_cargo, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct draft_cargo *D = &B->cargos[i];

        list[i] = (struct scn_cargo){
            .name = assemble_name(B, B->names[SECTION_CARGO].list[i]),
            .purpose = assemble_purpose(B, "cargo", B->names[SECTION_CARGO].list[i]),
            .value = D->value,
            .weight = D->weight,
            .spoiled_above = D->spoiled_above,
            .home_price = D->home_price,
            .perishable = D->shelf_life > 0,
            .age = D->age};
        loss_make(B, D, &list[i]);
    }
    B->S->cargos = list;
    B->S->cargo_count = count;
}

/* costs_say(B, key): whether [costs] has the key. */
static bool costs_say(const struct build *B, const char *key)
{
    return B->names[SECTION_COSTS].count > 0 &&
           tree_entry_find(B->of[SECTION_COSTS][0], key) != NULL;
}

static void costs_make(struct build *B)
{
    const struct draft_costs *D = &B->costs;
    struct scn_costs *C = &B->S->costs;

    C->given = B->S->currency != NULL || B->names[SECTION_COSTS].count > 0 ||
               B->names[SECTION_CARGO].count > 0;
    C->driver = D->driver;
    C->parking = D->parking;
    C->reefer = D->reefer;
    C->booking = costs_say(B, "booking") ? D->booking : D->driver;
    C->idling = D->idling;
    C->co2 = D->co2;
    assemble_choice(B, &D->fee, &C->fee);
}

/* group_label(B, attribute, value): "channel is red". */
static const char *group_label(struct build *B, const struct scn_attribute *A, uint32_t value)
{
    const char *label = arena_printf(B->R->keep, "%s is %s", A->name, A->values[value]);

    B->R->starved = B->R->starved || label == NULL;
    return label;
}

/* groups_make(B): every value of the attributes that results are told apart by. */
static void groups_make(struct build *B)
{
    const struct draft_attributes *by = &B->results.by;
    uint32_t *first = READER_ARRAY(B->R, B->R->keep, uint32_t, by->count);
    struct scn_group *groups = NULL;
    uint32_t count = 0;

    if (first == NULL)
        return;
    for (uint32_t i = 0; i < by->count; i++) {
        const struct scn_attribute *A = &B->S->attributes[by->list[i]];

        first[i] = count;
        for (uint32_t v = 0; v < A->value_count; v++) {
            if (!READER_ROOM(B->R, groups, count))
                return;
            groups[count++] = (struct scn_group){by->list[i], v, group_label(B, A, v)};
        }
    }
    B->S->groups = reader_copy(B->R, B->R->keep, groups, count, sizeof *groups);
    B->S->group_count = B->S->groups == NULL ? 0 : count;
    B->S->by = first;
    B->S->by_count = by->count;
}

/* pool_make(B, i, p): one pool. */
static void pool_make(struct build *B, uint32_t i, struct scn_pool *p)
{
    const struct draft_pool *D = &B->pools[i];
    const char *name = B->names[SECTION_POOL].list[i];

    p->name = assemble_name(B, name);
    p->agency = D->agency == NULL ? "" : D->agency;
    p->purpose = assemble_purpose(B, "pool", name);
    p->serve = (enum scn_serve)D->serve;
    p->added = (uint32_t)D->added;
    p->trips = D->trips == 0 ? SCN_UNLIMITED : (uint32_t)D->trips;
    assemble_choice(B, &D->fails_after, &p->fails_after);
    assemble_choice(B, &D->repair, &p->repair);
    timetable_pool(B, i, p);
}

static void pools_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_POOL].count;
    struct scn_pool *list = READER_ARRAY(B->R, B->R->keep, struct scn_pool, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        pool_make(B, i, &list[i]);
    B->S->pools = list;
    B->S->pool_count = count;
}

static void routes_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_ROUTE].count;
    struct scn_route *list = READER_ARRAY(B->R, B->R->keep, struct scn_route, count);

    if (list == NULL)
        return;
    program_compile(B, list);
    for (uint32_t i = 0; i < count; i++)
        list[i].name = assemble_name(B, B->names[SECTION_ROUTE].list[i]);
    B->S->routes = list;
    B->S->route_count = count;
}

/* options_make(B, D, C): names, biases and shares of the options. */
static void options_make(struct build *B, const struct draft_chooser *D, struct scn_chooser *C)
{
    const uint32_t count = D->options.count;
    const char **options = READER_ARRAY(B->R, B->R->keep, const char *, count);
    double *bias = READER_ARRAY(B->R, B->R->keep, double, count);
    double *cumulated = READER_ARRAY(B->R, B->R->keep, double, count);
    double sum = 0;

    if (options == NULL || bias == NULL || cumulated == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t route = D->options.list[i].route;

        options[i] =
            arena_printf(B->R->keep, "%s is %s", C->name, B->names[SECTION_ROUTE].list[route]);
        B->R->starved = B->R->starved || options[i] == NULL;
        bias[i] = draft_option(&D->bias, route);
        cumulated[i] = sum += draft_option(&D->shares, route);
    }
    if (count > 0)
        cumulated[count - 1] = 1;
    C->options = options;
    C->bias = bias;
    C->cumulated = cumulated;
    C->count = count;
}

static void choosers_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_CHOICE].count;
    struct scn_chooser *list = READER_ARRAY(B->R, B->R->keep, struct scn_chooser, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct draft_chooser *D = &B->choosers[i];

        list[i].name = assemble_name(B, B->names[SECTION_CHOICE].list[i]);
        list[i].first = B->S->option_count;
        list[i].rule = (enum scn_rule)D->rule;
        list[i].sensitivity = D->sensitivity;
        list[i].every = D->every;
        list[i].delay = D->delay;
        options_make(B, D, &list[i]);
        B->S->option_count += list[i].count;
    }
    B->S->choosers = list;
    B->S->chooser_count = count;
}

/* visit_find(route, station): the first visit to the station, or SCN_NONE. */
static uint32_t visit_find(const struct scn_route *route, uint32_t station)
{
    for (uint32_t i = 0; i < route->main_count; i++)
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
        const struct diag_place place = build_place(B, s, "backlog");

        list[k] = (struct scn_backlog){D->list[k].trucks, visit_find(route, D->list[k].station)};
        if (list[k].step == SCN_NONE)
            reader_error(B->R, &place, "route '%s' does not visit '%s'", route->name,
                         B->names[SECTION_STATION].list[D->list[k].station]);
    }
    C->backlog = list;
    C->backlog_count = D->count;
}

/* side_patience_check(B, i, C): a truck that is at several stations at once loses its patience
 * at none. */
static void side_patience_check(struct build *B, uint32_t i, const struct scn_class *C)
{
    const struct scn_route *route = C->route == SCN_NONE ? NULL : &B->S->routes[C->route];
    const struct diag_place place = build_place(B, B->of[SECTION_CLASS][i], "patience");

    if (route == NULL || C->patience.count == 0)
        return;
    for (uint32_t k = 0; k < route->step_count; k++)
        if (route->steps[k].op == SCN_SIDE) {
            reader_error(B->R, &place,
                         "route '%s' has a step 'side by side', at which patience is not known; "
                         "give the other stations a patience instead",
                         route->name);
            return;
        }
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

    C->name = assemble_name(B, name);
    C->purpose = assemble_purpose(B, "class", name);
    class_values_make(B, i, C);
    C->goods = D->cargo == NULL ? SCN_NONE
                                : names_find(&B->names[SECTION_CARGO], D->cargo, strlen(D->cargo));
    C->priority = (int32_t)D->priority;
    C->route = D->route;
    C->arrivals = D->arrivals.kind;
    C->gap = D->arrivals.gap;
    C->batched = D->batch.given;
    C->batch = D->batch.dist;
    assemble_choice(B, &D->patience, &C->patience);
    assemble_choice(B, &D->due, &C->due);
    C->divert = D->on_patience == SCN_NONE ? SCN_NONE : D->divert;
    C->books = D->books;
    assemble_choice(B, &D->booked, &C->booked);
    assemble_choice(B, &D->no_show, &C->no_show);
    assemble_choice(B, &D->early, &C->early);
    assemble_choice(B, &D->late, &C->late);
    assemble_choice(B, &D->returns_as, &C->returns_as);
    assemble_choice(B, &D->return_after, &C->return_after);
    arrivals_rates(B, i, C);
    if (D->arrivals.kind == SCN_ARRIVALS_TRACE && D->arrivals.trace != NULL)
        arrivals_trace(B, i, C);
    backlog_make(B, i, C);
    side_patience_check(B, i, C);
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

void assemble_scenario(struct build *B)
{
    info_make(B, B->S);
    attributes_make(B);
    groups_make(B);
    cargos_make(B);
    costs_make(B);
    agencies_make(B);
    choosers_make(B);
    pools_make(B);
    routes_make(B);
    stations_make(B);
    repair_make_services(B);
    repair_make_incidents(B);
    appointments_make(B);
    classes_make(B);
    links_make(B);
}
