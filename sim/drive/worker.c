/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the pump has done a simulation, its numbers go into the cell's slot and the next cell is
 * taken in the same callback; a worker without a cell waits in its loop for a call. */
#include "sim/drive/worker.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/results.h"

/* Take the simulation's numbers. Returns the status that they have then. */
static int measure(struct slot *slot, const struct gatesim *G)
{
    const size_t count = gatesim_values_count(slot->result.cell.scenario);

    if (count > slot->room || slot->values == NULL) {
        free(slot->values);
        slot->values = malloc((count + 1) * sizeof *slot->values);
        slot->room = count;
    }
    if (slot->values == NULL)
        return GATESIM_ENOMEM;
    gatesim_values(G, slot->values);
    slot->result.values = slot->values;
    slot->result.fingerprint = gatesim_fingerprint(G);
    return GATESIM_OK;
}

static void explain(struct slot *slot, const struct gatesim *G)
{
    free(slot->trouble);
    slot->trouble = strdup(gatesim_trouble(G));
    slot->result.trouble = slot->trouble != NULL ? slot->trouble : "";
}

static void note(struct worker *W)
{
    struct worker_progress now = {0};

    if (W->sim != NULL) {
        struct gatesim_progress P;

        gatesim_progress(W->sim, &P);
        now.events = P.events;
        now.trucks = P.at_start + P.arrived;
        now.share = fmin((double)gatesim_now(W->sim) / (double)W->duration, 1.0);
    }
    uv_mutex_lock(&W->board->mutex);
    W->progress = now;
    uv_mutex_unlock(&W->board->mutex);
}

/* The running cell has come to an end. */
static void conclude(struct worker *W, int status)
{
    const struct experiment_hooks *H = W->board->hooks;
    struct experiment_result *result = &W->slot->result;

    if (W->sim != NULL) {
        struct gatesim_progress P;

        gatesim_progress(W->sim, &P);
        result->events = P.events;
        result->trucks = P.at_start + P.arrived;
        if (gatesim_status_explained(status))
            explain(W->slot, W->sim);
        if (status == GATESIM_OK || status == GATESIM_ESTOPPED) {
            const int failure = measure(W->slot, W->sim);

            status = failure != GATESIM_OK ? failure : status;
        }
    }
    gatesim_destroy(W->sim);
    W->sim = NULL;
    result->status = status;
    if (status == GATESIM_OK && H->ready != NULL)
        H->ready(H->user, result);
    note(W);
    board_post(W->board, W->slot);
    W->slot = NULL;
}

static void on_done(struct pump *P, int status);

/* Start the cell of W->slot. */
static int begin(struct worker *W)
{
    const struct experiment_hooks *H = W->board->hooks;
    struct experiment_result *result = &W->slot->result;
    struct gatesim_scenario_info info;
    int status = GATESIM_OK;

    if (H->begin != NULL)
        status = H->begin(H->user, result->index, &result->cell, &result->observer);
    if (status == GATESIM_OK)
        status = gatesim_create(result->cell.scenario, result->cell.replication, result->observer,
                                &W->sim);
    if (status != GATESIM_OK)
        return status;
    gatesim_scenario_info(result->cell.scenario, &info);
    W->duration = info.duration;
    pump_start(&W->pump, W->sim, W->board->plan->pace, on_done);
    return GATESIM_OK;
}

static void on_closed(struct worker *W)
{
    if (--W->open == 0)
        board_leave(W->board);
}

static void on_handle_closed(uv_handle_t *handle)
{
    on_closed(handle->data);
}

static void on_pump_closed(struct pump *P)
{
    on_closed(P->user);
}

static void leave(struct worker *W)
{
    W->leaving = true;
    pump_close(&W->pump, on_pump_closed);
    uv_close((uv_handle_t *)&W->call, on_handle_closed);
    uv_close((uv_handle_t *)&W->turn, on_handle_closed);
}

/* Take and start cells until one runs, or there is none. */
static void go_on(struct worker *W)
{
    bool wait;
    int status;

    while ((W->slot = board_take(W->board, &wait)) != NULL) {
        status = begin(W);
        if (status == GATESIM_OK)
            return;
        conclude(W, status);
    }
    if (!wait)
        leave(W);
}

static void on_done(struct pump *P, int status)
{
    struct worker *W = P->user;

    conclude(W, status);
    go_on(W);
}

/* End before the cell does. */
static void stop(struct worker *W, enum board_end how)
{
    pump_stop(&W->pump);
    if (W->slot != NULL && how == BOARD_STOP) {
        gatesim_stop(W->sim);
        conclude(W, GATESIM_ESTOPPED);
    }
    gatesim_destroy(W->sim);
    W->sim = NULL;
    leave(W);
}

static void on_call(uv_async_t *call)
{
    struct worker *W = call->data;
    const enum board_end end = board_ended(W->board);

    if (W->leaving)
        return;
    if (end != BOARD_GOES_ON)
        stop(W, end);
    else if (W->slot == NULL)
        go_on(W);
}

static void on_turn(uv_check_t *turn)
{
    note(turn->data);
}

static void on_thread(void *user)
{
    struct worker *W = user;

    go_on(W);
    (void)uv_run(W->loop, UV_RUN_DEFAULT);
}

/* The handles; only the first can fail in libuv 1. */
static int open_handles(struct worker *W)
{
    if (uv_async_init(W->loop, &W->call, on_call) != 0)
        return GATESIM_ESYSTEM;
    (void)uv_check_init(W->loop, &W->turn);
    (void)uv_check_start(&W->turn, on_turn);
    (void)pump_init(&W->pump, W->loop, W);
    W->call.data = W->turn.data = W;
    W->open = 3;
    return GATESIM_OK;
}

/* Give the handles of a worker back that never took a cell. */
static void undo(struct worker *W)
{
    uv_close((uv_handle_t *)&W->call, NULL);
    uv_close((uv_handle_t *)&W->turn, NULL);
    pump_close(&W->pump, NULL);
    (void)uv_run(W->loop, UV_RUN_DEFAULT);
}

static int start_thread(struct worker *W)
{
    if (uv_loop_init(&W->own) != 0)
        return GATESIM_ESYSTEM;
    W->loop = &W->own;
    if (open_handles(W) == GATESIM_OK) {
        if (uv_thread_create(&W->thread, on_thread, W) == 0)
            return GATESIM_OK;
        undo(W);
    }
    (void)uv_loop_close(&W->own);
    return GATESIM_ESYSTEM;
}

int worker_start(struct worker *W, struct board *B, uv_loop_t *loop)
{
    *W = (struct worker){.board = B, .loop = loop};
    if (loop == NULL)
        return start_thread(W);
    if (open_handles(W) != GATESIM_OK)
        return GATESIM_ESYSTEM;
    go_on(W);
    return GATESIM_OK;
}

void worker_call(struct worker *W)
{
    (void)uv_async_send(&W->call);
}

void worker_join(struct worker *W)
{
    if (W->loop != &W->own)
        return;
    (void)uv_thread_join(&W->thread);
    (void)uv_loop_close(&W->own); /* nothing is left on it */
}
