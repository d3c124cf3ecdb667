/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison as data: the same numbers of every row and run, as JSON, CSV and HDF5. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/report/json_parts.h"
#include "gatesim/status.h"
#include "gatesim/version.h"
#include "sim/base/arena.h"
#include "sim/base/number.h"
#include "sim/experiment/experiment_file.h"
#include "sim/present/compare.h"
#include "sim/present/csv_writer.h"
#include "sim/present/trend_words.h"

#define AXES 8 /* kinds of axes of labels in one group */

const char *compare_number_name(enum compare_number which)
{
    static const char *const names[] = {
#define COMPARE_CODE(code, name, meaning, value) name,
        COMPARE_NUMBERS(COMPARE_CODE)
#undef COMPARE_CODE
    };

    return names[which];
}

void compare_numbers(const struct comparison_row *R, size_t run, double numbers[COMPARE_COUNT])
{
    const struct estimate *E = &R->each[run];
    const struct difference *D = &R->against[run];
    const double holm = R->holm[run];

#define COMPARE_CODE(code, name, meaning, value) numbers[COMPARE_##code] = (value);
    COMPARE_NUMBERS(COMPARE_CODE)
#undef COMPARE_CODE
}

static json_t *json_run(bool *lost, const struct compared *P, size_t i)
{
    const struct run_data *X = P->C->run[i];
    const struct trend trend = trend_of(X);
    json_t *run = json_object();

    part_put(lost, run, "name", json_string(P->name[i]));
    part_put(lost, run, "path", part_path(X->path));
    part_put(lost, run, "title", json_string(X->title));
    if (X->currency[0] != '\0')
        part_put(lost, run, "currency", json_string(X->currency));
    part_put(lost, run, "sha256", json_string(X->sha256));
    part_put(lost, run, "seed", part_seed(X->seed));
    part_put(lost, run, "replications", json_integer((json_int_t)X->count));
    part_put(lost, run, "common_random_numbers", json_boolean(P->C->paired[i]));
    part_put(lost, run, "pairs", json_integer((json_int_t)P->C->pairs[i]));
    part_put(lost, run, "same_trucks", json_boolean(comparison_trucks_alike(P->C, i)));
    trend_put(lost, run, &trend);
    return run;
}

static json_t *json_numbers(bool *lost, const struct compared *P, const struct comparison_row *R,
                            size_t i)
{
    double numbers[COMPARE_COUNT];
    json_t *object = json_object();

    compare_numbers(R, i, numbers);
    part_put(lost, object, "run", json_string(P->name[i]));
    for (enum compare_number k = 0; k < COMPARE_COUNT; k++)
        if (i > 0 || k <= COMPARE_N)
            part_put(lost, object, compare_number_name(k),
                     k == COMPARE_N ? json_integer((json_int_t)R->each[i].n)
                                    : part_number(numbers[k]));
    return object;
}

static json_t *json_row(bool *lost, const struct compared *P, const struct comparison_row *R)
{
    json_t *row = json_object(), *runs = json_array();

    part_put(lost, row, "group", json_string(R->column->group));
    part_put(lost, row, "name", json_string(R->column->name));
    part_put(lost, row, "unit", json_string(R->column->unit));
    for (size_t a = 0; a < R->column->axes; a++)
        part_put(lost, row, R->column->axis[a].name, json_string(R->label[a]));
    for (size_t i = 0; i < P->C->runs; i++)
        part_append(lost, runs, json_numbers(lost, P, R, i));
    part_put(lost, row, "runs", runs);
    return row;
}

struct texts {
    json_t *array;
    bool *lost;
};

static void append_text(void *user, const char *text)
{
    struct texts *T = user;

    part_append(T->lost, T->array, json_string(text));
}

