/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values are checked as soon as they are given, so that a mistake is told before anything is
 * loaded. */
#include "sim/cli/study_options.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/number.h"
#include "sim/cli/cli.h"
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
    return well ? GATESIM_OK : GATESIM_EINPUT;
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
    return well ? GATESIM_OK : GATESIM_EINPUT;
}

static int take_path(const char *option, char **path, char *argument)
{
    free(*path);
    *path = argument;
    if (argument == NULL)
        return cli_status(GATESIM_ENOMEM);
    if (argument[0] != '\0')
        return GATESIM_OK;
    cli_say("%s: the name of a file is needed", option);
    return GATESIM_EINPUT;
}

/* What is named again is told once. */
static int take_metric(struct study *Y, char *argument)
{
    if (argument != NULL && settings_has(&Y->metrics, argument)) {
        free(argument);
        return GATESIM_OK;
    }
    return settings_add(stderr, &Y->metrics, NULL, argument);
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
        status = settings_seed_wrong(stderr, argument);
        if (status != 0) {
            free(argument);
            return status;
        }
        return take_path("--seed", &Y->seed, argument);
    case STUDY_SET:
        return settings_add(stderr, &Y->settings, NULL, argument);
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
    return GATESIM_OK;
}
