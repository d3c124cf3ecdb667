/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the results file costs: a scenario is run as the program runs it, and each call of the
 * store is timed apart from the engine. Processor time: what else the machine does, and how long
 * its disk takes, would hide it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/store/store.h"
#include "tests/bench/bench.h"

/* timed(seconds, started): add the time since; returns the time. */
static double timed(double *seconds, double started)
{
    const double now = bench_processor();

    *seconds += now - started;
    return now;
}

/* publish(ST, G, S, r): a finished replication, its values read off and written. */
static int publish(struct store *ST, const struct gatesim *G, const struct gatesim_scenario *S,
                   uint32_t r)
{
    double *values = calloc(gatesim_values_count(S) + 1, sizeof *values);
    struct store_record record = {.values = values, .complete = true};
    struct gatesim_progress progress;
    int status = GATESIM_ENOMEM;

    if (values != NULL) {
        gatesim_values(G, values);
        gatesim_progress(G, &progress);
        record.fingerprint = gatesim_fingerprint(G);
        record.events = progress.events;
        status = store_publish(ST, r, &record);
    }
    free(values);
    return status;
}

/* replicate(ST, S, r, run): one replication into the file. */
static int replicate(struct store *ST, const struct gatesim_scenario *S, uint32_t r,
                     struct bench_stored *run)
{
    const struct gatesim_observer *observer = NULL;
    struct gatesim_progress progress;
    struct gatesim *G = NULL;
    double at = bench_processor();
    int status = store_begin(ST, r, &observer);

    at = timed(&run->store, at);
    if (status == 0)
        status = gatesim_create(S, r, observer, &G);
    if (status == 0)
        status = bench_finish(G);
    at = timed(&run->engine, at);
    if (status == 0)
        status = publish(ST, G, S, r);
    at = timed(&run->store, at);
    if (status == 0) {
        gatesim_progress(G, &progress);
        run->trucks += progress.arrived;
    }
    gatesim_destroy(G);
    timed(&run->engine, at);
    return status;
}

/* write_file(S, path, run): all replications of the scenario. */
static int write_file(const struct gatesim_scenario *S, const char *path, struct bench_stored *run)
{
    struct gatesim_scenario_info info;
    struct store *ST = NULL;
    double at = bench_processor();
    int status;

    gatesim_scenario_info(S, &info);
    status = store_create(path, S, info.replications, &ST);
    timed(&run->store, at);
    for (uint32_t r = 0; status == 0 && r < info.replications; r++)
        status = replicate(ST, S, r, run);
    at = bench_processor();
    if (status == 0)
        status = store_finish(ST);
    timed(&run->store, at);
    if (status != 0)
        store_abandon(ST);
    return status;
}

int stored_run(const char *path, const char *setting, struct bench_stored *run)
{
    char folder[] = "/tmp/bench-XXXXXX", file[sizeof folder + 16];
    struct gatesim_scenario *S = NULL;
    int status = bench_load(path, setting, &S);

    *run = (struct bench_stored){0};
    if (status == 0 && mkdtemp(folder) == NULL)
        status = GATESIM_EIO;
    if (status == 0) {
        snprintf(file, sizeof file, "%s/results.h5", folder);
        status = write_file(S, file, run);
        unlink(file);
        rmdir(folder);
    }
    gatesim_scenario_destroy(S);
    return status;
}
