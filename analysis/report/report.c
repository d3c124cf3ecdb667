/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns go into the report as they are in the file: a page that wants another one finds it. */
#include "analysis/report/report.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/compare/congestion.h"
#include "analysis/estimate/estimate.h"
#include "analysis/report/json_parts.h"
#include "analysis/report/report_private.h"
#include "gatesim/simulation.h"
#include "gatesim/status.h"
#include "gatesim/version.h"

#define STEPS 100  /* points of a curve over replications */
#define DRAWN 1000 /* incidents by chance that are shown */

/* A text of a file may be any bytes. */
static json_t *text(const char *s)
{
    return s != NULL ? part_path(s) : json_null();
}

static json_t *texts(struct writer *W, const char *const *list, size_t count)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++)
        append(W, array, text(list[i]));
    return array;
}

static json_t *axis(struct writer *W, const struct run_data_axis *A)
{
    json_t *object = json_object();

    put(W, object, "name", text(A->name));
    put(W, object, "length", json_integer((json_int_t)A->length));
    if (A->labels != NULL) {
        put(W, object, "labels", texts(W, A->labels, A->length));
        return object;
    }
    put(W, object, "first", part_number(A->first));
    put(W, object, "step", part_number(A->step));
    return object;
}

static json_t *axes(struct writer *W, const struct run_data_column *C)
{
    json_t *array = json_array();

    for (size_t a = 0; a < C->axes; a++)
        append(W, array, axis(W, &C->axis[a]));
    return array;
}

static json_t *column(struct writer *W, const struct run_data *X, const struct run_data_column *C)
{
    json_t *object = json_object(), *mean = json_array(), *half = json_array(), *n = json_array();

    for (size_t i = 0; i < C->size; i++) {
        const struct estimate E = run_data_estimate(X, C, i);

        append(W, mean, part_number(E.mean));
        append(W, half, part_number(E.half_width));
        append(W, n, json_integer((json_int_t)E.n));
    }
    put(W, object, "unit", text(C->unit));
    put(W, object, "axes", axes(W, C));
    put(W, object, "mean", mean);
    put(W, object, "half_width", half);
    put(W, object, "n", n);
    return object;
}

/* GROUP/NAME: all columns but the time series. */
static json_t *columns(struct writer *W, const struct run_data *X)
{
    json_t *object = json_object();
    char key[2200];

    for (size_t c = 0; c < X->columns; c++) {
        const struct run_data_column *C = &X->column[c];

        snprintf(key, sizeof key, "%s/%s", C->group, C->name);
        if (!report_is_series(C) && C->size > 0)
            put(W, object, key, column(W, X, C));
    }
    return object;
}

/* One number as it comes to be known with more and more replications. */
static json_t *curve(struct writer *W, const struct run_data *X, const struct run_data_column *C)
{
    json_t *object = json_object(), *n = json_array(), *mean = json_array(), *half = json_array();
    const size_t stride = X->count / STEPS + 1;
    struct accumulator A;

    accumulator_init(&A);
    for (size_t r = 0; r < X->count; r++) {
        struct estimate E;

        accumulator_add(&A, run_data_at(X, r, C, 0));
        if (r + 1 < X->count && (r + 1) % stride != 0)
            continue;
        E = estimate_of(&A);
        append(W, n, json_integer((json_int_t)r + 1));
        append(W, mean, part_number(E.mean));
        append(W, half, part_number(E.half_width));
    }
    put(W, object, "n", n);
    put(W, object, "mean", mean);
    put(W, object, "half_width", half);
    return object;
}

static json_t *precision(struct writer *W, const struct run_data *X)
{
    static const char *const names[] = {COMPARISON_TIME, "trucks_crossed"};
    json_t *object = json_object();

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct run_data_column *C = run_data_column(X, "summary", names[i]);

        if (C != NULL)
            put(W, object, names[i], curve(W, X, C));
    }
    return object;
}

static json_t *span(struct writer *W, struct gatesim_span S)
{
    json_t *array = json_array();

    append(W, array, part_number(gatesim_seconds(S.from)));
    append(W, array, part_number(gatesim_seconds(S.to)));
    return array;
}

