/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long time series are cut to what can be seen, by means of neighbouring bins. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

#include "analysis/estimate/estimate.h"
#include "analysis/estimate/steady.h"
#include "analysis/report/report_private.h"

#define WEEK 168      /* hours */
#define HOUR 3600.0   /* s */
#define POINTS 120000 /* numbers of all time series of a report, about */
#define WELCH 20      /* windows of a series */
#define MSER_BATCH 5
#define SMOOTH 1000 /* points of the smoothed series, about */

/* The series that pages show. */
static const char *const shown[] = {"station_queue_mean", "class_in_system_mean", "in_system_mean",
                                    "road_queue_mean",    "class_arrived",        "crossed"};
#define SHOWN (sizeof shown / sizeof shown[0])

static const struct run_data_column *series_of(const struct run_data *X, const char *name)
{
    const struct run_data_column *C = run_data_column(X, "series", name);

    return C != NULL && report_is_series(C) && C->size > 0 ? C : NULL;
}

size_t report_thinning(const struct report *R)
{
    size_t all = 0;

    for (size_t i = 0; i < R->runs; i++)
        for (size_t k = 0; k < SHOWN; k++) {
            const struct run_data_column *C = series_of(R->run[i].data, shown[k]);

            all += C != NULL ? 3 * C->size : 0;
        }
    return all / POINTS + 1;
}

/* fill(X, C, from, end, values): by replication, the mean of bins from .. end - 1. */
static void fill(const struct run_data *X, const struct run_data_column *C, size_t from, size_t end,
                 double *values)
{
    for (size_t r = 0; r < X->count; r++) {
        double sum = 0;

        for (size_t i = from; i < end; i++)
            sum += run_data_at(X, r, C, i);
        values[r] = sum / (double)(end - from);
    }
}

/* point(W, X, C, from, end, to): mean and band of one point, after those of to. */
static void point(struct writer *W, const struct run_data *X, const struct run_data_column *C,
                  size_t from, size_t end, json_t *to[3])
{
    double *v = W->scratch;
    const double tails[3] = {-1, REPORT_TAIL, 1 - REPORT_TAIL};
    size_t kept = 0;

    fill(X, C, from, end, v);
    for (size_t r = 0; r < X->count; r++)
        if (!isnan(v[r]))
            v[kept++] = v[r];
    append(W, to[0], part_number(estimate_values(v, kept).mean));
    gsl_sort(v, 1, kept);
    for (size_t k = 1; k < 3; k++)
        append(W, to[k],
               part_number(kept > 0 ? gsl_stats_quantile_from_sorted_data(v, 1, kept, tails[k])
                                    : (double)NAN));
}

/* lines(W, X, C, thin): an object of mean, low and high, each a line for every label. */
static json_t *lines(struct writer *W, const struct run_data *X, const struct run_data_column *C,
                     size_t thin)
{
    static const char *const key[3] = {"mean", "low", "high"};
    const size_t bins = C->axis[C->axes - 1].length;
    json_t *object = json_object(), *list[3] = {json_array(), json_array(), json_array()};

    for (size_t at = 0; at < C->size; at += bins) {
        json_t *line[3] = {json_array(), json_array(), json_array()};

        for (size_t i = 0; i < bins; i += thin)
            point(W, X, C, at + i, at + (i + thin < bins ? i + thin : bins), line);
        for (size_t k = 0; k < 3; k++)
            append(W, list[k], line[k]);
    }
    for (size_t k = 0; k < 3; k++)
        put(W, object, key[k], list[k]);
    return object;
}

json_t *report_series(struct writer *W, const struct run_data *X, size_t thin)
{
    const struct run_data_column *first = series_of(X, "in_system_mean");
    json_t *object = json_object();

    if (first == NULL)
        return object;
    put(W, object, "bin_s", part_number(first->axis[0].step * (double)thin));
    put(W, object, "raw_bin_s", part_number(first->axis[0].step));
    for (size_t k = 0; k < SHOWN; k++) {
        const struct run_data_column *C = series_of(X, shown[k]);

        if (C != NULL)
            put(W, object, shown[k], lines(W, X, C, thin));
    }
    return object;
}

