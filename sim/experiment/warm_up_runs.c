/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pilot runs are replications of numbers that no measured run has, so that what is measured is as
 * independent of the choice of the warm-up as if it had been given. */
#include "sim/experiment/warm_up_runs.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/estimate/steady.h"
#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/base/bug.h"
#include "sim/base/number.h"
#include "sim/drive/experiment.h"
#include "sim/text/messages.h"
#include "sim/text/text.h"

#define RUNS 5
#define FIRST 0x40000000U /* replications that nobody else runs */
#define BATCH 5           /* MSER-5 */
#define DOUBT 0.01        /* p-value below which a trend is one */
#define RISE 0.25         /* of the mean, over what is measured, that makes it matter */

struct pilot {
    size_t offset, bins; /* of the series among all values */
    double *series;      /* [run][bin]: trucks inside */
    double *mean;        /* over the runs */
    size_t runs;
    FILE *messages;
};

static void on_cell(void *user, uint64_t index, struct experiment_cell *cell)
{
    (void)user;
    cell->replication = FIRST + (uint32_t)index;
}

static int on_result(void *user, const struct experiment_result *result)
{
    struct pilot *P = user;

    if (result->status == GATESIM_OK)
        memcpy(P->series + P->runs++ * P->bins, result->values + P->offset,
               P->bins * sizeof *P->series);
    else if (gatesim_status_explained(result->status))
        message(P->messages, "%s: %s", gatesim_status_text(result->status), result->trouble);
    return GATESIM_OK;
}

/* Where the series of trucks inside lies. */
static void find_series(struct pilot *P, const struct gatesim_scenario *S)
{
    const int column = gatesim_column_find("series", "in_system_mean");

    if (column < 0)
        GS_BUG("no column series/in_system_mean");
    for (size_t c = 0; c < (size_t)column; c++)
        P->offset += gatesim_column_size(S, c);
    P->bins = gatesim_column_size(S, (size_t)column);
}

static int run(struct pilot *P, const struct gatesim_scenario *S)
{
    const struct experiment X = {.scenario = S, .cells = RUNS, .signals = true};
    const struct experiment_hooks H = {.user = P, .cell = on_cell, .result = on_result};
    struct experiment_state state;
    const int status = experiment_run(&X, &H, NULL, &state);

    if (status == GATESIM_OK)
        return GATESIM_OK;
    if (status == GATESIM_ESTOPPED) {
        message(P->messages,
                "stopped by %s while the warm-up was looked for: nothing has been measured",
                state.signal == SIGINT ? "SIGINT" : "SIGTERM");
        return GATESIM_ESTOPPED;
    }
    return gatesim_status_explained(status) ? status : message_status(P->messages, status);
}

static void average(struct pilot *P)
{
    for (size_t i = 0; i < P->bins; i++) {
        P->mean[i] = 0.0;
        for (size_t r = 0; r < P->runs; r++)
            P->mean[i] += P->series[r * P->bins + i] / (double)P->runs;
    }
}

/* Whether what is left after the cut settles. */
static bool is_steady(const struct pilot *P, const struct steady_start *start)
{
    struct steady_trend T;
    double rise;

    if (!start->found)
        return false;
    steady_trend(P->series, P->runs, P->bins, start->cut, &T);
    rise = T.slope.mean * (double)(P->bins - start->cut);
    return !(T.p < DOUBT && rise > RISE * start->mean);
}

static char *setting_of(double seconds)
{
    char b[NUMBER_SIZE], text[NUMBER_SIZE + 32];

    snprintf(text, sizeof text, "scenario.warm-up=%s s", number_print(seconds, b));
    return strdup(text);
}

static int conclude(FILE *messages, struct pilot *P, const struct gatesim_scenario *S,
                    const char *path, char **setting)
{
    struct gatesim_scenario_info info;
    struct steady_start start;
    char b[TEXT_SIZE];
    double warm_up;

    gatesim_scenario_info(S, &info);
    average(P);
    steady_mser(P->mean, P->bins, BATCH, &start);
    warm_up = gatesim_seconds(info.bin) * (double)start.cut;
    if (is_steady(P, &start))
        message(messages,
                "%s: warm-up %s: there the trucks inside settle in %d pilot runs (MSER-5)", path,
                text_span(b, warm_up), RUNS);
    else
        message(messages,
                "%s: no steady state: the trucks inside do not settle in %d pilot runs; the first "
                "%s are not counted",
                path, RUNS, text_span(b, warm_up));
    *setting = setting_of(warm_up);
    return *setting != NULL ? GATESIM_OK : message_status(messages, GATESIM_ENOMEM);
}

int warm_up_find(FILE *messages, const struct gatesim_scenario *S, const char *path, char **setting)
{
    struct pilot P = {.messages = messages};
    int status;

    *setting = NULL;
    find_series(&P, S);
    P.series = calloc(RUNS * P.bins + 1, sizeof *P.series);
    P.mean = calloc(P.bins + 1, sizeof *P.mean);
    status =
        P.series != NULL && P.mean != NULL ? run(&P, S) : message_status(messages, GATESIM_ENOMEM);
    if (status == GATESIM_OK)
        status = conclude(messages, &P, S, path, setting);
    free(P.series);
    free(P.mean);
    return status;
}
