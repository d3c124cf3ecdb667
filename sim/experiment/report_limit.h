/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What limits the gate of a results file, measured for its report: the replications of the file are
 * run again, on the same trucks, with one server more at each station and one person more in each
 * pool. */
#ifndef SIM_EXPERIMENT_REPORT_LIMIT_H
#define SIM_EXPERIMENT_REPORT_LIMIT_H

#include <stdio.h>

#include "analysis/compare/one_more.h"
#include "analysis/read/run_data.h"
#include "analysis/report/report.h"
#include "gatesim/scenario.h"

/* Whether to measure. */
enum report_limit_wish {
    REPORT_LIMIT_AUTO, /* if it takes few events, and no file but the results file is read */
    REPORT_LIMIT_YES,
    REPORT_LIMIT_NO
};

/* All zero: nothing was measured. */
struct report_limit {
    struct one_more one_more;          /* its names belong to the scenario below, or to that of the
                                          question */
    struct gatesim_scenario *scenario; /* owned; NULL */
    enum report_unmeasured why;        /* REPORT_MEASURED: one_more holds the answer */
};

/* report_limit_find(messages, F, X, S, wish, events): measure for the results file X, whose
 * scenario gatesim_scenario_recall has made S (NULL: it could not), unless wish says no. For
 * REPORT_LIMIT_AUTO all runs together have at most that many events, as X counts them: as many
 * replications are run as that allows, and none if that is fewer than five of those that X has. *F
 * was zeroed. Returns GATESIM_OK, with F->why telling whether there is an answer, or a negative
 * status after saying why. */
int report_limit_find(FILE *messages, struct report_limit *F, const struct run_data *X,
                      const struct gatesim_scenario *S, enum report_limit_wish wish, double events);

/* report_limit_release(F): free what report_limit_find put into F. */
void report_limit_release(struct report_limit *F); /* a zeroed one is fine */

#endif