/* week_hour(start): hours from Monday 0:00 to "2025-05-26T07:00". Days since 1970-01-01, a
 * Thursday (Fliegel & Van Flandern, CACM 11, 1968). */
static double week_hour(const char *start)
{
    int y, m, d, hour = 0, minute = 0, day;

    /* NOLINTNEXTLINE(cert-err34-c): no number of so few digits is too large for an int. */
    if (start == NULL || sscanf(start, "%4d-%2d-%2d%*c%2d:%2d", &y, &m, &d, &hour, &minute) < 3)
        return 0;
    day = d - 32075 + 1461 * (y + 4800 + (m - 14) / 12) / 4 +
          367 * (m - 2 - (m - 14) / 12 * 12) / 12 - 3 * ((y + 4900 + (m - 14) / 12) / 100) / 4;
    return (double)(day % 7) * 24 + hour + minute / 60.0; /* Julian day 0 was a Monday */
}

struct week {
    double sum[WEEK], time[WEEK];
};

/* week_add(K, from, end, x): x from hour from to hour end. */
static void week_add(struct week *K, double from, double end, double x)
{
    while (from < end - 1e-9) {
        const double next = fmin(floor(from + 1e-9) + 1, end);
        const size_t hour = (size_t)floor(from + 1e-9) % WEEK;

        K->sum[hour] += x * (next - from);
        K->time[hour] += next - from;
        from = next;
    }
}

/* The mean line at a station by hour of the week, from Monday 0:00, after the warm-up. */
static json_t *station_week(struct writer *W, const struct run_data *X,
                            const struct run_data_column *C, size_t station)
{
    const size_t bins = C->axis[1].length;
    const double width = C->axis[1].step / HOUR, begin = week_hour(X->start);
    struct week K = {{0}, {0}};
    json_t *array = json_array();

    for (size_t i = 0; i < bins && width > 0; i++)
        if ((double)i * width * HOUR >= X->warm_up - 1e-6)
            week_add(&K, begin + (double)i * width,
                     fmin(begin + (double)(i + 1) * width, begin + X->duration / HOUR),
                     run_data_estimate(X, C, station * bins + i).mean);
    for (size_t h = 0; h < WEEK; h++)
        append(W, array, part_number(K.time[h] > 0 ? K.sum[h] / K.time[h] : (double)NAN));
    return array;
}

json_t *report_week(struct writer *W, const struct run_data *X)
{
    const struct run_data_column *C = series_of(X, "station_queue_mean");
    json_t *array = json_array();

    for (size_t i = 0; C != NULL && i < C->axis[0].length; i++)
        append(W, array, station_week(W, X, C, i));
    return array;
}

/* The mean over the replications of how many trucks are inside. */
static double *inside(const struct run_data *X, const struct run_data_column *C)
{
    double *values = calloc(C->size + 1, sizeof *values);

    for (size_t i = 0; values != NULL && i < C->size; i++) {
        const double mean = run_data_estimate(X, C, i).mean;

        values[i] = isnan(mean) ? 0 : mean;
    }
    return values;
}

json_t *report_warm_up(struct writer *W, const struct run_data *X)
{
    const struct run_data_column *C = series_of(X, "in_system_mean");
    json_t *object = json_object(), *smooth = json_array();
    double *x = C != NULL ? inside(X, C) : NULL;
    double *y = C != NULL ? calloc(C->size + 1, sizeof *y) : NULL;
    struct steady_start S = {0};
    size_t count = 0, stride;

    if (x != NULL && y != NULL) {
        const size_t window = C->size / WELCH;

        count = steady_welch(x, C->size, window, y);
        steady_mser(x, C->size, MSER_BATCH, &S);
        put(W, object, "window_s", part_number((double)(2 * window + 1) * C->axis[0].step));
        put(W, object, "cut_s", part_number((double)S.cut * C->axis[0].step));
        put(W, object, "found", json_boolean(S.found));
    } else if (C != NULL) {
        W->lost = true;
    }
    stride = count / SMOOTH + 1;
    for (size_t i = 0; i < count; i += stride)
        append(W, smooth, part_number(y[i]));
    put(W, object, "step_s",
        part_number(C != NULL ? C->axis[0].step * (double)stride : (double)NAN));
    put(W, object, "smooth", smooth);
    free(x);
    free(y);
    return object;
}
