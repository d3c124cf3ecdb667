/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal's and JSON's view of a sweep: the measures at each point, and the effects.
 *
 * Effects are those of factors that have numbers, or two levels. A list of three words or more
 * has no direction: it is told by the means at its words. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/compare/effects.h"
#include "analysis/report/json_parts.h"
#include "gatesim/status.h"
#include "gatesim/version.h"
#include "sim/base/arena.h"
#include "sim/experiment/control_variates.h"
#include "sim/experiment/sweep.h"
#include "sim/present/factor_values.h"
#include "sim/present/sweep_print.h"
#include "sim/text/quantities.h"

#define ROWS 60 /* of the table of points */

struct model {
    struct arena *arena;
    size_t factors;
    size_t *factor; /* which of the variation */
    struct effects_design design;
    double *low, *high;
};

static bool has_direction(const struct factor *F)
{
    return F->numeric || F->levels == 2;
}

/* Code the factors that have a direction. */
static bool model_init(struct model *M, const struct sweep *W)
{
    const size_t n = W->points.count, d = W->variation.count;
    double *values, *coded;

    *M = (struct model){.arena = arena_create()};
    if (M->arena == NULL)
        return false;
    M->factor = ARENA_ARRAY(M->arena, size_t, d);
    values = ARENA_ARRAY(M->arena, double, n *d);
    coded = ARENA_ARRAY(M->arena, double, n *d);
    if (M->factor == NULL || values == NULL || coded == NULL)
        return false;
    for (size_t j = 0; j < d; j++)
        if (has_direction(&W->variation.factor[j]))
            M->factor[M->factors++] = j;
    for (size_t k = 0; k < M->factors; k++) {
        for (size_t i = 0; i < n; i++)
            values[i * M->factors + k] = factor_number(&W->variation.factor[M->factor[k]],
                                                       points_at(&W->points, i)[M->factor[k]]);
        effects_code(values, n, M->factors, k, coded);
    }
    M->design = (struct effects_design){
        .points = n, .factors = M->factors, .coded = coded, .interactions = 1};
    if (effects_terms(&M->design) > n)
        M->design.interactions = 0;
    return true;
}

/* The metric at every point and replication; NaN where a run was stopped before. */
static double *values_of(const struct sweep *W, size_t metric, size_t *replications)
{
    const struct metric *M = &W->metric[metric];
    double *y;

    *replications = 0;
    for (size_t i = 0; i < W->alternatives.count; i++)
        if (W->alternatives.alternative[i].data->count > *replications)
            *replications = W->alternatives.alternative[i].data->count;
    y = calloc(W->alternatives.count * *replications + 1, sizeof *y);
    for (size_t i = 0; y != NULL && i < W->alternatives.count; i++)
        for (size_t r = 0; r < *replications; r++) {
            const struct run_data *X = W->alternatives.alternative[i].data;

            y[i * *replications + r] =
                r < X->count
                    ? run_data_at(
                          X, r, &X->column[M->column - W->alternatives.alternative[0].data->column],
                          M->index)
                    : NAN;
        }
    return y;
}

/* The effects on a metric. Returns as effects_fit. */
static int fit(const struct sweep *W, const struct model *M, size_t metric, struct effects *E)
{
    size_t replications;
    double *y = values_of(W, metric, &replications);
    const int status = y != NULL ? effects_fit(&M->design, y, replications, E) : GATESIM_ENOMEM;

    free(y);
    return status;
}

static void point_row(const struct sweep *W, struct table *T, size_t i)
{
    const struct run_data *first = W->alternatives.alternative[0].data,
                          *X = W->alternatives.alternative[i].data;
    char b[QUANTITY_SIZE];

    table_row(T, NULL);
    factor_values_cells(&W->variation, points_at(&W->points, i), T);
    for (size_t k = 0; k < W->metrics; k++) {
        const struct run_data_column *C = &X->column[W->metric[k].column - first->column];

        table_cell(T, quantity_estimate(b, C->unit, run_data_estimate(X, C, W->metric[k].index)));
    }
}

