/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Estimates go by the names of their columns, with the unit behind where there is one. jansson
 * keeps the order of insertion. */
#include "sim/present/run_json.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "analysis/estimate/queueing.h"
#include "analysis/report/json_parts.h"
#include "gatesim/status.h"
#include "gatesim/version.h"
#include "sim/experiment/metric.h"
#include "sim/present/bottleneck_print.h"
#include "sim/present/run_warnings.h"
#include "sim/present/trend_words.h"

/* Groups of columns: the key, and the group. */
struct key {
    const char *key, *group;
};

static const struct key always[] = {
    {"classes", "class"}, {"routes", "route"}, {"stations", "station"}};

/* Those that only some scenarios have. */
static const struct key sometimes[] = {{"pools", "pool"},       {"agencies", "agency"},
                                       {"services", "service"}, {"by", "by"},
                                       {"risks", "risk"},       {"appointments", "appointments"},
                                       {"choices", "choice"},   {"promises", "promise"}};

/* Those along time, told as arrays. */
static const struct key timed[] = {{"days", "day"}, {"hours", "hour"}, {"series", "series"}};

struct json {
    const struct run_estimates *M;
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

const char *json_key(const struct gatesim_column *column, char key[JSON_KEY])
{
    snprintf(key, JSON_KEY, "%s%s", column->name, metric_unit_ending(column->unit));
    return key;
}

/* Whether a number of the whole has a place of its own: the events, and what the costs tell. */
static bool told_elsewhere(const struct gatesim_column *column)
{
    return strcmp(column->name, "events") == 0 || strcmp(column->unit, "currency") == 0 ||
           gatesim_column_find("cost", column->name) >= 0;
}

static void add_whole(struct json *J, json_t *root)
{
    size_t count;
    const struct gatesim_column *columns = gatesim_columns(&count);
    char key[JSON_KEY];

    for (size_t k = 0; k < count; k++)
        if (strcmp(columns[k].group, "summary") == 0 && !told_elsewhere(&columns[k]))
            put(J, root, json_key(&columns[k], key),
                estimate(J, run_estimates_at(J->M, "summary", columns[k].name, 0)));
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
        char key[JSON_KEY];

        if (strcmp(columns[k].group, group) != 0)
            continue;
        for (size_t i = 0; i < length; i++) {
            const char *label = gatesim_axis_label(J->M->scenario, columns[k].axis[0], i);

            object = object == NULL ? json_object() : object;
            if (json_object_get(object, label) == NULL)
                put(J, object, label, json_object());
            put(J, json_object_get(object, label), json_key(&columns[k], key),
                estimate(J, run_estimates_at(J->M, group, columns[k].name, i)));
        }
    }
    return object;
}

static void add_always(struct json *J, json_t *root)
{
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) {
        json_t *object = by_label(J, always[i].group);

        put(J, root, always[i].key, object != NULL ? object : json_object());
    }
}

static void add_sometimes(struct json *J, json_t *root)
{
    for (size_t i = 0; i < sizeof sometimes / sizeof sometimes[0]; i++) {
        json_t *object = by_label(J, sometimes[i].group);

        if (object != NULL)
            put(J, root, sometimes[i].key, object);
    }
    if (isfinite(run_estimates_mean(J->M, "summary", "total_cost", 0))) {
        put(J, root, "costs", by_label(J, "cost"));
        put(J, root, "staff_cost", estimate(J, run_estimates_at(J->M, "summary", "staff_cost", 0)));
        put(J, root, "total_cost", estimate(J, run_estimates_at(J->M, "summary", "total_cost", 0)));
    }
}

/* The positions of an axis: names, or seconds since the start, or hours of the day. */
static json_t *positions(struct json *J, enum gatesim_axis axis)
{
    json_t *array = json_array();

    for (size_t i = 0; i < gatesim_axis_length(J->M->scenario, axis); i++) {
        const char *label = gatesim_axis_label(J->M->scenario, axis, i);

        append(J, array,
               label != NULL ? json_string(label)
                             : part_number(gatesim_axis_coordinate(J->M->scenario, axis, i)));
    }
    return array;
}

/* The means of count numbers from the first on, or their half-widths. */
static json_t *numbers(struct json *J, size_t first, size_t count, bool half_widths)
{
    json_t *array = json_array();

    for (size_t i = first; i < first + count; i++) {
        const struct estimate E = estimate_of(&J->M->numbers[i]);

        append(J, array, part_number(half_widths ? E.half_width : E.mean));
    }
    return array;
}

