/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Good scenarios: every .ini of the folder loads; its printed form, read again, prints the same
 * bytes and is the same scenario to the model. */
#include <dirent.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "sim/scenario/model/scenario.h"
#include "tests/scenario/each.h"
#include "tests/scenario/show.h"

#define SAME(field) (a->field == b->field)

static bool same_condition(const struct scn_condition *a, const struct scn_condition *b)
{
    if (!SAME(count))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!SAME(tests[i].attribute) ||
            memcmp(a->tests[i].values, b->tests[i].values, SCN_VALUES_MAX / 8) != 0)
            return false;
    return true;
}

/* same_doubles(a, b, n): both NULL, or n equal numbers. */
static bool same_doubles(const double *a, const double *b, size_t n)
{
    return a == NULL || b == NULL ? a == b : memcmp(a, b, n * sizeof *a) == 0;
}

static bool same_dist(const struct dist *a, const struct dist *b)
{
    if (!SAME(kind) || !SAME(truncated) || !SAME(a) || !SAME(b) || !SAME(low) || !SAME(high) ||
        !SAME(mode) || !SAME(count) || !same_doubles(a->values, b->values, a->count) ||
        !same_doubles(a->weights, b->weights, a->count))
        return false;
    for (uint32_t i = 0; a->kind == DIST_MIXTURE && i < a->count; i++)
        if (!same_dist(&a->parts[i], &b->parts[i]))
            return false;
    return true;
}

static bool same_choice(const struct scn_by_truck *a, const struct scn_by_truck *b)
{
    if (!SAME(count))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!same_condition(&a->cases[i].when, &b->cases[i].when) ||
            !same_dist(&a->cases[i].dist, &b->cases[i].dist))
            return false;
    return true;
}

/* same_changes(a, b, n): n equal changes. */
static bool same_changes(const struct scn_change *a, const struct scn_change *b, uint32_t n)
{
    for (; n > 0; n--, a++, b++)
        if (!SAME(at) || !SAME(servers) || !SAME(waiting) || !SAME(open) || !SAME(speed))
            return false;
    return true;
}

static bool same_pool(const struct scn_pool *a, const struct scn_pool *b)
{
    return strcmp(a->name, b->name) == 0 && strcmp(a->agency, b->agency) == 0 && SAME(purpose) &&
           SAME(serve) && SAME(people_max) && SAME(trips) &&
           same_choice(&a->fails_after, &b->fails_after) && same_choice(&a->repair, &b->repair) &&
           SAME(change_count) && same_changes(a->changes, b->changes, a->change_count);
}

static bool same_needs(const struct scn_station *a, const struct scn_station *b)
{
    if (!SAME(need_count) || !SAME(pool_priority) || !SAME(keeps_place))
        return false;
    for (uint32_t i = 0; i < a->need_count; i++)
        if (!SAME(needs[i].pool) || !SAME(needs[i].members))
            return false;
    return true;
}

static bool same_admission(const struct scn_admission *a, const struct scn_admission *b)
{
    if (!SAME(gap) || !SAME(limit_count) || !SAME(quota_count) || !SAME(reserved_count))
        return false;
    for (uint32_t i = 0; i < a->limit_count; i++)
        if (!SAME(limits[i].station) || !SAME(limits[i].below))
            return false;
    for (uint32_t i = 0; i < a->quota_count; i++)
        if (!same_condition(&a->quotas[i].when, &b->quotas[i].when) || !SAME(quotas[i].period) ||
            !SAME(quotas[i].calls))
            return false;
    for (uint32_t i = 0; i < a->reserved_count; i++)
        if (!same_condition(&a->reserved[i].when, &b->reserved[i].when) ||
            !SAME(reserved[i].servers))
            return false;
    return true;
}

/* same_numbers(a, b, n): both NULL, or n equal numbers. */
static bool same_numbers(const uint32_t *a, const uint32_t *b, uint32_t n)
{
    return a == NULL || b == NULL ? a == b : memcmp(a, b, n * sizeof *a) == 0;
}

static bool same_intervals(const struct scn_intervals *a, const struct scn_intervals *b)
{
    if (!SAME(count))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!SAME(list[i].from) || !SAME(list[i].to))
            return false;
    return true;
}

static bool same_failure(const struct scn_failure *a, const struct scn_failure *b)
{
    return SAME(fails) && SAME(operating) && SAME(whole) && same_dist(&a->after, &b->after) &&
           same_dist(&a->repair, &b->repair) && same_intervals(&a->maintenance, &b->maintenance);
}

