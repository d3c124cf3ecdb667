/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns are read back from the file one by one, so that no more memory is needed than one of
 * them takes, however many replications there are. */
#include "sim/experiment/over_replications.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/estimate/estimate.h"
#include "gatesim/status.h"
#include "sim/base/bug.h"
#include "sim/experiment/run_estimates.h"
#include "sim/store/over_replications_list.h"

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

/* The arrays of the file over the replications; each column's quantiles come behind these places.
 */
enum {
#define PLACE_CODE(code, name, unit, axis, meaning) PLACE_##code,
    STEADY_LIST(PLACE_CODE)
#undef PLACE_CODE
        PLACES
};

enum {
#define AXIS_CODE(code, name, unit, meaning) AXIS_##code,
    STEADY_AXIS_LIST(AXIS_CODE) QUANTILE_AXIS_LIST(AXIS_CODE)
#undef AXIS_CODE
};

static const struct array_axis {
    const char *name, *unit, *meaning;
} array_axes[] = {
#define AXIS_ROW(code, name, unit, meaning) {name, unit, meaning},
    STEADY_AXIS_LIST(AXIS_ROW) QUANTILE_AXIS_LIST(AXIS_ROW)
#undef AXIS_ROW
};

#define NAME_ITEM(name) name,
static const char *const methods[] = {STEADY_METHOD_LIST(NAME_ITEM)};
static const char *const parts[] = {STEADY_PART_LIST(NAME_ITEM)};
static const char *const bounds[] = {QUANTILE_BOUND_LIST(NAME_ITEM)};
#undef NAME_ITEM
#define PARTS (sizeof parts / sizeof *parts)
#define BOUNDS (sizeof bounds / sizeof *bounds)

/* Give axis, which has numbers, the count coordinates at x in the sheet T. */
static void number_axis(struct sheet *T, int axis, size_t count, const double *x)
{
    sheet_coordinates(T, array_axes[axis].name, array_axes[axis].unit, array_axes[axis].meaning,
                      count, x);
}

/* Give axis, which has names, its count names in the sheet T. */
static void name_axis(struct sheet *T, int axis, size_t count, const char *const *names)
{
    sheet_labels(T, array_axes[axis].name, array_axes[axis].meaning, count, names);
}

/* Describe the array of the group "steady" at place, whose axis T has already. */
static void describe_array(struct findings *F, struct sheet *T, int place)
{
    static const struct {
        const char *name, *unit, *meaning;
        int axis;
    } arrays[] = {
#define ARRAY_ROW(code, name, unit, axis, meaning) {name, unit, meaning, AXIS_##axis},
        STEADY_LIST(ARRAY_ROW)
#undef ARRAY_ROW
    };
    const char *axis[] = {array_axes[arrays[place].axis].name};

    F->places[place] =
        sheet_place(T, arrays[place].name, arrays[place].unit, arrays[place].meaning, 1, axis);
}

/* Describe the group "steady" in the sheet T. Returns 0 or GATESIM_ENOMEM. */
static int describe_steadiness(struct findings *F, const struct run_estimates *M, struct sheet *T)
{
    double *time = malloc((F->bins + 1) * sizeof *time);

    if (time == NULL)
        return GATESIM_ENOMEM;
    for (size_t i = 0; i < F->bins; i++)
        time[i] = gatesim_axis_coordinate(M->scenario, GATESIM_AXIS_TIME, i);
    sheet_group(T, STEADY_GROUP);
    number_axis(T, AXIS_TIME, F->bins, time);
    describe_array(F, T, PLACE_MEAN);
    describe_array(F, T, PLACE_WELCH);
    name_axis(T, AXIS_METHOD, sizeof methods / sizeof *methods, methods);
    describe_array(F, T, PLACE_SETTLES);
    name_axis(T, AXIS_PART, PARTS, parts);
    describe_array(F, T, PLACE_BATCHES);
    free(time);
    return GATESIM_OK;
}

/* Describe the group "quantile" in the sheet T. */
static void describe_quantiles(struct findings *F, const struct run_estimates *M, struct sheet *T)
{
    const char *axes[] = {array_axes[AXIS_LEVEL].name, array_axes[AXIS_BOUND].name};
    const struct gatesim_column *columns = gatesim_columns(&(size_t){0});

    sheet_group(T, QUANTILE_GROUP);
    number_axis(T, AXIS_LEVEL, FINDINGS_LEVELS, levels);
    name_axis(T, AXIS_BOUND, BOUNDS, bounds);
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
    const double batches[PARTS] = {any ? E.mean : none, any ? E.half_width : none,
                                   any ? (double)E.n : none, any ? F->batches.lag1 : none};

    (void)store_put(ST, F->places[PLACE_MEAN], F->mean, F->bins);
    (void)store_put(ST, F->places[PLACE_WELCH], F->welch, F->bins);
    (void)store_put(ST, F->places[PLACE_SETTLES], &F->settles, 1);
    return store_put(ST, F->places[PLACE_BATCHES], batches, PARTS);
}

static int write_quantiles(const struct findings *F, const struct run_estimates *M,
                           struct store *ST)
{
    int status = GATESIM_OK;

    for (size_t c = 0; c < M->columns && status == GATESIM_OK; c++) {
        double values[FINDINGS_LEVELS][BOUNDS];

        for (size_t k = 0; k < FINDINGS_LEVELS; k++) {
            const struct quantile_estimate *Q = &F->quantile[c][k];
            const bool known = Q->n > 0;

            values[k][0] = known ? Q->value : (double)NAN;
            values[k][1] = known ? Q->low : (double)NAN;
            values[k][2] = known ? Q->high : (double)NAN;
        }
        if (is_told(c))
            status = store_put(ST, F->places[PLACES + c], &values[0][0], BOUNDS * FINDINGS_LEVELS);
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
