/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All scenarios of a study get the seed of the first, so that they meet the same trucks. */
#include "sim/experiment/study.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "sim/experiment/overwrite.h"
#include "sim/text/messages.h"

void study_release(struct study *Y)
{
    settings_release(&Y->settings);
    settings_release(&Y->metrics);
    settings_release(&Y->warned);
    free(Y->seed);
    free(Y->output);
    free(Y->csv);
    *Y = (struct study){.messages = Y->messages};
}

int study_spare(const struct study *Y, const char *const *inputs, size_t count)
{
    const int status = overwrite_spares(Y->messages, Y->output, inputs, count);

    return status == GATESIM_OK ? overwrite_spares(Y->messages, Y->csv, inputs, count) : status;
}

int study_kinds(const struct study *Y)
{
    const int status = overwrite_allowed(Y->messages, Y->output, OVERWRITE_RESULTS);

    return status == GATESIM_OK ? overwrite_allowed(Y->messages, Y->csv, OVERWRITE_TABLE) : status;
}

/* Nor a file that a scenario was read from, nor anything but an older file of the same kind. */
static int spare_sources(const struct study *Y, const struct gatesim_scenario *S)
{
    int status = overwrite_spares_scenario(Y->messages, Y->output, S);

    if (status == GATESIM_OK)
        status = overwrite_spares_scenario(Y->messages, Y->csv, S);
    return status == GATESIM_OK ? study_kinds(Y) : status;
}

/* The settings that every scenario gets beside the user's: the common seed. */
static int set_seed(struct study *Y, const struct alternatives *L)
{
    struct gatesim_scenario_info info;
    char text[24];

    if (Y->seed != NULL)
        return settings_add(Y->messages, &Y->settings, "scenario.seed", strdup(Y->seed));
    if (L->count == 0)
        return GATESIM_OK;
    gatesim_scenario_info(L->alternative[0].scenario, &info);
    snprintf(text, sizeof text, "%" PRIu64, info.seed);
    return settings_add(Y->messages, &Y->settings, "scenario.seed", strdup(text));
}

/* Say what comes to nothing in a scenario, and was not said of one before. Returns as
 * settings_add. */
static int warn(struct study *Y, const struct gatesim_scenario *S)
{
    const struct gatesim_diagnostics *D = gatesim_scenario_warnings(S);
    const size_t count = gatesim_diagnostics_count(D);
    int status = GATESIM_OK;

    for (size_t i = 0; i < count && status == GATESIM_OK; i++) {
        char *line = message_line(gatesim_diagnostics_at(D, i));

        if (line != NULL && settings_has(&Y->warned, line)) {
            free(line);
            continue;
        }
        if (line != NULL)
            fprintf(Y->messages, "%s\n", line);
        status = settings_add(Y->messages, &Y->warned, NULL, line);
    }
    return status;
}

int study_load(struct study *Y, struct alternatives *L, const char *path)
{
    const size_t own = Y->settings.count;
    int status = set_seed(Y, L);

    if (status == GATESIM_OK)
        status = alternatives_add(L, path, &Y->settings);
    settings_truncate(&Y->settings, own);
    if (status == GATESIM_OK)
        status = spare_sources(Y, L->alternative[L->count - 1].scenario);
    if (status == GATESIM_OK && !Y->quiet)
        status = warn(Y, L->alternative[L->count - 1].scenario);
    return status;
}

/* Whether another run's file has the same name. */
static bool is_shared(const struct run_data *const *run, size_t runs, size_t i)
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

bool study_names(const struct run_data *const *run, size_t runs, struct arena *A, const char **name)
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

void study_alternatives(const struct study *Y, struct alternatives *L)
{
    L->threads = Y->threads;
    L->quiet = Y->quiet;
}
