/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waves of ten: after each the half-width is held against the mean, and the rule ends when it is
 * small enough or the most replications are there. */
#include "sim/experiment/stopping_rule.h"

#include "analysis/compare/comparison.h"
#include "analysis/estimate/precision.h"
#include "analysis/read/run_data.h"
#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/experiment/metric.h"
#include "sim/text/messages.h"
#include "sim/text/quantities.h"

#define WAVE 10
#define MOST 1000 /* unless told */

int stopping_init(FILE *messages, struct stopping_rule *P, const struct gatesim_scenario *S,
                  const char *path)
{
    struct gatesim_scenario_info info;
    struct run_data *X;
    struct metric metric;
    int status;

    gatesim_scenario_info(S, &info);
    *P = (struct stopping_rule){.share = info.precision,
                                .text = info.precision_of[0] != '\0' ? info.precision_of
                                                                     : COMPARISON_TIME,
                                .most = info.replications_max > 0 ? info.replications_max : MOST};
    if (P->share == 0.0)
        return GATESIM_OK;
    if (run_data_of(S, path, &X) != GATESIM_OK)
        return message_status(messages, GATESIM_ENOMEM);
    status = metric_find(messages, X, P->text, &metric);
    if (status == GATESIM_OK) { /* the names of columns are the table's */
        P->group = metric.column->group;
        P->name = metric.column->name;
        P->index = metric.index;
    }
    run_data_destroy(X);
    return status;
}

static uint32_t at_most(const struct stopping_rule *P, uint32_t replications)
{
    return replications < P->most ? replications : P->most;
}

uint32_t stopping_first(const struct stopping_rule *P, uint32_t replications)
{
    return at_most(P, replications > WAVE ? replications : WAVE);
}

uint32_t stopping_next(const struct stopping_rule *P, const struct run_estimates *M, uint32_t there)
{
    if (precision_reached(run_estimates_at(M, P->group, P->name, P->index), P->share))
        return there;
    return at_most(P, there + WAVE);
}

void stopping_say(FILE *messages, const struct stopping_rule *P, const struct run_estimates *M)
{
    const struct estimate E = run_estimates_at(M, P->group, P->name, P->index);
    char wanted[QUANTITY_SIZE], got[QUANTITY_SIZE];

    if (precision_reached(E, P->share))
        message(messages, "%llu replications give %s to within %s", (unsigned long long)E.n,
                P->text, quantity_share(got, precision_of(E)));
    else
        message(messages, "%llu replications give %s to within %s only; %s would take about %llu",
                (unsigned long long)E.n, P->text, quantity_share(got, precision_of(E)),
                quantity_share(wanted, P->share),
                (unsigned long long)precision_needed(E, P->share));
}
