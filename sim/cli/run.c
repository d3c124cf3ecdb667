/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim run: load the scenario, run its replications, leave the results file, and say what
 * came out. */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gatesim/status.h"
#include "sim/base/number.h"
#include "sim/cli/bottleneck.h"
#include "sim/cli/cli.h"
#include "sim/cli/measured.h"
#include "sim/cli/member.h"
#include "sim/cli/options.h"
#include "sim/cli/output.h"
#include "sim/cli/precise.h"
#include "sim/cli/progress.h"
#include "sim/cli/settings.h"
#include "sim/drive/experiment.h"
#include "sim/drive/ranks.h"
#include "sim/store/store.h"

#define THREADS_MAX 4096
#define SHARDS_MAX 1000000
#define FLUSH_TICKS 3 /* 0.3 s from one safe state of the file to the next */

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
     "Run in step with the clock: 60x for a simulated minute a second, or real-time", "RATE"},
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
     "Also run every station with one more server, to tell where it would help most", NULL},
    {"json", '\0', POPT_ARG_NONE, NULL, JSON, "Print the results as JSON", NULL},
    {"quiet", '\0', POPT_ARG_NONE, NULL, QUIET, "Print nothing but errors (and --json)", NULL},
    OPTIONS_HELP,
    POPT_TABLEEND,
};

static const struct command command = {
    .name = "gatesim run",
    .arguments = "[OPTION...] SCENARIO.ini",
    .purpose =
        "Simulates a scenario, writes a results file (HDF5, readable as netCDF-4) and prints "
        "a summary.\nCtrl-C ends it; what is finished is in the file, and the exit status "
        "is 3. What a run that was killed has finished is kept too: --resume goes on with it.",
    .examples = "  gatesim run scenarios/peak.ini\n"
                "  gatesim run scenarios/peak.ini --replications 20 -o peak20.h5\n"
                "  gatesim run scenarios/peak.ini --set customs.servers=4 --json\n"
                "  gatesim run scenarios/peak.ini --replications 1000 --resume\n"
                "  gatesim run scenarios/peak.ini --replications 20 --bottleneck\n"
                "  gatesim run scenarios/normal.ini --pace 60x\n",
    .options = options,
};

struct run {
    struct settings settings;
    char *path;       /* the file to write */
    unsigned threads; /* 0: all cores */
    double pace;
    uint32_t shard, shards; /* part shard of so many, from 1; 0: the whole */
    bool resume, ask_bottleneck, json, quiet;
    bool bar;       /* progress is shown */
    unsigned ticks; /* of progress */
    struct gatesim_scenario *scenario;
    struct measured measured;
    struct bottleneck bottleneck;
    struct output output;
    uint32_t next; /* the next cell is not below this replication */
    struct precise precise;
    uint32_t wanted; /* replications that are to be there, as far as is known */
    char *trouble;   /* why the engine gave up; NULL */
    struct ranks ranks;
    bool met; /* the other ranks have been told what to do */
};

/* "60x", "60" or "real-time". Returns -1, or EXIT_INPUT after saying what is wrong. */
static int take_pace(struct run *R, const char *text)
{
    size_t length = strlen(text);

    R->pace = 1.0;
    if (strcmp(text, "real-time") == 0)
        return -1;
    if (length > 0 && text[length - 1] == 'x')
        length--;
    if (number_parse(text, length, &R->pace) == GATESIM_OK && R->pace > 0.0)
        return -1;
    cli_say("--pace %s: a pace is a number above 0 such as 60x (a minute a second), or real-time",
            text);
    return EXIT_INPUT;
}

/* A number of threads. Returns as take_pace. */
static int take_threads(struct run *R, const char *text)
{
    double threads;

    if (number_parse(text, strlen(text), &threads) == GATESIM_OK && threads >= 1.0 &&
        threads <= THREADS_MAX && threads == floor(threads)) {
        R->threads = (unsigned)threads;
        return -1;
    }
    cli_say("--threads %s: a whole number from 1 to %d is needed", text, THREADS_MAX);
    return EXIT_INPUT;
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
        return -1;
    }
    cli_say("--shard %s: part i of n is meant, such as 2/8 for the second of eight", text);
    return EXIT_INPUT;
}