/* By station: spans in which it is shut. */
static json_t *shut(struct writer *W, const struct gatesim_scenario *S)
{
    json_t *all = json_array();

    for (size_t s = 0; s < gatesim_scenario_count(S, GATESIM_STATION); s++) {
        json_t *spans = json_array();
        struct gatesim_span at;

        for (size_t i = 0; gatesim_scenario_shut(S, s, i, &at); i++)
            append(W, spans, span(W, at));
        append(W, all, spans);
    }
    return all;
}

static json_t *incident(struct writer *W, const struct gatesim_incident *K, bool drawn)
{
    json_t *one = json_object();

    put(W, one, "name", json_string(K->name));
    put(W, one, "station", json_integer((json_int_t)K->station));
    put(W, one, "span_s", span(W, K->span));
    put(W, one, "drawn", json_boolean(drawn));
    return one;
}

/* Those by date, and those that chance made in the first replication, as far as a page can show
 * them. */
static json_t *incidents(struct writer *W, const struct gatesim_scenario *S)
{
    json_t *array = json_array();
    struct gatesim_incident K;

    for (size_t i = 0; gatesim_scenario_incident(S, i, &K); i++)
        append(W, array, incident(W, &K, false));
    for (size_t i = 0; i < DRAWN && gatesim_incident_drawn(S, 0, i, &K); i++)
        append(W, array, incident(W, &K, true));
    return array;
}

static json_t *longest_wait(struct writer *W, const struct congestion *G)
{
    json_t *object = json_object(), *stations = json_array();

    for (size_t i = 0; i < G->count; i++)
        append(W, stations, json_integer((json_int_t)G->place[i].station));
    put(W, object, "stations", stations);
    put(W, object, "cause", text(G->cause));
    put(W, object, "share", part_number(G->place[0].wait / G->all));
    return object;
}

/* Where trucks wait longest; null: nowhere. */
static json_t *congestion(struct writer *W, const struct run_data *X)
{
    struct congestion G;
    json_t *found;

    W->lost = congestion_find(X, &G) != GATESIM_OK || W->lost;
    found = G.count > 0 ? longest_wait(W, &G) : json_null();
    congestion_release(&G);
    return found;
}

static json_t *saving(struct writer *W, const struct one_more_row *row)
{
    json_t *object = json_object();

    put(W, object, "name", text(row->name));
    put(W, object, "kind", text(one_more_words(row->kind)->name));
    put(W, object, "most", json_integer(row->most));
    put(W, object, "saving", part_number(row->saving.mean));
    put(W, object, "half_width", part_number(row->saving.half_width));
    put(W, object, "rival", json_boolean(row->rival));
    return object;
}

static const char *unmeasured_name(enum report_unmeasured why)
{
#define UNMEASURED_NAME(code, name) [REPORT_UNMEASURED_##code] = (name),
    static const char *const names[] = {[REPORT_MEASURED] = NULL,
                                        REPORT_UNMEASURED_LIST(UNMEASURED_NAME)};
#undef UNMEASURED_NAME
    return names[why];
}

static const char *answer_name(const struct one_more *M)
{
    static const char *const names[] = {[ONE_MORE_UNJUDGED] = "unjudged",
                                        [ONE_MORE_NOWHERE] = "nowhere",
                                        [ONE_MORE_CLOSE] = "close",
                                        [ONE_MORE_LIMIT] = "limit"};

    return names[M->answer];
}

/* What one more saves, place by place; without rows, why it is not known. */
static json_t *one_more(struct writer *W, const struct report_run *run)
{
    const struct one_more *M = run->one_more;
    json_t *object = json_object(), *rows = json_array();

    for (size_t i = 0; M != NULL && i < M->count; i++)
        append(W, rows, saving(W, &M->row[i]));
    put(W, object, "rows", rows);
    put(W, object, "unmeasured", text(M != NULL ? NULL : unmeasured_name(run->unmeasured)));
    put(W, object, "answer", text(M != NULL ? answer_name(M) : NULL));
    put(W, object, "time_s", part_number(M != NULL ? M->time : (double)NAN));
    put(W, object, "replications", json_integer(M != NULL ? (json_int_t)M->replications : 0));
    return object;
}

static json_t *fingerprints(struct writer *W, const struct run_data *X)
{
    json_t *array = json_array();
    char digits[17];

    for (size_t r = 0; r < X->count; r++) {
        snprintf(digits, sizeof digits, "%016" PRIx64, X->fingerprint[r]);
        append(W, array, json_string(digits));
    }
    return array;
}

