/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns and positions are collected from the first run on: what only a later run has (its
 * own new station) is a row too, in which the baseline has no number. */
#include "analysis/compare/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/vector.h"

/* Room for the values of two runs, and for how they are paired. */
struct desk {
    double *a, *b, *alone;
    size_t *pair_a, *pair_b;
};

/* What a comparison needs while it is made. */
struct maker {
    struct comparison *C;
    struct vector rows;
    size_t found; /* the last row that an earlier run had too */
    struct desk desk;
};

static size_t most_replications(const struct comparison *C)
{
    size_t most = 0;

    for (size_t i = 0; i < C->runs; i++)
        most = C->run[i]->count > most ? C->run[i]->count : most;
    return most;
}

static bool desk_init(struct desk *D, const struct comparison *C, struct arena *A)
{
    const size_t n = most_replications(C) + 1;

    D->a = ARENA_ARRAY(A, double, n);
    D->b = ARENA_ARRAY(A, double, n);
    D->alone = ARENA_ARRAY(A, double, n);
    D->pair_a = ARENA_ARRAY(A, size_t, n);
    D->pair_b = ARENA_ARRAY(A, size_t, n);
    return D->a && D->b && D->alone && D->pair_a && D->pair_b;
}

static bool maker_init(struct maker *M, struct comparison *C)
{
    C->paired = ARENA_ARRAY(C->arena, bool, C->runs);
    C->pairs = ARENA_ARRAY(C->arena, size_t, C->runs);
    return desk_init(&M->desk, C, C->arena) && C->paired && C->pairs;
}

/* The replications that both runs have, by their places in each. */
static size_t match(const struct run_data *A, const struct run_data *B, size_t *in_a, size_t *in_b)
{
    size_t pairs = 0;

    for (size_t i = 0, j = 0; i < A->count && j < B->count;) {
        if (A->replication[i] == B->replication[j]) {
            in_a[pairs] = i++;
            in_b[pairs++] = j++;
        } else if (A->replication[i] < B->replication[j]) {
            i++;
        } else {
            j++;
        }
    }
    return pairs;
}

static bool comparable(const struct run_data_column *C)
{
    for (size_t a = 0; a < C->axes; a++)
        if (C->axis[a].labels == NULL)
            return false;
    return C->size > 0;
}

