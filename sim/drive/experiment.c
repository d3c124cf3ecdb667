/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The caller's side: whenever a worker has news, hand over the cells whose turn it is. Signals
 * and progress are handles beside that. */
#define _GNU_SOURCE /* for sched_getaffinity */

#include "sim/drive/experiment.h"

#include <math.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>
#include <uv.h>

#include "sim/drive/board.h"
#include "sim/drive/ranks.h"
#include "sim/drive/signals.h"
#include "sim/drive/worker.h"

#define PROGRESS_MS 100
#define TURN_NS 5000000 /* handing over, in one turn of the loop */
#define POLL_MS 1       /* between two looks for results of other ranks */

struct running {
    const struct experiment *plan;
    const struct experiment_hooks *hooks;
    struct experiment_state *state;
    struct board board;
    struct worker *workers;
    unsigned count; /* of those that were started */
    uv_async_t news;
    uv_timer_t progress;
    uv_timer_t poll;
    uv_async_t signal; /* one was heard */
    struct signals signals;
    bool listening; /* to them */
    uint64_t begin; /* uv_hrtime */
    unsigned open;  /* handles on the caller's loop */
    bool finished;
    int status;
};

unsigned experiment_cores(void)
{
    long online;
#ifdef CPU_COUNT
    cpu_set_t allowed;

    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0 && CPU_COUNT(&allowed) > 0)
        return (unsigned)CPU_COUNT(&allowed);
#endif
    online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (unsigned)online : 1;
}

static unsigned threads_of(const struct experiment *X, const struct experiment_hooks *H)
{
    const unsigned threads = X->threads > 0 ? X->threads : experiment_cores();

    if (X->pace > 0.0)
        return 1;
    return H->more == NULL && X->cells < threads ? (unsigned)X->cells + (X->cells == 0) : threads;
}

static void on_closed(uv_handle_t *handle)
{
    struct running *R = handle->data;

    R->open--;
}

/* Give everything back to the loop but what tells of signals. The workers have left it. */
static void finish(struct running *R)
{
    R->finished = true;
    uv_close((uv_handle_t *)&R->news, on_closed);
    uv_close((uv_handle_t *)&R->progress, on_closed);
    uv_close((uv_handle_t *)&R->poll, on_closed);
}

/* A signal that came after the last cell was handed over has not stopped any, but the caller
 * is not to go on to something else. */
static void stop_listening(struct running *R)
{
    if (R->listening)
        signals_close(&R->signals);
    if (R->listening && R->state->signal == 0)
        R->state->signal = signals_heard(&R->signals);
    R->state->signals = NULL;
    R->listening = false;
    if (R->status == GATESIM_OK && R->state->signal != 0)
        R->status = GATESIM_ESTOPPED;
    uv_close((uv_handle_t *)&R->signal, on_closed);
}

/* Bring the state up to date with the running cells. */
static void observe(struct running *R)
{
    struct experiment_state *state = R->state;
    struct board *B = &R->board;
    double share;

    uv_mutex_lock(&B->mutex);
    state->complete = B->complete;
    state->cells = B->cells;
    state->events = B->events;
    state->trucks = B->trucks;
    share = (double)(B->handed);
    for (uint64_t i = 0; i < B->window; i++)
        share += B->slots[i].posted;
    for (unsigned i = 0; i < R->count; i++) {
        share += R->workers[i].progress.share;
        state->events += R->workers[i].progress.events;
        state->trucks += R->workers[i].progress.trucks;
    }
    uv_mutex_unlock(&B->mutex);
    state->share = state->cells > 0 ? fmin(share / (double)state->cells, 1.0) : 1.0;
    state->wall = (double)(uv_hrtime() - R->begin) * 1e-9;
}

static void call_all(struct running *R)
{
    for (unsigned i = 0; i < R->count; i++)
        worker_call(&R->workers[i]);
}

/* Note how it ends, unless that is known, and have the workers leave. */
static void end(struct running *R, int status, enum board_end how)
{
    if (R->status == GATESIM_OK || how == BOARD_ABANDON)
        R->status = status;
    board_stop(&R->board, how);
    call_all(R);
}

