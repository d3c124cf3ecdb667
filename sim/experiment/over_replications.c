/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/experiment/over_replications.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/estimate/estimate.h"
#include "gatesim/status.h"
#include "sim/base/bug.h"
#include "sim/experiment/run_estimates.h"

#define GROUP "summary"
#define MSER_BATCH 5
#define BATCHES 20 /* of one run; Law, section 9.5.3, wants no more than 20 or 30 */
#define BATCH_LEAST 3
#define HURRIED_MOST 50000 /* replications of a stopped run that have quantiles */
#define HALF_DAY (12 * 3600 * GATESIM_TICKS_PER_SECOND)

static const double levels[] = {
#define FINDINGS_CODE(code, share) share,
    FINDINGS_LEVEL_LIST(FINDINGS_CODE)
#undef FINDINGS_CODE
};

double findings_share(enum findings_level level)
{
    return levels[level];
}

/* The mean of every bin; whether all have one. */
static bool fill_series(struct findings *F, const struct run_estimates *M)
{
    bool whole = true;

    for (size_t i = 0; i < F->bins; i++) {
        F->mean[i] = run_estimates_mean(M, "series", "in_system_mean", i);
        F->welch[i] = (double)NAN;
        whole &= !isnan(F->mean[i]);
    }
    return whole;
}

/* A moving average over a day does not show the hours of the day. */
static size_t window_of(const struct run_estimates *M, size_t bins)
{
    const size_t window = (size_t)(HALF_DAY / M->info.bin);

    if (window > bins / 4)
        return bins / 4;
    return window > 0 ? window : 1;
}

static void find_batches(struct findings *F, const struct run_estimates *M)
{
    const gatesim_ticks bin = M->info.bin;
    const size_t from = (size_t)((M->info.warm_up + bin - 1) / bin);

    if (run_estimates_complete(M) == 1 && from + BATCHES * BATCH_LEAST <= F->bins)
        steady_batch_means(F->mean + from, F->bins - from, BATCHES, &F->batches);
}

static void find_steadiness(struct findings *F, const struct run_estimates *M)
{
    struct steady_start start;

    F->settles = (double)NAN;
    F->window = window_of(M, F->bins);
    if (!fill_series(F, M))
        return;
    (void)steady_welch(F->mean, F->bins, F->window, F->welch);
    steady_mser(F->mean, F->bins, MSER_BATCH, &start);
    if (start.found)
        F->settles = gatesim_seconds(M->info.bin) * (double)start.cut;
    find_batches(F, M);
}

static bool is_told(size_t column)
{
    return strcmp(gatesim_columns(&(size_t){0})[column].group, GROUP) == 0;
}

/* Read the columns back, one by one: no more memory than one of them takes. Of a long run that is
 * stopped there are none: it would not end at once. */
static int find_quantiles(struct findings *F, const struct run_estimates *M, struct store *ST)
{
    const size_t n = store_rows(ST);
    const bool hurried = M->state.signal != 0 && n > HURRIED_MOST;
    double *values = malloc((n + 1) * sizeof *values);
    int status = values != NULL ? GATESIM_OK : GATESIM_ENOMEM;

    for (size_t c = 0; status == GATESIM_OK && c < M->columns; c++) {
        if (!is_told(c) || run_estimates_complete(M) == 0 || hurried)
            continue;
        status = store_column(ST, c, values);
        for (size_t k = 0; status == GATESIM_OK && k < FINDINGS_LEVELS; k++)
            F->quantile[c][k] = quantile_estimate(values, n, levels[k], ESTIMATE_CONFIDENCE);
    }
    free(values);
    return status;
}

/* Arrays of the file beside the quantiles. */
enum { PLACE_MEAN, PLACE_WELCH, PLACE_SETTLES, PLACE_BATCHES, PLACES };
#define BATCH_PARTS 4

static int describe_steadiness(struct findings *F, const struct run_estimates *M, struct sheet *T)
{
    static const char *const time_axis[] = {"time"}, *const part_axis[] = {"part"};
    static const char *const method_axis[] = {"method"}, *const method[] = {"MSER-5"};
    static const char *const part[BATCH_PARTS] = {"mean", "half_width", "batches", "lag1"};
    double *time = malloc((F->bins + 1) * sizeof *time);

    if (time == NULL)
        return GATESIM_ENOMEM;
    for (size_t i = 0; i < F->bins; i++)
        time[i] = gatesim_axis_coordinate(M->scenario, GATESIM_AXIS_TIME, i);
    sheet_group(T, "steady");
    sheet_coordinates(T, "time", "s", "start of a bin, since the start", F->bins, time);
    F->places[PLACE_MEAN] =
        sheet_place(T, "in_system_mean", "truck",
                    "trucks in the system, mean over the replications", 1, time_axis);
    F->places[PLACE_WELCH] = sheet_place(T, "in_system_welch", "truck",
                                         "its moving average over a day (Welch)", 1, time_axis);
    sheet_labels(T, "method", "how the end of a warm-up is found", 1, method);
    F->places[PLACE_SETTLES] =
        sheet_place(T, "settles", "s", "where the mean is cut; missing when it does not settle", 1,
                    method_axis);
    sheet_labels(T, "part",
                 "mean, half-width of its 95 % interval, batches, and the correlation "
                 "of neighbours",
                 BATCH_PARTS, part);
    F->places[PLACE_BATCHES] =
        sheet_place(T, "in_system_batches", "1",
                    "trucks in the system by batch means of the only replication", 1, part_axis);
    free(time);
    return GATESIM_OK;
}

