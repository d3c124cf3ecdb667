/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an experiment costs beside its simulations: the same replications in a plain loop, and
 * as the program runs them: on threads, handed over in order, measured and written to a file. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "analysis/estimate/estimate.h"
#include "gatesim/results.h"
#include "sim/drive/experiment.h"
#include "sim/store/store.h"
#include "tests/bench/bench.h"

struct replicated {
    const char *file;
    struct store *store;
    struct accumulator *numbers;
    size_t count; /* of them */
};

static int on_prepare(void *user)
{
    const struct replicated *E = user;

    const int status = store_open(E->store, E->file);

    return status != GATESIM_OK ? status : store_accept(E->store);
}

static int on_begin(void *user, uint64_t index, const struct experiment_cell *cell,
                    const struct gatesim_observer **observer)
{
    const struct replicated *E = user;

    (void)index;
    return store_begin(E->store, cell->replication, observer);
}

static void on_ready(void *user, const struct experiment_result *result)
{
    const struct replicated *E = user;

    store_ready(E->store, result->cell.replication, result->values);
}

static int on_result(void *user, const struct experiment_result *result)
{
    struct replicated *E = user;
    const struct store_record record = {.values = result->values,
                                        .fingerprint = result->fingerprint,
                                        .events = result->events,
                                        .complete = true};

    if (result->status != GATESIM_OK)
        return GATESIM_OK;
    for (size_t i = 0; i < E->count; i++)
        accumulator_add(&E->numbers[i], result->values[i]);
    return store_publish(E->store, result->cell.replication, &record);
}

static void on_progress(void *user, const struct experiment_state *state)
{
    const struct replicated *E = user;

    (void)state;
    (void)store_tend(E->store);
}

/* Run and end the file. */
static int run_all(struct replicated *E, const struct gatesim_scenario *S, uint32_t replications,
                   unsigned threads)
{
    const struct experiment X = {.scenario = S, .cells = replications, .threads = threads};
    const struct experiment_hooks H = {.user = E,
                                       .prepare = on_prepare,
                                       .begin = on_begin,
                                       .ready = on_ready,
                                       .result = on_result,
                                       .progress = on_progress};
    struct experiment_state state;
    int status = experiment_run(&X, &H, NULL, &state);

    if (status == GATESIM_OK)
        status = store_finish(E->store);
    if (status != GATESIM_OK)
        store_abandon(E->store);
    return status;
}

static int run_into(const char *file, const struct gatesim_scenario *S, uint32_t replications,
                    unsigned threads)
{
    struct replicated E = {.file = file, .count = gatesim_values_count(S)};
    int status = GATESIM_ENOMEM;

    E.numbers = calloc(E.count + 1, sizeof *E.numbers);
    if (E.numbers != NULL)
        status = store_collect(S, replications, &E.store);
    if (status == GATESIM_OK)
        status = run_all(&E, S, replications, threads);
    free(E.numbers);
    return status;
}

/* The simulations alone. */
static int run_plainly(const struct gatesim_scenario *S, uint32_t replications)
{
    double *values = calloc(gatesim_values_count(S) + 1, sizeof *values);
    int status = values != NULL ? GATESIM_OK : GATESIM_ENOMEM;

    for (uint32_t r = 0; status == GATESIM_OK && r < replications; r++) {
        struct gatesim *G = NULL;

        status = gatesim_create(S, r, NULL, &G);
        if (status == GATESIM_OK)
            status = bench_finish(G);
        if (status == GATESIM_OK)
            gatesim_values(G, values);
        gatesim_destroy(G);
    }
    free(values);
    return status;
}

int replicated_run(const char *path, const char *setting, uint32_t replications, unsigned threads,
                   struct bench_replicated *run)
{
    char folder[] = "/tmp/bench-XXXXXX", file[sizeof folder + 16];
    struct gatesim_scenario *S = NULL;
    const int loaded = bench_load(path, setting, &S);
    const double wall = bench_now(), processor = bench_processor();
    int status = loaded;

    if (status == GATESIM_OK && threads == 0)
        status = run_plainly(S, replications);
    if (status == GATESIM_OK && threads > 0 && mkdtemp(folder) == NULL)
        status = GATESIM_EIO;
    else if (status == GATESIM_OK && threads > 0) {
        snprintf(file, sizeof file, "%s/results.h5", folder);
        status = run_into(file, S, replications, threads);
        unlink(file);
        rmdir(folder);
    }
    run->wall = bench_now() - wall;
    run->processor = bench_processor() - processor;
    gatesim_scenario_destroy(S);
    return status;
}