static int print_points(const struct sweep *W, FILE *out, struct arena *A)
{
    const size_t columns = W->variation.count + W->metrics;
    const char **headers = ARENA_ARRAY(A, const char *, columns);
    struct table *T;
    int status;

    if (headers == NULL)
        return GATESIM_ENOMEM;
    for (size_t j = 0; j < W->variation.count; j++)
        headers[j] = W->variation.factor[j].key;
    for (size_t k = 0; k < W->metrics; k++)
        headers[W->variation.count + k] = W->metric[k].text;
    T = table_create(A, columns, headers);
    if (T != NULL)
        table_name(T, W->variation.count);
    for (size_t i = 0; T != NULL && i < W->points.count && i < ROWS; i++)
        point_row(W, T, i);
    status = table_print(T, out, style_of(out));
    if (W->points.count > ROWS)
        fprintf(out, "  ... and %zu points more: -o or --csv write them all\n",
                W->points.count - ROWS);
    return status;
}

/* "customs.servers, 2 to 8": the places of its smallest and largest number. */
static const char *name_of_factor(const struct sweep *W, const struct model *M, size_t k)
{
    const size_t j = M->factor[k];
    const struct factor *F = &W->variation.factor[j];
    double low = points_at(&W->points, 0)[j], high = low;
    const char *text = NULL;
    char *from, *to;

    for (size_t i = 0; i < W->points.count; i++) {
        const double place = points_at(&W->points, i)[j];

        low = factor_number(F, place) < factor_number(F, low) ? place : low;
        high = factor_number(F, place) > factor_number(F, high) ? place : high;
    }
    from = factor_text(F, low);
    to = factor_text(F, high);
    if (from != NULL && to != NULL)
        text = arena_printf(M->arena, "%s, %s to %s", F->key, from, to);
    free(from);
    free(to);
    return text;
}

/* What rounding leaves of an effect that is none. */
static bool is_nothing(struct estimate effect, struct estimate middle)
{
    return fabs(effect.mean) + fmax(effect.half_width, 0.0) <= 1e-9 * fabs(middle.mean);
}

/* Whether there is more to a factor than two ends. */
static bool has_levels(const struct factor *F)
{
    return !F->continuous && F->levels > 2;
}

/* The metric's mean at every point, and factor j's levels and their numbers there. */
struct levels {
    double *level, *number, *mean; /* by point */
    struct effects_levels found;
};

static bool levels_find(struct levels *L, const struct sweep *W, struct arena *A, size_t metric,
                        size_t j)
{
    const struct factor *F = &W->variation.factor[j];
    const size_t n = W->points.count;

    L->level = ARENA_ARRAY(A, double, n);
    L->number = ARENA_ARRAY(A, double, n);
    L->mean = ARENA_ARRAY(A, double, n);
    if (L->level == NULL || L->number == NULL || L->mean == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct run_data *X = W->alternatives.alternative[i].data;
        const struct run_data_column *C =
            &X->column[W->metric[metric].column - W->alternatives.alternative[0].data->column];

        L->level[i] = points_at(&W->points, i)[j];
        L->number[i] = F->numeric ? factor_number(F, L->level[i]) : NAN;
        L->mean[i] = run_data_estimate(X, C, W->metric[metric].index).mean;
    }
    effects_levels(L->level, L->number, L->mean, n, &L->found);
    return true;
}

/* The mean over the points of a level; NaN where there are none. */
static double levels_mean(const struct levels *L, size_t points, double level)
{
    double sum = 0.0;
    size_t n = 0;

    for (size_t i = 0; i < points; i++)
        if (L->level[i] == level) {
            sum += L->mean[i];
            n++;
        }
    return n > 0 ? sum / (double)n : (double)NAN;
}

