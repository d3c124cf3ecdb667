/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an optimisation found: for people, as JSON, as CSV and as HDF5. */
#include <stdlib.h>

#include "analysis/report/json_parts.h"
#include "gatesim/status.h"
#include "gatesim/version.h"
#include "sim/base/arena.h"
#include "sim/experiment/experiment_file.h"
#include "sim/experiment/optimizing.h"
#include "sim/present/csv_writer.h"
#include "sim/present/factor_values.h"
#include "sim/present/limit_words.h"
#include "sim/present/optimize_print.h"
#include "sim/present/served.h"
#include "sim/present/trend_words.h"
#include "sim/text/quantities.h"

const char *optimize_goal(const struct optimizing *Z)
{
    return Z->costs > 0 ? "cost" : Z->rules.metric;
}

static void finalist_row(const struct optimizing *Z, struct table *T, size_t i)
{
    const struct selection_run *K = &Z->selection;
    char b[QUANTITY_SIZE];

    table_row(T, NULL);
    factor_values_cells(&Z->variation, points_at(&Z->finalists, i), T);
    for (size_t which = 0; which <= K->limits; which++)
        table_cell(T, selection_run_cell(K, i, which, b));
    table_cell(T, text_number(b, (double)Z->alternatives.alternative[i].data->count));
    table_cell(T, selection_run_fate(K, i));
}

static int print_finalists(FILE *out, const struct optimizing *Z, struct arena *A)
{
    const size_t d = Z->variation.count, columns = d + Z->selection.limits + 3;
    const char **headers = ARENA_ARRAY(A, const char *, columns);
    size_t *order = ARENA_ARRAY(A, size_t, Z->finalists.count);
    struct table *T;

    if (headers == NULL || order == NULL)
        return GATESIM_ENOMEM;
    selection_run_order(&Z->selection, order);
    for (size_t j = 0; j < d; j++)
        headers[j] = Z->variation.factor[j].key;
    for (size_t which = 0; which <= Z->selection.limits; which++) {
        headers[d + which] = selection_run_head(&Z->selection, which, optimize_goal(Z), A);
        if (headers[d + which] == NULL)
            return GATESIM_ENOMEM;
    }
    headers[columns - 2] = "replications";
    headers[columns - 1] = "";
    T = table_create(A, columns, headers);
    if (T != NULL)
        table_name(T, d);
    for (size_t i = 0; T != NULL && i < Z->finalists.count; i++)
        finalist_row(Z, T, order[i]);
    return table_print(T, out, style_of(out));
}

/* Returns whether there was memory for all of it. */
static bool print_answer(FILE *out, const struct optimizing *Z)
{
    const struct selection_run *K = &Z->selection;
    const size_t best = selection_run_best(K);
    char share[QUANTITY_SIZE], zone[QUANTITY_SIZE], fewer[SERVED_SIZE], hides[SELECTION_TEXT],
        word[QUANTITY_SIZE];
    bool whole;

    fputc('\n', out);
    limit_words_print(K, out);
    if (best == Z->alternatives.count) {
        fprintf(out, "No combination keeps the limits.\n");
        return true;
    }
    whole = factor_values_print(&Z->variation, points_at(&Z->finalists, best), ", ", out);
    selection_run_but(K, fewer);
    if (!K->decided)
        fprintf(out, "\nNot decided yet: this is ahead%s; --most allows more replications.\n",
                fewer);
    else
        fprintf(out,
                "\nIt is the best of %s%zu combinations%s, or within %s%s of that, with a "
                "probability of at least %s%s.\n",
                Z->searched ? "the " : "all ", Z->finalists.count,
                Z->searched ? " that were compared" : "",
                quantity_text(zone, selection_run_unit(K, 0), K->zone),
                selection_run_word(K, 0, word), quantity_share(share, K->probability), fewer);
    if (selection_run_hides(K, hides))
        style_warning(style_of(out), out, hides);
    if (Z->rules.zone == NULL && K->zone > 0.0)
        fprintf(out,
                "Differences under %s%s do not count: that is half of what the cheapest step of a "
                "decision costs, as --zone is not given.\n",
                quantity_text(zone, selection_run_unit(K, 0), K->zone),
                selection_run_word(K, 0, word));
    if (Z->searched)
        fprintf(out,
                "A search of %zu combinations found these; it does not tell that there is no "
                "better one.\n",
                Z->trials);
    return whole;
}

int optimize_print(const struct optimizing *Z, FILE *out)
{
    struct arena *A = arena_create();
    int status = A != NULL ? print_finalists(out, Z, A) : GATESIM_ENOMEM;

    if (!print_answer(out, Z))
        status = GATESIM_ENOMEM;
    trend_print_alternatives(&Z->alternatives, NULL, out);
    arena_destroy(A);
    return status;
}