static void describe_quantiles(struct findings *F, const struct run_estimates *M, struct sheet *T)
{
    static const char *const bounds[] = {"quantile", "low", "high"};
    static const char *const axes[] = {"level", "bound"};
    const struct gatesim_column *columns = gatesim_columns(&(size_t){0});

    sheet_group(T, "quantile");
    sheet_coordinates(T, "level", "1", "share of the replications", FINDINGS_LEVELS, levels);
    sheet_labels(T, "bound", "what at most that share exceeds, and its 95 % interval", 3, bounds);
    for (size_t c = 0; c < M->columns; c++)
        if (is_told(c))
            F->places[PLACES + c] =
                sheet_place(T, columns[c].name, columns[c].unit, columns[c].meaning, 2, axes);
}

static int describe(struct findings *F, const struct run_estimates *M, struct store *ST)
{
    struct sheet *T = store_sheet(ST);
    int status, ended;

    if (T == NULL)
        return GATESIM_ENOMEM;
    status = describe_steadiness(F, M, T);
    describe_quantiles(F, M, T);
    ended = store_sheet_end(ST, T);
    return status != GATESIM_OK ? status : ended;
}

int findings_init(struct findings *F, const struct run_estimates *M, struct store *ST)
{
    findings_release(F);
    F->bins = gatesim_axis_length(M->scenario, GATESIM_AXIS_TIME);
    F->mean = calloc(F->bins + 1, sizeof *F->mean);
    F->welch = calloc(F->bins + 1, sizeof *F->welch);
    F->quantile = calloc(M->columns + 1, sizeof *F->quantile);
    F->places = calloc(PLACES + M->columns, sizeof *F->places);
    if (F->mean == NULL || F->welch == NULL || F->quantile == NULL || F->places == NULL)
        return GATESIM_ENOMEM;
    return describe(F, M, ST);
}

static int write_steadiness(const struct findings *F, struct store *ST)
{
    const struct estimate E = F->batches.mean;
    const double none = (double)NAN;
    const bool any = E.n > 0;
    const double batches[BATCH_PARTS] = {any ? E.mean : none, any ? E.half_width : none,
                                         any ? (double)E.n : none, any ? F->batches.lag1 : none};

    (void)store_put(ST, F->places[PLACE_MEAN], F->mean, F->bins);
    (void)store_put(ST, F->places[PLACE_WELCH], F->welch, F->bins);
    (void)store_put(ST, F->places[PLACE_SETTLES], &F->settles, 1);
    return store_put(ST, F->places[PLACE_BATCHES], batches, BATCH_PARTS);
}

static int write_quantiles(const struct findings *F, const struct run_estimates *M,
                           struct store *ST)
{
    int status = GATESIM_OK;

    for (size_t c = 0; c < M->columns && status == GATESIM_OK; c++) {
        double values[FINDINGS_LEVELS][3];

        for (size_t k = 0; k < FINDINGS_LEVELS; k++) {
            const struct quantile_estimate *Q = &F->quantile[c][k];
            const bool known = Q->n > 0;

            values[k][0] = known ? Q->value : (double)NAN;
            values[k][1] = known ? Q->low : (double)NAN;
            values[k][2] = known ? Q->high : (double)NAN;
        }
        if (is_told(c))
            status = store_put(ST, F->places[PLACES + c], &values[0][0], 3 * FINDINGS_LEVELS);
    }
    return status;
}

int findings_make(struct findings *F, const struct run_estimates *M, struct store *ST)
{
    int status;

    find_steadiness(F, M);
    status = find_quantiles(F, M, ST);
    if (status == GATESIM_OK)
        status = write_steadiness(F, ST);
    return status == GATESIM_OK ? write_quantiles(F, M, ST) : status;
}

void findings_release(struct findings *F)
{
    free(F->mean);
    free(F->welch);
    free(F->quantile);
    free(F->places);
    *F = (struct findings){.bins = 0};
}

struct quantile_estimate findings_quantile(const struct run_estimates *M, const char *name,
                                           enum findings_level level)
{
    const int column = gatesim_column_find(GROUP, name);

    if (column < 0)
        GS_BUG("no column %s/%s", GROUP, name);
    if (M->findings.quantile == NULL)
        return (struct quantile_estimate){.value = (double)NAN};
    return M->findings.quantile[column][level];
}
