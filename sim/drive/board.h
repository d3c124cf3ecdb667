/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board: what the workers of an experiment and its caller's thread have of each other.
 *
 * Cells are given out in ascending order, at most `window` beyond the one whose turn it is to be
 * handed over; each has its slot from then until it is handed over. Everything is guarded by the
 * mutex, but for a slot, which is its worker's until it is posted and the caller's after. */
#ifndef SIM_DRIVE_BOARD_H
#define SIM_DRIVE_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uv.h>

#include "sim/drive/experiment.h"

/* What a cell leaves. Its room is used again by the cell that comes there next. */
struct slot {
    struct experiment_result result;
    double *values; /* owned */
    size_t room;    /* of values */
    char *trouble;  /* owned; NULL none */
    void *message;  /* of another rank, from which the result is lent; owned */
    bool posted;    /* its result is there */
};

/* How the experiment ends before its cells do. */
enum board_end {
    BOARD_GOES_ON,
    BOARD_STOP,    /* running cells are stopped and posted */
    BOARD_ABANDON, /* they are dropped */
};

struct board {
    const struct experiment *plan;        /* borrowed */
    const struct experiment_hooks *hooks; /* borrowed */
    uv_async_t *news;                     /* to the caller's loop: posted or left; borrowed */
    uv_mutex_t mutex;
    struct slot *slots; /* cell i has slot i % window */
    uint64_t window;
    uint64_t ranks;  /* only cells whose number it divides are for the workers */
    uint64_t next;   /* to be given out */
    uint64_t handed; /* whose turn it is */
    uint64_t cells;  /* as far as is known */
    bool final;      /* that is all there will be */
    enum board_end end;
    unsigned waiting;        /* workers that found none to take */
    unsigned left;           /* workers that have left */
    uint64_t complete;       /* cells posted that reached their end */
    uint64_t events, trucks; /* of cells posted */
};

/* board_init(B, X, H, workers, news): nothing given out yet. Returns 0, GATESIM_ENOMEM or
 * GATESIM_ESYSTEM with nothing to release. */
int board_init(struct board *B, const struct experiment *X, const struct experiment_hooks *H,
               unsigned workers, uv_async_t *news);

/* board_release(B): free the board, when no worker is left. */
void board_release(struct board *B);

/* For the workers. board_take(B, wait): the next cell's slot, its cell filled in; or NULL when
 * there is none: then *wait says whether there may be one later, after a call by board_call, or
 * never. */
struct slot *board_take(struct board *B, bool *wait);

/* board_post(B, slot): a worker says that the result in the slot is there, and the caller's thread
 * is told. */
void board_post(struct board *B, struct slot *slot);

/* board_leave(B): a worker says that it ends, and the caller's thread is told. */
void board_leave(struct board *B);

/* board_ended(B): whether, and how, to end. */
enum board_end board_ended(struct board *B);

/* board_turn(B): for the caller's thread. Returns the slot of the cell that comes next, when its
 * result is there; NULL when it is not. */
struct slot *board_turn(struct board *B);

/* board_hand(B): for the caller's thread. The slot that board_turn returned has been handed over,
 * and is free for a worker. */
void board_hand(struct board *B);

/* board_done(B): whether all cells that were given out have been handed over, or will not be, and
 * no worker can take any. When the experiment was stopped, the cells of other ranks that are not
 * here are left out. */
bool board_done(struct board *B);

/* board_awaited(B): the slot of the cell whose turn it is, when another rank simulates it and it is
 * not posted, or NULL. */
struct slot *board_awaited(struct board *B);

/* board_call(B): whether there are workers to be told that there may be something to take. They
 * do not wait from then on. */
bool board_call(struct board *B);

/* board_more(B, cells): there are to be so many; no more than before: that is all. */
void board_more(struct board *B, uint64_t cells);

/* board_exhausted(B): whether every cell known has been handed over and it is open whether
 * there are more. */
bool board_exhausted(struct board *B);

/* board_stop(B, end): no cell is given out any more, for the reason end; workers end when they ask
 * for the next. */
void board_stop(struct board *B, enum board_end end);

/* board_left(B): returns how many workers have not ended. */
unsigned board_left(struct board *B);

#endif
