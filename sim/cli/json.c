/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key of the output is a row of a table here: which column it comes from. jansson keeps
 * the order of insertion. */
#include "sim/cli/json.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "analysis/json_parts.h"
#include "analysis/queueing.h"
#include "gatesim/version.h"
#include "sim/cli/bottleneck.h"
#include "sim/cli/warnings.h"

struct key {
    const char *key, *column;
};

/* Of the whole, and of each class and route. */
static const struct key flow[] = {
    {"trucks_arrived", "trucks_arrived"},
    {"trucks_crossed", "trucks_crossed"},
    {"trucks_turned_back", "trucks_turned_back"},
    {"trucks_reneged", "trucks_reneged"},
    {"trucks_balked", "trucks_balked"},
    {"trucks_diverted", "trucks_diverted"},
    {"trucks_in_system", "trucks_in_system"},
    {"trucks_at_start", "trucks_at_start"},
    {"throughput_per_hour", "throughput_per_hour"},
    {"time_in_system_mean_s", "time_in_system_mean"},
    {"time_in_system_sd_s", "time_in_system_sd"},
    {"time_in_system_min_s", "time_in_system_min"},
    {"time_in_system_max_s", "time_in_system_max"},
    {"time_in_system_p50_s", "time_in_system_p50"},
    {"time_in_system_p90_s", "time_in_system_p90"},
    {"time_in_system_p95_s", "time_in_system_p95"},
    {"time_in_system_p99_s", "time_in_system_p99"},
    {"wait_mean_s", "wait_mean"},
    {"wait_sd_s", "wait_sd"},
    {"wait_max_s", "wait_max"},
    {"wait_p50_s", "wait_p50"},
    {"wait_p95_s", "wait_p95"},
    {"wait_p99_s", "wait_p99"},
    {"in_system_mean", "in_system_mean"},
    {"in_system_max", "in_system_max"},
    {"free_flow_mean_s", "free_flow_mean"},
    {"buffer_time_s", "buffer_time"},
    {"buffer_index", "buffer_index"},
    {"travel_time_index", "travel_time_index"},
    {"planning_time_index", "planning_time_index"},
};

static const struct key whole[] = {
    {"road_queue_mean", "road_queue_mean"},       {"road_queue_max", "road_queue_max"},
    {"road_length_mean_m", "road_length_mean"},   {"road_length_max_m", "road_length_max"},
    {"backlog_growth_per_day", "backlog_growth"},
};

static const struct key station[] = {
    {"arrived", "arrived"},
    {"served", "served"},
    {"balked", "balked"},
    {"reneged", "reneged"},
    {"wait_mean_s", "wait_mean"},
    {"wait_sd_s", "wait_sd"},
    {"wait_max_s", "wait_max"},
    {"wait_p50_s", "wait_p50"},
    {"wait_p95_s", "wait_p95"},
    {"wait_p99_s", "wait_p99"},
    {"service_mean_s", "service_mean"},
    {"queue_mean", "queue_mean"},
    {"queue_max", "queue_max"},
    {"occupancy_mean", "occupancy_mean"},
    {"occupancy_max", "occupancy_max"},
    {"at_capacity_fraction", "at_capacity_fraction"},
    {"utilisation", "utilisation"},
    {"idle_fraction", "idle_fraction"},
    {"blocked_fraction", "blocked_fraction"},
    {"closed_fraction", "closed_fraction"},
    {"down_fraction", "down_fraction"},
    {"metered_fraction", "metered_fraction"},
    {"breakdowns", "breakdowns"},
    {"extra_time_s", "extra_time"},
    {"fallbacks", "fallbacks"},
    {"servers_mean", "servers_mean"},
};

#define ROWS(table) (table), sizeof(table) / sizeof(table)[0]

struct json {
    const struct measured *M;
    json_t *warnings;
    bool lost; /* memory ran out on the way */
};

/* Put value, which may be NULL for want of memory, under key, or at the end. */
static void put(struct json *J, json_t *object, const char *key, json_t *value)
{
    part_put(&J->lost, object, key, value);
}

static void append(struct json *J, json_t *array, json_t *value)
{
    part_append(&J->lost, array, value);
}

static json_t *estimate(struct json *J, struct estimate E)
{
    return part_estimate(&J->lost, E);
}

