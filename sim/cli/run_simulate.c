/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The replications of a run, from wherever they come - this process, other ranks, what an earlier
 * run left - into one file, in their order. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/cli/cli.h"
#include "sim/cli/run.h"
#include "sim/cli/run_output.h"
#include "sim/drive/experiment.h"
#include "sim/experiment/bottleneck.h"
#include "sim/experiment/mpi_member.h"
#include "sim/experiment/progress.h"
#include "sim/present/run_csv.h"
#include "sim/store/store.h"

/* Replications below wanted that are not there. */
static uint32_t missing(const struct run *R)
{
    uint32_t count = 0;

    for (uint32_t r = R->output.first; r < R->wanted; r++)
        count += !run_file_has(&R->output, r);
    return count;
}

/* The file is begun when the experiment already listens to signals, so that whoever sees its
 * temporary file can end the run cleanly, and while its first replications run. */
static int on_prepare(void *user)
{
    struct run *R = user;
    int status = GATESIM_OK;

    R->met = R->ranks.size > 1;
    if (R->met)
        status = members_wave(&R->ranks, &R->output, 0, missing(R));
    return status == GATESIM_OK ? run_file_begin(&R->output) : status;
}

/* The next replication that is not there. */
static void on_cell(void *user, uint64_t index, struct experiment_cell *cell)
{
    struct run *R = user;

    (void)index;
    while (run_file_has(&R->output, R->next))
        R->next++;
    cell->replication = R->next++;
}

static int on_begin(void *user, uint64_t index, const struct experiment_cell *cell,
                    const struct gatesim_observer **observer)
{
    struct run *R = user;

    (void)index;
    return store_begin(R->output.store, cell->replication, observer);
}

static void on_ready(void *user, const struct experiment_result *result)
{
    struct run *R = user;

    store_ready(R->output.store, result->cell.replication, result->values);
}

static int on_result(void *user, const struct experiment_result *result)
{
    struct run *R = user;

    int status = GATESIM_OK;

    if (result->extra != NULL)
        status = store_unpack(R->output.store, result->cell.replication, result->extra,
                              result->extra_size);
    if (status != GATESIM_OK)
        return status;
    if (result->status == GATESIM_OK || result->status == GATESIM_ESTOPPED)
        return run_file_add(&R->output, result);
    if (gatesim_status_explained(result->status))
        R->trouble = strdup(result->trouble);
    return GATESIM_OK;
}

/* Ten times a second. What fails here fails again when the next replication is published. */
static void on_progress(void *user, const struct experiment_state *state)
{
    struct run *R = user;

    (void)store_tend(R->output.store);
    if (R->bar)
        progress_show(stderr, state);
}

unsigned run_threads(const struct run *R)
{
    return R->threads == 0 && R->ranks.size > 1 ? 1 : R->threads;
}

/* With a precision: as many replications more as it takes. What fails here ends the waves, and
 * fails again when the file is ended. */
static uint64_t on_more(void *user, uint64_t done)
{
    struct run *R = user;

    do {
        const uint32_t there = R->wanted;

        if (run_file_measure(&R->output, there) != GATESIM_OK)
            return done;
        R->wanted = stopping_next(&R->precise, &R->measured, there);
        if (R->wanted == there)
            return done;
    } while (missing(R) == done);
    if (R->ranks.size > 1 && members_wave(&R->ranks, &R->output, done, missing(R)) != GATESIM_OK)
        return done;
    return missing(R);
}

/* With a precision the file has had room for more replications than it took. */
static int fit_file(struct run *R)
{
    const uint32_t complete = run_estimates_complete(&R->measured);

    if (R->precise.share == 0.0 || complete == 0)
        return GATESIM_OK;
    if (!R->quiet)
        stopping_say(stderr, &R->precise, &R->measured);
    return complete < R->measured.info.replications ? run_file_shrink(&R->output, complete)
                                                    : GATESIM_OK;
}

/* The file is put in its place while signals are heard still: none of them loses it. */
static void on_conclude(void *user, int status)
{
    struct run *R = user;

    if (R->bar)
        progress_clear(stderr);
    if (status != GATESIM_OK && status != GATESIM_ESTOPPED)
        return;
    R->left = fit_file(R) == GATESIM_OK ? run_file_end(&R->output)
                                        : run_file_trouble(&R->output, GATESIM_EIO);
}

static int run_experiment(struct run *R)
{
    const struct experiment X = {.scenario = R->scenario,
                                 .cells = missing(R),
                                 .threads = run_threads(R),
                                 .ahead = R->measured.info.log != GATESIM_LOG_NONE,
                                 .pace = R->pace,
                                 .signals = true,
                                 .ranks = R->ranks.size > 1 ? &R->ranks : NULL};
    const struct experiment_hooks H = {.user = R,
                                       .prepare = on_prepare,
                                       .cell = on_cell,
                                       .begin = on_begin,
                                       .ready = on_ready,
                                       .result = on_result,
                                       .more = R->precise.share > 0.0 ? on_more : NULL,
                                       .conclude = on_conclude,
                                       .progress = on_progress};

    if (run_file_collect(&R->output) != GATESIM_OK)
        return GATESIM_ENOMEM;
    R->bar = !R->quiet && progress_wanted(stderr);
    return experiment_run(&X, &H, NULL, &R->measured.state);
}

