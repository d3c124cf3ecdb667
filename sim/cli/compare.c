/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim compare: what policies change. Scenarios are run on common random numbers; results
 * files are read; the first is what the others are compared with. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/input.h"
#include "sim/cli/cli.h"
#include "sim/cli/study_options.h"
#include "sim/experiment/alternatives.h"
#include "sim/experiment/loading.h"
#include "sim/experiment/metric.h"
#include "sim/present/compare.h"

#define REPLICATIONS 10 /* at least, unless told: one would have no interval */

static const struct poptOption options[] = {
    STUDY_OPTION("replications", '\0', STUDY_REPLICATIONS,
                 "Of each scenario (default: what the first says, but at least 10)", "N"),
    STUDY_OPTIONS,
    STUDY_FILES,
    STUDY_OPTION("metric", '\0', STUDY_METRIC,
                 "Show this instead of the usual measures (may be repeated)", "COLUMN[ of NAME]"),
    OPTIONS_HELP,
    POPT_TABLEEND,
};

const struct command usage_compare = {
    .name = "gatesim compare",
    .arguments = "[OPTION...] A B...",
    .purpose =
        "Compares policies with the first one given: scenarios, which are run so that all meet\n"
        "the same trucks (common random numbers), or results files. Prints differences with their\n"
        "95 % intervals, where the time went, and a verdict in words.",
    .examples = "  gatesim compare scenarios/paper.ini scenarios/digital.ini\n"
                "  gatesim compare peak.h5 longer-hours.h5 --csv differences.csv\n"
                "  gatesim compare scenarios/normal.ini scenarios/peak.ini --replications 40 \\\n"
                "      --metric 'wait_p95 of fruit' --metric 'queue_mean of yard'\n",
    .options = options,
};

/* Everything that is compared, in the order that was given. */
struct comparing {
    struct study study;
    struct alternatives alternatives;
    size_t runs;
    const struct run_data **run; /* owned array */
    struct run_data **read;      /* by run: of a results file, owned; NULL: a scenario */
    const char **name;
    struct comparison *comparison;
    struct arena *arena;
};

static enum option_taken take(void *user, int option, char *argument)
{
    return option_taken(study_take(&((struct comparing *)user)->study, option, argument));
}

/* Whether it is meant to be read rather than run: it begins as HDF5 does, or ends in .h5. */
static bool is_results(const char *path)
{
    static const unsigned char magic[4] = {0x89, 'H', 'D', 'F'};
    const size_t length = strlen(path);
    unsigned char first[4] = {0};
    char reason[INPUT_REASON];
    int64_t size;
    const int fd = input_open(path, false, &size, reason);
    const bool begins = fd >= 0 && read(fd, first, 4) == 4 && memcmp(first, magic, 4) == 0;

    if (fd >= 0)
        close(fd);
    return begins || (length > 3 && strcmp(path + length - 3, ".h5") == 0);
}

/* Files before scenarios: reading them makes processes, running makes threads. */
static int read_all(struct comparing *M, const char *const *paths)
{
    int worst = GATESIM_OK;

    for (size_t i = 0; i < M->runs; i++) {
        const int status = is_results(paths[i])
                               ? load_results(stderr, paths[i], run_data_read, &M->read[i])
                               : GATESIM_OK;

        worst = cli_worse(worst, status);
    }
    return worst;
}

/* Scenarios beside results files are run with the seed and replications of the first file. */
static void follow_files(struct comparing *M)
{
    const struct run_data *first = NULL;
    char text[24];

    for (size_t i = M->runs; i-- > 0;)
        first = M->read[i] != NULL ? M->read[i] : first;
    if (first == NULL)
        return;
    if (M->study.replications == 0)
        M->study.replications = first->replication[first->count - 1] + 1;
    snprintf(text, sizeof text, "%llu", (unsigned long long)first->seed);
    if (M->study.seed == NULL)
        M->study.seed = strdup(text);
}

static int load_all(struct comparing *M, const char *const *paths)
{
    int worst = GATESIM_OK;

    for (size_t i = 0; i < M->runs; i++) {
        const int status =
            M->read[i] == NULL ? study_load(&M->study, &M->alternatives, paths[i]) : GATESIM_OK;

        worst = cli_worse(worst, status);
    }
    return worst;
}

