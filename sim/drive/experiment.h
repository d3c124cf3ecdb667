/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An experiment: the replications of a scenario, run one after another on a loop.
 *
 * What becomes of a replication is its caller's business, told by hooks; an experiment
 * writes and prints nothing. SIGINT or SIGTERM ends it between two events: the running
 * replication is handed over as it stands. From then on the signals have their default
 * effect again, so a second one ends the process at once. */
#ifndef SIM_DRIVE_EXPERIMENT_H
#define SIM_DRIVE_EXPERIMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "gatesim/simulation.h"

struct uv_loop_s; /* uv_loop_t: who brings a loop includes uv.h */

struct experiment {
    const struct gatesim_scenario *scenario; /* borrowed */
    uint32_t replications;                   /* 0 .. replications - 1 are run; at least 1 */
    double pace;                             /* as in pump_start */
    bool signals;                            /* SIGINT and SIGTERM end it */
};

/* How far it is. */
struct experiment_state {
    uint32_t complete;     /* replications that reached their end */
    uint32_t replications; /* of how many */
    double share;          /* of all simulated time that is done, 0..1 */
    double wall;           /* s since the first replication is next */
    uint64_t events;       /* of all replications so far, the running one included */
    uint64_t trucks;       /* that arrived, likewise */
    int signal;            /* the signal that ended it; 0 none */
};

/* Any hook may be NULL. prepare, begin and end return 0, or a negative status that ends the
 * experiment and that it returns. */
struct experiment_hooks {
    void *user;
    /* prepare: once; signals are heard already, and the experiment's time begins after it. */
    int (*prepare)(void *user);
    /* begin: replication is next; *observer is NULL and may be set to one for it. */
    int (*begin)(void *user, uint32_t replication, const struct gatesim_observer **observer);
    /* end: G has come to its end (status 0), was stopped (GATESIM_ESTOPPED), or failed. G
     * can be asked for its results during the call, and is destroyed after it. */
    int (*end)(void *user, uint32_t replication, const struct gatesim *G, int status);
    /* progress: ten times a second. */
    void (*progress)(void *user, const struct experiment_state *state);
};

/* experiment_run(X, H, loop, state): run X on loop, whose other handles get their turns
 * meanwhile, and leave the final *state; loop NULL is one of its own. Returns when nothing of
 * it is left on the loop: 0 when every replication reached its end, GATESIM_ESTOPPED after a
 * signal, GATESIM_ESYSTEM, or the first failure of a replication or a hook. */
int experiment_run(const struct experiment *X, const struct experiment_hooks *H,
                   struct uv_loop_s *loop, struct experiment_state *state);

#endif
