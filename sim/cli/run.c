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
#include "sim/cli/cli.h"
#include "sim/cli/json.h"
#include "sim/cli/measured.h"
#include "sim/cli/options.h"
#include "sim/cli/progress.h"
#include "sim/cli/settings.h"
#include "sim/cli/summary.h"
#include "sim/drive/experiment.h"
#include "sim/store/store.h"

#define THREADS_MAX 4096

enum { OUTPUT = 256, REPLICATIONS, SEED, SET, PACE, THREADS, TRUCK_LOG, JSON, QUIET };

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
        "is 3.",
    .examples = "  gatesim run scenarios/peak.ini\n"
                "  gatesim run scenarios/peak.ini --replications 20 -o peak20.h5\n"
                "  gatesim run scenarios/peak.ini --set customs.servers=4 --json\n"
                "  gatesim run scenarios/normal.ini --pace 60x\n",
    .options = options,
};

struct run {
    struct settings settings;
    char *output;     /* the file to write */
    unsigned threads; /* 0: all cores */
    double pace;
    bool json, quiet;
    struct gatesim_scenario *scenario;
    struct store *store;
    struct measured measured;
    char *trouble; /* why the engine gave up; NULL */
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

static int take_output(struct run *R, char *path)
{
    free(R->output);
    R->output = path;
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

/* "peak.h5" for "scenarios/peak.ini", malloced, or NULL. */
static char *default_output(const char *scenario)
{
    const char *slash = strrchr(scenario, '/');
    const char *name = slash != NULL ? slash + 1 : scenario;
    const char *dot = strrchr(name, '.');
    const size_t stem = dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name);
    char *output = malloc(stem + sizeof ".h5");

    if (output != NULL)
        snprintf(output, stem + sizeof ".h5", "%.*s.h5", (int)stem, name);
    return output;
}

/* Whether both paths are one file that exists: results must not replace their scenario. */
static bool same_file(const char *a, const char *b)
{
    struct stat A, B;

    return stat(a, &A) == 0 && stat(b, &B) == 0 && A.st_dev == B.st_dev && A.st_ino == B.st_ino;
}

static int store_trouble(const struct run *R, int status)
{
    if (status == GATESIM_ENOMEM || R->store == NULL || store_error(R->store)[0] == '\0')
        return cli_status(status);
    cli_say("%s", store_error(R->store));
    return EXIT_FAILED;
}

static int prepare_output(struct run *R, const char *path)
{
    if (R->output == NULL)
        R->output = default_output(path);
    if (R->output == NULL)
        return cli_status(GATESIM_ENOMEM);
    if (!same_file(path, R->output))
        return EXIT_DONE;
    cli_say("%s: the results would replace the scenario; choose another file with -o", R->output);
    return EXIT_INPUT;
}

/* The file is begun when the experiment already listens to signals, so that whoever sees its
 * temporary file can end the run cleanly. */
static int on_prepare(void *user)
{
    struct run *R = user;

    return store_create(R->output, R->scenario, R->measured.info.replications, &R->store);
}

static int on_begin(void *user, uint64_t index, const struct experiment_cell *cell,
                    const struct gatesim_observer **observer)
{
    struct run *R = user;

    (void)index;
    return store_begin(R->store, cell->replication, observer);
}

/* Publish the replication, and measure it. */
static int hand_in(struct run *R, const struct experiment_result *result)
{
    const struct store_record record = {.values = result->values,
                                        .fingerprint = result->fingerprint,
                                        .events = result->events,
                                        .complete = result->status == GATESIM_OK};
    const int status = store_publish(R->store, result->cell.replication, &record);

    return status != GATESIM_OK ? status : measured_add(&R->measured, &record);
}

/* A replication that was cut short would spoil the estimates of those that are whole, but is
 * better than nothing when there is none. */
static int on_result(void *user, const struct experiment_result *result)
{
    struct run *R = user;

    if (result->status == GATESIM_OK)
        return hand_in(R, result);
    if (result->status == GATESIM_EDEADLOCK)
        R->trouble = strdup(result->trouble);
    if (result->status != GATESIM_ESTOPPED)
        return GATESIM_OK;
    if (R->measured.state.complete > 0 || R->measured.partial)
        return store_drop(R->store, result->cell.replication);
    R->measured.partial = true;
    return hand_in(R, result);
}

static void on_progress(void *user, const struct experiment_state *state)
{
    (void)user;
    progress_show(state);
}

static int run_experiment(struct run *R)
{
    const bool bar = !R->quiet && progress_wanted();
    const struct experiment X = {.scenario = R->scenario,
                                 .cells = R->measured.info.replications,
                                 .threads = R->threads,
                                 .ahead = R->measured.info.log != GATESIM_LOG_NONE,
                                 .pace = R->pace,
                                 .signals = true};
    const struct experiment_hooks H = {.user = R,
                                       .prepare = on_prepare,
                                       .begin = on_begin,
                                       .result = on_result,
                                       .progress = bar ? on_progress : NULL};
    const int status = experiment_run(&X, &H, NULL, &R->measured.state);

    if (bar)
        progress_clear();
    return status;
}

/* One column's estimates, into three arrays in R->values and behind. */
static int write_column(struct run *R, size_t column, double *mean)
{
    const struct measured *M = &R->measured;
    const size_t count = M->offset[column + 1] - M->offset[column];
    double *half_width = mean + count, *n = half_width + count;

    for (size_t i = 0; i < count; i++) {
        const struct estimate E = estimate_of(&M->numbers[M->offset[column] + i]);

        mean[i] = E.mean;
        half_width[i] = E.half_width;
        n[i] = (double)E.n;
    }
    return store_estimates(R->store, column, mean, half_width, n);
}

static int write_estimates(struct run *R)
{
    const struct measured *M = &R->measured;
    double *room = calloc(3 * M->offset[M->columns] + 1, sizeof *room);
    int status = room != NULL ? GATESIM_OK : GATESIM_ENOMEM;

    for (size_t c = 0; status == GATESIM_OK && c < M->columns; c++)
        status = write_column(R, c, room);
    free(room);
    return status;
}

static int finish_file(struct run *R)
{
    int status = write_estimates(R);

    if (status == GATESIM_OK)
        status = store_finish(R->store);
    if (status != GATESIM_OK)
        return store_trouble(R, status);
    R->store = NULL;
    return EXIT_DONE;
}

static int print_results(const struct run *R)
{
    int status = GATESIM_OK;

    if (R->json)
        status = json_print(&R->measured, stdout);
    else if (!R->quiet)
        status = summary_print(&R->measured, stdout);
    return status == GATESIM_OK ? cli_finish_stdout(EXIT_DONE) : cli_status(status);
}

static void say_stopped(const struct run *R)
{
    const struct measured *M = &R->measured;

    if (!R->quiet)
        cli_say("stopped by %s: %u of %u replications are complete",
                M->state.signal == SIGINT ? "SIGINT" : "SIGTERM", measured_complete(M),
                M->info.replications);
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
        return store_trouble(R, status);
    if (status == GATESIM_ESTOPPED)
        say_stopped(R);
    exit_status = finish_file(R);
    if (exit_status == EXIT_DONE)
        exit_status = print_results(R);
    return exit_status == EXIT_DONE && status == GATESIM_ESTOPPED ? EXIT_STOPPED : exit_status;
}

/* From the loaded scenario to the exit status. */
static int simulate(struct run *R, const char *path)
{
    const int status = measured_init(&R->measured, R->scenario);

    R->measured.path = path;
    R->measured.file = R->output;
    if (status != GATESIM_OK)
        return cli_status(GATESIM_ENOMEM);
    return conclude(R, run_experiment(R));
}

static void release(struct run *R)
{
    store_abandon(R->store);
    measured_release(&R->measured);
    free(R->trouble);
    free(R->output);
    gatesim_scenario_destroy(R->scenario);
    settings_release(&R->settings);
}

static int run_scenario(struct run *R, const char *path)
{
    int status = prepare_output(R, path);

    if (status == EXIT_DONE)
        status = cli_load(path, settings_list(&R->settings), R->settings.count, &R->scenario);
    return status == EXIT_DONE ? simulate(R, path) : status;
}

int command_run(int argc, const char **argv)
{
    struct run R = {0};
    struct options O;
    int status = options_parse(&O, &command, argc, argv, take, &R);

    if (status < 0 && O.count != 1) {
        cli_say("one scenario is needed, and %zu are given", O.count);
        status = options_hint(&command);
    } else if (status < 0) {
        status = run_scenario(&R, O.rest[0]);
    }
    options_release(&O);
    release(&R);
    return status;
}