static bool same_trigger(const struct scn_trigger *a, const struct scn_trigger *b)
{
    return SAME(wait) && SAME(below) && SAME(against);
}

static bool same_availability(const struct scn_availability *a, const struct scn_availability *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return same_failure(&a->failure, &b->failure) && SAME(on_failure) && SAME(reaction.servers) &&
           same_trigger(&a->reaction.when, &b->reaction.when) &&
           same_trigger(&a->reaction.until, &b->reaction.until) && SAME(reaction.delay) &&
           SAME(reaction.least);
}

static bool same_data_service(const struct scn_data_service *a, const struct scn_data_service *b)
{
    return strcmp(a->name, b->name) == 0 && strcmp(a->agency, b->agency) == 0 && SAME(purpose) &&
           same_dist(&a->latency, &b->latency) && SAME(concurrent) &&
           same_failure(&a->failure, &b->failure);
}

static bool same_incident(const struct scn_incident *a, const struct scn_incident *b)
{
    return strcmp(a->name, b->name) == 0 && SAME(purpose) && SAME(station_count) &&
           same_numbers(a->stations, b->stations, a->station_count) && SAME(effect.kind) &&
           SAME(effect.speed) && SAME(effect.servers) && SAME(by_date) && SAME(lasts_drawn) &&
           same_dist(&a->every, &b->every) && same_dist(&a->lasts, &b->lasts) &&
           same_intervals(&a->on, &b->on);
}

static bool same_station(const struct scn_station *a, const struct scn_station *b)
{
    return strcmp(a->name, b->name) == 0 && SAME(agency) && SAME(purpose) && SAME(servers_max) &&
           SAME(waiting) && SAME(when_full) && SAME(discipline) && SAME(at_closing) &&
           SAME(off_shift) && SAME(on_road) && same_choice(&a->service, &b->service) &&
           same_choice(&a->setup, &b->setup) && same_choice(&a->travel, &b->travel) &&
           same_choice(&a->patience, &b->patience) && SAME(ageing) && SAME(clock) && SAME(added) &&
           same_admission(&a->admission, &b->admission) && same_needs(a, b) && SAME(change_count) &&
           same_changes(a->changes, b->changes, a->change_count) &&
           same_availability(a->availability, b->availability) && SAME(data_service_count) &&
           same_numbers(a->data_services, b->data_services, a->data_service_count) &&
           SAME(on_outage) && same_choice(&a->paper, &b->paper);
}

static bool same_step(const struct scn_step *a, const struct scn_step *b)
{
    return SAME(op) && SAME(station) && SAME(target) && SAME(occurrence) && SAME(chance) &&
           SAME(limit) && SAME(loop) && same_condition(&a->when, &b->when) &&
           same_dist(&a->dist, &b->dist) && SAME(purpose) && SAME(attribute) && SAME(value) &&
           SAME(route_choice) && SAME(mean) && SAME(pool) && SAME(number) && SAME(gathering) &&
           SAME(at_most) && SAME(timed) && SAME(count) &&
           same_numbers(a->targets, b->targets, a->count) &&
           same_numbers(a->stations, b->stations, a->count) &&
           same_doubles(a->cumulated, b->cumulated, a->count);
}

static bool same_route(const struct scn_route *a, const struct scn_route *b)
{
    if (strcmp(a->name, b->name) != 0 || !SAME(step_count) || !SAME(main_count) ||
        !SAME(loop_count))
        return false;
    for (uint32_t i = 0; i < a->step_count; i++)
        if (!same_step(&a->steps[i], &b->steps[i]))
            return false;
    for (uint32_t i = 0; i < a->loop_count; i++)
        if (!SAME(loops[i].first) || !SAME(loops[i].end))
            return false;
    return true;
}

static bool same_shares(const struct scn_shares *a, const struct scn_shares *b, uint32_t count,
                        uint32_t values)
{
    for (uint32_t i = 0; i < count; i++)
        if (!same_condition(&a[i].when, &b[i].when) ||
            !same_doubles(a[i].cumulated, b[i].cumulated, values))
            return false;
    return true;
}