/* How sure an effect is, and what a straight line leaves of it. */
static const char *remark(const struct sweep *W, const struct model *M, size_t metric, size_t k,
                          const struct effects *E)
{
    const struct estimate *effect = &E->effect[1 + k];
    const char *sure = fabs(effect->mean) > effect->half_width ? "" : "not sure; ";
    char share[QUANTITY_SIZE];
    struct levels L;

    if (!has_levels(&W->variation.factor[M->factor[k]]))
        return sure[0] != '\0' ? "not sure" : "";
    if (!levels_find(&L, W, M->arena, metric, M->factor[k]) || isnan(L.found.straight))
        return sure[0] != '\0' ? "not sure" : "";
    return arena_printf(M->arena, "%sa line explains %s of what it does", sure,
                        quantity_share(share, L.found.straight));
}

/* A factor of words: what the measure is at the one with the least and at the one with the most. */
static bool words_row(struct table *T, const struct sweep *W, const struct model *M, size_t metric,
                      size_t j)
{
    const struct factor *F = &W->variation.factor[j];
    const char *unit = W->metric[metric].column->unit;
    char a[QUANTITY_SIZE], b[QUANTITY_SIZE], share[QUANTITY_SIZE];
    size_t low = 0, high = 0;
    char *least, *most;
    struct levels L;

    if (!levels_find(&L, W, M->arena, metric, j))
        return false;
    for (size_t k = 1; k < F->levels; k++) {
        const double mean = levels_mean(&L, W->points.count, (double)k);

        low = mean < levels_mean(&L, W->points.count, (double)low) ? k : low;
        high = mean > levels_mean(&L, W->points.count, (double)high) ? k : high;
    }
    least = factor_text(F, (double)low);
    most = factor_text(F, (double)high);
    table_row(T, NULL);
    table_cell(T, arena_printf(M->arena, "%s, %zu values", F->key, F->levels));
    table_cell(T,
               arena_printf(M->arena, "%s (%s) to %s (%s)",
                            quantity_text(a, unit, levels_mean(&L, W->points.count, (double)low)),
                            least != NULL ? least : "?",
                            quantity_text(b, unit, levels_mean(&L, W->points.count, (double)high)),
                            most != NULL ? most : "?"));
    table_cell(T, isnan(L.found.explained)
                      ? ""
                      : arena_printf(M->arena, "its values explain %s of what differs",
                                     quantity_share(share, L.found.explained)));
    free(least);
    free(most);
    return true;
}

static void effect_row(struct table *T, const struct sweep *W, size_t metric, const char *name,
                       const struct effects *E, size_t term, const char *told)
{
    char b[QUANTITY_SIZE];

    table_row(T, NULL);
    table_cell(T, name);
    if (is_nothing(E->effect[term], E->effect[0])) {
        table_cell(T, "none");
        return;
    }
    table_cell(T, quantity_difference(b, W->metric[metric].column->unit, E->effect[term].mean,
                                      E->effect[term].half_width));
    table_cell(T, told);
}

static bool is_sure(const struct effects *E, size_t term)
{
    return fabs(E->effect[term].mean) > E->effect[term].half_width;
}

static void pair_rows(struct table *T, const struct sweep *W, const struct model *M, size_t metric,
                      const struct effects *E)
{
    size_t term = 1 + M->factors;

    for (size_t j = 0; M->design.interactions && j < M->factors; j++)
        for (size_t k = j + 1; k < M->factors; k++, term++)
            effect_row(T, W, metric,
                       arena_printf(M->arena, "%s with %s", W->variation.factor[M->factor[j]].key,
                                    W->variation.factor[M->factor[k]].key),
                       E, term, is_sure(E, term) ? "" : "not sure");
}

/* The rows of factors with a direction, and of their pairs. *explained becomes the share that they
 * explain, INFINITY where there are no more points than terms. Returns as effects_fit. */
static int line_rows(struct table *T, const struct sweep *W, const struct model *M, size_t metric,
                     double *explained)
{
    struct effects E;
    const int status = M->factors > 0 ? fit(W, M, metric, &E) : GATESIM_ERANGE;

    if (status != GATESIM_OK)
        return status;
    for (size_t k = 0; k < M->factors; k++)
        effect_row(T, W, metric, name_of_factor(W, M, k), &E, 1 + k, remark(W, M, metric, k, &E));
    pair_rows(T, W, M, metric, &E);
    *explained = W->points.count > E.terms ? E.explained : INFINITY;
    effects_release(&E);
    return GATESIM_OK;
}

