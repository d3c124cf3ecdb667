/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the runs would take is known from the first of them, which is timed; whether they are
 * those of the file is known from what they measure. */
#include "sim/cli/report_limit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/cli/bottleneck.h"
#include "sim/cli/cli.h"
#include "sim/drive/experiment.h"

#define REPLICATIONS_LEAST 5 /* fewer have intervals too wide to tell much */
#define EVENTS_FAST 2e7      /* a second; no machine handles more */

/* may_be_run(F, X, S, wish): the scenario whose runs are those of X, or NULL with F->why set. S has
 * no data files if its digest is that of X; otherwise they are opened only if wish insists, since
 * whoever wrote the results file has named them. */
static const struct gatesim_scenario *may_be_run(struct report_limit *F, const struct sample *X,
                                                 const struct gatesim_scenario *S,
                                                 enum report_limit_wish wish)
{
    struct gatesim_diagnostics *D = NULL;

    if (S != NULL && strcmp(gatesim_scenario_sha256(S), X->sha256) == 0)
        return S;
    F->why = REPORT_UNMEASURED_FILES;
    if (S == NULL || wish != REPORT_LIMIT_YES)
        return NULL;
    if (gatesim_scenario_parse(X->scenario, strlen(X->scenario), X->path, NULL, 0, &F->scenario,
                               &D) != GATESIM_OK)
        F->scenario = NULL;
    gatesim_diagnostics_destroy(D);
    if (F->scenario == NULL || strcmp(gatesim_scenario_sha256(F->scenario), X->sha256) != 0)
        return NULL;
    return F->scenario;
}

/* The replications of X from the first on whose numbers follow one another. */
static uint32_t in_a_row(const struct sample *X)
{
    uint32_t n = 1;

    while (n < X->count && X->replication[n] == X->replication[0] + n)
        n++;
    return n;
}

static double mean_of(const struct sample *X, const char *group, const char *name, size_t i)
{
    const struct sample_column *C = sample_column(X, group, name);

    return C != NULL && i < C->size ? sample_estimate(X, C, i).mean : (double)NAN;
}

/* afford(Q, X, seconds): cut the replications of Q to what may be run in the time. Returns
 * EXIT_DONE, with 0 of them when there is no time for it, or another exit status. */
static int afford(struct bottleneck_question *Q, const struct sample *X, double seconds)
{
    const double runs = 1.0 + (double)bottleneck_alternatives(Q);
    const double least = fmin(Q->replications, REPLICATIONS_LEAST) * runs / experiment_cores();
    double one = mean_of(X, "summary", "events", 0) / EVENTS_FAST;
    int status = EXIT_DONE;

    if (one * least <= seconds)
        status = bottleneck_time(Q, &one);
    if (one * least > seconds)
        Q->replications = 0;
    else if (one * runs / experiment_cores() * Q->replications > seconds)
        Q->replications = REPLICATIONS_LEAST;
    return status;
}

/* Whether the runs that were made now are those of the file. */
static bool are_the_same(const struct one_more *M, const struct sample *X)
{
    double sum = 0.0;

    for (size_t r = 0; r < M->replications && r < X->count; r++)
        sum += one_more_time(X, r);
    return M->replications > 0 && fabs(sum / (double)M->replications - M->time) <= 1e-9 * M->time;
}

static int measure(struct report_limit *F, struct bottleneck_question *Q, const struct sample *X,
                   enum report_limit_wish wish, double seconds)
{
    int status = wish == REPORT_LIMIT_AUTO ? afford(Q, X, seconds) : EXIT_DONE;

    F->why = REPORT_UNMEASURED_SLOW;
    if (status != EXIT_DONE || Q->replications == 0)
        return status;
    status = bottleneck_find(Q, &F->one_more);
    if (status == EXIT_DONE)
        F->why = are_the_same(&F->one_more, X) ? REPORT_MEASURED : REPORT_UNMEASURED_OTHER;
    return status;
}

int report_limit_find(struct report_limit *F, const struct sample *X,
                      const struct gatesim_scenario *S, enum report_limit_wish wish, double seconds)
{
    const struct gatesim_scenario *run;
    struct bottleneck_question Q;
    double *arrived;
    size_t stations;
    int status;

    F->why = REPORT_UNMEASURED_NO;
    if (wish == REPORT_LIMIT_NO || (run = may_be_run(F, X, S, wish)) == NULL)
        return EXIT_DONE;
    stations = gatesim_scenario_count(run, GATESIM_STATION);
    if ((arrived = calloc(stations, sizeof *arrived)) == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; i < stations; i++)
        arrived[i] = mean_of(X, "station", "arrived", i);
    Q = (struct bottleneck_question){.scenario = run,
                                     .path = X->path,
                                     .arrived = arrived,
                                     .first = X->replication[0],
                                     .replications = in_a_row(X),
                                     .quiet = wish == REPORT_LIMIT_AUTO};
    status = measure(F, &Q, X, wish, seconds);
    free(arrived);
    return status;
}

void report_limit_release(struct report_limit *F)
{
    one_more_release(&F->one_more);
    gatesim_scenario_destroy(F->scenario);
    *F = (struct report_limit){.scenario = NULL};
}
