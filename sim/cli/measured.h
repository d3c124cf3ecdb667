/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run has measured: an accumulator over replications for every number of every
 * column, and what else the terminal and --json tell about the run. */
#ifndef SIM_CLI_MEASURED_H
#define SIM_CLI_MEASURED_H

#include <stdint.h>

#include "analysis/estimate.h"
#include "gatesim/results.h"
#include "sim/cli/findings.h"
#include "sim/drive/experiment.h"
#include "sim/store/store.h"

struct one_more;

struct measured {
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

/* measured_init(M, S): nothing measured yet; M->keeps, which is false, may then be set. Returns 0 or
 * GATESIM_ENOMEM. */
int measured_init(struct measured *M, const struct gatesim_scenario *S);
/* measured_restart(M, replications): nothing measured yet, of so many replications. */
void measured_restart(struct measured *M, uint32_t replications);

void measured_release(struct measured *M);

/* measured_add(M, record): the next replication that is published. Returns as init. */
int measured_add(struct measured *M, const struct store_record *record);

/* measured_complete(M): replications that reached their end. */
uint32_t measured_complete(const struct measured *M);

/* measured_at(M, group, name, i): the estimate of the column's number i. A column that is
 * not there is a bug. */
struct estimate measured_at(const struct measured *M, const char *group, const char *name,
                            size_t i);

/* The same of a number at [i, j], and its mean alone. */
struct estimate measured_at2(const struct measured *M, const char *group, const char *name,
                             size_t i, size_t j);
double measured_mean(const struct measured *M, const char *group, const char *name, size_t i);

/* measured_books(M): whether trucks book appointments, or have found none. */
bool measured_books(const struct measured *M);

#endif