static int take_output(struct run *R, char *path)
{
    free(R->path);
    R->path = path;
    if (path == NULL)
        return cli_status(GATESIM_ENOMEM);
    if (path[0] != '\0')
        return -1;
    cli_say("-o: the name of a file is needed");
    return EXIT_INPUT;
}

static int take(void *user, int option, char *argument)
{
    struct run *R = user;
    int status = -1;

    switch (option) {
    case OUTPUT:
        return take_output(R, argument);
    case SET:
        return settings_add(&R->settings, NULL, argument);
    case SEED:
        return settings_add(&R->settings, "scenario.seed", argument);
    case REPLICATIONS:
        return settings_add(&R->settings, "scenario.replications", argument);
    case TRUCK_LOG:
        return settings_add(&R->settings, NULL, strdup("results.log=trucks"));
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
        status = argument != NULL ? take_threads(R, argument) : cli_status(GATESIM_ENOMEM);
        break;
    case PACE:
        status = argument != NULL ? take_pace(R, argument) : cli_status(GATESIM_ENOMEM);
        break;
    }
    free(argument);
    return status;
}

/* "peak.h5" for "scenarios/peak.ini", "peak.2-of-8.h5" for part of it; malloced, or NULL. */
static char *default_path(const struct run *R, const char *scenario)
{
    const char *slash = strrchr(scenario, '/');
    const char *name = slash != NULL ? slash + 1 : scenario;
    const char *dot = strrchr(name, '.');
    const size_t stem = dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name);
    const size_t size = stem + sizeof ".4294967295-of-4294967295.h5";
    char *path = malloc(size);

    if (path != NULL && R->shards > 0)
        snprintf(path, size, "%.*s.%u-of-%u.h5", (int)stem, name, R->shard, R->shards);
    else if (path != NULL)
        snprintf(path, size, "%.*s.h5", (int)stem, name);
    return path;
}

/* Whether both paths are one file that exists: results must not replace their scenario. */
static bool same_file(const char *a, const char *b)
{
    struct stat A, B;

    return stat(a, &A) == 0 && stat(b, &B) == 0 && A.st_dev == B.st_dev && A.st_ino == B.st_ino;
}

static int prepare_path(struct run *R, const char *scenario)
{
    if (R->path == NULL)
        R->path = default_path(R, scenario);
    if (R->path == NULL)
        return cli_status(GATESIM_ENOMEM);
    if (!same_file(scenario, R->path))
        return EXIT_DONE;
    cli_say("%s: the results would replace the scenario; choose another file with -o", R->path);
    return EXIT_INPUT;
}

/* Replications below wanted that are not there. */
static uint32_t missing(const struct run *R)
{
    uint32_t count = 0;

    for (uint32_t r = R->output.first; r < R->wanted; r++)
        count += !output_has(&R->output, r);
    return count;
}

/* The file is begun when the experiment already listens to signals, so that whoever sees its
 * temporary file can end the run cleanly. */
static int on_prepare(void *user)
{
    struct run *R = user;
    const int status = output_begin(&R->output);

    if (status != GATESIM_OK || R->ranks.size == 1)
        return status;
    R->met = true;
    return members_wave(&R->ranks, &R->output, 0, missing(R));
}

/* The next replication that is not there. */
static void on_cell(void *user, uint64_t index, struct experiment_cell *cell)
{
    struct run *R = user;

    (void)index;
    while (output_has(&R->output, R->next))
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
        return output_add(&R->output, result);
    if (result->status == GATESIM_EDEADLOCK)
        R->trouble = strdup(result->trouble);
    return GATESIM_OK;
}

/* Ten times a second. What fails here fails again when the next replication is published. */
static void on_progress(void *user, const struct experiment_state *state)
{
    struct run *R = user;

    if (++R->ticks % FLUSH_TICKS == 0)
        (void)store_flush(R->output.store);
    if (R->bar)
        progress_show(state);
}

/* Several ranks on a machine share its cores: one thread each. */
static unsigned threads_of(const struct run *R)
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

        if (output_measure(&R->output, there) != GATESIM_OK)
            return done;
        R->wanted = precise_next(&R->precise, &R->measured, there);
        if (R->wanted == there)
            return done;
    } while (missing(R) == done);
    if (R->ranks.size > 1 && members_wave(&R->ranks, &R->output, done, missing(R)) != GATESIM_OK)
        return done;
    return missing(R);
}

