/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the runs would cost is known from the events in the file, so that every machine decides
 * alike, however fast or busy it is; whether they are those of the file is known from what they
 * measure. */
#include "sim/experiment/report_limit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/experiment/bottleneck.h"
#include "sim/text/messages.h"

#define REPLICATIONS_LEAST 5 /* fewer have intervals too wide to tell much */

/* may_be_run(F, X, S, wish): the scenario whose runs are those of X, or NULL with F->why set. S has
 * no data files if its digest is that of X; otherwise they are opened only if wish insists, since
 * whoever wrote the results file has named them. */
static const struct gatesim_scenario *may_be_run(struct report_limit *F, const struct run_data *X,
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
static uint32_t in_a_row(const struct run_data *X)
{
    uint32_t n = 1;

    while (n < X->count && X->replication[n] == X->replication[0] + n)
        n++;
    return n;
}

static double mean_of(const struct run_data *X, const char *group, const char *name, size_t i)
{
    const struct run_data_column *C = run_data_column(X, group, name);

    return C != NULL && i < C->size ? run_data_estimate(X, C, i).mean : (double)NAN;
}

/* afford(Q, X, events): cut the replications of Q to as many as all its runs may have events for;
 * to 0 where that would leave too few to tell much. */
static void afford(struct bottleneck_question *Q, const struct run_data *X, double events)
{
    const double runs = 1.0 + (double)bottleneck_alternatives(Q);
    const double most = floor(events / (runs * mean_of(X, "summary", "events", 0)));

    if (!(most >= fmin(Q->replications, REPLICATIONS_LEAST)))
        Q->replications = 0;
    else if (most < Q->replications)
        Q->replications = (uint32_t)most;
}

/* Whether the runs that were made now are those of the file. */
static bool are_the_same(const struct one_more *M, const struct run_data *X)
{
    double sum = 0.0;

    for (size_t r = 0; r < M->replications && r < X->count; r++)
        sum += one_more_time(X, r);
    return M->replications > 0 && fabs(sum / (double)M->replications - M->time) <= 1e-9 * M->time;
}

static int measure(struct report_limit *F, const struct bottleneck_question *Q,
                   const struct run_data *X)
{
    int status;

    F->why = REPORT_UNMEASURED_SLOW;
    if (Q->replications == 0)
        return GATESIM_OK;
    status = bottleneck_find(Q, &F->one_more);
    if (status == GATESIM_OK)
        F->why = are_the_same(&F->one_more, X) ? REPORT_MEASURED : REPORT_UNMEASURED_OTHER;
    return status;
}

int report_limit_find(FILE *messages, struct report_limit *F, const struct run_data *X,
                      const struct gatesim_scenario *S, enum report_limit_wish wish, double events)
{
    const struct gatesim_scenario *run;
    struct bottleneck_question Q;
    struct bottleneck_seen *seen;
    size_t stations;
    int status;

    F->why = REPORT_UNMEASURED_NO;
    if (wish == REPORT_LIMIT_NO || (run = may_be_run(F, X, S, wish)) == NULL)
        return GATESIM_OK;
    stations = gatesim_scenario_count(run, GATESIM_STATION);
    if ((seen = calloc(stations, sizeof *seen)) == NULL)
        return message_status(messages, GATESIM_ENOMEM);
    for (size_t i = 0; i < stations; i++)
        seen[i] =
            (struct bottleneck_seen){.arrived = mean_of(X, "station", "arrived", i),
                                     .full = mean_of(X, "station", "at_capacity_fraction", i)};
    Q = (struct bottleneck_question){.scenario = run,
                                     .path = X->path,
                                     .seen = seen,
                                     .first = X->replication[0],
                                     .replications = in_a_row(X),
                                     .quiet = wish == REPORT_LIMIT_AUTO};
    if (wish == REPORT_LIMIT_AUTO)
        afford(&Q, X, events);
    status = measure(F, &Q, X);
    free(seen);
    return status;
}

void report_limit_release(struct report_limit *F)
{
    one_more_release(&F->one_more);
    gatesim_scenario_destroy(F->scenario);
    *F = (struct report_limit){.scenario = NULL};
}
