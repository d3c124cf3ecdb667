/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/read/sample.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/read/sample_private.h"
#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/path.h"

const char *sample_text(struct sample *X, const char *text)
{
    return arena_strndup(X->arena, text, strlen(text));
}

/* "peak" of "runs/peak.h5". */
static const char *stem_of(struct sample *X, const char *path)
{
    size_t length;
    const char *stem = path_stem(path, &length);

    return arena_strndup(X->arena, stem, length);
}

struct sample *sample_create(const char *path)
{
    struct arena *A = arena_create();
    struct sample *X = A != NULL ? ARENA_NEW(A, struct sample) : NULL;

    if (X != NULL) {
        X->arena = A;
        X->path = sample_text(X, path);
        X->name = stem_of(X, path);
    }
    if (X == NULL || X->path == NULL || X->name == NULL) {
        arena_destroy(A);
        return NULL;
    }
    return X;
}

void sample_destroy(struct sample *X)
{
    if (X == NULL)
        return;
    free(X->replication);
    free(X->values);
    free(X->fingerprint);
    arena_destroy(X->arena);
}

bool sample_lay_out(struct sample *X)
{
    for (size_t c = 0; c < X->columns; c++) {
        struct sample_column *C = &X->column[c];

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

int sample_reserve(struct sample *X, size_t room)
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

/* Whether a column is by bin of time. */
static bool is_series(const struct gatesim_column *C)
{
    return C->axis[0] == GATESIM_AXIS_TIME || C->axis[1] == GATESIM_AXIS_TIME;
}

static bool take_axis(struct sample *X, const struct gatesim_scenario *S, enum gatesim_axis axis,
                      struct sample_axis *A)
{
    const char **labels;

    *A = (struct sample_axis){gatesim_axis_name(axis), gatesim_axis_length(S, axis), NULL, 0, 0};
    A->first = gatesim_axis_coordinate(S, axis, 0);
    if (A->length > 1)
        A->step = gatesim_axis_coordinate(S, axis, 1) - gatesim_axis_coordinate(S, axis, 0);
    if (A->length == 0 || gatesim_axis_label(S, axis, 0) == NULL)
        return true;
    labels = ARENA_ARRAY(X->arena, const char *, A->length);
    for (size_t i = 0; labels != NULL && i < A->length; i++) {
        labels[i] = sample_text(X, gatesim_axis_label(S, axis, i));
        if (labels[i] == NULL)
            return false;
    }
    A->labels = labels;
    return labels != NULL;
}

static bool take_column(struct sample *X, const struct gatesim_scenario *S,
                        const struct gatesim_column *from)
{
    struct sample_column *C = &X->column[X->columns++];

    *C = (struct sample_column){
        .group = from->group, .name = from->name, .unit = from->unit, .meaning = from->meaning};
    for (size_t a = 0; a < 2; a++)
        if (from->axis[a] != GATESIM_AXIS_NONE &&
            !take_axis(X, S, from->axis[a], &C->axis[C->axes++]))
            return false;
    return true;
}

static bool take_columns(struct sample *X, const struct gatesim_scenario *S)
{
    size_t count;
    const struct gatesim_column *table = gatesim_columns(&count);

    X->column = ARENA_ARRAY(X->arena, struct sample_column, count);
    for (size_t c = 0; X->column != NULL && c < count; c++)
        if (!is_series(&table[c]) && !take_column(X, S, &table[c]))
            return false;
    return X->column != NULL && sample_lay_out(X);
}

/* As results files have it. */
static const char *start_of(struct sample *X, int64_t epoch)
{
    struct gatesim_civil C;

    gatesim_civil(epoch, 0, &C);
    return arena_printf(X->arena, "%04d-%02d-%02dT%02d:%02d:%02d", C.year, C.month, C.day, C.hour,
                        C.minute, C.second);
}

int sample_of(const struct gatesim_scenario *S, const char *path, struct sample **sample)
{
    struct gatesim_scenario_info info;
    struct sample *X = sample_create(path);

    *sample = NULL;
    if (X == NULL)
        return GATESIM_ENOMEM;
    gatesim_scenario_info(S, &info);
    X->title = sample_text(X, info.title);
    X->currency = sample_text(X, info.currency);
    X->sha256 = sample_text(X, gatesim_scenario_sha256(S));
    X->start = start_of(X, info.epoch);
    X->seed = info.seed;
    X->duration = gatesim_seconds(info.duration);
    X->warm_up = gatesim_seconds(info.warm_up);
    if (X->title == NULL || X->currency == NULL || X->sha256 == NULL || X->start == NULL ||
        !take_columns(X, S)) {
        sample_destroy(X);
        return GATESIM_ENOMEM;
    }
    *sample = X;
    return GATESIM_OK;
}

int sample_add(struct sample *X, const struct gatesim_scenario *S, uint32_t replication,
               const double *values)
{
    size_t count;
    const struct gatesim_column *table = gatesim_columns(&count);
    double *to;

    if (X->count == X->room && sample_reserve(X, X->room == 0 ? 8 : 2 * X->room) != GATESIM_OK)
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

const struct sample_column *sample_column(const struct sample *X, const char *group,
                                          const char *name)
{
    for (size_t c = 0; c < X->columns; c++)
        if (strcmp(X->column[c].group, group) == 0 && strcmp(X->column[c].name, name) == 0)
            return &X->column[c];
    return NULL;
}

void sample_series(const struct sample *X, const struct sample_column *C, size_t i, double *values)
{
    for (size_t r = 0; r < X->count; r++)
        values[r] = sample_at(X, r, C, i);
}

struct estimate sample_estimate(const struct sample *X, const struct sample_column *C, size_t i)
{
    struct accumulator A;

    accumulator_init(&A);
    for (size_t r = 0; r < X->count; r++)
        accumulator_add(&A, sample_at(X, r, C, i));
    return estimate_of(&A);
}

bool sample_inside(const struct sample *X, const char *group, struct sample_inside *I)
{
    I->before = sample_column(X, group, "trucks_at_start");
    I->arrived = sample_column(X, group, "trucks_arrived");
    return I->before != NULL && I->arrived != NULL;
}

double sample_per_truck(const struct sample *X, size_t r, const struct sample_inside *I, size_t i,
                        double sum)
{
    const double trucks = sample_at(X, r, I->before, i) + sample_at(X, r, I->arrived, i);

    return trucks > 0.0 ? sum / trucks : (double)NAN;
}

void sample_fold(struct sample *X)
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

size_t sample_position(const struct sample_axis *axis, const char *label)
{
    for (size_t i = 0; axis->labels != NULL && i < axis->length; i++)
        if (strcmp(axis->labels[i], label) == 0)
            return i;
    return SIZE_MAX;
}