static bool same_risk(const struct scn_risk *a, const struct scn_risk *b)
{
    if (!SAME(attribute) || !SAME(bad.attribute) ||
        memcmp(a->bad.values, b->bad.values, SCN_VALUES_MAX / 8) != 0 || !SAME(detects) ||
        !SAME(red_count) || !SAME(yellow_count))
        return false;
    for (uint32_t i = 0; i < a->red_count; i++)
        if (!same_condition(&a->red[i], &b->red[i]))
            return false;
    for (uint32_t i = 0; i < a->yellow_count; i++)
        if (!same_condition(&a->yellow[i], &b->yellow[i]))
            return false;
    return memcmp(a->cutoffs, b->cutoffs,
                  (size_t)a->red_count * a->yellow_count * sizeof *a->cutoffs) == 0;
}

/* same_attribute(a, b): those that take their place at dates as well. */
static bool same_attribute(const struct scn_attribute *a, const struct scn_attribute *b)
{
    if (strcmp(a->name, b->name) != 0 || !SAME(purpose) || !SAME(value_count) ||
        !SAME(share_count) || !SAME(drawn) || !SAME(later_count) || !SAME(from) || !SAME(to) ||
        !SAME(dated_count) || (a->drawn == SCN_DRAWN_RISK && !same_risk(a->risk, b->risk)))
        return false;
    for (uint32_t i = 0; i < a->dated_count; i++)
        if (!SAME(dated[i].at) || !same_attribute(a->dated[i].as, b->dated[i].as))
            return false;
    for (uint32_t i = 0; i < a->value_count; i++)
        if (strcmp(a->values[i], b->values[i]) != 0)
            return false;
    return same_shares(a->shares, b->shares, a->share_count, a->value_count) &&
           same_shares(a->later, b->later, a->later_count, a->value_count);
}

static bool same_appointments(const struct scn_appointments *a, const struct scn_appointments *b)
{
    return SAME(first) && SAME(slot) && SAME(slot_count) &&
           same_numbers(a->room, b->room, a->slot_count) && SAME(walk_ins) && SAME(missed) &&
           SAME(grace);
}

static bool same_route_choice(const struct scn_route_choice *a, const struct scn_route_choice *b)
{
    if (!SAME(count) || !SAME(first) || !SAME(rule) || !SAME(sensitivity) || !SAME(every) ||
        !SAME(delay) || !SAME(ruling_count) || !same_doubles(a->bias, b->bias, a->count) ||
        !same_doubles(a->cumulated, b->cumulated, a->count))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (strcmp(a->options[i], b->options[i]) != 0)
            return false;
    for (uint32_t i = 0; i < a->ruling_count; i++)
        if (!SAME(rulings[i].at) || !same_route_choice(a->rulings[i].as, b->rulings[i].as))
            return false;
    return true;
}

/* same_arrivals(a, b, attributes): rates, trace and backlog. */
static bool same_arrivals(const struct scn_class *a, const struct scn_class *b, uint32_t attributes)
{
    if (!SAME(rate_count) || !SAME(trace_count) || !SAME(backlog_count))
        return false;
    for (uint32_t i = 0; i < a->rate_count; i++)
        if (!SAME(rates[i].at) || !SAME(rates[i].rate))
            return false;
    for (uint32_t i = 0; i < a->backlog_count; i++)
        if (!SAME(backlog[i].trucks) || !SAME(backlog[i].step))
            return false;
    for (uint32_t i = 0; i < a->trace_count; i++)
        if (!SAME(trace[i].at) || (a->trace[i].values == NULL) != (b->trace[i].values == NULL) ||
            (a->trace[i].values != NULL &&
             memcmp(a->trace[i].values, b->trace[i].values, 2 * attributes) != 0))
            return false;
    return true;
}

/* same_ways(a, b): booking, coming back, giving up. */
static bool same_ways(const struct scn_class *a, const struct scn_class *b)
{
    return SAME(divert) && SAME(books) && same_choice(&a->booked, &b->booked) &&
           same_choice(&a->no_show, &b->no_show) && same_choice(&a->early, &b->early) &&
           same_choice(&a->late, &b->late) && same_choice(&a->returns_as, &b->returns_as) &&
           same_choice(&a->return_after, &b->return_after);
}

static bool same_class(const struct scn_class *a, const struct scn_class *b, uint32_t attributes)
{
    return strcmp(a->name, b->name) == 0 && SAME(purpose) &&
           memcmp(a->values, b->values, sizeof a->values) == 0 && SAME(priority) && SAME(route) &&
           SAME(arrivals) && SAME(from) && SAME(until) && same_arrivals(a, b, attributes) &&
           same_dist(&a->gap, &b->gap) && SAME(batched) && same_dist(&a->batch, &b->batch) &&
           same_choice(&a->patience, &b->patience) && same_choice(&a->due, &b->due) &&
           same_ways(a, b);
}