/* Hand one cell over. Returns what the experiment is to end with, or 0. What was cut short is
 * the signal's business. */
static int hand_over(struct running *R, const struct slot *slot)
{
    int status = slot->result.status, failure = GATESIM_OK;

    observe(R);
    if (R->hooks->result != NULL)
        failure = R->hooks->result(R->hooks->user, &slot->result);
    if (failure != GATESIM_OK || (status != GATESIM_OK && status != GATESIM_ESTOPPED))
        return failure != GATESIM_OK ? failure : status;
    board_hand(&R->board);
    if (board_call(&R->board))
        call_all(R);
    return GATESIM_OK;
}

/* Hand over what has its turn, until the loop should have another. */
static void hand_over_all(struct running *R)
{
    const uint64_t begin = uv_hrtime();
    const struct slot *slot;
    int status;

    while ((slot = board_turn(&R->board)) != NULL) {
        if (uv_hrtime() - begin > TURN_NS) {
            (void)uv_async_send(&R->news);
            return;
        }
        status = hand_over(R, slot);
        if (status != GATESIM_OK) {
            end(R, status, BOARD_ABANDON);
            return;
        }
    }
}

/* All cells that are known have been handed over: ask for more. */
static void ask_for_more(struct running *R)
{
    uint64_t cells;

    while (board_exhausted(&R->board)) {
        observe(R);
        cells = R->hooks->more(R->hooks->user, R->board.handed);
        board_more(&R->board, cells);
        if (board_call(&R->board))
            call_all(R);
    }
}

/* Whether anything is still to be handed over. After a signal, cells are handed over once all
 * workers have left and it is known how many were completed. */
static void on_news(uv_async_t *news)
{
    struct running *R = news->data;
    const enum board_end how = board_ended(&R->board);
    const bool left = board_left(&R->board) == R->count;

    if (R->finished)
        return;
    if (how == BOARD_GOES_ON || (how == BOARD_STOP && left))
        hand_over_all(R);
    if (board_ended(&R->board) == BOARD_GOES_ON)
        ask_for_more(R);
    if (left && (board_ended(&R->board) == BOARD_ABANDON || board_done(&R->board)))
        finish(R);
}

/* Take the result of the cell whose turn it is from the rank that has it. Returns 1 when it was
 * there, 0 when not, or a negative status. */
static int take_from_rank(struct running *R, struct slot *slot)
{
    const uint64_t index = slot->result.index;
    size_t size;
    int status;

    free(slot->message);
    status = ranks_look(R->plan->ranks, (int)(index % R->board.ranks), &slot->message, &size);
    if (status != 1)
        return status;
    status = ranks_result(slot->message, size, &slot->result);
    if (status != GATESIM_OK || slot->result.index != index)
        return GATESIM_ESYSTEM;
    board_post(&R->board, slot);
    return 1;
}

static void on_poll(uv_timer_t *timer)
{
    struct running *R = timer->data;
    const uint64_t begin = uv_hrtime();
    struct slot *slot;
    int status = 1;

    while (status == 1 && uv_hrtime() - begin < TURN_NS && !R->finished &&
           board_ended(&R->board) == BOARD_GOES_ON && (slot = board_awaited(&R->board)) != NULL) {
        status = take_from_rank(R, slot);
        if (status == 1)
            on_news(&R->news);
        else if (status < 0)
            end(R, status, BOARD_ABANDON);
    }
}

static void on_signal(uv_async_t *signal)
{
    struct running *R = signal->data;

    if (R->state->signal != 0 || R->finished)
        return;
    R->state->signal = signals_heard(&R->signals);
    end(R, GATESIM_ESTOPPED, BOARD_STOP);
}

static void on_progress(uv_timer_t *timer)
{
    struct running *R = timer->data;

    observe(R);
    R->hooks->progress(R->hooks->user, R->state);
}

static int hear_signals(struct running *R)
{
    const int status = signals_open(&R->signals, &R->signal);

    R->listening = status == GATESIM_OK;
    R->state->signals = R->listening ? &R->signals : NULL;
    return status;
}