static int print_effects(const struct sweep *W, const struct model *M, size_t metric, FILE *out)
{
    const char *const headers[] = {"Effect, as a straight line", W->metric[metric].text, ""};
    struct table *T = table_create(M->arena, 3, headers);
    double explained = (double)NAN;
    char share[QUANTITY_SIZE];
    int status = T != NULL ? line_rows(T, W, M, metric, &explained) : GATESIM_ENOMEM;
    size_t words = 0;

    for (size_t j = 0; status != GATESIM_ENOMEM && j < W->variation.count; j++) {
        const struct factor *F = &W->variation.factor[j];

        if (has_direction(F) || !has_levels(F))
            continue;
        words++;
        if (!words_row(T, W, M, metric, j))
            status = GATESIM_ENOMEM;
    }
    if (status == GATESIM_ENOMEM || (status == GATESIM_ERANGE && words == 0))
        return status == GATESIM_ENOMEM ? status : GATESIM_OK;
    fputc('\n', out);
    status = table_print(T, out, style_of(out));
    if (isinf(explained))
        fprintf(out,
                "  With %zu points the lines go through all of them; more points tell whether they "
                "fit.\n",
                W->points.count);
    else if (!isnan(explained))
        fprintf(out, "  %s %s of what differs between the points.\n",
                words > 0 ? "The straight lines explain" : "These explain",
                quantity_share(share, explained));
    return status;
}

static const struct run_data_column *column_of(const struct sweep *W, size_t metric, size_t point)
{
    return &W->alternatives.alternative[point]
                .data
                ->column[W->metric[metric].column - W->alternatives.alternative[0].data->column];
}

/* Onto A: what the pairs of a point save. */
static int add_saved(const struct sweep *W, size_t metric, size_t point, struct accumulator *A)
{
    const struct run_data *X = W->alternatives.alternative[point].data;
    double *y = calloc(X->count + 1, sizeof *y);
    struct reduced R;

    if (y == NULL)
        return GATESIM_ENOMEM;
    run_data_series(X, column_of(W, metric, point), W->metric[metric].index, y);
    variance_antithetic(y, X->count, &R);
    if (R.plain.sd > 0.0)
        accumulator_add(A, R.saved);
    free(y);
    return GATESIM_OK;
}

int sweep_savings(const struct sweep *W, double *saved)
{
    int status = GATESIM_OK;

    for (size_t k = 0; k < W->metrics; k++) {
        struct accumulator A;

        accumulator_init(&A);
        for (size_t i = 0; status == GATESIM_OK && i < W->alternatives.count; i++)
            status = add_saved(W, k, i, &A);
        saved[k] = A.n > 0 ? A.mean : (double)NAN;
    }
    return status;
}

static int print_savings(const struct sweep *W, FILE *out, struct arena *A)
{
    static const char *const headers[] = {"Antithetic pairs", "variance saved"};
    struct table *T = table_create(A, 2, headers);
    char b[QUANTITY_SIZE];

    for (size_t k = 0; T != NULL && k < W->metrics; k++) {
        table_row(T, NULL);
        table_cell(T, W->metric[k].text);
        if (isnan(W->saved[k]))
            table_cell(T, "-");
        else
            table_cell(T, W->saved[k] <= 0.0 ? "none" : quantity_share(b, W->saved[k]));
    }
    fputc('\n', out);
    return table_print(T, out, style_of(out));
}

/* Over the points that have them: the half-widths without and with, and the variance saved. */
struct saving {
    struct accumulator plain, reduced, saved;
};