static void set_replications(struct comparing *M)
{
    struct gatesim_scenario_info info;
    uint32_t wanted = M->study.replications;

    for (size_t i = 0; i < M->alternatives.count; i++) {
        if (wanted == 0) {
            gatesim_scenario_info(M->alternatives.alternative[0].scenario, &info);
            wanted = info.replications > REPLICATIONS ? info.replications : REPLICATIONS;
        }
        M->alternatives.alternative[i].wanted = wanted;
    }
}

/* The runs' data in the order that was given. */
static void line_up(struct comparing *M)
{
    size_t alternative = 0;

    for (size_t i = 0; i < M->runs; i++)
        M->run[i] =
            M->read[i] != NULL ? M->read[i] : M->alternatives.alternative[alternative++].data;
}

static struct compared compared_of(const struct comparing *M)
{
    return (struct compared){.C = M->comparison, .name = M->name, .metrics = &M->study.metrics};
}

/* All is measured: compare, and leave the files. */
static int finish(void *user, struct alternatives *L)
{
    struct comparing *M = user;
    struct compared P;
    int status = comparison_create(M->run, M->runs, ESTIMATE_CONFIDENCE, &M->comparison);

    (void)L;
    if (status != GATESIM_OK)
        return cli_status(status);
    P = compared_of(M);
    status = GATESIM_OK;
    if (M->study.csv != NULL)
        status = compare_csv(stderr, &P, M->study.csv);
    if (status == GATESIM_OK && M->study.output != NULL)
        status = compare_file(stderr, &P, M->study.output);
    return status;
}

static int print_results(const struct comparing *M)
{
    const struct compared P = compared_of(M);
    int status = GATESIM_OK;

    if (M->study.json)
        status = compare_json(&P, stdout);
    else if (!M->study.quiet)
        status = compare_print(&P, stdout);
    return status == GATESIM_OK ? cli_finish_stdout(GATESIM_OK) : cli_status(status);
}

/* Everything from the arguments on. Returns a status after a message. */
static int compare(struct comparing *M, const char *const *paths)
{
    int ran, status = study_spare(&M->study, paths, M->runs);

    if (status == GATESIM_OK)
        status = read_all(M, paths);
    if (status == GATESIM_OK) {
        follow_files(M);
        status = load_all(M, paths);
    }
    if (status != GATESIM_OK)
        return status;
    status = study_kinds(&M->study);
    if (status != GATESIM_OK)
        return status;
    line_up(M);
    if (!study_names(M->run, M->runs, M->arena, M->name))
        return cli_status(GATESIM_ENOMEM);
    status = metric_check(stderr, M->run, M->runs, &M->study.metrics);
    if (status != GATESIM_OK)
        return status;
    set_replications(M);
    study_alternatives(&M->study, &M->alternatives);
    M->alternatives.user = M;
    M->alternatives.finish = finish;
    ran = alternatives_run(&M->alternatives);
    if (ran != GATESIM_OK && ran != GATESIM_ESTOPPED)
        return ran;
    status = print_results(M);
    return status == GATESIM_OK ? ran : status;
}

static int prepare(struct comparing *M, size_t runs)
{
    M->runs = runs;
    M->arena = arena_create();
    M->run = calloc(runs, sizeof *M->run);
    M->read = calloc(runs, sizeof *M->read);
    M->name = calloc(runs, sizeof *M->name);
    return M->arena != NULL && M->run != NULL && M->read != NULL && M->name != NULL
               ? GATESIM_OK
               : cli_status(GATESIM_ENOMEM);
}

static void release(struct comparing *M)
{
    for (size_t i = 0; M->read != NULL && i < M->runs; i++)
        run_data_destroy(M->read[i]);
    comparison_destroy(M->comparison);
    free(M->run);
    free(M->read);
    free(M->name);
    arena_destroy(M->arena);
    alternatives_release(&M->alternatives);
    study_release(&M->study);
}

enum exit_status command_compare(int argc, const char **argv)
{
    struct comparing M = {.study.messages = stderr};
    struct options O;
    bool go_on;
    int status;

    alternatives_init(&M.alternatives, stderr);
    go_on = options_parse(&O, &usage_compare, argc, argv, take, &M);
    status = O.status;
    if (go_on && O.count < 2) {
        cli_say("two or more scenarios or results files are needed, and %zu %s given", O.count,
                O.count == 1 ? "is" : "are");
        status = options_hint(&usage_compare);
    } else if (go_on) {
        cli_end_by_signals();
        status = prepare(&M, O.count);
        if (status == GATESIM_OK)
            status = compare(&M, O.rest);
    }
    options_release(&O);
    release(&M);
    return exit_status_of(status);
}