int compare_json(const struct compared *P, FILE *out)
{
    bool lost = false;
    json_t *root = json_object(), *runs = json_array(), *rows = json_array();
    struct texts warnings = {json_array(), &lost}, verdicts = {json_array(), &lost};

    part_put(&lost, root, "version", json_string(gatesim_version()));
    part_put(&lost, root, "confidence", part_number(P->C->confidence));
    part_put(&lost, root, "comparisons", json_integer((json_int_t)P->C->runs - 1));
    part_put(&lost, root, "adjustment", json_string("bonferroni"));
    for (size_t i = 0; i < P->C->runs; i++)
        part_append(&lost, runs, json_run(&lost, P, i));
    part_put(&lost, root, "runs", runs);
    lost = compare_warnings(P, append_text, &warnings) != GATESIM_OK || lost;
    part_put(&lost, root, "warnings", warnings.array);
    lost = compare_verdicts(P, append_text, &verdicts) != GATESIM_OK || lost;
    part_put(&lost, root, "verdicts", verdicts.array);
    for (size_t j = 0; j < P->C->rows; j++)
        part_append(&lost, rows, json_row(&lost, P, &P->C->row[j]));
    part_put(&lost, root, "measures", rows);
    return part_print(root, lost, out);
}

static void csv_row(const struct compared *P, const struct comparison_row *R, size_t i, FILE *out)
{
    double numbers[COMPARE_COUNT];

    compare_numbers(R, i, numbers);
    csv_writer_text(out, R->column->group, ',');
    csv_writer_text(out, R->column->name, ',');
    csv_writer_text(out, R->label[0] != NULL ? R->label[0] : "", ',');
    csv_writer_text(out, R->label[1] != NULL ? R->label[1] : "", ',');
    csv_writer_text(out, R->column->unit, ',');
    csv_writer_text(out, P->name[i], ',');
    for (enum compare_number k = 0; k < COMPARE_COUNT; k++)
        csv_writer_number(out, numbers[k], k + 1 < COMPARE_COUNT ? ',' : '\n');
}

int compare_csv(FILE *messages, const struct compared *P, const char *path)
{
    struct csv_writer file;
    FILE *out;

    if (csv_writer_open(&file, messages, path) != GATESIM_OK)
        return GATESIM_EIO;
    out = file.out;
    fputs("group,name,label,cause,unit,run", out);
    for (enum compare_number k = 0; k < COMPARE_COUNT; k++)
        fprintf(out, ",%s", compare_number_name(k));
    fputc('\n', out);
    for (size_t j = 0; j < P->C->rows; j++)
        for (size_t i = 0; i < P->C->runs; i++)
            csv_row(P, &P->C->row[j], i, out);
    return csv_writer_close(&file, true);
}

/* The labels of an axis. In the HDF5 file there is a group for each group of columns, and a dataset
 * for each column, along the run, the column's axes (all labels of all runs) and the number. */
struct labels {
    const char *name;
    size_t length;
    const char **label;
};

struct group {
    const struct compared *P;
    struct arena *arena;
    const char *name;
    size_t axes;
    struct labels axis[AXES];
};

static struct labels *axis_of(struct group *G, const char *name)
{
    for (size_t a = 0; a < G->axes; a++)
        if (strcmp(G->axis[a].name, name) == 0)
            return &G->axis[a];
    if (G->axes == AXES)
        return NULL;
    G->axis[G->axes] = (struct labels){.name = name};
    G->axis[G->axes].label = ARENA_ARRAY(G->arena, const char *, G->P->C->rows);
    return G->axis[G->axes].label != NULL ? &G->axis[G->axes++] : NULL;
}

static size_t position_in(const struct labels *L, const char *label)
{
    size_t i = 0;

    while (i < L->length && strcmp(L->label[i], label) != 0)
        i++;
    return i;
}

/* Collect the labels of all rows of the group. */
static bool collect_axes(struct group *G)
{
    for (size_t j = 0; j < G->P->C->rows; j++) {
        const struct comparison_row *R = &G->P->C->row[j];

        for (size_t a = 0; strcmp(R->column->group, G->name) == 0 && a < R->column->axes; a++) {
            struct labels *L = axis_of(G, R->column->axis[a].name);

            if (L == NULL)
                return false;
            if (position_in(L, R->label[a]) == L->length)
                L->label[L->length++] = R->label[a];
        }
    }
    return true;
}

/* Where the numbers of a row and run lie in its column's array. */
static size_t place_of(struct group *G, const struct comparison_row *R, size_t run)
{
    size_t at = run;

    for (size_t a = 0; a < R->column->axes; a++) {
        const struct labels *L = axis_of(G, R->column->axis[a].name);

        at = at * L->length + position_in(L, R->label[a]);
    }
    return at * COMPARE_COUNT;
}

