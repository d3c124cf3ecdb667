/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim run: load the scenario, run its replications, leave the results file, and say what
 * came out. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/number.h"
#include "sim/base/path.h"
#include "sim/cli/cli.h"
#include "sim/cli/options.h"
#include "sim/cli/run.h"
#include "sim/cli/study_options.h"
#include "sim/experiment/loading.h"
#include "sim/experiment/mpi_member.h"
#include "sim/experiment/overwrite.h"
#include "sim/text/quantities.h"

#define SHARDS_MAX 1000000

enum {
    OUTPUT = 256,
    REPLICATIONS,
    SEED,
    SET,
    PACE,
    THREADS,
    TRUCK_LOG,
    RESUME,
    SHARD,
    BOTTLENECK,
    CSV,
    JSON,
    QUIET
};

static const struct poptOption options[] = {
    {"output", 'o', POPT_ARG_STRING, NULL, OUTPUT,
     "Write the results here (default: the scenario's name with .h5, in this folder)", "FILE.h5"},
    {"replications", '\0', POPT_ARG_STRING, NULL, REPLICATIONS,
     "Repeat the run with other random numbers, for 95 % intervals", "N"},
    {"seed", '\0', POPT_ARG_STRING, NULL, SEED, "Start of all random numbers", "N"},
    {"set", '\0', POPT_ARG_STRING, NULL, SET,
     "Change one setting of the scenario (may be repeated)", "SECTION.KEY=VALUE"},
    {"pace", '\0', POPT_ARG_STRING, NULL, PACE,
     "Run in step with the clock: 60x for a simulated minute a second, real-time or "
     "max (the default)",
     "RATE"},
    {"threads", '\0', POPT_ARG_STRING, NULL, THREADS,
     "Simulate so many replications at a time (default: one per core); the results are the same",
     "N"},
    {"truck-log", '\0', POPT_ARG_NONE, NULL, TRUCK_LOG, "Keep a row for every truck in the file",
     NULL},
    {"resume", '\0', POPT_ARG_NONE, NULL, RESUME,
     "Go on with what a run that was stopped or killed has left, if there is any", NULL},
    {"shard", '\0', POPT_ARG_STRING, NULL, SHARD,
     "Run part i of n of the replications, to be put together by gatesim merge", "i/n"},
    {"bottleneck", '\0', POPT_ARG_NONE, NULL, BOTTLENECK,
     "Also run with one server, person, slot an hour or waiting place more at every place that "
     "has them, on the same trucks, to tell what limits the gate",
     NULL},
    {"csv", '\0', POPT_ARG_STRING, NULL, CSV,
     "Write a table of all numbers, a row each: group, name, what it is of, unit, mean and "
     "half-width",
     "FILE.csv"},
    {"json", '\0', POPT_ARG_NONE, NULL, JSON,
     "Print the results as JSON, in SI units: also days, hours and series as arrays along their "
     "axes, and by_replication, the numbers of the whole in each replication",
     NULL},
    {"quiet", '\0', POPT_ARG_NONE, NULL, QUIET, "Print nothing but errors (and --json)", NULL},
    OPTIONS_HELP,
    POPT_TABLEEND,
};

const struct command usage_run = {
    .name = "gatesim run",
    .arguments = "[OPTION...] SCENARIO.ini",
    .purpose =
        "Simulates a scenario, writes a results file (HDF5, readable as netCDF-4) and prints "
        "a summary.\nCtrl-C ends it; what is finished is in the file, and the exit status "
        "is 3. What a run that was killed has finished is kept too: --resume goes on with it.",
    .examples = "  gatesim run scenarios/peak.ini\n"
                "  gatesim run scenarios/peak.ini --replications 20 -o peak20.h5\n"
                "  gatesim run scenarios/peak.ini --set customs.servers=4 --json\n"
                "  gatesim run scenarios/peak.ini --csv peak.csv\n"
                "  gatesim run scenarios/peak.ini --replications 1000 --resume\n"
                "  gatesim run scenarios/peak.ini --replications 20 --bottleneck\n"
                "  gatesim run scenarios/normal.ini --pace 60x\n",
    .options = options,
};