static int open_handles(struct running *R, uv_loop_t *loop)
{
    if (uv_async_init(loop, &R->news, on_news) != 0)
        return GATESIM_ESYSTEM;
    (void)uv_async_init(loop, &R->signal, on_signal); /* like the others, only fills it in */
    (void)uv_timer_init(loop, &R->progress);
    (void)uv_timer_init(loop, &R->poll);
    R->news.data = R->signal.data = R->progress.data = R->poll.data = R;
    R->open = 4;
    if (R->hooks->progress != NULL)
        (void)uv_timer_start(&R->progress, on_progress, PROGRESS_MS, PROGRESS_MS);
    if (R->plan->ranks != NULL)
        (void)uv_timer_start(&R->poll, on_poll, POLL_MS, POLL_MS);
    return R->plan->signals ? hear_signals(R) : GATESIM_OK;
}

/* As many workers as there are to be, or as the system allows, at least one. */
static int start_workers(struct running *R, unsigned wanted, uv_loop_t *loop)
{
    for (; R->count < wanted; R->count++)
        if (worker_start(&R->workers[R->count], &R->board, R->plan->pace > 0.0 ? loop : NULL) !=
            GATESIM_OK)
            break;
    return R->count > 0 ? GATESIM_OK : GATESIM_ESYSTEM;
}

/* Turn the loop until no more than so many handles of it are open: one turn at a time, as it
 * may have handles that outlive the experiment. */
static void turn(struct running *R, uv_loop_t *loop, unsigned open)
{
    while (R->open > open)
        (void)uv_run(loop, UV_RUN_ONCE);
}

/* While the workers have begun. Returns whether there is something to conclude. */
static bool prepare(struct running *R)
{
    const int status = R->hooks->prepare != NULL ? R->hooks->prepare(R->hooks->user) : GATESIM_OK;

    if (status != GATESIM_OK)
        end(R, status, BOARD_ABANDON);
    return status == GATESIM_OK;
}

/* The cells, on the workers that were started. */
static void run_cells(struct running *R, uv_loop_t *loop)
{
    const bool prepared = prepare(R);

    turn(R, loop, 1);
    for (unsigned i = 0; i < R->count; i++)
        worker_join(&R->workers[i]);
    observe(R);
    if (prepared && R->hooks->conclude != NULL)
        R->hooks->conclude(R->hooks->user, R->status);
}

static void run_on(struct running *R, unsigned workers, uv_loop_t *loop)
{
    R->status = open_handles(R, loop);
    if (R->open == 0)
        return;
    R->begin = uv_hrtime();
    if (R->status == GATESIM_OK)
        R->status = start_workers(R, workers, loop);
    if (R->status == GATESIM_OK)
        run_cells(R, loop);
    else
        finish(R);
    stop_listening(R);
    turn(R, loop, 0);
}

static int run_with_loop(const struct experiment *X, const struct experiment_hooks *H,
                         uv_loop_t *loop, struct experiment_state *state)
{
    const unsigned workers = threads_of(X, H);
    struct running R = {.plan = X, .hooks = H, .state = state};

    R.workers = calloc(workers, sizeof *R.workers);
    if (R.workers == NULL)
        return GATESIM_ENOMEM;
    R.status = board_init(&R.board, X, H, workers, &R.news);
    if (R.status == GATESIM_OK) {
        run_on(&R, workers, loop);
        board_release(&R.board);
    }
    free(R.workers);
    return R.status;
}

int experiment_run(const struct experiment *X, const struct experiment_hooks *H,
                   struct uv_loop_s *loop, struct experiment_state *state)
{
    uv_loop_t own;
    int status;

    *state = (struct experiment_state){.cells = X->cells};
    if (loop != NULL)
        return run_with_loop(X, H, loop, state);
    if (uv_loop_init(&own) != 0)
        return GATESIM_ESYSTEM;
    status = run_with_loop(X, H, &own, state);
    (void)uv_loop_close(&own); /* nothing is left on it */
    return status;
}

int experiment_heard(const struct experiment_state *state)
{
    if (state->signal != 0 || state->signals == NULL)
        return state->signal;
    return signals_heard(state->signals);
}

const char *experiment_libuv(void)
{
    return uv_version_string();
}
