/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values lie replication by replication, each as wide as all columns together, so that a value
 * is found by its column's offset alone. */
#include "analysis/read/run_data.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/read/run_data_private.h"
#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/path.h"

const char *run_data_text(struct run_data *X, const char *text)
{
    return arena_strndup(X->arena, text, strlen(text));
}

/* Returns the file name of path without folder and ending: "peak" of "runs/peak.h5". */
static const char *stem_of(struct run_data *X, const char *path)
{
    size_t length;
    const char *stem = path_stem(path, &length);

    return arena_strndup(X->arena, stem, length);
}

struct run_data *run_data_create(const char *path)
{
    struct arena *A = arena_create();
    struct run_data *X = A != NULL ? ARENA_NEW(A, struct run_data) : NULL;

    if (X != NULL) {
        X->arena = A;
        X->path = run_data_text(X, path);
        X->name = stem_of(X, path);
    }
    if (X == NULL || X->path == NULL || X->name == NULL) {
        arena_destroy(A);
        return NULL;
    }
    return X;
}

void run_data_destroy(struct run_data *X)
{
    if (X == NULL)
        return;
    free(X->replication);
    free(X->values);
    free(X->fingerprint);
    arena_destroy(X->arena);
}

bool run_data_lay_out(struct run_data *X)
{
    for (size_t c = 0; c < X->columns; c++) {
        struct run_data_column *C = &X->column[c];

        C->size = 1;
        C->offset = X->width;
        for (size_t a = 0; a < C->axes; a++)
            if (__builtin_mul_overflow(C->size, C->axis[a].length, &C->size))
                return false;
        if (__builtin_add_overflow(X->width, C->size, &X->width))
            return false;
    }
    return true;
}

int run_data_reserve(struct run_data *X, size_t room)
{
    double *values;
    uint32_t *numbers;
    size_t bytes;

    if (__builtin_mul_overflow(room, X->width * sizeof *values, &bytes))
        return GATESIM_ENOMEM;
    values = realloc(X->values, bytes + 1);
    if (values != NULL)
        X->values = values;
    numbers = realloc(X->replication, room * sizeof *numbers + 1);
    if (numbers != NULL)
        X->replication = numbers;
    if (values == NULL || numbers == NULL)
        return GATESIM_ENOMEM;
    X->room = room;
    return GATESIM_OK;
}

/* Returns whether a column has one value for each bin of time. */
static bool is_series(const struct gatesim_column *C)
{
    return C->axis[0] == GATESIM_AXIS_TIME || C->axis[1] == GATESIM_AXIS_TIME;
}

static bool take_axis(struct run_data *X, const struct gatesim_scenario *S, enum gatesim_axis axis,
                      struct run_data_axis *A)
{
    const char **labels;

    *A = (struct run_data_axis){gatesim_axis_name(axis), gatesim_axis_length(S, axis), NULL, 0, 0};
    A->first = gatesim_axis_coordinate(S, axis, 0);
    if (A->length > 1)
        A->step = gatesim_axis_coordinate(S, axis, 1) - gatesim_axis_coordinate(S, axis, 0);
    if (A->length == 0 || gatesim_axis_label(S, axis, 0) == NULL)
        return true;
    labels = ARENA_ARRAY(X->arena, const char *, A->length);
    for (size_t i = 0; labels != NULL && i < A->length; i++) {
        labels[i] = run_data_text(X, gatesim_axis_label(S, axis, i));
        if (labels[i] == NULL)
            return false;
    }
    A->labels = labels;
    return labels != NULL;
}

static bool take_column(struct run_data *X, const struct gatesim_scenario *S,
                        const struct gatesim_column *from)
{
    struct run_data_column *C = &X->column[X->columns++];

    *C = (struct run_data_column){
        .group = from->group, .name = from->name, .unit = from->unit, .meaning = from->meaning};
    for (size_t a = 0; a < 2; a++)
        if (from->axis[a] != GATESIM_AXIS_NONE &&
            !take_axis(X, S, from->axis[a], &C->axis[C->axes++]))
            return false;
    return true;
}

static bool take_columns(struct run_data *X, const struct gatesim_scenario *S)
{
    size_t count;
    const struct gatesim_column *table = gatesim_columns(&count);

    X->column = ARENA_ARRAY(X->arena, struct run_data_column, count);
    for (size_t c = 0; X->column != NULL && c < count; c++)
        if (!is_series(&table[c]) && !take_column(X, S, &table[c]))
            return false;
    return X->column != NULL && run_data_lay_out(X);
}