static void describe(struct writer *W, const struct report_run *run, json_t *object)
{
    const struct run_data *X = run->data;

    put(W, object, "name", text(run->name));
    put(W, object, "path", text(X->path));
    put(W, object, "title", text(X->title));
    put(W, object, "question", text(X->question));
    put(W, object, "version", text(X->version));
    put(W, object, "start", text(X->start));
    put(W, object, "currency", text(X->currency));
    put(W, object, "sha256", text(X->sha256));
    put(W, object, "seed", part_seed(X->seed));
    put(W, object, "replications", json_integer((json_int_t)X->count));
    put(W, object, "growing", json_boolean(run->trend.kind == TREND_GROWS));
    put(W, object, "trend", text(trend_name(run->trend.kind)));
    put(W, object, "duration_s", part_number(X->duration));
    put(W, object, "warm_up_s", part_number(X->warm_up));
    put(W, object, "fingerprints", fingerprints(W, X));
    put(W, object, "scenario", text(X->scenario));
}

static json_t *run_json(struct writer *W, const struct report_run *run, size_t thin)
{
    const struct run_data *X = run->data;
    json_t *object = json_object();

    describe(W, run, object);
    put(W, object, "congestion", congestion(W, X));
    put(W, object, "one_more", one_more(W, run));
    put(W, object, "columns", columns(W, X));
    put(W, object, "series", report_series(W, X, thin));
    put(W, object, "week", report_week(W, X));
    put(W, object, "warm_up", report_warm_up(W, X));
    put(W, object, "precision", precision(W, X));
    put(W, object, "shut", run->scenario != NULL ? shut(W, run->scenario) : json_null());
    put(W, object, "incidents", run->scenario != NULL ? incidents(W, run->scenario) : json_null());
    return object;
}

static json_t *change(struct writer *W, const struct comparison_row *row, size_t run)
{
    const struct difference *D = &row->against[run];
    const bool relative = difference_is_relative(D);
    json_t *object = json_object();

    put(W, object, "difference", part_number(D->mean));
    put(W, object, "half_width", part_number(D->half_width));
    put(W, object, "relative", part_number(relative ? D->relative : (double)NAN));
    put(W, object, "relative_low", part_number(relative ? D->relative_low : (double)NAN));
    put(W, object, "relative_high", part_number(relative ? D->relative_high : (double)NAN));
    return object;
}

/* Only of the whole and of classes: what else changes is told by the columns. */
static bool told(const struct comparison_row *row)
{
    return strcmp(row->column->group, "summary") == 0 || strcmp(row->column->group, "class") == 0;
}

/* Returns the row of C with the time by which runs are judged: the time from the wish to cross
 * where trucks of any run book appointments or find no slot. */
static const struct comparison_row *judged(const struct comparison *C)
{
    const struct comparison_row *wait =
        comparison_find(C, "summary", "booking_wait_mean", NULL, NULL);
    const struct comparison_row *unmet = comparison_find(C, "summary", "trucks_unmet", NULL, NULL);
    bool books = false;

    for (size_t i = 0; i < C->runs; i++)
        books = books || (wait != NULL && wait->each[i].n > 0) ||
                (unmet != NULL && unmet->each[i].mean > 0.0);
    return comparison_find(C, "summary", books ? COMPARISON_TIME_BOOKED : COMPARISON_TIME, NULL,
                           NULL);
}

/* Which run has the shortest mean time, and which are known to be behind it. */
static void rank(struct writer *W, const struct comparison *C, json_t *object)
{
    const struct comparison_row *R = judged(C);
    bool *behind = calloc(C->runs + 1, sizeof *behind);
    json_t *array = json_array();
    size_t best = C->runs;

    if (behind == NULL || (R != NULL && comparison_best(C, R, &best, behind) != GATESIM_OK))
        W->lost = true;
    for (size_t i = 0; i < C->runs && !W->lost; i++)
        append(W, array, json_boolean(behind[i]));
    free(behind);
    put(W, object, "best", best < C->runs ? json_integer((json_int_t)best) : json_null());
    put(W, object, "behind", array);
}