static void add_rows(struct json *J, json_t *object, const char *group, size_t i,
                     const struct key *row, size_t count)
{
    for (size_t k = 0; k < count; k++)
        put(J, object, row[k].key, estimate(J, measured_at(J->M, group, row[k].column, i)));
}

/* NAME: {...} for everything of a kind. */
static json_t *by_name(struct json *J, enum gatesim_entity entity, const char *group,
                       const struct key *row, size_t count)
{
    json_t *object = json_object();

    for (size_t i = 0; i < gatesim_scenario_count(J->M->scenario, entity); i++) {
        json_t *one = json_object();

        add_rows(J, one, group, i, row, count);
        put(J, object, gatesim_scenario_name(J->M->scenario, entity, i), one);
    }
    return object;
}

/* key_of(column, key): the column's name, and its unit where that is one of SI's. */
static const char *key_of(const struct gatesim_column *column, char key[80])
{
    static const char *const units[] = {"s", "m", "kg", "l"};

    snprintf(key, 80, "%s", column->name);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(column->unit, units[i]) == 0)
            snprintf(key, 80, "%s_%s", column->name, units[i]);
    return key;
}

/* by_label(J, group): an object for each position of the group's axis, every column in it; NULL
 * when the axis has no positions. */
static json_t *by_label(struct json *J, const char *group)
{
    size_t count;
    const struct gatesim_column *columns = gatesim_columns(&count);
    json_t *object = NULL;

    for (size_t k = 0; k < count; k++) {
        const size_t length = gatesim_column_size(J->M->scenario, k);
        char key[80];

        if (strcmp(columns[k].group, group) != 0)
            continue;
        for (size_t i = 0; i < length; i++) {
            const char *label = gatesim_axis_label(J->M->scenario, columns[k].axis[0], i);

            object = object == NULL ? json_object() : object;
            if (json_object_get(object, label) == NULL)
                put(J, object, label, json_object());
            put(J, json_object_get(object, label), key_of(&columns[k], key),
                estimate(J, measured_at(J->M, group, columns[k].name, i)));
        }
    }
    return object;
}

/* Groups of columns that only some scenarios have: the key, and the group. */
static const struct key sometimes[] = {
    {"agencies", "agency"}, {"services", "service"},          {"by", "by"},
    {"risks", "risk"},      {"appointments", "appointments"}, {"choices", "choice"}};

static void add_sometimes(struct json *J, json_t *root)
{
    for (size_t i = 0; i < sizeof sometimes / sizeof sometimes[0]; i++) {
        json_t *object = by_label(J, sometimes[i].column);

        if (object != NULL)
            put(J, root, sometimes[i].key, object);
    }
    if (isfinite(measured_mean(J->M, "summary", "total_cost", 0))) {
        put(J, root, "costs", by_label(J, "cost"));
        put(J, root, "total_cost", estimate(J, measured_at(J->M, "summary", "total_cost", 0)));
    }
}

static json_t *fingerprints(struct json *J)
{
    json_t *array = json_array();
    char text[17];

    for (uint32_t r = 0; r < J->M->added; r++) {
        snprintf(text, sizeof text, "%016" PRIx64, J->M->fingerprints[r]);
        append(J, array, json_string(text));
    }
    return array;
}

/* CAUSE: truck-seconds in the measured window. */
static json_t *delay(struct json *J)
{
    json_t *object = json_object();

    for (size_t i = 0; i < GATESIM_CAUSES; i++)
        put(J, object, gatesim_cause_name((enum gatesim_cause)i),
            estimate(J, measured_at(J->M, "delay", "total_time", i)));
    return object;
}

/* STATION: what theory says, where it says something. */
static json_t *theory(struct json *J)
{
    json_t *object = json_object();

    for (size_t i = 0; i < gatesim_scenario_count(J->M->scenario, GATESIM_STATION); i++) {
        struct gatesim_queue Q;
        struct queueing_answer A;
        json_t *one;

        gatesim_scenario_queue(J->M->scenario, i, &Q);
        if (queueing_answer_of(&Q, &A) != 0)
            continue;
        one = json_object();
        put(J, one, "queue", json_string(queueing_name(Q.kind)));
        put(J, one, "wait_mean_s", part_number(A.wait_mean));
        put(J, one, "queue_mean", part_number(A.queue_mean));
        put(J, one, "utilisation", part_number(A.utilisation));
        put(J, one, "lost_fraction", part_number(A.loss));
        put(J, object, gatesim_scenario_name(J->M->scenario, GATESIM_STATION, i), one);
    }
    return object;
}