static int saving_of(const struct sweep *W, size_t metric, struct saving *V)
{
    *V = (struct saving){.plain = {.n = 0}};
    for (size_t i = 0; i < W->alternatives.count; i++) {
        const struct alternative *alternative = &W->alternatives.alternative[i];
        struct reduced R;
        const int status =
            control_variates_reduce(alternative->data, alternative->scenario,
                                    column_of(W, metric, i), W->metric[metric].index, &R);

        if (status == GATESIM_ENOMEM)
            return status;
        if (status == GATESIM_OK && R.plain.sd > 0.0) {
            accumulator_add(&V->plain, R.plain.half_width);
            accumulator_add(&V->reduced, R.reduced.half_width);
            accumulator_add(&V->saved, R.saved);
        }
    }
    return GATESIM_OK;
}

static void saving_row(struct table *T, const struct sweep *W, size_t metric,
                       const struct saving *V)
{
    const char *unit = W->metric[metric].column->unit;
    char b[QUANTITY_SIZE];

    table_row(T, NULL);
    table_cell(T, W->metric[metric].text);
    table_cell(T, quantity_text(b, unit, V->plain.n > 0 ? V->plain.mean : NAN));
    table_cell(T, quantity_text(b, unit, V->plain.n > 0 ? V->reduced.mean : NAN));
    if (V->plain.n == 0)
        table_cell(T, "-");
    else if (V->saved.mean <= 0.0)
        table_cell(T, "none");
    else
        table_cell(T, quantity_share(b, V->saved.mean));
}

static int print_controls(const struct sweep *W, FILE *out, struct arena *A)
{
    static const char *const headers[] = {"Control variates", "half-width", "corrected for luck",
                                          "variance saved"};
    struct table *T = table_create(A, 4, headers);
    int status = GATESIM_OK;

    for (size_t k = 0; T != NULL && status == GATESIM_OK && k < W->metrics; k++) {
        struct saving V;

        status = saving_of(W, k, &V);
        if (status == GATESIM_OK)
            saving_row(T, W, k, &V);
    }
    fputc('\n', out);
    return status == GATESIM_OK ? table_print(T, out, style_of(out)) : status;
}

int sweep_print(const struct sweep *W, FILE *out)
{
    const struct run_data *X = W->alternatives.alternative[0].data;
    struct model M;
    int status = model_init(&M, W) ? GATESIM_OK : GATESIM_ENOMEM;

    style_heading(style_of(out), out, X->title[0] != '\0' ? X->title : X->name);
    fprintf(out, "\n%zu point%s, %u %s%s of each on common random numbers; 95 %% intervals\n\n",
            W->points.count, W->points.count == 1 ? "" : "s", W->study.replications,
            W->antithetic ? "antithetic pair" : "replication",
            W->study.replications == 1 ? "" : "s");
    if (status == GATESIM_OK)
        status = print_points(W, out, M.arena);
    for (size_t k = 0; status == GATESIM_OK && k < W->metrics; k++)
        status = print_effects(W, &M, k, out);
    if (status == GATESIM_OK && W->saved != NULL)
        status = print_savings(W, out, M.arena);
    if (status == GATESIM_OK && W->controls)
        status = print_controls(W, out, M.arena);
    arena_destroy(M.arena);
    return status;
}

static json_t *json_point(bool *lost, const struct sweep *W, size_t i)
{
    const struct run_data *first = W->alternatives.alternative[0].data,
                          *X = W->alternatives.alternative[i].data;
    json_t *point = json_object(), *metrics = json_object();

    for (size_t k = 0; k < W->metrics; k++) {
        const struct run_data_column *C = &X->column[W->metric[k].column - first->column];

        part_put(lost, metrics, W->metric[k].text,
                 part_estimate(lost, run_data_estimate(X, C, W->metric[k].index)));
    }
    part_put(lost, point, "settings",
             factor_values_json(lost, &W->variation, points_at(&W->points, i)));
    part_put(lost, point, "sha256", json_string(X->sha256));
    part_put(lost, point, "metrics", metrics);
    return point;
}

static json_t *json_effect(bool *lost, const char *a, const char *b, struct estimate E)
{
    json_t *effect = part_estimate(lost, E), *keys = json_array();

    part_append(lost, keys, json_string(a));
    if (b != NULL)
        part_append(lost, keys, json_string(b));
    part_put(lost, effect, "keys", keys);
    return effect;
}

