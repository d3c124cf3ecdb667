/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pump turns one replication; when it is done, its callback hands the replication over
 * and starts the next one on the same pump. Signals and progress are handles beside it. */
#include "sim/drive/experiment.h"

#include <math.h>
#include <signal.h>
#include <string.h>

#include "sim/drive/pump.h"

#define PROGRESS_MS 100
#define SIGNALS 2

struct running {
    const struct experiment *plan;
    const struct experiment_hooks *hooks;
    struct experiment_state *state;
    struct pump pump;
    uv_timer_t progress;
    uv_signal_t signals[SIGNALS];
    int watching;            /* how many of them are open */
    struct gatesim *sim;     /* the running replication; NULL none */
    uint32_t replication;    /* its number */
    uint64_t begin;          /* uv_hrtime */
    uint64_t events, trucks; /* of the replications before */
    unsigned open;           /* handles on the loop, the pump one of them */
    bool closing;
    int status;
};

static void on_closed(struct running *R)
{
    R->open--;
}

static void on_handle_closed(uv_handle_t *handle)
{
    on_closed(handle->data);
}

static void on_pump_closed(struct pump *P)
{
    on_closed(P->user);
}

/* Give everything back to the loop. */
static void finish(struct running *R, int status)
{
    R->status = status;
    R->closing = true;
    pump_close(&R->pump, on_pump_closed);
    uv_close((uv_handle_t *)&R->progress, on_handle_closed);
    for (int i = 0; i < R->watching; i++)
        uv_close((uv_handle_t *)&R->signals[i], on_handle_closed);
}

/* Bring the state up to date with the running replication. */
static void observe(struct running *R)
{
    struct experiment_state *state = R->state;
    struct gatesim_scenario_info info;
    struct gatesim_progress P = {0};
    double part = 0.0;

    if (R->sim != NULL) {
        gatesim_scenario_info(R->plan->scenario, &info);
        gatesim_progress(R->sim, &P);
        part = (double)gatesim_now(R->sim) / (double)info.duration;
    }
    state->share = (state->complete + fmin(part, 1.0)) / R->plan->replications;
    state->events = R->events + P.events;
    state->trucks = R->trucks + P.arrived;
    state->wall = (double)(uv_hrtime() - R->begin) * 1e-9;
}

/* Hand the running replication over, and drop it. */
static int hand_over(struct running *R, int status)
{
    int failure = GATESIM_OK;

    observe(R);
    R->events = R->state->events;
    R->trucks = R->state->trucks;
    if (status == GATESIM_OK)
        R->state->complete++;
    if (R->hooks->end != NULL)
        failure = R->hooks->end(R->hooks->user, R->replication, R->sim, status);
    gatesim_destroy(R->sim);
    R->sim = NULL;
    return failure != GATESIM_OK ? failure : status;
}

static void on_done(struct pump *P, int status);

/* Start replication r. */
static int start(struct running *R, uint32_t r)
{
    const struct gatesim_observer *observer = NULL;
    int status = GATESIM_OK;

    if (R->hooks->begin != NULL)
        status = R->hooks->begin(R->hooks->user, r, &observer);
    if (status == GATESIM_OK)
        status = gatesim_create(R->plan->scenario, r, observer, &R->sim);
    if (status != GATESIM_OK)
        return status;
    R->replication = r;
    pump_start(&R->pump, R->sim, R->plan->pace, on_done);
    return GATESIM_OK;
}

static void on_done(struct pump *P, int status)
{
    struct running *R = P->user;
    const uint32_t next = R->replication + 1;

    status = hand_over(R, status);
    if (status == GATESIM_OK && next < R->plan->replications)
        status = start(R, next);
    if (status != GATESIM_OK || next == R->plan->replications)
        finish(R, status);
}

/* Closing a signal handle brings the default effect back at once, so finish comes first: a
 * second signal need not wait for the hook. */
static void on_signal(uv_signal_t *handle, int signum)
{
    struct running *R = handle->data;

    if (R->closing)
        return;
    R->state->signal = signum;
    finish(R, GATESIM_ESTOPPED);
    gatesim_stop(R->sim);
    R->status = hand_over(R, GATESIM_ESTOPPED);
}

static void on_progress(uv_timer_t *timer)
{
    struct running *R = timer->data;

    observe(R);
    R->hooks->progress(R->hooks->user, R->state);
}

static int watch_signals(struct running *R, uv_loop_t *loop)
{
    static const int watched[SIGNALS] = {SIGINT, SIGTERM};

    for (; R->watching < SIGNALS; R->watching++) {
        uv_signal_t *handle = &R->signals[R->watching];

        handle->data = R;
        if (uv_signal_init(loop, handle) != 0)
            return GATESIM_ESYSTEM;
        R->open++;
        if (uv_signal_start(handle, on_signal, watched[R->watching]) != 0) {
            uv_close((uv_handle_t *)handle, on_handle_closed);
            return GATESIM_ESYSTEM;
        }
    }
    return GATESIM_OK;
}

/* The pump and the progress timer, which are there whether or not somebody looks. */
static int open_handles(struct running *R, uv_loop_t *loop)
{
    if (pump_init(&R->pump, loop, R) != GATESIM_OK)
        return GATESIM_ESYSTEM;
    (void)uv_timer_init(loop, &R->progress); /* only fills it in */
    R->progress.data = R;
    R->open = 2;
    if (R->hooks->progress != NULL)
        (void)uv_timer_start(&R->progress, on_progress, PROGRESS_MS, PROGRESS_MS);
    return GATESIM_OK;
}

static int run_on(const struct experiment *X, const struct experiment_hooks *H, uv_loop_t *loop,
                  struct experiment_state *state)
{
    struct running R = {.plan = X, .hooks = H, .state = state};
    int status;

    if (open_handles(&R, loop) != GATESIM_OK)
        return GATESIM_ESYSTEM;
    status = X->signals ? watch_signals(&R, loop) : GATESIM_OK;
    if (status == GATESIM_OK && H->prepare != NULL)
        status = H->prepare(H->user);
    R.begin = uv_hrtime();
    if (status == GATESIM_OK)
        status = start(&R, 0);
    if (status != GATESIM_OK)
        finish(&R, status);
    /* One turn at a time: the loop may have handles that outlive the experiment. */
    while (R.open > 0)
        (void)uv_run(loop, UV_RUN_ONCE);
    return R.status;
}

int experiment_run(const struct experiment *X, const struct experiment_hooks *H,
                   struct uv_loop_s *loop, struct experiment_state *state)
{
    uv_loop_t own;
    int status;

    *state = (struct experiment_state){.replications = X->replications};
    if (loop != NULL)
        return run_on(X, H, loop, state);
    if (uv_loop_init(&own) != 0)
        return GATESIM_ESYSTEM;
    status = run_on(X, H, &own, state);
    (void)uv_loop_close(&own); /* nothing is left on it */
    return status;
}
