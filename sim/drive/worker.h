/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worker: takes cells from the board and simulates them, one after another, by a pump.
 *
 * It lives on a thread and a loop of its own, or, when its work is paced, on the loop of its
 * caller. The struct stays where it is from worker_start until its caller has joined it. */
#ifndef SIM_DRIVE_WORKER_H
#define SIM_DRIVE_WORKER_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "sim/drive/board.h"
#include "sim/drive/pump.h"

struct worker {
    struct board *board; /* borrowed */
    uv_loop_t own;
    uv_loop_t *loop; /* &own, or its caller's */
    uv_thread_t thread;
    uv_async_t call; /* something may be there to take, or the end is near */
    uv_check_t turn; /* once a turn of the loop: notes how far it is */
    struct pump pump;
    unsigned open; /* handles that are not closed */
    bool leaving;
    struct slot *slot;      /* of the running cell; NULL none */
    struct gatesim *sim;    /* the running simulation */
    gatesim_ticks duration; /* of it */
    struct worker_progress {
        double share; /* of the running cell, 0..1 */
        uint64_t events, trucks;
    } progress; /* guarded by the board's mutex */
};

/* worker_start(W, B, loop): begin to take cells, on loop or, NULL, a thread. Returns 0, or
 * GATESIM_ESYSTEM with nothing to call or join. */
int worker_start(struct worker *W, struct board *B, uv_loop_t *loop);

/* worker_call(W): have it look at the board. Any thread, until it has left. */
void worker_call(struct worker *W);

/* worker_join(W): wait for the end of its thread; it has left the board. */
void worker_join(struct worker *W);

#endif
