/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenario is the first lane, and each other lane is the scenario with one server more at one
 * station. Since all lanes meet the same trucks, the difference within a replication varies far
 * less than either. */
#include "sim/cli/bottleneck.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/difference.h"
#include "gatesim/status.h"
#include "sim/cli/cli.h"
#include "sim/cli/lanes.h"

#define CONFIDENCE 0.95 /* of all intervals together */

/* add_with(L, Q, setting): the scenario with one setting more is the next lane. */
static int add_with(struct lanes *L, const struct bottleneck_question *Q, char *setting)
{
    const size_t count = Q->settings->count;
    struct settings more = {.text = calloc(count + 1, sizeof *more.text), .count = count + 1};
    int status;

    if (more.text == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; i < count; i++)
        more.text[i] = Q->settings->text[i];
    more.text[count] = setting;
    status = lanes_add(L, Q->measured->path, &more);
    free(more.text);
    return status;
}

/* add_station(L, Q, row, staff): the scenario with one server more at the row's station. */
static int add_station(struct lanes *L, const struct bottleneck_question *Q,
                       const struct bottleneck_row *row, const struct gatesim_staff *staff)
{
    const char *name = gatesim_scenario_name(Q->measured->scenario, GATESIM_STATION, row->station);
    const size_t size = strlen(name) + 64;
    char *setting = malloc(size);
    int status;

    if (setting == NULL)
        return cli_status(GATESIM_ENOMEM);
    snprintf(setting, size, "station %s.added=%u", name, (unsigned)staff->added + 1);
    status = add_with(L, Q, setting);
    free(setting);
    return status;
}

/* add_all(B, L, Q): the scenario, and a lane and a row for each station that trucks came to and
 * that has not unlimited servers. */
static int add_all(struct bottleneck *B, struct lanes *L, const struct bottleneck_question *Q)
{
    const struct measured *M = Q->measured;
    const size_t stations = gatesim_scenario_count(M->scenario, GATESIM_STATION);
    int status = lanes_add(L, M->path, Q->settings);

    B->rows = calloc(stations, sizeof *B->rows);
    if (B->rows == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; i < stations && status == EXIT_DONE; i++) {
        struct bottleneck_row *row = &B->rows[B->count];
        struct gatesim_staff staff;

        gatesim_scenario_staff(M->scenario, i, &staff);
        if (staff.unlimited || !(measured_mean(M, "station", "arrived", i) > 0))
            continue;
        *row = (struct bottleneck_row){.station = i, .servers = staff.most};
        status = add_station(L, Q, row, &staff);
        B->count += status == EXIT_DONE;
    }
    return status;
}

/* measure(L, lane, confidence, series, saving): the saving of a lane; series has room for the
 * values of two. */
static void measure(const struct lanes *L, size_t lane, double confidence, double *series,
                    struct estimate *saving)
{
    const struct sample *as_is = L->lane[0].sample, *with = L->lane[lane].sample;
    const struct sample_column *time = sample_column(as_is, "summary", "time_in_system_mean");
    const size_t n = with->count < as_is->count ? with->count : as_is->count;
    double *before = series + with->count;
    struct difference D;

    sample_series(with, time, 0, series);
    sample_series(as_is, time, 0, before);
    difference_paired(series, before, n, confidence, &D);
    *saving =
        (struct estimate){.mean = D.mean, .sd = (double)NAN, .half_width = D.half_width, .n = D.n};
}

/* The greatest saving first, equal ones by the order of the stations, unknown ones last. */
static int by_saving(const void *a, const void *b)
{
    const struct bottleneck_row *x = a, *y = b;
    const double p = isnan(x->saving.mean) ? -INFINITY : x->saving.mean;
    const double q = isnan(y->saving.mean) ? -INFINITY : y->saving.mean;

    return p != q ? (p < q) - (p > q) : (x->station > y->station) - (x->station < y->station);
}

/* rank(B, L, replications): the rows by what their lanes have saved. */
static int rank(struct bottleneck *B, const struct lanes *L, uint32_t replications)
{
    double *series = calloc(2 * (size_t)replications, sizeof *series);

    if (series == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; i < B->count; i++)
        measure(L, i + 1, adjust_bonferroni(B->count, CONFIDENCE), series, &B->rows[i].saving);
    free(series);
    qsort(B->rows, B->count, sizeof *B->rows, by_saving);
    return EXIT_DONE;
}

int bottleneck_find(struct bottleneck *B, const struct bottleneck_question *Q)
{
    const uint32_t replications = Q->measured->info.replications;
    struct lanes L;
    int status, ranked;

    lanes_init(&L);
    L.threads = Q->threads;
    L.quiet = Q->quiet;
    status = add_all(B, &L, Q);
    for (size_t i = 0; i < L.count; i++)
        L.lane[i].wanted = replications;
    if (status == EXIT_DONE)
        status = lanes_run(&L);
    if (status == EXIT_DONE || status == EXIT_STOPPED) {
        ranked = rank(B, &L, replications);
        status = ranked == EXIT_DONE ? status : ranked;
    }
    lanes_release(&L);
    return status;
}

void bottleneck_release(struct bottleneck *B)
{
    free(B->rows);
    *B = (struct bottleneck){0};
}
