/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run has measured: an accumulator over replications for every number of every
 * column, and what else the terminal and --json tell about the run. */
#ifndef SIM_EXPERIMENT_RUN_ESTIMATES_H
#define SIM_EXPERIMENT_RUN_ESTIMATES_H

#include <stdint.h>

#include "analysis/estimate/estimate.h"
#include "gatesim/results.h"
#include "sim/drive/experiment.h"
#include "sim/experiment/over_replications.h"
#include "sim/store/store.h"

struct one_more;

struct run_estimates {
    const struct gatesim_scenario *scenario; /* borrowed */
    struct gatesim_scenario_info info;
    const char *path, *file;       /* the scenario's and the results file's; borrowed */
    struct experiment_state state; /* final; zeroed when nothing was simulated */
    uint64_t *fingerprints;        /* of the replications that were added, in order */
    uint32_t added, room;          /* of them */
    size_t whole;                  /* numbers of a replication as a whole, of group "summary" */
    bool keeps;                    /* these numbers of each replication: JSON tells them */
    double *by_replication;        /* [added][whole], in the order of their columns; owned */
    uint64_t events;               /* of these replications */
    bool partial; /* no replication is complete: the numbers are of one cut short */
    size_t columns;
    size_t *offset; /* by column: its first number; one more than columns */
    struct accumulator *numbers;
    struct findings findings;          /* zeroed until the file is ended */
    const struct one_more *bottleneck; /* borrowed; NULL: not asked for */
};

/* run_estimates_init(M, S): make M empty, for scenario S; M->keeps, which is false, may then be
 * set. Returns 0 or GATESIM_ENOMEM. */
int run_estimates_init(struct run_estimates *M, const struct gatesim_scenario *S);

/* run_estimates_restart(M, replications): empty M, for that number of replications. */
void run_estimates_restart(struct run_estimates *M, uint32_t replications);

/* run_estimates_release(M): free what M owns. */
void run_estimates_release(struct run_estimates *M);

/* run_estimates_add(M, record): add the next replication that is written. Returns 0 or
 * GATESIM_ENOMEM. */
int run_estimates_add(struct run_estimates *M, const struct store_record *record);

/* run_estimates_complete(M): returns how many replications reached their end. */
uint32_t run_estimates_complete(const struct run_estimates *M);

/* run_estimates_at(M, group, name, i): returns the estimate of number i of the column. A column
 * that is not there is a bug. */
struct estimate run_estimates_at(const struct run_estimates *M, const char *group, const char *name,
                                 size_t i);

/* measured_at2(M, group, name, i, j): returns the estimate of the number at [i, j] of the
 * column. */
struct estimate measured_at2(const struct run_estimates *M, const char *group, const char *name,
                             size_t i, size_t j);

/* run_estimates_mean(M, group, name, i): returns the mean of run_estimates_at alone. */
double run_estimates_mean(const struct run_estimates *M, const char *group, const char *name,
                          size_t i);

/* run_estimates_books(M): returns whether trucks book appointments, or have found none. */
bool run_estimates_books(const struct run_estimates *M);

#endif