/* Reads the value of --pace. Returns 0, or GATESIM_EINPUT after saying what is wrong. */
static int take_pace(struct run *R, const char *text)
{
    if (quantity_pace(text, &R->pace) == 0)
        return GATESIM_OK;
    cli_say(
        "--pace %s: a pace is a number above 0 such as 60x (a minute a second), real-time or max",
        text);
    return GATESIM_EINPUT;
}

/* "2/8". Returns as take_pace. */
static int take_shard(struct run *R, const char *text)
{
    const char *slash = strchr(text, '/');
    double shard, shards;

    if (slash != NULL && number_parse(text, (size_t)(slash - text), &shard) == GATESIM_OK &&
        number_parse(slash + 1, strlen(slash + 1), &shards) == GATESIM_OK &&
        shards == floor(shards) && shard == floor(shard) && shard >= 1.0 && shard <= shards &&
        shards <= SHARDS_MAX) {
        R->shard = (uint32_t)shard;
        R->shards = (uint32_t)shards;
        return GATESIM_OK;
    }
    cli_say("--shard %s: part i of n is meant, such as 2/8 for the second of eight", text);
    return GATESIM_EINPUT;
}

/* Takes the name of a file to write into *to. */
static int take_path(const char *option, char **to, char *path)
{
    free(*to);
    *to = path;
    if (path == NULL)
        return cli_status(GATESIM_ENOMEM);
    if (path[0] != '\0')
        return GATESIM_OK;
    cli_say("%s: the name of a file is needed", option);
    return GATESIM_EINPUT;
}

static int take_replications(struct run *R, char *argument)
{
    uint32_t replications;
    const int status = study_replications(argument, &replications);
    char text[16];

    if (status != GATESIM_OK)
        return status;
    snprintf(text, sizeof text, "%" PRIu32, replications);
    return settings_add(stderr, &R->settings, "scenario.replications", strdup(text));
}

/* Takes the value of an option. Returns 0, or a status after a message. */
static int take_value(struct run *R, int option, char *argument)
{
    int status = GATESIM_OK;

    switch (option) {
    case OUTPUT:
        return take_path("-o", &R->path, argument);
    case CSV:
        return take_path("--csv", &R->csv, argument);
    case SET:
        return settings_add(stderr, &R->settings, NULL, argument);
    case SEED:
        status = settings_seed_wrong(stderr, argument);
        if (status != 0) {
            free(argument);
            return status;
        }
        return settings_add(stderr, &R->settings, "scenario.seed", argument);
    case REPLICATIONS:
        return take_replications(R, argument);
    case TRUCK_LOG:
        return settings_add(stderr, &R->settings, NULL, strdup("results.log=trucks"));
    case RESUME:
        R->resume = true;
        break;
    case SHARD:
        status = argument != NULL ? take_shard(R, argument) : cli_status(GATESIM_ENOMEM);
        break;
    case BOTTLENECK:
        R->ask_bottleneck = true;
        break;
    case JSON:
        R->json = true;
        break;
    case QUIET:
        R->quiet = true;
        break;
    case THREADS:
        return study_threads(argument, &R->threads);
    case PACE:
        status = argument != NULL ? take_pace(R, argument) : cli_status(GATESIM_ENOMEM);
        break;
    }
    free(argument);
    return status;
}

static enum option_taken take(void *user, int option, char *argument)
{
    return option_taken(take_value(user, option, argument));
}

/* "peak.h5" for "scenarios/peak.ini", "peak.2-of-8.h5" for part of it; malloced, or NULL. */
static char *default_path(const struct run *R, const char *scenario)
{
    size_t stem;
    const char *name = path_stem(scenario, &stem);
    const size_t size = stem + sizeof ".4294967295-of-4294967295.h5";
    char *path = malloc(size);

    if (path != NULL && R->shards > 0)
        snprintf(path, size, "%.*s.%u-of-%u.h5", (int)stem, name, R->shard, R->shards);
    else if (path != NULL)
        snprintf(path, size, "%.*s.h5", (int)stem, name);
    return path;
}

static int prepare_path(struct run *R, const char *scenario)
{
    if (R->path == NULL)
        R->path = default_path(R, scenario);
    return R->path != NULL ? GATESIM_OK : cli_status(GATESIM_ENOMEM);
}