static bool same_column(const struct comparison_row *R, const struct run_data_column *C)
{
    return strcmp(R->column->group, C->group) == 0 && strcmp(R->column->name, C->name) == 0;
}

static bool write_column(struct group *G, struct sheet *T, const struct run_data_column *C)
{
    const struct comparison *X = G->P->C;
    const char *axes[SHEET_RANK] = {"run"};
    size_t rank = 1, size = X->runs;
    double *values;

    for (size_t a = 0; a < C->axes; a++) {
        axes[rank++] = C->axis[a].name;
        size *= axis_of(G, C->axis[a].name)->length;
    }
    axes[rank++] = "number";
    values = malloc(size * COMPARE_COUNT * sizeof *values);
    if (values == NULL)
        return false;
    for (size_t i = 0; i < size * COMPARE_COUNT; i++)
        values[i] = (double)NAN;
    for (size_t j = 0; j < X->rows; j++)
        for (size_t r = 0; same_column(&X->row[j], C) && r < X->runs; r++)
            compare_numbers(&X->row[j], r, values + place_of(G, &X->row[j], r));
    sheet_values(T, C->name, C->unit, C->meaning, rank, axes, values);
    free(values);
    return true;
}

static bool first_row_of(const struct comparison *C, size_t j, bool whole_group)
{
    for (size_t i = 0; i < j; i++)
        if (whole_group ? strcmp(C->row[i].column->group, C->row[j].column->group) == 0
                        : same_column(&C->row[i], C->row[j].column))
            return false;
    return true;
}

static void write_common_axes(const struct compared *P, struct sheet *T)
{
    const char *names[COMPARE_COUNT];

    for (enum compare_number k = 0; k < COMPARE_COUNT; k++)
        names[k] = compare_number_name(k);
    sheet_labels(T, "run", "scenario or results file, the first being the baseline", P->C->runs,
                 P->name);
    sheet_labels(T, "number", "what is told of each", COMPARE_COUNT, names);
}

static bool write_group(const struct compared *P, struct sheet *T, const char *name)
{
    struct group G = {.P = P, .arena = arena_create(), .name = name};
    bool well = G.arena != NULL && collect_axes(&G);

    if (well) {
        sheet_group(T, name);
        write_common_axes(P, T);
        for (size_t a = 0; a < G.axes; a++)
            sheet_labels(T, G.axis[a].name, G.axis[a].name, G.axis[a].length, G.axis[a].label);
    }
    for (size_t j = 0; well && j < P->C->rows; j++)
        if (strcmp(P->C->row[j].column->group, name) == 0 && first_row_of(P->C, j, false))
            well = write_column(&G, T, P->C->row[j].column);
    arena_destroy(G.arena);
    return well;
}

static bool write_runs(const struct compared *P, struct sheet *T)
{
    static const char *const axes[] = {"run"};
    const char **texts = calloc(P->C->runs, sizeof *texts);
    bool well = texts != NULL;

    sheet_number(T, "confidence", P->C->confidence);
    sheet_text(T, "title", P->C->run[0]->title);
    sheet_labels(T, "run", "scenario or results file, the first being the baseline", P->C->runs,
                 P->name);
    for (size_t i = 0; well && i < P->C->runs; i++)
        texts[i] = P->C->run[i]->path;
    if (well)
        sheet_strings(T, "path", "where it came from", 1, axes, texts);
    for (size_t i = 0; well && i < P->C->runs; i++)
        texts[i] = P->C->run[i]->sha256;
    if (well)
        sheet_strings(T, "scenario_sha256", "SHA-256 of the resolved scenario", 1, axes, texts);
    free(texts);
    return well;
}

static bool fill(const void *user, struct sheet *T)
{
    const struct compared *P = user;
    bool well = write_runs(P, T);

    for (size_t j = 0; well && j < P->C->rows; j++)
        if (first_row_of(P->C, j, true))
            well = write_group(P, T, P->C->row[j].column->group);
    return well;
}

int compare_file(FILE *messages, const struct compared *P, const char *path)
{
    return experiment_file_write(messages, path, fill, P);
}
