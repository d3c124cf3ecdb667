/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bottleneck: what limits the gate, measured: the scenario is run again with one server more at
 * each station, one person more in each pool, one slot more an hour of each appointment system, and
 * one waiting place more where a full line blocks others; on the same trucks. Prints nothing but
 * what alternatives_run does. */
#ifndef SIM_EXPERIMENT_BOTTLENECK_H
#define SIM_EXPERIMENT_BOTTLENECK_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "analysis/compare/one_more.h"
#include "gatesim/scenario.h"

/* What a run has seen of a station: means over its replications. */
struct bottleneck_seen {
    double arrived; /* trucks that came there; where none did, no server is added */
    double full;    /* share of the time without room for another truck; where 0, no place is */
};

/* What is asked. All borrowed. */
struct bottleneck_question {
    const struct gatesim_scenario *scenario; /* as it is; its warm-up is known */
    FILE *messages;                          /* where messages and the progress bar go */
    const char *path;                   /* that its data files are beside, and that messages name */
    const struct bottleneck_seen *seen; /* by station */
    uint32_t first;                     /* number of the first replication */
    uint32_t replications;
    unsigned threads; /* as in struct experiment */
    bool quiet;       /* no progress bar, and no word when a signal ends it */
};

/* bottleneck_alternatives(Q): how many scenarios Q asks to run beside the one as it is. */
size_t bottleneck_alternatives(const struct bottleneck_question *Q);

/* bottleneck_find(Q, M): run all replications of Q's scenario and of its alternatives, and fill *M,
 * which was zeroed and whose names belong to Q->scenario. Returns GATESIM_OK; GATESIM_ESTOPPED when
 * a signal ended it, with *M made of the replications that all had by then; or another status
 * after saying why. */
int bottleneck_find(const struct bottleneck_question *Q, struct one_more *M);

#endif
