/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep as data. CSV: a row for each point. HDF5: the groups of a results file with the
 * design as the first axis, and a group "design" that tells the value of every factor. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/experiment/experiment_file.h"
#include "sim/experiment/sweep.h"
#include "sim/present/csv_writer.h"
#include "sim/present/factor_values.h"
#include "sim/present/sweep_print.h"

static const struct run_data *first_of(const struct sweep *W)
{
    return W->alternatives.alternative[0].data;
}

/* The same column of another point. */
static const struct run_data_column *column_of(const struct run_data *X, const struct sweep *W,
                                               const struct run_data_column *C)
{
    return &X->column[C - first_of(W)->column];
}

static struct estimate estimate_at(const struct sweep *W, size_t point,
                                   const struct run_data_column *C, size_t index)
{
    const struct run_data *X = W->alternatives.alternative[point].data;

    return run_data_estimate(X, column_of(X, W, C), index);
}

/* A number of the whole, unless it is asked for as a metric, which has columns of its own. */
static bool in_table(const struct sweep *W, const struct run_data_column *C)
{
    for (size_t k = 0; k < W->study.metrics.count; k++)
        if (W->metric[k].column == C)
            return false;
    return strcmp(C->group, "summary") == 0;
}

/* The columns of a metric and its half-width. Returns whether there was memory. */
static bool csv_names(const struct metric *M, const char *currency, FILE *out)
{
    char *name = metric_key(M, currency, ""), *width = metric_key(M, currency, "_half_width");
    const bool whole = name != NULL && width != NULL;

    csv_writer_text(out, whole ? name : "", ',');
    csv_writer_text(out, whole ? width : "", ',');
    free(name);
    free(width);
    return whole;
}

static bool csv_head(const struct sweep *W, FILE *out)
{
    const char *currency = first_of(W)->currency;
    bool whole = true;

    for (size_t j = 0; j < W->variation.count; j++)
        csv_writer_text(out, W->variation.factor[j].key, ',');
    for (size_t k = 0; k < W->study.metrics.count; k++)
        whole = csv_names(&W->metric[k], currency, out) && whole;
    for (size_t c = 0; c < first_of(W)->columns; c++) {
        const struct run_data_column *C = &first_of(W)->column[c];

        if (in_table(W, C))
            whole =
                csv_names(&(struct metric){.text = C->name, .column = C}, currency, out) && whole;
    }
    fputs("replications\n", out);
    return whole;
}

static void csv_estimate(struct estimate E, FILE *out)
{
    csv_writer_number(out, E.mean, ',');
    csv_writer_number(out, E.half_width, ',');
}

static bool csv_row(const struct sweep *W, size_t i, FILE *out)
{
    const bool whole = factor_values_csv(&W->variation, points_at(&W->points, i), out);

    for (size_t k = 0; k < W->study.metrics.count; k++)
        csv_estimate(estimate_at(W, i, W->metric[k].column, W->metric[k].index), out);
    for (size_t c = 0; c < first_of(W)->columns; c++)
        if (in_table(W, &first_of(W)->column[c]))
            csv_estimate(estimate_at(W, i, &first_of(W)->column[c], 0), out);
    csv_writer_number(out, (double)W->alternatives.alternative[i].data->count, '\n');
    return whole;
}

int sweep_csv(const struct sweep *W, const char *path)
{
    struct csv_writer file;
    bool whole = true;

    if (csv_writer_open(&file, W->study.messages, path) != GATESIM_OK)
        return GATESIM_EIO;
    whole = csv_head(W, file.out);
    for (size_t i = 0; i < W->points.count; i++)
        whole = csv_row(W, i, file.out) && whole;
    return csv_writer_close(&file, whole);
}

struct writer {
    const struct sweep *W;
    struct sheet *sheet;
    size_t replications;
};

/* A column whose axes are as long at every point; a swept duration changes the days. */
static bool is_regular(const struct sweep *W, const struct run_data_column *C)
{
    for (size_t i = 0; i < W->alternatives.count; i++)
        if (column_of(W->alternatives.alternative[i].data, W, C)->size != C->size)
            return false;
    return C->size > 0;
}

static bool common_axes(struct writer *D)
{
    return experiment_file_axis(D->sheet, "design", "number of the point, from 0",
                                D->W->points.count) &&
           experiment_file_axis(D->sheet, "replication", "number of the replication, from 0",
                                D->replications);
}

static bool column_axis(struct writer *D, const struct run_data_axis *A)
{
    if (A->labels == NULL)
        return experiment_file_axis(D->sheet, A->name, A->name, A->length);
    sheet_labels(D->sheet, A->name, A->name, A->length, A->labels);
    return true;
}

/* Every axis that a column of the group has, once. */
static bool group_axes(struct writer *D, const char *group)
{
    const struct run_data *X = first_of(D->W);
    const char *known[SHEET_AXES];
    size_t count = 0;

    for (size_t c = 0; c < X->columns; c++)
        for (size_t a = 0; a < X->column[c].axes; a++) {
            const struct run_data_axis *A = &X->column[c].axis[a];
            size_t i = 0;

            if (strcmp(X->column[c].group, group) != 0 || !is_regular(D->W, &X->column[c]))
                continue;
            while (i < count && strcmp(known[i], A->name) != 0)
                i++;
            if (i == count && count < SHEET_AXES - 2) {
                known[count++] = A->name;
                if (!column_axis(D, A))
                    return false;
            }
        }
    return true;
}

static bool write_column(struct writer *D, const struct run_data_column *C)
{
    const char *axes[SHEET_RANK] = {"design", "replication"};
    const size_t n = D->W->points.count;
    double *values = malloc((n * D->replications * C->size + 1) * sizeof *values), *to = values;
    size_t rank = 2;

    if (values == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        for (size_t r = 0; r < D->replications; r++)
            for (size_t k = 0; k < C->size; k++) {
                const struct run_data *X = D->W->alternatives.alternative[i].data;

                *to++ = r < X->count ? run_data_at(X, r, column_of(X, D->W, C), k) : (double)NAN;
            }
    for (size_t a = 0; a < C->axes; a++)
        axes[rank++] = C->axis[a].name;
    sheet_values(D->sheet, C->name, C->unit, C->meaning, rank, axes, values);
    free(values);
    return true;
}

static bool first_of_group(const struct run_data *X, size_t column)
{
    for (size_t c = 0; c < column; c++)
        if (strcmp(X->column[c].group, X->column[column].group) == 0)
            return false;
    return true;
}

static bool write_group(struct writer *D, const char *group)
{
    const struct run_data *X = first_of(D->W);
    bool well;

    sheet_group(D->sheet, group);
    well = common_axes(D) && group_axes(D, group);
    for (size_t c = 0; well && c < X->columns; c++)
        if (strcmp(X->column[c].group, group) == 0 && is_regular(D->W, &X->column[c]))
            well = write_column(D, &X->column[c]);
    return well;
}

static bool fill(const void *user, struct sheet *T)
{
    const struct sweep *W = user;
    struct writer D = {.W = W, .sheet = T, .replications = alternatives_most(&W->alternatives)};
    const struct run_data *X = first_of(W);
    bool well;

    sheet_text(T, "title", X->title);
    sheet_count(T, "seed", X->seed);
    sheet_group(T, "design");
    well = experiment_file_points(T, &W->variation, &W->points);
    for (size_t c = 0; well && c < X->columns; c++)
        if (first_of_group(X, c) && X->column[c].size > 0)
            well = write_group(&D, X->column[c].group);
    return well;
}

int sweep_file(const struct sweep *W, const char *path)
{
    return experiment_file_write(W->study.messages, path, fill, W);
}