static int run_experiment(struct run *R)
{
    const struct experiment X = {.scenario = R->scenario,
                                 .cells = missing(R),
                                 .threads = threads_of(R),
                                 .ahead = R->measured.info.log != GATESIM_LOG_NONE,
                                 .pace = R->pace,
                                 .signals = true,
                                 .ranks = R->ranks.size > 1 ? &R->ranks : NULL};
    const struct experiment_hooks H = {.user = R,
                                       .prepare = on_prepare,
                                       .cell = on_cell,
                                       .begin = on_begin,
                                       .result = on_result,
                                       .more = R->precise.share > 0.0 ? on_more : NULL,
                                       .progress = on_progress};
    int status;

    R->bar = !R->quiet && progress_wanted();
    status = experiment_run(&X, &H, NULL, &R->measured.state);
    if (R->bar)
        progress_clear();
    return status;
}

/* find_bottleneck(R): which station is it. Returns an exit status. */
static int find_bottleneck(struct run *R)
{
    const struct bottleneck_question Q = {.measured = &R->measured,
                                          .settings = &R->settings,
                                          .threads = R->threads,
                                          .quiet = R->quiet};
    const int status = bottleneck_find(&R->bottleneck, &Q);

    R->measured.bottleneck = &R->bottleneck;
    return status;
}

/* say_results(R, whole): what is printed of a run whose file is there. */
static int say_results(struct run *R, bool whole)
{
    const int asked = R->ask_bottleneck && whole ? find_bottleneck(R) : EXIT_DONE;
    int printed = asked;

    if (asked == EXIT_DONE || asked == EXIT_STOPPED)
        printed = output_print(&R->output, R->json, R->quiet);
    return printed == EXIT_DONE ? asked : printed;
}

static void say_stopped(const struct run *R)
{
    const struct measured *M = &R->measured;

    if (!R->quiet)
        cli_say("stopped by %s: %u of %u replications are complete",
                M->state.signal == SIGINT ? "SIGINT" : "SIGTERM", measured_complete(M),
                M->info.replications);
}

/* With a precision the file has had room for more replications than it took. */
static int fit_file(struct run *R)
{
    const uint32_t complete = measured_complete(&R->measured);

    if (R->precise.share == 0.0 || complete == 0)
        return GATESIM_OK;
    if (!R->quiet)
        precise_say(&R->precise, &R->measured);
    return complete < R->measured.info.replications ? output_shrink(&R->output, complete)
                                                    : GATESIM_OK;
}

/* What the experiment's status makes of the run. */
static int conclude(struct run *R, int status)
{
    int exit_status;

    if (status == GATESIM_EDEADLOCK) {
        cli_say("%s: %s", gatesim_status_text(status), R->trouble != NULL ? R->trouble : "");
        return EXIT_FAILED;
    }
    if (status != GATESIM_OK && status != GATESIM_ESTOPPED)
        return output_trouble(&R->output, status);
    if (status == GATESIM_ESTOPPED)
        say_stopped(R);
    if (fit_file(R) != GATESIM_OK)
        return output_trouble(&R->output, GATESIM_EIO);
    exit_status = output_end(&R->output);
    if (exit_status == EXIT_DONE)
        exit_status = say_results(R, status == GATESIM_OK);
    return exit_status == EXIT_DONE && status == GATESIM_ESTOPPED ? EXIT_STOPPED : exit_status;
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
        return EXIT_DONE;
    status = precise_init(&R->precise, R->scenario, scenario);
    if (status != EXIT_DONE || R->precise.share == 0.0)
        return status;
    R->wanted = precise_first(&R->precise, info->replications);
    info->replications = R->precise.most;
    return EXIT_DONE;
}

static int resume(struct run *R)
{
    const int status = R->resume ? output_resume(&R->output) : EXIT_DONE;
    const uint32_t all = R->output.end - R->output.first;
    const uint32_t there = status == EXIT_DONE ? all - output_missing(&R->output) : 0;

    if (there > 0 && !R->quiet)
        cli_say("%u of %u replications are there already", there, all);
    return status;
}

