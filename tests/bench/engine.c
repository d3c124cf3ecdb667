/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim through its public face, as any program would use it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gatesim/results.h"
#include "gatesim/scenario.h"
#include "gatesim/simulation.h"
#include "tests/bench/bench.h"

#define BATCH 8192

/* What an observer keeps of a truck. */
struct record {
    gatesim_ticks arrived, left;
    gatesim_ticks delay[5];
    uint32_t serial, outcome;
};

struct log {
    uint32_t count, room;
    struct record *records;
};

static void keep(void *user, const struct gatesim_truck *truck)
{
    struct log *L = user;

    if (L->count == L->room)
        return;
    struct record *record = &L->records[L->count++];

    record->arrived = truck->arrived;
    record->left = truck->left;
    memcpy(record->delay, truck->delay, sizeof(record->delay));
    record->serial = truck->serial;
    record->outcome = truck->outcome;
}

int bench_load(const char *path, const char *setting, struct gatesim_scenario **scenario)
{
    struct gatesim_diagnostics *diagnostics = NULL;
    const int status =
        gatesim_scenario_load(path, &setting, setting != NULL, scenario, &diagnostics);
    char line[512];

    for (size_t i = 0; i < gatesim_diagnostics_count(diagnostics); i++) {
        gatesim_diagnostic_print(gatesim_diagnostics_at(diagnostics, i), line, sizeof(line));
        fprintf(stderr, "%s\n", line);
    }
    gatesim_diagnostics_destroy(diagnostics);
    return status;
}

int bench_finish(struct gatesim *G)
{
    int64_t taken;

    do
        taken = gatesim_step(G, BATCH);
    while (taken == BATCH);
    return taken < 0 ? (int)taken : 0;
}

/* The sum of a column of the results; 0 when there is no such column. */
static double total(const struct gatesim *G, const struct gatesim_scenario *S, const char *group,
                    const char *name)
{
    const int column = gatesim_column_find(group, name);
    double values[64], sum = 0;

    if (column < 0 || gatesim_column_size(S, (size_t)column) > 64)
        return 0;
    gatesim_results(G, (size_t)column, values);
    for (size_t i = 0; i < gatesim_column_size(S, (size_t)column); i++)
        sum += values[i];
    return sum;
}

static int run_scenario(const struct gatesim_scenario *S, struct log *log, struct bench_run *run)
{
    const struct gatesim_observer observer = {.user = log, .truck = keep};
    const double started = bench_processor();
    struct gatesim *G = NULL;
    struct gatesim_progress progress;
    int status = 0;

    if (log->room > 0) {
        log->records = malloc(log->room * sizeof(*log->records));
        if (log->records == NULL)
            return GATESIM_ENOMEM;
    }
    status = gatesim_create(S, 0, log->room > 0 ? &observer : NULL, &G);
    if (status != 0)
        goto done;
    status = bench_finish(G);
    run->seconds = bench_processor() - started;
    gatesim_progress(G, &progress);
    run->events = progress.arrived + (uint64_t)total(G, S, "station", "served");
    run->mean_wait = total(G, S, "summary", "wait_mean");
done:
    gatesim_destroy(G);
    free(log->records);
    return status;
}

int engine_run(const char *path, const char *setting, uint32_t records, struct bench_run *run)
{
    struct gatesim_scenario *S = NULL;
    struct log log = {.room = records};
    int status = bench_load(path, setting, &S);

    if (status == 0)
        status = run_scenario(S, &log, run);
    gatesim_scenario_destroy(S);
    return status;
}

/* cost_of(G, events): s of the processor that one of the next events takes, or below 0. */
static double cost_of(struct gatesim *G, uint64_t events)
{
    const clock_t begin = clock();

    if (gatesim_step(G, (int64_t)events) != (int64_t)events)
        return -1;
    return (double)(clock() - begin) / CLOCKS_PER_SEC / (double)events;
}

/* grow(G, tenth, growth): ten times so many events. */
static int grow(struct gatesim *G, uint64_t tenth, struct bench_growth *growth)
{
    double early, cost;

    if (cost_of(G, tenth / 10) < 0)
        return -1;
    early = (double)bench_resident();
    growth->first = cost_of(G, tenth - tenth / 10);
    for (int i = 1; i < 10; i++) {
        if ((cost = cost_of(G, tenth)) < 0)
            return -1;
        growth->last = cost;
    }
    growth->bytes = (double)bench_resident() - early;
    return growth->first < 0 ? -1 : 0;
}

int engine_growth(const char *path, const char *setting, uint64_t events,
                  struct bench_growth *growth)
{
    struct gatesim_scenario *S = NULL;
    struct gatesim *G = NULL;
    int status = bench_load(path, setting, &S);

    if (status == 0)
        status = gatesim_create(S, 0, NULL, &G);
    if (status == 0)
        status = grow(G, events / 10, growth);
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
    return status;
}

/* fill(G, trucks, inside): until so many are inside; returns the memory in use, bytes. */
static double fill(struct gatesim *G, uint32_t trucks, uint64_t *inside)
{
    struct gatesim_progress progress;

    do
        gatesim_progress(G, &progress);
    while (progress.inside < trucks && gatesim_step(G, 1000) == 1000);
    *inside = progress.inside;
    return (double)bench_resident();
}

int engine_inside(const char *path, const char *setting, uint32_t trucks, struct bench_memory *M)
{
    struct gatesim_scenario *S = NULL;
    struct gatesim *G = NULL;
    int status = bench_load(path, setting, &S);

    if (status == 0)
        status = gatesim_create(S, 0, NULL, &G);
    if (status == 0) {
        uint64_t some, all;
        const double early = fill(G, trucks / 10, &some), late = fill(G, trucks, &all);

        M->truck = (late - early) / (double)(all - some);
        M->fixed = late - M->truck * (double)all;
    }
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
    return status;
}