static bool same_label(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool is_row(const struct comparison_row *R, const char *group, const char *name,
                   const char *const label[2])
{
    return strcmp(R->column->name, name) == 0 && strcmp(R->column->group, group) == 0 &&
           same_label(R->label[0], label[0]) && same_label(R->label[1], label[1]);
}

static const char *label_of(const struct run_data_column *C, size_t axis, size_t i)
{
    return axis < C->axes ? C->axis[axis].labels[i] : NULL;
}

/* Whether an earlier run than r has the same row. Runs mostly have their rows in the same order, so
 * it is looked for from behind the last one that was found on. */
static bool known(struct maker *M, size_t r, const struct comparison_row *N)
{
    const struct comparison_row *rows = M->rows.items;
    const size_t count = M->rows.count;

    for (size_t i = 0; r > 0 && i < count; i++) {
        const size_t at = (M->found + 1 + i) % count;

        if (!is_row(&rows[at], N->column->group, N->column->name, N->label))
            continue;
        M->found = at;
        return true;
    }
    return false;
}

static bool add_row(struct maker *M, size_t r, const struct run_data_column *C, size_t i, size_t j)
{
    struct comparison_row N = {
        .column = C, .label = {label_of(C, 0, i), label_of(C, 1, j)}, .position = {i, j}};

    return known(M, r, &N) || vector_append(&M->rows, &N, 1) == GATESIM_OK;
}

static bool add_rows(struct maker *M, size_t r, const struct run_data_column *C)
{
    const size_t rows = C->axes > 0 ? C->axis[0].length : 1;
    const size_t width = C->axes > 1 ? C->axis[1].length : 1;

    for (size_t i = 0; comparable(C) && i < rows; i++)
        for (size_t j = 0; j < width; j++)
            if (!add_row(M, r, C, i, j))
                return false;
    return true;
}

static bool collect_rows(struct maker *M)
{
    struct comparison *C = M->C;

    for (size_t r = 0; r < C->runs; r++)
        for (size_t c = 0; c < C->run[r]->columns; c++)
            if (!add_rows(M, r, &C->run[r]->column[c]))
                return false;
    C->rows = M->rows.count;
    C->row = vector_freeze(&M->rows, C->arena);
    return C->row != NULL;
}

/* Sums of time, by replication, become those of a truck. */
static void share_out(const struct run_data *X, const struct run_data_column *C, size_t position,
                      double *values)
{
    const bool by_class = C->axes > 0 && strcmp(C->axis[0].name, "class") == 0;
    struct run_data_inside trucks;

    if (!run_data_inside(X, by_class ? "class" : "summary", &trucks))
        return;
    for (size_t r = 0; r < X->count; r++)
        values[r] = run_data_per_truck(X, r, &trucks, by_class ? position : 0, values[r]);
}

/* The row's number in every replication of a run; NaN when the run has no such number. */
static void values_of(const struct run_data *X, const struct comparison_row *R, double *values)
{
    const struct run_data_column *C = run_data_column(X, R->column->group, R->column->name);
    size_t at[2] = {0, 0}, i;

    for (size_t a = 0; C != NULL && a < R->column->axes; a++) {
        at[a] = C->axes == R->column->axes ? run_data_position(&C->axis[a], R->label[a]) : SIZE_MAX;
        if (at[a] == SIZE_MAX)
            C = NULL;
    }
    for (size_t r = 0; C == NULL && r < X->count; r++)
        values[r] = NAN;
    if (C == NULL)
        return;
    i = C->axes > 1 ? at[0] * C->axis[1].length + at[1] : at[0];
    run_data_series(X, C, i, values);
    if (strcmp(C->group, "delay") == 0)
        share_out(X, C, at[0], values);
}

/* What is on the desk of run B less what is there of run A. D->b is lost. */
static void contrast(struct desk *D, const struct run_data *A, const struct run_data *B,
                     double confidence, struct difference *less)
{
    size_t pairs;

    if (A->seed != B->seed) {
        difference_independent(D->a, A->count, D->b, B->count, confidence, less);
        return;
    }
    pairs = match(A, B, D->pair_a, D->pair_b);
    for (size_t i = 0; i < pairs; i++) {
        D->alone[i] = D->a[D->pair_a[i]];
        D->b[i] = D->b[D->pair_b[i]]; /* pair_b[i] >= i */
    }
    difference_paired(D->alone, D->b, pairs, confidence, less);
}

/* The confidence of the comparisons of one run with all others. */
static double of_each(const struct comparison *C)
{
    return C->runs > 1 ? adjust_bonferroni(C->runs - 1, C->confidence) : C->confidence;
}

static int fill_row(struct maker *M, struct comparison_row *R)
{
    struct comparison *C = M->C;
    struct desk *D = &M->desk;

    R->each = ARENA_ARRAY(C->arena, struct estimate, C->runs);
    R->against = ARENA_ARRAY(C->arena, struct difference, C->runs);
    R->holm = ARENA_ARRAY(C->arena, double, C->runs);
    if (!R->each || !R->against || !R->holm)
        return GATESIM_ENOMEM;
    values_of(C->run[0], R, D->a);
    R->each[0] = estimate_values(D->a, C->run[0]->count);
    difference_paired(NULL, NULL, 0, of_each(C), &R->against[0]);
    for (size_t r = 1; r < C->runs; r++) {
        values_of(C->run[r], R, D->b);
        R->each[r] = estimate_values(D->b, C->run[r]->count);
        contrast(D, C->run[0], C->run[r], of_each(C), &R->against[r]);
    }
    for (size_t r = 0; r < C->runs; r++)
        R->holm[r] = R->against[r].p;
    return adjust_holm(R->holm, C->runs, R->holm);
}

static int make(struct maker *M)
{
    struct comparison *C = M->C;
    int status = maker_init(M, C) ? GATESIM_OK : GATESIM_ENOMEM;

    for (size_t r = 0; status == GATESIM_OK && r < C->runs; r++) {
        C->paired[r] = C->run[r]->seed == C->run[0]->seed;
        C->pairs[r] =
            C->paired[r] ? match(C->run[0], C->run[r], M->desk.pair_a, M->desk.pair_b) : 0;
    }
    if (status == GATESIM_OK && !collect_rows(M))
        status = GATESIM_ENOMEM;
    for (size_t i = 0; status == GATESIM_OK && i < C->rows; i++)
        status = fill_row(M, &C->row[i]);
    return status;
}

int comparison_create(const struct run_data *const *run, size_t runs, double confidence,
                      struct comparison **made)
{
    struct arena *A = arena_create();
    struct comparison *C = A != NULL ? ARENA_NEW(A, struct comparison) : NULL;
    struct maker M = {.C = C};
    int status;

    *made = NULL;
    if (C == NULL) {
        arena_destroy(A);
        return GATESIM_ENOMEM;
    }
    *C = (struct comparison){.runs = runs, .run = run, .confidence = confidence, .arena = A};
    vector_init(&M.rows, sizeof(struct comparison_row));
    status = make(&M);
    vector_release(&M.rows);
    if (status != GATESIM_OK)
        comparison_destroy(C);
    else
        *made = C;
    return status;
}

void comparison_destroy(struct comparison *C)
{
    if (C != NULL)
        arena_destroy(C->arena);
}

const struct comparison_row *comparison_find(const struct comparison *C, const char *group,
                                             const char *name, const char *label0,
                                             const char *label1)
{
    const char *const label[2] = {label0, label1};

    for (size_t i = 0; i < C->rows; i++)
        if (is_row(&C->row[i], group, name, label))
            return &C->row[i];
    return NULL;
}

bool comparison_same(const struct comparison_row *R, size_t i)
{
    return R->against[i].mean == 0.0 && !(R->against[i].half_width > 0.0);
}

static size_t smallest(const struct comparison *C, const struct comparison_row *R)
{
    size_t best = C->runs;

    for (size_t r = 0; r < C->runs; r++)
        if (R->each[r].n > 0 && (best == C->runs || R->each[r].mean < R->each[best].mean))
            best = r;
    return best;
}

int comparison_best(const struct comparison *C, const struct comparison_row *R, size_t *best,
                    bool *behind)
{
    struct arena *A = arena_create();
    struct difference more;
    struct desk D;

    if (A == NULL || !desk_init(&D, C, A)) {
        arena_destroy(A);
        return GATESIM_ENOMEM;
    }
    *best = smallest(C, R);
    if (*best < C->runs)
        values_of(C->run[*best], R, D.a);
    for (size_t r = 0; r < C->runs; r++) {
        behind[r] = false;
        if (r == *best || *best == C->runs)
            continue;
        values_of(C->run[r], R, D.b);
        contrast(&D, C->run[*best], C->run[r], of_each(C), &more);
        behind[r] = more.mean > more.half_width;
    }
    arena_destroy(A);
    return GATESIM_OK;
}

bool comparison_trucks_alike(const struct comparison *C, size_t i)
{
    const struct comparison_row *R = comparison_find(C, "summary", "trucks_arrived", NULL, NULL);

    return R != NULL && C->paired[i] && comparison_same(R, i);
}