/* From the loaded scenario to the exit status. */
static int simulate(struct run *R, const char *scenario)
{
    int status;

    if (measured_init(&R->measured, R->scenario) != GATESIM_OK)
        return cli_status(GATESIM_ENOMEM);
    status = choose_precision(R, scenario);
    if (status != EXIT_DONE)
        return status;
    if (output_init(&R->output, R->path, &R->measured) != GATESIM_OK)
        return cli_status(GATESIM_ENOMEM);
    R->measured.path = scenario;
    R->measured.file = R->path;
    choose_shard(R);
    if (R->precise.share == 0.0)
        R->wanted = R->output.end;
    R->next = R->output.first;
    status = resume(R);
    return status == EXIT_DONE ? conclude(R, run_experiment(R)) : status;
}

static void release(struct run *R)
{
    output_release(&R->output);
    measured_release(&R->measured);
    bottleneck_release(&R->bottleneck);
    free(R->trouble);
    free(R->path);
    gatesim_scenario_destroy(R->scenario);
    settings_release(&R->settings);
}

static int run_scenario(struct run *R, const char *path)
{
    int status = prepare_path(R, path);

    if (status == EXIT_DONE)
        status = cli_load_run(path, settings_list(&R->settings), R->settings.count, &R->scenario);
    if (status == EXIT_DONE && R->ranks.size > 1)
        status = members_meet(&R->ranks, R->scenario);
    return status == EXIT_DONE ? simulate(R, path) : status;
}

/* Rank 0, or the only one. */
static int run_here(struct run *R, const struct options *O)
{
    if (O->count != 1) {
        cli_say("one scenario is needed, and %zu are given", O->count);
        return options_hint(&command);
    }
    if (R->ask_bottleneck && R->shards > 0) {
        cli_say("--bottleneck needs all replications, not those of a shard");
        return options_hint(&command);
    }
    if (R->ranks.size > 1 && R->pace > 0.0) {
        cli_say("--pace is for one process, and mpirun started %d", R->ranks.size);
        return EXIT_INPUT;
    }
    return run_scenario(R, O->rest[0]);
}

/* A process that mpirun started beside rank 0: what is wrong is said there. */
static int be_member(struct run *R, const struct options *O)
{
    if (O->count == 1 && R->pace == 0.0)
        (void)cli_load_run(O->rest[0], settings_list(&R->settings), R->settings.count,
                           &R->scenario);
    member_run(&R->ranks, R->scenario, threads_of(R));
    return EXIT_DONE;
}

/* Shards work alone, even when mpirun has started them. */
static bool works_alone(int argc, const char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strncmp(argv[i], "--shard", strlen("--shard")) == 0)
            return true;
    return false;
}

/* Find the other ranks; those beside rank 0 say nothing. Returns -1 to go on. */
static int join(struct run *R, bool alone)
{
    char error[RANKS_ERROR];

    R->ranks.size = 1;
    if (alone)
        return -1;
    if (ranks_open(&R->ranks, error) < 0) {
        cli_say("this is one of several processes of mpirun, and MPI is not to be had: %s", error);
        return EXIT_FAILED;
    }
    if (R->ranks.rank > 0 &&
        (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr)))
        return EXIT_FAILED;
    return -1;
}

/* Once the others simulate, they are waited for or ended. */
static void part(struct run *R, int status)
{
    if (R->ranks.rank == 0 && R->met && status != EXIT_DONE)
        ranks_abort(&R->ranks, status);
    if (R->ranks.rank == 0)
        members_end(&R->ranks);
    ranks_close(&R->ranks);
}

int command_run(int argc, const char **argv)
{
    struct run R = {0};
    struct options O = {0};
    int status = join(&R, works_alone(argc, argv));

    if (status < 0)
        status = options_parse(&O, &command, argc, argv, take, &R);
    if (status < 0)
        status = R.ranks.rank > 0 ? be_member(&R, &O) : run_here(&R, &O);
    else if (R.ranks.rank > 0)
        member_run(&R.ranks, NULL, 1);
    options_release(&O);
    fflush(stdout);
    part(&R, status);
    release(&R);
    return status;
}