/* find_bottleneck(R): what limits the gate. Returns 0, or a negative status after a message. */
static int find_bottleneck(struct run *R)
{
    const size_t stations = gatesim_scenario_count(R->scenario, GATESIM_STATION);
    struct bottleneck_seen *seen = calloc(stations, sizeof *seen);
    const struct bottleneck_question Q = {.scenario = R->scenario,
                                          .path = R->measured.path,
                                          .seen = seen,
                                          .replications = run_estimates_complete(&R->measured),
                                          .threads = R->threads,
                                          .quiet = R->quiet};
    int status;

    if (seen == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; i < stations; i++)
        seen[i] = (struct bottleneck_seen){
            .arrived = run_estimates_mean(&R->measured, "station", "arrived", i),
            .full = run_estimates_mean(&R->measured, "station", "at_capacity_fraction", i)};
    status = bottleneck_find(&Q, &R->bottleneck);
    R->measured.bottleneck = &R->bottleneck;
    free(seen);
    return status;
}

/* say_results(R, whole): what is told of a run whose file is there: its table, and what is printed. */
static int say_results(struct run *R, bool whole)
{
    const int asked = R->ask_bottleneck && whole ? find_bottleneck(R) : GATESIM_OK;
    int told = GATESIM_OK;

    if (asked != GATESIM_OK && asked != GATESIM_ESTOPPED)
        return asked;
    if (R->csv != NULL)
        told = run_csv(stderr, &R->measured, R->csv);
    if (told == GATESIM_OK)
        told = run_output(&R->measured, R->json, R->quiet);
    return told == GATESIM_OK ? asked : told;
}

static void say_stopped(const struct run *R)
{
    const struct run_estimates *M = &R->measured;

    if (!R->quiet)
        cli_say("stopped by %s: %u of %u replications are complete",
                M->state.signal == SIGINT ? "SIGINT" : "SIGTERM", run_estimates_complete(M),
                M->info.replications);
}

/* What the experiment's status makes of the run. */
static int conclude(struct run *R, int status)
{
    int left = R->left;

    if (gatesim_status_explained(status)) {
        cli_say("%s: %s", gatesim_status_text(status), R->trouble != NULL ? R->trouble : "");
        return status;
    }
    if (status != GATESIM_OK && status != GATESIM_ESTOPPED)
        return run_file_trouble(&R->output, status);
    if (status == GATESIM_ESTOPPED && left == GATESIM_ESTOPPED)
        return left;
    if (status == GATESIM_ESTOPPED)
        say_stopped(R);
    if (left == GATESIM_OK)
        left = say_results(R, status == GATESIM_OK);
    return left == GATESIM_OK && status == GATESIM_ESTOPPED ? GATESIM_ESTOPPED : left;
}

/* The replications of a shard are neighbours, so that merging reads one file after another. */
static void choose_shard(struct run *R)
{
    const uint64_t all = R->measured.info.replications;

    if (R->shards == 0)
        return;
    R->output.first = (uint32_t)(all * (R->shard - 1) / R->shards);
    R->output.end = (uint32_t)(all * R->shard / R->shards);
}

/* A run in step with the clock, or of a shard, has the replications that it was told. */
static int choose_precision(struct run *R, const char *scenario)
{
    struct gatesim_scenario_info *info = &R->measured.info;
    int status;

    if (R->shards > 0 || R->pace > 0.0)
        return GATESIM_OK;
    status = stopping_init(stderr, &R->precise, R->scenario, scenario);
    if (status != GATESIM_OK || R->precise.share == 0.0)
        return status;
    R->wanted = stopping_first(&R->precise, info->replications);
    info->replications = R->precise.most;
    return GATESIM_OK;
}

static int resume(struct run *R)
{
    const int status = R->resume ? run_file_resume(&R->output) : GATESIM_OK;
    const uint32_t all = R->output.end - R->output.first;
    const uint32_t there = status == GATESIM_OK ? all - run_file_missing(&R->output) : 0;

    if (there > 0 && !R->quiet)
        cli_say("%u of %u replications are there already", there, all);
    return status;
}

int run_simulate(struct run *R, const char *scenario)
{
    int status;

    if (run_estimates_init(&R->measured, R->scenario) != GATESIM_OK)
        return cli_status(GATESIM_ENOMEM);
    status = choose_precision(R, scenario);
    if (status != GATESIM_OK)
        return status;
    if (run_file_init(&R->output, stderr, R->path, &R->measured) != GATESIM_OK)
        return cli_status(GATESIM_ENOMEM);
    R->measured.keeps = R->json;
    R->measured.path = scenario;
    R->measured.file = R->path;
    choose_shard(R);
    if (R->precise.share == 0.0)
        R->wanted = R->output.end;
    R->next = R->output.first;
    status = resume(R);
    return status == GATESIM_OK ? conclude(R, run_experiment(R)) : status;
}