/* Where one server more saves how much, the greatest saving first. */
static json_t *bottleneck(struct json *J)
{
    const struct bottleneck *B = J->M->bottleneck;
    json_t *array = json_array();

    for (size_t i = 0; i < B->count; i++) {
        const struct bottleneck_row *row = &B->rows[i];
        json_t *one = json_object();

        put(J, one, "station",
            json_string(gatesim_scenario_name(J->M->scenario, GATESIM_STATION, row->station)));
        put(J, one, "servers", json_integer(row->servers));
        put(J, one, "saving_mean_s", estimate(J, row->saving));
        append(J, array, one);
    }
    return array;
}

static json_t *quantiles(struct json *J, const char *name)
{
    json_t *array = json_array();

    for (size_t k = 0; k < FINDINGS_LEVELS; k++) {
        const struct quantile_estimate Q = findings_quantile(J->M, name, (enum findings_level)k);
        json_t *one = json_object();

        put(J, one, "level", part_number(findings_share((enum findings_level)k)));
        put(J, one, "value", part_number(Q.value));
        put(J, one, "low", part_number(Q.low));
        put(J, one, "high", part_number(Q.high));
        append(J, array, one);
    }
    return array;
}

/* Over the replications: quantiles, and where they settle; of a single one: batch means. */
static void add_findings(struct json *J, json_t *root)
{
    const struct findings *F = &J->M->findings;
    json_t *object = json_object();

    put(J, object, "time_in_system_mean_s", quantiles(J, "time_in_system_mean"));
    put(J, object, "wait_mean_s", quantiles(J, "wait_mean"));
    put(J, object, "in_system_max", quantiles(J, "in_system_max"));
    put(J, root, "quantiles", object);
    put(J, root, "settles_s", part_number(F->settles));
    if (F->batches.mean.n == 0)
        return;
    object = estimate(J, F->batches.mean);
    put(J, object, "lag1", part_number(F->batches.lag1));
    put(J, root, "in_system_batches", object);
}

static void append_warning(void *user, const char *text)
{
    struct json *J = user;

    append(J, J->warnings, json_string(text));
}

static void add_run(struct json *J, json_t *root)
{
    put(J, root, "version", json_string(gatesim_version()));
    put(J, root, "scenario", part_path(J->M->path));
    put(J, root, "title", json_string(J->M->info.title));
    if (J->M->info.currency[0] != '\0')
        put(J, root, "currency", json_string(J->M->info.currency));
    put(J, root, "sha256", json_string(gatesim_scenario_sha256(J->M->scenario)));
    put(J, root, "seed", part_seed(J->M->info.seed));
    put(J, root, "replications", json_integer(J->M->info.replications));
    put(J, root, "complete", json_integer(measured_complete(J->M)));
    put(J, root, "duration_s", part_number(gatesim_seconds(J->M->info.duration)));
    put(J, root, "warm_up_s", part_number(gatesim_seconds(J->M->info.warm_up)));
    put(J, root, "events", json_integer((json_int_t)J->M->events));
}

int json_print(const struct measured *M, FILE *out)
{
    struct json writer = {.M = M, .warnings = json_array()}, *J = &writer;
    json_t *root = json_object();

    add_run(J, root);
    add_rows(J, root, "summary", 0, ROWS(flow));
    add_rows(J, root, "summary", 0, ROWS(whole));
    put(J, root, "delay_s", delay(J));
    put(J, root, "classes", by_name(J, GATESIM_CLASS, "class", ROWS(flow)));
    put(J, root, "routes", by_name(J, GATESIM_ROUTE, "route", ROWS(flow)));
    put(J, root, "stations", by_name(J, GATESIM_STATION, "station", ROWS(station)));
    add_sometimes(J, root);
    add_findings(J, root);
    put(J, root, "theory", theory(J));
    if (M->bottleneck != NULL)
        put(J, root, "bottleneck", bottleneck(J));
    put(J, root, "fingerprints", fingerprints(J));
    warnings_each(M, append_warning, J);
    put(J, root, "warnings", J->warnings);
    put(J, root, "file", part_path(M->file));
    return part_print(root, J->lost, out);
}