/* The same of a column: an array for each position of the first axis where it has two. */
static json_t *column_numbers(struct json *J, size_t column, bool half_widths)
{
    const struct gatesim_column *C = &gatesim_columns(&(size_t){0})[column];
    const size_t rows = gatesim_axis_length(J->M->scenario, C->axis[0]);
    const size_t length = gatesim_axis_length(J->M->scenario, C->axis[1]);
    const size_t first = J->M->offset[column];
    json_t *array;

    if (C->axis[1] == GATESIM_AXIS_NONE)
        return numbers(J, first, rows, half_widths);
    array = json_array();
    for (size_t i = 0; i < rows; i++)
        append(J, array, numbers(J, first + i * length, length, half_widths));
    return array;
}

static json_t *timed_column(struct json *J, size_t column, json_t *axes)
{
    const struct gatesim_column *C = &gatesim_columns(&(size_t){0})[column];
    json_t *one = json_object(), *names = json_array();

    for (size_t k = 0; k < 2 && C->axis[k] != GATESIM_AXIS_NONE; k++) {
        const char *name = gatesim_axis_name(C->axis[k]);

        append(J, names, json_string(name));
        if (json_object_get(axes, name) == NULL)
            put(J, axes, name, positions(J, C->axis[k]));
    }
    put(J, one, "axes", names);
    put(J, one, "mean", column_numbers(J, column, false));
    put(J, one, "half_width", column_numbers(J, column, true));
    return one;
}

/* GROUP: its axes, and for each column the axes that it has, means and half-widths. */
static void add_timed(struct json *J, json_t *root)
{
    size_t count;
    const struct gatesim_column *columns = gatesim_columns(&count);
    char key[JSON_KEY];

    for (size_t g = 0; g < sizeof timed / sizeof *timed; g++) {
        json_t *group = json_object(), *axes = json_object();

        put(J, group, "axes", axes);
        for (size_t c = 0; c < count; c++)
            if (strcmp(columns[c].group, timed[g].group) == 0)
                put(J, group, json_key(&columns[c], key), timed_column(J, c, axes));
        put(J, root, timed[g].key, group);
    }
}

/* The numbers of the whole, replication by replication, in the order of the fingerprints. */
static json_t *by_replication(struct json *J)
{
    size_t count, at = 0;
    const struct gatesim_column *columns = gatesim_columns(&count);
    json_t *object = json_object();
    char key[JSON_KEY];

    for (size_t c = 0; c < count; c++) {
        json_t *array;

        if (strcmp(columns[c].group, "summary") != 0)
            continue;
        array = json_array();
        for (uint32_t r = 0; r < J->M->added; r++)
            append(J, array, part_number(J->M->by_replication[r * J->M->whole + at]));
        put(J, object, json_key(&columns[c], key), array);
        at++;
    }
    return object;
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
            estimate(J, run_estimates_at(J->M, "delay", "total_time", i)));
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

/* What one more saves at each place, the greatest saving first. */
static json_t *bottleneck(struct json *J)
{
    const struct one_more *B = J->M->bottleneck;
    json_t *array = json_array();

    for (size_t i = 0; i < B->count; i++) {
        const struct one_more_row *row = &B->row[i];
        json_t *one = json_object();

        put(J, one, one_more_words(row->kind)->place, json_string(row->name));
        put(J, one, one_more_words(row->kind)->count, json_integer(row->most));
        put(J, one, "saving_mean_s", estimate(J, row->saving));
        put(J, one, "rival", json_boolean(row->rival));
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
    put(J, root, "complete", json_integer(run_estimates_complete(J->M)));
    put(J, root, "duration_s", part_number(gatesim_seconds(J->M->info.duration)));
    put(J, root, "warm_up_s", part_number(gatesim_seconds(J->M->info.warm_up)));
    put(J, root, "events", json_integer((json_int_t)J->M->events));
}

int json_print(const struct run_estimates *M, FILE *out)
{
    const struct trend trend = trend_measured(M);
    struct json writer = {.M = M, .warnings = json_array()}, *J = &writer;
    json_t *root = json_object();

    add_run(J, root);
    add_whole(J, root);
    put(J, root, "delay_s", delay(J));
    add_always(J, root);
    add_sometimes(J, root);
    add_findings(J, root);
    put(J, root, "theory", theory(J));
    trend_put(&J->lost, root, &trend);
    if (M->bottleneck != NULL) {
        put(J, root, "bottleneck", bottleneck(J));
        put(J, root, "bottleneck_answer",
            json_string(bottleneck_answer_name(M->bottleneck->answer)));
    }
    add_timed(J, root);
    put(J, root, "by_replication", by_replication(J));
    put(J, root, "fingerprints", fingerprints(J));
    J->lost = warnings_each(M, append_warning, J) != GATESIM_OK || J->lost;
    put(J, root, "warnings", J->warnings);
    put(J, root, "file", part_path(M->file));
    return part_print(root, J->lost, out);
}