static json_t *json_finalist(const struct optimizing *Z, bool *lost, size_t i)
{
    json_t *one = json_object(), *limits = json_array();

    part_put(lost, one, "settings",
             factor_values_json(lost, &Z->variation, points_at(&Z->finalists, i)));
    part_put(lost, one, "fate", json_string(selection_run_fate(&Z->selection, i)));
    part_put(lost, one, "value", part_estimate(lost, selection_run_estimate(&Z->selection, i, 0)));
    for (size_t j = 0; j < Z->selection.limits; j++)
        part_append(lost, limits,
                    part_estimate(lost, selection_run_estimate(&Z->selection, i, 1 + j)));
    part_put(lost, one, "limits", limits);
    selection_run_json_served(&Z->selection, i, lost, one);
    return one;
}

int optimize_json(const struct optimizing *Z, FILE *out)
{
    const struct selection_run *K = &Z->selection;
    json_t *root = json_object(), *finalists = json_array(), *limits = json_array();
    bool lost = false;

    part_put(&lost, root, "version", json_string(gatesim_version()));
    part_put(&lost, root, "scenario", part_path(Z->path));
    part_put(&lost, root, "goal", json_string(optimize_goal(Z)));
    for (size_t j = 0; j < K->limits; j++)
        part_append(&lost, limits, json_string(Z->rules.limits.text[j]));
    part_put(&lost, root, "subject_to", limits);
    part_put(&lost, root, "zone", part_number(K->zone));
    part_put(&lost, root, "all_combinations", json_boolean(!Z->searched));
    part_put(&lost, root, "tried", json_integer((json_int_t)Z->trials));
    part_put(&lost, root, "decided", json_boolean(K->decided));
    part_put(&lost, root, "probability", part_number(K->probability));
    part_put(&lost, root, "best",
             selection_run_best(K) < Z->alternatives.count
                 ? json_finalist(Z, &lost, selection_run_best(K))
                 : json_null());
    for (size_t i = 0; i < Z->finalists.count; i++)
        part_append(&lost, finalists, json_finalist(Z, &lost, i));
    part_put(&lost, root, "compared", finalists);
    part_put(&lost, root, "warnings", selection_run_json_warnings(K, &lost));
    return part_print(root, lost, out);
}

static bool write_trials(const struct optimizing *Z, struct sheet *T)
{
    static const char *const axes[] = {"design"};
    double *number = malloc((Z->trials + 1) * sizeof *number);
    bool well = number != NULL && experiment_file_points(T, &Z->variation, &Z->points);

    for (size_t i = 0; well && i < Z->trials; i++)
        number[i] = Z->trial[i].goal.mean;
    if (well)
        sheet_values(T, "goal_mean", selection_run_unit(&Z->selection, 0), optimize_goal(Z), 1,
                     axes, number);
    for (size_t i = 0; well && i < Z->trials; i++)
        number[i] = Z->trial[i].breach;
    if (well)
        sheet_values(T, "breach", "1", "how far limits are broken, in tolerances", 1, axes, number);
    free(number);
    return well;
}

static bool fill(const void *user, struct sheet *T)
{
    const struct optimizing *Z = user;
    const struct run_data *X = Z->alternatives.alternative[0].data;
    bool well = true;

    sheet_text(T, "title", X->title);
    sheet_text(T, "path", X->path);
    if (Z->searched) {
        sheet_group(T, "tried");
        well = write_trials(Z, T);
    }
    sheet_group(T, "compared");
    return well && experiment_file_points(T, &Z->variation, &Z->finalists) &&
           selection_run_sheet(&Z->selection, T, "design", optimize_goal(Z));
}

int optimize_file(const struct optimizing *Z, const char *path)
{
    return experiment_file_write(Z->study.messages, path, fill, Z);
}

static bool csv_row(const struct optimizing *Z, size_t i, FILE *out)
{
    const bool whole = factor_values_csv(&Z->variation, points_at(&Z->finalists, i), out);

    selection_run_csv_alternative(&Z->selection, i, out);
    return whole;
}

int optimize_csv(const struct optimizing *Z, const char *path)
{
    struct csv_writer file;
    bool whole = true;

    if (csv_writer_open(&file, Z->study.messages, path) != GATESIM_OK)
        return GATESIM_EIO;
    for (size_t j = 0; j < Z->variation.count; j++)
        csv_writer_text(file.out, Z->variation.factor[j].key, ',');
    whole = selection_run_csv_head(&Z->selection, file.out);
    for (size_t i = 0; i < Z->finalists.count; i++)
        whole = csv_row(Z, i, file.out) && whole;
    return csv_writer_close(&file, whole);
}