/* Returns the date and time of epoch, written as in a results file, or NULL. */
static const char *start_of(struct run_data *X, int64_t epoch)
{
    struct gatesim_civil C;

    gatesim_civil(epoch, 0, &C);
    return arena_printf(X->arena, "%04d-%02d-%02dT%02d:%02d:%02d", C.year, C.month, C.day, C.hour,
                        C.minute, C.second);
}

int run_data_of(const struct gatesim_scenario *S, const char *path, struct run_data **data)
{
    struct gatesim_scenario_info info;
    struct run_data *X = run_data_create(path);

    *data = NULL;
    if (X == NULL)
        return GATESIM_ENOMEM;
    gatesim_scenario_info(S, &info);
    X->title = run_data_text(X, info.title);
    X->currency = run_data_text(X, info.currency);
    X->sha256 = run_data_text(X, gatesim_scenario_sha256(S));
    X->start = start_of(X, info.epoch);
    X->seed = info.seed;
    X->duration = gatesim_seconds(info.duration);
    X->warm_up = gatesim_seconds(info.warm_up);
    if (X->title == NULL || X->currency == NULL || X->sha256 == NULL || X->start == NULL ||
        !take_columns(X, S)) {
        run_data_destroy(X);
        return GATESIM_ENOMEM;
    }
    *data = X;
    return GATESIM_OK;
}

int run_data_add(struct run_data *X, const struct gatesim_scenario *S, uint32_t replication,
                 const double *values)
{
    size_t count;
    const struct gatesim_column *table = gatesim_columns(&count);
    double *to;

    if (X->count == X->room && run_data_reserve(X, X->room == 0 ? 8 : 2 * X->room) != GATESIM_OK)
        return GATESIM_ENOMEM;
    to = X->values + X->count * X->width;
    for (size_t c = 0; c < count; c++) {
        const size_t size = gatesim_column_size(S, c);

        if (!is_series(&table[c])) {
            memcpy(to, values, size * sizeof *to);
            to += size;
        }
        values += size;
    }
    X->replication[X->count++] = replication;
    return GATESIM_OK;
}

const struct run_data_column *run_data_column(const struct run_data *X, const char *group,
                                              const char *name)
{
    for (size_t c = 0; c < X->columns; c++)
        if (strcmp(X->column[c].group, group) == 0 && strcmp(X->column[c].name, name) == 0)
            return &X->column[c];
    return NULL;
}

void run_data_series(const struct run_data *X, const struct run_data_column *C, size_t i,
                     double *values)
{
    for (size_t r = 0; r < X->count; r++)
        values[r] = run_data_at(X, r, C, i);
}

struct estimate run_data_estimate(const struct run_data *X, const struct run_data_column *C,
                                  size_t i)
{
    struct accumulator A;

    accumulator_init(&A);
    for (size_t r = 0; r < X->count; r++)
        accumulator_add(&A, run_data_at(X, r, C, i));
    return estimate_of(&A);
}

bool run_data_inside(const struct run_data *X, const char *group, struct run_data_inside *I)
{
    I->before = run_data_column(X, group, "trucks_at_start");
    I->arrived = run_data_column(X, group, "trucks_arrived");
    return I->before != NULL && I->arrived != NULL;
}

double run_data_per_truck(const struct run_data *X, size_t r, const struct run_data_inside *I,
                          size_t i, double sum)
{
    const double trucks = run_data_at(X, r, I->before, i) + run_data_at(X, r, I->arrived, i);

    return trucks > 0.0 ? sum / trucks : (double)NAN;
}

void run_data_fold(struct run_data *X)
{
    const size_t pairs = X->count / 2;

    for (size_t i = 0; i < pairs; i++) {
        const double *a = X->values + 2 * i * X->width, *b = a + X->width;

        for (size_t k = 0; k < X->width; k++)
            X->values[i * X->width + k] = 0.5 * (a[k] + b[k]); /* never behind a or b */
        X->replication[i] = X->replication[2 * i];
    }
    X->count = pairs;
}

size_t run_data_position(const struct run_data_axis *axis, const char *label)
{
    for (size_t i = 0; axis->labels != NULL && i < axis->length; i++)
        if (strcmp(axis->labels[i], label) == 0)
            return i;
    return SIZE_MAX;
}
