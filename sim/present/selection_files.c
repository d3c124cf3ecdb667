/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A selection as data: for each alternative its fate, and the goal and every limit's measure. */
#include <math.h>
#include <stdlib.h>

#include "sim/base/arena.h"
#include "sim/experiment/experiment_file.h"
#include "sim/experiment/selection_run.h"
#include "sim/present/csv_writer.h"

struct writer {
    const struct selection_run *K;
    struct sheet *sheet;
    const char *axis; /* of the alternatives */
    struct arena *arena;
    size_t replications;
    double *number; /* room for one of each alternative and replication */
};

/* The value in every replication; NaN where an alternative had none. */
static void write_values(struct writer *D, size_t which, const char *name, const char *meaning)
{
    const char *const axes[] = {D->axis, "replication"};
    double *to = D->number;

    for (size_t i = 0; i < D->K->alternatives->count; i++)
        for (size_t r = 0; r < D->replications; r++)
            *to++ = r < D->K->alternatives->alternative[i].data->count
                        ? selection_run_value(D->K, i, which, r)
                        : (double)NAN;
    sheet_values(D->sheet, name, selection_run_unit(D->K, which), meaning, 2, axes, D->number);
}

/* Values, mean and half-width of the goal or a limit's measure. */
static bool write_measure(struct writer *D, size_t which, const char *name, const char *meaning)
{
    const size_t alternatives = D->K->alternatives->count;
    const char *mean = arena_printf(D->arena, "%s_mean", name);
    const char *half_width = arena_printf(D->arena, "%s_half_width", name);
    const char *unit = selection_run_unit(D->K, which);

    if (mean == NULL || half_width == NULL)
        return false;
    write_values(D, which, name, meaning);
    for (size_t i = 0; i < alternatives; i++)
        D->number[i] = selection_run_estimate(D->K, i, which).mean;
    sheet_values(D->sheet, mean, unit, "mean over the replications", 1, &D->axis, D->number);
    for (size_t i = 0; i < alternatives; i++)
        D->number[i] = selection_run_estimate(D->K, i, which).half_width;
    sheet_values(D->sheet, half_width, unit, "half-width of its 95 % interval", 1, &D->axis,
                 D->number);
    return true;
}

static bool write_fates(struct writer *D)
{
    const size_t alternatives = D->K->alternatives->count;
    const char **fate = ARENA_ARRAY(D->arena, const char *, alternatives);

    if (fate == NULL)
        return false;
    for (size_t i = 0; i < alternatives; i++) {
        fate[i] = selection_run_fate(D->K, i);
        D->number[i] = (double)D->K->alternatives->alternative[i].data->count;
    }
    sheet_strings(D->sheet, "fate", "what became of it", 1, &D->axis, fate);
    sheet_values(D->sheet, "replications", "1", "replications behind it", 1, &D->axis, D->number);
    return true;
}

static void describe(const struct writer *D, const char *goal)
{
    const struct selection_run *K = D->K;

    sheet_text(D->sheet, "goal", goal);
    sheet_text(D->sheet, "sense", K->goal == NULL && K->rules->maximise ? "maximise" : "minimise");
    sheet_text(D->sheet, "decided", K->decided ? "yes" : "no");
    sheet_number(D->sheet, "probability", K->probability);
    if (K->race != NULL)
        sheet_number(D->sheet, "zone", K->zone);
    sheet_count(D->sheet, "seed", K->alternatives->alternative[0].data->seed);
}

static bool write_all(struct writer *D, const char *goal)
{
    bool well = experiment_file_axis(D->sheet, "replication",
                                     "number of the replication in the selection, "
                                     "from 0",
                                     D->replications) &&
                write_fates(D) && write_measure(D, 0, "goal", goal);

    for (size_t j = 0; well && j < D->K->limits; j++) {
        const char *name = arena_printf(D->arena, "limit_%zu", j + 1);

        well = name != NULL && write_measure(D, 1 + j, name, D->K->rules->limits.text[j]);
    }
    return well;
}

bool selection_run_sheet(const struct selection_run *K, struct sheet *T, const char *axis,
                         const char *goal)
{
    struct writer D = {.K = K,
                       .sheet = T,
                       .axis = axis,
                       .arena = arena_create(),
                       .replications = alternatives_most(K->alternatives)};
    bool well = false;

    if (D.arena != NULL)
        D.number = ARENA_ARRAY(D.arena, double, K->alternatives->count *(D.replications + 1));
    if (D.number != NULL) {
        describe(&D, goal);
        well = write_all(&D, goal);
    }
    arena_destroy(D.arena);
    return well;
}

/* The two columns of an estimate: PREFIX of the metric, and of its half-width. */
static bool csv_names(const char *prefix, const struct metric *M, const char *currency, FILE *out)
{
    static const char *const endings[] = {"", "_half_width"};
    bool whole = true;

    for (size_t k = 0; k < 2; k++) {
        char *key = metric_key(M, currency, endings[k]);

        fputs(prefix, out);
        csv_writer_text(out, key != NULL ? key : "", ',');
        whole = whole && key != NULL;
        free(key);
    }
    return whole;
}

/* The two columns of costs that are added up. */
static void csv_cost(const char *currency, FILE *out)
{
    const char *between = currency[0] != '\0' ? "_" : "";

    fprintf(out, "cost%s%s,cost%s%s_half_width,", between, currency, between, currency);
}

bool selection_run_csv_head(const struct selection_run *K, FILE *out)
{
    const char *currency = K->alternatives->alternative[0].data->currency;
    bool whole = true;

    if (K->goal != NULL)
        csv_cost(K->goal->currency, out);
    else
        whole = csv_names("", &K->metric[0], currency, out);
    for (size_t j = 0; j < K->limits; j++) {
        char prefix[32];

        snprintf(prefix, sizeof prefix, "limit_%zu_", j + 1);
        whole = csv_names(prefix, &K->limit[j].metric, currency, out) && whole;
    }
    fputs("replications,fate\n", out);
    return whole;
}

void selection_run_csv_alternative(const struct selection_run *K, size_t alternative, FILE *out)
{
    for (size_t which = 0; which <= K->limits; which++) {
        const struct estimate E = selection_run_estimate(K, alternative, which);

        csv_writer_number(out, E.mean, ',');
        csv_writer_number(out, E.half_width, ',');
    }
    csv_writer_number(out, (double)K->alternatives->alternative[alternative].data->count, ',');
    csv_writer_text(out, selection_run_fate(K, alternative), '\n');
}
