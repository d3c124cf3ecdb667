/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the replications of a run say beyond means and their intervals: how the number
 * of trucks settles, an interval from one long run, and quantiles over the replications. */
#ifndef SIM_EXPERIMENT_OVER_REPLICATIONS_H
#define SIM_EXPERIMENT_OVER_REPLICATIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/estimate/quantile.h"
#include "analysis/estimate/steady.h"

struct run_estimates;
struct store;

/* Shares of the replications whose quantiles are told: X(code, share). */
#define FINDINGS_LEVEL_LIST(X) \
    X(HALF, 0.5)               \
    X(NINE_TENTHS, 0.9)        \
    X(NINETEEN_TWENTIETHS, 0.95)

enum findings_level {
#define FINDINGS_CODE(code, share) FINDINGS_##code,
    FINDINGS_LEVEL_LIST(FINDINGS_CODE)
#undef FINDINGS_CODE
        FINDINGS_LEVELS
};

struct findings {
    size_t bins;    /* of the series of trucks in the system; 0: not measured */
    double *mean;   /* of each bin over the replications */
    double *welch;  /* its moving average over a day, NaN at the end where it has none */
    size_t window;  /* of that, in bins to either side */
    double settles; /* s since the start, where MSER-5 cuts the mean; NaN: it does not settle */
    /* Of the trucks in the system when there is one replication, after its warm-up; n is 0 when
     * there are more, or too few bins. */
    struct batch_means batches;
    /* By column, as gatesim_columns, and level: of a number of group "summary" over the
     * replications; n is 0 for other columns and without complete replications. */
    struct quantile_estimate (*quantile)[FINDINGS_LEVELS];
    uint64_t *places; /* in the file: of the arrays, in their order there */
};

/* findings_init(F, M, ST): prepare F for estimates from M, and reserve their place in the store
 * ST, to which nothing has been published yet. Returns 0 or a negative status. */
int findings_init(struct findings *F, const struct run_estimates *M, struct store *ST);

/* findings_make(F, M, ST): make the estimates from what was measured in M and what the store ST,
 * which is not finished, holds, and write them into it. Returns 0 or a negative status. */
int findings_make(struct findings *F, const struct run_estimates *M, struct store *ST);

/* findings_release(F): free what F owns. A zeroed F is fine. */
void findings_release(struct findings *F);

/* findings_share(level): of the replications. */
double findings_share(enum findings_level level);

/* findings_quantile(M, name, level): of a number of group "summary" by its name. */
struct quantile_estimate findings_quantile(const struct run_estimates *M, const char *name,
                                           enum findings_level level);

#endif