/* KEY: what its levels explain, and of that, what a straight line does. */
static json_t *json_levels(bool *lost, const struct sweep *W, const struct model *M, size_t metric)
{
    json_t *object = json_object();

    for (size_t j = 0; j < W->variation.count; j++) {
        json_t *one;
        struct levels L;

        if (!has_levels(&W->variation.factor[j]))
            continue;
        one = json_object();
        *lost = !levels_find(&L, W, M->arena, metric, j) || *lost;
        part_put(lost, one, "explained", part_number(*lost ? NAN : L.found.explained));
        part_put(lost, one, "straight_line", part_number(*lost ? NAN : L.found.straight));
        part_put(lost, object, W->variation.factor[j].key, one);
    }
    return object;
}

static json_t *json_effects(bool *lost, const struct sweep *W, const struct model *M, size_t metric)
{
    json_t *object = json_object(), *list = json_array();
    size_t term = 1 + M->factors;
    struct effects E;
    const int status = M->factors > 0 ? fit(W, M, metric, &E) : GATESIM_ERANGE;

    *lost = *lost || status == GATESIM_ENOMEM;
    part_put(lost, object, "metric", json_string(W->metric[metric].text));
    if (status == GATESIM_OK) {
        for (size_t k = 0; k < M->factors; k++)
            part_append(
                lost, list,
                json_effect(lost, W->variation.factor[M->factor[k]].key, NULL, E.effect[1 + k]));
        for (size_t j = 0; M->design.interactions && j < M->factors; j++)
            for (size_t k = j + 1; k < M->factors; k++)
                part_append(lost, list,
                            json_effect(lost, W->variation.factor[M->factor[j]].key,
                                        W->variation.factor[M->factor[k]].key, E.effect[term++]));
        part_put(lost, object, "explained", part_number(E.explained));
        effects_release(&E);
    }
    part_put(lost, object, "effects", list);
    part_put(lost, object, "levels", json_levels(lost, W, M, metric));
    return object;
}

static json_t *json_controls(bool *lost, const struct sweep *W)
{
    json_t *list = json_array();

    for (size_t k = 0; k < W->metrics; k++) {
        json_t *one = json_object();
        struct saving V;

        *lost = saving_of(W, k, &V) != GATESIM_OK || *lost;
        part_put(lost, one, "metric", json_string(W->metric[k].text));
        part_put(lost, one, "half_width", part_number(V.plain.n > 0 ? V.plain.mean : NAN));
        part_put(lost, one, "half_width_controlled",
                 part_number(V.plain.n > 0 ? V.reduced.mean : NAN));
        part_put(lost, one, "variance_saved", part_number(V.plain.n > 0 ? V.saved.mean : NAN));
        part_append(lost, list, one);
    }
    return list;
}

int sweep_json(const struct sweep *W, FILE *out)
{
    json_t *root = json_object(), *points = json_array(), *effects = json_array();
    json_t *saved = json_array();
    bool lost = false;
    struct model M;

    part_put(&lost, root, "version", json_string(gatesim_version()));
    part_put(&lost, root, "scenario", part_path(W->alternatives.alternative[0].data->path));
    part_put(&lost, root, "seed", part_seed(W->alternatives.alternative[0].data->seed));
    part_put(&lost, root, "replications", json_integer(W->study.replications));
    for (size_t i = 0; i < W->points.count; i++)
        part_append(&lost, points, json_point(&lost, W, i));
    part_put(&lost, root, "points", points);
    lost = !model_init(&M, W) || lost;
    for (size_t k = 0; !lost && k < W->metrics; k++)
        part_append(&lost, effects, json_effects(&lost, W, &M, k));
    part_put(&lost, root, "effects", effects);
    for (size_t k = 0; W->saved != NULL && k < W->metrics; k++)
        part_append(&lost, saved, part_number(W->saved[k]));
    part_put(&lost, root, "antithetic_saved", saved);
    if (W->controls)
        part_put(&lost, root, "controls", json_controls(&lost, W));
    arena_destroy(M.arena);
    return part_print(root, lost, out);
}
