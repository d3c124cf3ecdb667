/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is wrong with an input is told before anything is run. */
#include "sim/experiment/loading.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/experiment/metric.h"
#include "sim/experiment/warm_up_runs.h"
#include "sim/text/messages.h"

/* precision_check(S, path): whether 'precision-of' names something in the results of S, read from
 * path. Returns GATESIM_OK, or a negative status after a diagnostic. */
static int precision_check(FILE *messages, const struct gatesim_scenario *S, const char *path)
{
    struct gatesim_scenario_info info;
    struct gatesim_diagnostic d = {.section = "scenario", .key = "precision-of"};
    struct metric metric;
    struct run_data *X;
    char *wrong;

    gatesim_scenario_info(S, &info);
    if (info.precision_of[0] == '\0')
        return GATESIM_OK;
    if (run_data_of(S, path, &X) != GATESIM_OK)
        return message_status(messages, GATESIM_ENOMEM);
    wrong = metric_is(X, info.precision_of, &metric) ? NULL : metric_wrong(X, info.precision_of);
    run_data_destroy(X);
    if (wrong == NULL)
        return GATESIM_OK;
    d.file = info.precision_file;
    d.line = info.precision_line;
    d.message = wrong;
    message_diagnostic(messages, &d);
    free(wrong);
    return GATESIM_EINPUT;
}

int load_scenario(FILE *messages, const char *path, const char *const *settings, size_t count,
                  struct gatesim_scenario **S)
{
    struct gatesim_diagnostics *D = NULL;
    const int status = gatesim_scenario_load(path, settings, count, S, &D);

    message_diagnostics(messages, D);
    gatesim_diagnostics_destroy(D);
    if (status == GATESIM_EINPUT)
        return GATESIM_EINPUT;
    if (status != GATESIM_OK)
        return message_status(messages, status);
    if (precision_check(messages, *S, path) == GATESIM_OK)
        return GATESIM_OK;
    gatesim_scenario_destroy(*S);
    *S = NULL;
    return GATESIM_EINPUT;
}

int load_scenario_with(FILE *messages, const char *path, const char *const *settings, size_t count,
                       const char *setting, struct gatesim_scenario **S)
{
    const char **all = calloc(count + 1, sizeof *all);
    int status;

    if (all == NULL)
        return message_status(messages, GATESIM_ENOMEM);
    for (size_t i = 0; i < count; i++)
        all[i] = settings[i];
    all[count] = setting;
    status = load_scenario(messages, path, all, count + 1, S);
    free(all);
    return status;
}

int load_for_run(FILE *messages, const char *path, const char *const *settings, size_t count,
                 struct gatesim_scenario **S)
{
    struct gatesim_scenario_info info;
    char *setting;
    int status = load_scenario(messages, path, settings, count, S);

    if (status != GATESIM_OK)
        return status;
    gatesim_scenario_info(*S, &info);
    if (!info.warm_up_auto)
        return GATESIM_OK;
    status = warm_up_find(messages, *S, path, &setting);
    gatesim_scenario_destroy(*S);
    *S = NULL;
    if (status == GATESIM_OK)
        status = load_scenario_with(messages, path, settings, count, setting, S);
    free(setting);
    return status;
}

/* Whether it is called as scenarios are. */
static bool is_scenario(const char *path)
{
    const char *dot = strrchr(path, '.');

    return dot != NULL && strcmp(dot, ".ini") == 0;
}

int load_results(FILE *messages, const char *path,
                 int (*read)(const char *path, struct run_data **X, const char **reason),
                 struct run_data **X)
{
    const char *reason;
    const int status = read(path, X, &reason);

    if (status == GATESIM_EINPUT) {
        message(messages, "%s: %s%s", path, reason,
                is_scenario(path) ? "; a scenario is run first: gatesim run" : "");
        return GATESIM_EINPUT;
    }
    if (status != GATESIM_OK)
        return message_status(messages, status);
    if ((*X)->count > 0)
        return GATESIM_OK;
    message(messages, "%s: none of its replications is complete", path);
    return GATESIM_EINPUT;
}