static bool same_run(const struct gatesim_scenario *a, const struct gatesim_scenario *b)
{
    return strcmp(a->info.title, b->info.title) == 0 &&
           strcmp(a->info.question, b->info.question) == 0 && SAME(info.epoch) &&
           SAME(info.duration) && SAME(info.warm_up) && SAME(info.bin) && SAME(info.seed) &&
           SAME(info.replications) && SAME(info.warm_up_auto) && SAME(info.precision) &&
           strcmp(a->info.precision_of, b->info.precision_of) == 0 && SAME(info.replications_max) &&
           SAME(info.log) && SAME(backlog_at) && SAME(road_spacing) && SAME(class_count) &&
           SAME(station_count) && SAME(route_count) && SAME(attribute_count) && SAME(pool_count) &&
           SAME(gathering_count) && SAME(booked) && SAME(risk_count) && SAME(appointments_count) &&
           SAME(route_choice_count) && SAME(option_count) && SAME(data_service_count) &&
           SAME(incident_count);
}

static bool same(const struct gatesim_scenario *a, const struct gatesim_scenario *b)
{
    bool equal = same_run(a, b);

    for (uint32_t i = 0; equal && i < a->class_count; i++)
        equal = same_class(&a->classes[i], &b->classes[i], a->attribute_count);
    for (uint32_t i = 0; equal && i < a->station_count; i++)
        equal = same_station(&a->stations[i], &b->stations[i]);
    for (uint32_t i = 0; equal && i < a->pool_count; i++)
        equal = same_pool(&a->pools[i], &b->pools[i]);
    for (uint32_t i = 0; equal && i < a->route_count; i++)
        equal = same_route(&a->routes[i], &b->routes[i]);
    for (uint32_t i = 0; equal && i < a->attribute_count; i++)
        equal = same_attribute(&a->attributes[i], &b->attributes[i]);
    for (uint32_t i = 0; equal && i < a->risk_count; i++)
        equal = same_risk(&a->risks[i], &b->risks[i]);
    for (uint32_t i = 0; equal && i < a->appointments_count; i++)
        equal = same_appointments(&a->appointments[i], &b->appointments[i]);
    for (uint32_t i = 0; equal && i < a->route_choice_count; i++)
        equal = same_route_choice(&a->route_choices[i], &b->route_choices[i]);
    for (uint32_t i = 0; equal && i < a->data_service_count; i++)
        equal = same_data_service(&a->data_services[i], &b->data_services[i]);
    for (uint32_t i = 0; equal && i < a->incident_count; i++)
        equal = same_incident(&a->incidents[i], &b->incidents[i]);
    return equal;
}

/* reread(name, S): whether the printed form of S is S. */
static bool reread(const char *name, const struct gatesim_scenario *S)
{
    const char *text = gatesim_scenario_text(S);
    struct gatesim_scenario *again;
    struct gatesim_diagnostics *D;
    bool ok = gatesim_scenario_parse(text, strlen(text), "printed.ini", NULL, 0, &again, &D) == 0;

    show(stdout, D);
    if (!ok)
        printf("%s: the printed form does not load\n%s", name, text);
    else if (strcmp(text, gatesim_scenario_text(again)) != 0)
        printf("%s: printed twice, it differs\n%s\n%s", name, text, gatesim_scenario_text(again));
    else if (strcmp(gatesim_scenario_sha256(S), gatesim_scenario_sha256(again)) != 0)
        printf("%s: the digest differs\n", name);
    else if (!same(S, again))
        printf("%s: the printed form is another scenario\n%s", name, text);
    ok = ok && strcmp(text, gatesim_scenario_text(again)) == 0 && same(S, again) &&
         strcmp(gatesim_scenario_sha256(S), gatesim_scenario_sha256(again)) == 0;
    gatesim_scenario_destroy(again);
    gatesim_diagnostics_destroy(D);
    return ok;
}

static bool check(const char *name)
{
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;
    bool ok = gatesim_scenario_load(name, NULL, 0, &S, &D) == 0;

    show(stdout, D);
    ok = ok && reread(name, S);
    gatesim_scenario_destroy(S);
    gatesim_diagnostics_destroy(D);
    return ok;
}

int main(int argc, char **argv)
{
    return each_scenario(argc, argv, check, "of them wrong");
}