static json_t *changes(struct writer *W, const struct comparison *C)
{
    json_t *object = json_object(), *rows = json_array(), *paired = json_array(),
           *pairs = json_array(), *alike = json_array();

    for (size_t i = 0; i < C->runs; i++) {
        append(W, paired, json_boolean(C->paired[i]));
        append(W, pairs, json_integer((json_int_t)C->pairs[i]));
        append(W, alike, json_boolean(i == 0 || comparison_trucks_alike(C, i)));
    }
    for (size_t j = 0; j < C->rows; j++) {
        json_t *one, *against;

        if (!told(&C->row[j]))
            continue;
        one = json_object();
        against = json_array();
        put(W, one, "group", text(C->row[j].column->group));
        put(W, one, "name", text(C->row[j].column->name));
        put(W, one, "label", text(C->row[j].label[0]));
        for (size_t i = 1; i < C->runs; i++)
            append(W, against, change(W, &C->row[j], i));
        put(W, one, "against", against);
        append(W, rows, one);
    }
    put(W, object, "paired", paired);
    put(W, object, "pairs", pairs);
    put(W, object, "alike", alike);
    rank(W, C, object);
    put(W, object, "confidence", part_number(C->confidence));
    put(W, object, "rows", rows);
    return object;
}

/* measure(W, M): one row of the table: each run, and what the others change of the first. */
static json_t *measure(struct writer *W, const struct report_measure *M)
{
    const struct comparison_row *R = M->row;
    json_t *one = json_object(), *each = json_array(), *against = json_array();

    for (size_t i = 0; i < W->R->runs; i++) {
        json_t *of = json_object();

        put(W, of, "mean", part_number(R->each[i].mean));
        put(W, of, "half", part_number(R->each[i].half_width));
        put(W, of, "n", json_integer((json_int_t)R->each[i].n));
        append(W, each, of);
        if (i > 0)
            append(W, against, change(W, R, i));
    }
    put(W, one, "group", text(R->column->group));
    put(W, one, "name", text(R->column->name));
    put(W, one, "noun", text(M->noun));
    put(W, one, "meaning", text(R->column->meaning));
    put(W, one, "unit", text(R->column->unit));
    put(W, one, "label", text(R->label[0]));
    put(W, one, "each", each);
    put(W, one, "against", against);
    return one;
}

static json_t *measures(struct writer *W)
{
    json_t *array = json_array();

    for (size_t k = 0; k < W->R->measures; k++)
        append(W, array, measure(W, &W->R->measure[k]));
    return array;
}

static json_t *targets(struct writer *W)
{
    json_t *array = json_array();

    for (size_t i = 0; i < W->R->targets; i++) {
        const struct report_target *T = &W->R->target[i];
        json_t *one = json_object();

        put(W, one, "text", text(T->text));
        put(W, one, "group", text(T->group));
        put(W, one, "name", text(T->name));
        put(W, one, "label", text(T->label));
        put(W, one, "value", part_number(T->value));
        put(W, one, "at_least", json_boolean(T->at_least));
        append(W, array, one);
    }
    return array;
}

static json_t *base(struct writer *W)
{
    json_t *object;

    if (W->R->base_text == NULL)
        return json_null();
    object = json_object();
    put(W, object, "name", text(W->R->base_name));
    put(W, object, "scenario", text(W->R->base_text));
    return object;
}

int report_json(const struct report *R, json_t **root)
{
    struct writer W = {.R = R};
    json_t *runs = json_array();
    size_t most = 0;

    for (size_t i = 0; i < R->runs; i++)
        most = R->run[i].data->count > most ? R->run[i].data->count : most;
    W.scratch = calloc(most + 1, sizeof *W.scratch);
    W.lost = W.scratch == NULL;
    *root = json_object();
    put(&W, *root, "version", json_string(gatesim_version()));
    put(&W, *root, "language", json_string(R->language));
    put(&W, *root, "tail", part_number(REPORT_TAIL));
    for (size_t i = 0; i < R->runs && !W.lost; i++)
        append(&W, runs, run_json(&W, &R->run[i], report_thinning(R)));
    put(&W, *root, "runs", runs);
    put(&W, *root, "comparison", R->runs > 1 ? changes(&W, R->comparison) : json_null());
    put(&W, *root, "measures", measures(&W));
    put(&W, *root, "metrics", texts(&W, R->metric, R->metrics));
    put(&W, *root, "targets", targets(&W));
    put(&W, *root, "base", base(&W));
    free(W.scratch);
    if (!W.lost)
        return GATESIM_OK;
    json_decref(*root);
    *root = NULL;
    return GATESIM_ENOMEM;
}
