/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/cli/study_options.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/number.h"
#include "sim/cli/cli.h"
#include "sim/experiment/overwrite.h"
#include "sim/text/quantities.h"

#define REPLICATIONS 1e7
#define THREADS 4096

int study_number(const char *option, char *text, double least, double most, uint64_t *value)
{
    double x = 0.0;
    const bool well = text != NULL && number_parse(text, strlen(text), &x) == GATESIM_OK &&
                      x >= least && x <= most && x == floor(x);

    if (!well)
        cli_say("%s %s: a whole number from %.0f to %.0f is needed", option,
                text != NULL ? text : "", least, most);
    free(text);
    *value = (uint64_t)x;
    return well ? -1 : EXIT_INPUT;
}

int study_count(const char *option, char *text, double most, uint64_t *value)
{
    return study_number(option, text, 1.0, most, value);
}

int study_replications(char *text, uint32_t *replications)
{
    uint64_t value;
    const int status = study_count("--replications", text, REPLICATIONS, &value);

    *replications = (uint32_t)value;
    return status;
}

int study_threads(char *text, unsigned *threads)
{
    uint64_t value;
    const int status = study_count("--threads", text, THREADS, &value);

    *threads = (unsigned)value;
    return status;
}

int study_share(const char *option, char *text, double *value)
{
    const bool well =
        text != NULL && quantity_parse(text, "1", value) == 0 && *value > 0.0 && *value < 1.0;

    if (!well)
        cli_say("%s %s: a share above 0 and below 100 %% is needed", option,
                text != NULL ? text : "");
    free(text);
    return well ? -1 : EXIT_INPUT;
}

static int take_path(const char *option, char **path, char *argument)
{
    free(*path);
    *path = argument;
    if (argument == NULL)
        return cli_status(GATESIM_ENOMEM);
    if (argument[0] != '\0')
        return -1;
    cli_say("%s: the name of a file is needed", option);
    return EXIT_INPUT;
}

/* What is named again is told once. */
static int take_metric(struct study *Y, char *argument)
{
    if (argument != NULL && settings_has(&Y->metrics, argument)) {
        free(argument);
        return -1;
    }
    return settings_add(&Y->metrics, NULL, argument);
}

int study_take(struct study *Y, int option, char *argument)
{
    int status;

    switch (option) {
    case STUDY_OUTPUT:
        return take_path("-o", &Y->output, argument);
    case STUDY_CSV:
        return take_path("--csv", &Y->csv, argument);
    case STUDY_SEED:
        status = settings_seed_wrong(argument);
        if (status != 0) {
            free(argument);
            return status;
        }
        return take_path("--seed", &Y->seed, argument);
    case STUDY_SET:
        return settings_add(&Y->settings, NULL, argument);
    case STUDY_METRIC:
        return take_metric(Y, argument);
    case STUDY_REPLICATIONS:
        return study_replications(argument, &Y->replications);
    case STUDY_THREADS:
        return study_threads(argument, &Y->threads);
    case STUDY_JSON:
        Y->json = true;
        break;
    case STUDY_QUIET:
        Y->quiet = true;
        break;
    default:
        break;
    }
    free(argument);
    return -1;
}

void study_release(struct study *Y)
{
    settings_release(&Y->settings);
    settings_release(&Y->metrics);
    settings_release(&Y->warned);
    free(Y->seed);
    free(Y->output);
    free(Y->csv);
    *Y = (struct study){.seed = NULL};
}

int study_spare(const struct study *Y, const char *const *inputs, size_t count)
{
    const int status = cli_spare(Y->output, inputs, count);

    return status == EXIT_DONE ? cli_spare(Y->csv, inputs, count) : status;
}

int study_kinds(const struct study *Y)
{
    const int status = overwrite_allowed(Y->output, OVERWRITE_RESULTS);

    return status == EXIT_DONE ? overwrite_allowed(Y->csv, OVERWRITE_TABLE) : status;
}

/* Nor a file that a scenario was read from, nor anything but an older file of the same kind. */
static int spare_sources(const struct study *Y, const struct gatesim_scenario *S)
{
    int status = cli_spare_scenario(Y->output, S);

    if (status == EXIT_DONE)
        status = cli_spare_scenario(Y->csv, S);
    return status == EXIT_DONE ? study_kinds(Y) : status;
}

/* The settings that every scenario gets beside the user's: the common seed. */
static int set_seed(struct study *Y, const struct alternatives *L)
{
    struct gatesim_scenario_info info;
    char text[24];

    if (Y->seed != NULL)
        return settings_add(&Y->settings, "scenario.seed", strdup(Y->seed));
    if (L->count == 0)
        return -1;
    gatesim_scenario_info(L->lane[0].scenario, &info);
    snprintf(text, sizeof text, "%" PRIu64, info.seed);
    return settings_add(&Y->settings, "scenario.seed", strdup(text));
}

/* Say what comes to nothing in a scenario, and was not said of one before. Returns as
 * settings_add. */
static int warn(struct study *Y, const struct gatesim_scenario *S)
{
    const struct gatesim_diagnostics *D = gatesim_scenario_warnings(S);
    const size_t count = gatesim_diagnostics_count(D);
    int status = -1;

    for (size_t i = 0; i < count && status < 0; i++) {
        char *line = cli_diagnostic(gatesim_diagnostics_at(D, i));

        if (line != NULL && settings_has(&Y->warned, line)) {
            free(line);
            continue;
        }
        if (line != NULL)
            fprintf(stderr, "%s\n", line);
        status = settings_add(&Y->warned, NULL, line);
    }
    return status;
}

int study_load(struct study *Y, struct alternatives *L, const char *path)
{
    const size_t own = Y->settings.count;
    int status = set_seed(Y, L);

    if (status < 0)
        status = alternatives_add(L, path, &Y->settings);
    settings_truncate(&Y->settings, own);
    if (status == EXIT_DONE)
        status = spare_sources(Y, L->lane[L->count - 1].scenario);
    if (status == EXIT_DONE && !Y->quiet)
        status = warn(Y, L->lane[L->count - 1].scenario);
    return status < 0 ? EXIT_DONE : status;
}

/* Whether another run's file has the same name. */
static bool is_shared(const struct sample *const *run, size_t runs, size_t i)
{
    for (size_t j = 0; j < runs; j++)
        if (j != i && strcmp(run[j]->name, run[i]->name) == 0)
            return true;
    return false;
}

static bool is_given(const char *const *name, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (strcmp(name[j], name[i]) == 0)
            return true;
    return false;
}

bool study_names(const struct sample *const *run, size_t runs, struct arena *A, const char **name)
{
    for (size_t i = 0; i < runs; i++) {
        name[i] = is_shared(run, runs, i) ? run[i]->path : run[i]->name;
        for (size_t k = 2; name[i] != NULL && is_given(name, i); k++)
            name[i] = arena_printf(A, "%s (%zu)", run[i]->path, k);
        if (name[i] == NULL)
            return false;
    }
    return true;
}

void study_lanes(const struct study *Y, struct alternatives *L)
{
    L->threads = Y->threads;
    L->quiet = Y->quiet;
}
