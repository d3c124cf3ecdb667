/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An experiment: cells, each a replication of a scenario, simulated side by side on all cores.
 *
 * Workers take cells in ascending order and simulate them, each on a thread and a libuv loop
 * of its own. What came out of a cell is handed to the caller on the caller's thread, in
 * ascending order too: so whatever the caller makes of it does not depend on the number of
 * threads. A worker waits when it is too far ahead of the cell whose turn it is, so memory does
 * not grow with the number of cells.
 *
 * One scenario repeated is the plain case. Several scenarios on common random numbers are cells
 * (A, 0), (B, 0), (A, 1), (B, 1) ...: replication r of every scenario with the same seed meets
 * the same trucks. A sequential procedure adds cells in waves: it is asked for more when it has
 * seen all there are.
 *
 * An experiment writes and prints nothing. SIGINT or SIGTERM ends it: what is running is handed
 * over as it stands, and what is finished as it is. A second one ends the process at once. */
#ifndef SIM_DRIVE_EXPERIMENT_H
#define SIM_DRIVE_EXPERIMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "gatesim/simulation.h"

struct ranks;     /* sim/drive/ranks.h */
struct signals;   /* sim/drive/signals.h */
struct uv_loop_s; /* uv_loop_t: who brings a loop includes uv.h */

struct experiment_cell {
    const struct gatesim_scenario *scenario; /* borrowed until the experiment is over */
    uint32_t replication;
};

struct experiment {
    const struct gatesim_scenario *scenario; /* borrowed; cell i is replication i of it, unless
                                              * the hook cell says otherwise */
    uint64_t cells;                          /* how many there are at first */
    unsigned threads;                        /* that simulate; 0: experiment_cores() */
    unsigned ahead; /* how many cells beside the running ones may wait for their turn to be
                     * handed over; 0: a few per thread */
    double pace;    /* as in pump_start; a paced experiment runs cell by cell on the loop */
    bool signals;   /* SIGINT and SIGTERM end it */
    /* NULL, or: this is rank 0, and cell i is simulated by rank i % size, which hands it over by
     * ranks_hand_over in its turn. Its observer is NULL. */
    const struct ranks *ranks;
};

/* How far it is. */
struct experiment_state {
    uint64_t complete; /* cells that reached their end, those not handed over yet included */
    uint64_t cells;    /* of how many, as far as is known */
    double share;      /* of all simulated time that is done, 0..1; cells count alike */
    double wall;       /* s since the first cell was next */
    uint64_t events;   /* of all cells so far, the running ones included */
    uint64_t trucks;   /* that arrived, likewise */
    int signal;        /* the signal that ended it; 0 none */
    const struct signals *signals; /* that are listened to; NULL: none are */
};

/* experiment_heard(state): the signal that has come so far, though the experiment may not have been
 * ended by it yet; 0 none. For hooks that take long. */
int experiment_heard(const struct experiment_state *state);

/* What came out of a cell; everything is lent for the call. */
struct experiment_result {
    uint64_t index; /* of the cell */
    struct experiment_cell cell;
    int status;           /* 0: it reached its end; GATESIM_ESTOPPED: cut short by a signal; else
                           * it failed, and values is NULL */
    const double *values; /* as gatesim_values */
    uint64_t fingerprint;
    uint64_t events;
    uint64_t trucks;                         /* that arrived */
    const struct gatesim_observer *observer; /* what begin gave */
    const char *trouble;                     /* of a status that is explained (status.h); else "" */
    const void *extra;                       /* what came with it from another rank; else NULL */
    size_t extra_size;
};

/* Any hook may be NULL. Those that return int return 0, or a negative status that ends the
 * experiment and that it returns. */
struct experiment_hooks {
    void *user;
    /* prepare: once, on the caller's thread, before anything is handed over or asked for; signals
     * are heard already, and cells are running. */
    int (*prepare)(void *user);
    /* cell: what cell index is. Called once for each index, in ascending order, on any thread but
     * never on two at a time. *cell holds the plain case. The scenario may be one of those that
     * more has just made. */
    void (*cell)(void *user, uint64_t index, struct experiment_cell *cell);
    /* begin: the cell is next on a worker, and this is the worker's thread: others may be in this
     * hook at the same time. *observer is NULL and may be set to one for the cell, which is used
     * on that thread and comes back with the result. Every cell begun is handed over, unless
     * begin fails or a hook ends the experiment. */
    int (*begin)(void *user, uint64_t index, const struct experiment_cell *cell,
                 const struct gatesim_observer **observer);
    /* ready: the cell has reached its end, and this is the worker's thread still: what of its
     * result can be made use of there need not be on the caller's. */
    void (*ready)(void *user, const struct experiment_result *result);
    /* result: the next cell's, in ascending order, on the caller's thread. A cell that failed
     * is the last, and the lowest that did. After a signal only the cells that were begun. */
    int (*result)(void *user, const struct experiment_result *result);
    /* more: all done cells have been handed over, on the caller's thread: how many are there to
     * be? done ends the experiment. Without it the first cells are all. */
    uint64_t (*more)(void *user, uint64_t done);
    /* conclude: once, on the caller's thread, unless prepare or the start failed: nothing runs any
     * more, and nothing more will be handed over. The experiment would return this status. Signals
     * are heard still, and one that comes now lets the call end and makes 0 GATESIM_ESTOPPED. */
    void (*conclude)(void *user, int status);
    /* progress: ten times a second, on the caller's thread. */
    void (*progress)(void *user, const struct experiment_state *state);
};

/* experiment_cores(): processors that this process may use, at least 1. */
unsigned experiment_cores(void);

/* experiment_run(X, H, loop, state): run X on workers and loop, whose other handles get their
 * turns meanwhile, and leave the final *state, which hooks may read; loop NULL is one of its own.
 * Returns when no thread and no handle of it is left: 0 when every cell reached its end,
 * GATESIM_ESTOPPED after a signal, GATESIM_ESYSTEM or GATESIM_ENOMEM when it cannot start, or
 * the failure of the lowest cell that failed, or of a hook. */
int experiment_run(const struct experiment *X, const struct experiment_hooks *H,
                   struct uv_loop_s *loop, struct experiment_state *state);

/* experiment_libuv(): the version of libuv that is linked, "1.44.2". */
const char *experiment_libuv(void);

#endif