static void release(struct run *R)
{
    run_file_release(&R->output);
    run_estimates_release(&R->measured);
    one_more_release(&R->bottleneck);
    free(R->trouble);
    free(R->path);
    free(R->csv);
    gatesim_scenario_destroy(R->scenario);
    settings_release(&R->settings);
}

static int run_scenario(struct run *R, const char *path)
{
    int status = prepare_path(R, path);

    if (status == GATESIM_OK)
        status = load_for_run(stderr, path, settings_list(&R->settings), R->settings.count,
                              &R->scenario);
    if (status == GATESIM_OK)
        status = overwrite_spares_scenario(stderr, R->path, R->scenario);
    if (status == GATESIM_OK)
        status = overwrite_allowed(stderr, R->path, OVERWRITE_RESULTS);
    if (status == GATESIM_OK)
        status = overwrite_spares_scenario(stderr, R->csv, R->scenario);
    if (status == GATESIM_OK)
        status = overwrite_allowed(stderr, R->csv, OVERWRITE_TABLE);
    if (status == GATESIM_OK && !R->resume)
        overwrite_keep(stderr, R->path);
    if (status == GATESIM_OK && !R->resume && !R->quiet)
        overwrite_say(stderr, R->path);
    if (status == GATESIM_OK && R->ranks.size > 1)
        status = members_meet(stderr, &R->ranks, R->scenario);
    return status == GATESIM_OK ? run_simulate(R, path) : status;
}

/* Rank 0, or the only one. */
static int run_here(struct run *R, const struct options *O)
{
    if (O->count != 1) {
        cli_say("one scenario is needed, and %zu are given", O->count);
        return options_hint(&usage_run);
    }
    if (R->ask_bottleneck && R->shards > 0) {
        cli_say("--bottleneck needs all replications, not those of a shard");
        return options_hint(&usage_run);
    }
    if (R->ranks.size > 1 && R->pace > 0.0) {
        cli_say("--pace is for one process, and mpirun started %d", R->ranks.size);
        return GATESIM_EINPUT;
    }
    return run_scenario(R, O->rest[0]);
}

/* A process that mpirun started beside rank 0: what is wrong is said there. */
static int be_member(struct run *R, const struct options *O)
{
    if (O->count == 1 && R->pace == 0.0)
        (void)load_for_run(stderr, O->rest[0], settings_list(&R->settings), R->settings.count,
                           &R->scenario);
    member_run(&R->ranks, R->scenario, run_threads(R));
    return GATESIM_OK;
}

/* Shards work alone, even when mpirun has started them. */
static bool works_alone(int argc, const char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strncmp(argv[i], "--shard", strlen("--shard")) == 0)
            return true;
    return false;
}

/* Find the other ranks; those beside rank 0 say nothing. Returns 0, or GATESIM_ESYSTEM after saying
 * why not. */
static int join(struct run *R, bool alone)
{
    char error[RANKS_ERROR];

    R->ranks.size = 1;
    if (alone)
        return GATESIM_OK;
    if (ranks_open(&R->ranks, error) < 0) {
        cli_say("this is one of several processes of mpirun, and MPI is not to be had: %s", error);
        return GATESIM_ESYSTEM;
    }
    if (R->ranks.rank > 0 &&
        (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr)))
        return GATESIM_ESYSTEM;
    return GATESIM_OK;
}

/* Once the others simulate, they are waited for or ended. */
static void part(struct run *R, int status)
{
    if (R->ranks.rank == 0 && R->met && status != GATESIM_OK)
        ranks_abort(&R->ranks, (int)exit_status_of(status));
    if (R->ranks.rank == 0)
        members_end(&R->ranks);
    ranks_close(&R->ranks);
}

enum exit_status command_run(int argc, const char **argv)
{
    struct run R = {0};
    struct options O = {0};
    int status = join(&R, works_alone(argc, argv));
    bool go_on = status == GATESIM_OK;

    if (go_on) {
        go_on = options_parse(&O, &usage_run, argc, argv, take, &R);
        status = O.status;
    }
    if (go_on)
        status = R.ranks.rank > 0 ? be_member(&R, &O) : run_here(&R, &O);
    else if (R.ranks.rank > 0)
        member_run(&R.ranks, NULL, 1);
    options_release(&O);
    fflush(stdout);
    part(&R, status);
    release(&R);
    return exit_status_of(status);
}
