/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experiments on an engine of this file: replication r takes 1000 (r + 1) events, one a
 * simulated second, of which every tenth is an arrival. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

#include "sim/drive/experiment.h"

#define SECOND GATESIM_TICKS_PER_SECOND

struct gatesim_scenario {
    int64_t events;  /* a replication takes (r + 1) times as many */
    int64_t fail_at; /* event of replication 1 that is a deadlock; 0 never */
    int raise_at;    /* event at which a signal comes; 0 never */
    int alive;       /* simulations that are not destroyed */
};

struct gatesim {
    struct gatesim_scenario *S;
    uint32_t replication;
    int64_t taken, events;
    int stopped;
};

int gatesim_create(const struct gatesim_scenario *scenario, uint32_t replication,
                   const struct gatesim_observer *observer, struct gatesim **simulation)
{
    struct gatesim *G = calloc(1, sizeof *G);

    (void)observer;
    assert_non_null(G);
    G->S = (struct gatesim_scenario *)(uintptr_t)scenario;
    G->replication = replication;
    G->events = scenario->events * (replication + 1);
    G->S->alive++;
    *simulation = G;
    return GATESIM_OK;
}

void gatesim_destroy(struct gatesim *G)
{
    if (G != NULL)
        G->S->alive--;
    free(G);
}

gatesim_ticks gatesim_now(const struct gatesim *G)
{
    return G->taken * SECOND;
}

gatesim_ticks gatesim_peek(const struct gatesim *G)
{
    return G->taken < G->events ? (G->taken + 1) * SECOND : GATESIM_NEVER;
}

int gatesim_finished(const struct gatesim *G)
{
    return G->taken == G->events;
}

void gatesim_stop(struct gatesim *G)
{
    G->stopped++;
}

int64_t gatesim_step(struct gatesim *G, int64_t events)
{
    int64_t i;

    for (i = 0; i < events && G->taken < G->events; i++) {
        G->taken++;
        if (G->S->fail_at != 0 && G->taken == G->S->fail_at && G->replication == 1)
            return GATESIM_EDEADLOCK;
        if (G->taken == G->S->raise_at)
            kill(getpid(), SIGINT);
    }
    return i;
}

void gatesim_progress(const struct gatesim *G, struct gatesim_progress *P)
{
    *P =
        (struct gatesim_progress){.events = (uint64_t)G->taken, .arrived = (uint64_t)G->taken / 10};
}

void gatesim_scenario_info(const struct gatesim_scenario *S, struct gatesim_scenario_info *info)
{
    memset(info, 0, sizeof *info);
    info->duration = S->events * SECOND;
}

struct seen {
    uint32_t begun, ended;
    int status;       /* of the last end */
    int stopped;      /* its simulation was told so */
    int refuse_begin; /* status of begin for replication 1 */
    int refuse_end;
    int looks;
};

static int on_begin(void *user, uint32_t replication, const struct gatesim_observer **observer)
{
    struct seen *N = user;

    assert_null(*observer);
    assert_int_equal(replication, N->begun);
    N->begun++;
    return replication == 1 ? N->refuse_begin : GATESIM_OK;
}

static int on_end(void *user, uint32_t replication, const struct gatesim *G, int status)
{
    struct seen *N = user;

    assert_int_equal(replication, N->ended);
    assert_int_equal(G->replication, replication);
    N->ended++;
    N->status = status;
    N->stopped = G->stopped;
    return N->refuse_end;
}

static void on_progress(void *user, const struct experiment_state *state)
{
    struct seen *N = user;

    N->looks++;
    assert_true(state->share >= 0.0 && state->share <= 1.0);
    assert_true(state->wall > 0.0);
}

static int run(struct gatesim_scenario *S, struct seen *N, double pace,
               struct experiment_state *state)
{
    const struct experiment X = {.scenario = S, .replications = 4, .pace = pace, .signals = true};
    const struct experiment_hooks H = {
        .user = N, .begin = on_begin, .end = on_end, .progress = on_progress};
    const int status = experiment_run(&X, &H, NULL, state);

    assert_int_equal(S->alive, 0);
    return status;
}

static void runs_every_replication_in_order(void **state)
{
    struct gatesim_scenario S = {.events = 1000};
    struct seen N = {0};
    struct experiment_state X;

    (void)state;
    assert_int_equal(run(&S, &N, 0, &X), GATESIM_OK);
    assert_int_equal(N.begun, 4);
    assert_int_equal(N.ended, 4);
    assert_int_equal(N.stopped, 0);
    assert_int_equal(X.complete, 4);
    assert_int_equal(X.replications, 4);
    assert_int_equal(X.events, 1000 + 2000 + 3000 + 4000);
    assert_int_equal(X.trucks, 1000);
    assert_int_equal(X.signal, 0);
}

static void without_hooks_it_just_runs(void **state)
{
    struct gatesim_scenario S = {.events = 10};
    const struct experiment X = {.scenario = &S, .replications = 3};
    const struct experiment_hooks H = {0};
    struct experiment_state end;

    (void)state;
    assert_int_equal(experiment_run(&X, &H, NULL, &end), GATESIM_OK);
    assert_int_equal(end.complete, 3);
    assert_int_equal(S.alive, 0);
}

static void a_failure_ends_it(void **state)
{
    struct gatesim_scenario S = {.events = 1000, .fail_at = 1500};
    struct seen N = {0};
    struct experiment_state X;

    (void)state;
    assert_int_equal(run(&S, &N, 0, &X), GATESIM_EDEADLOCK);
    assert_int_equal(N.ended, 2);
    assert_int_equal(N.status, GATESIM_EDEADLOCK);
    assert_int_equal(X.complete, 1);
}

static void a_hook_that_fails_ends_it(void **state)
{
    struct gatesim_scenario S = {.events = 1000};
    struct seen begin = {.refuse_begin = GATESIM_ENOMEM}, end = {.refuse_end = GATESIM_EIO};
    struct experiment_state X;

    (void)state;
    assert_int_equal(run(&S, &begin, 0, &X), GATESIM_ENOMEM);
    assert_int_equal(begin.ended, 1);
    assert_int_equal(run(&S, &end, 0, &X), GATESIM_EIO);
    assert_int_equal(end.ended, 1);
}

static void check_signal(double pace)
{
    struct gatesim_scenario S = {.events = 1000000, .raise_at = 1500};
    struct seen N = {0};
    struct experiment_state X;
    struct sigaction now;

    assert_int_equal(run(&S, &N, pace, &X), GATESIM_ESTOPPED);
    assert_int_equal(N.ended, 1);
    assert_int_equal(N.status, GATESIM_ESTOPPED);
    assert_int_equal(N.stopped, 1);
    assert_int_equal(X.signal, SIGINT);
    assert_int_equal(X.complete, 0);
    assert_true(X.events >= 1500 && X.events < 1000000);
    assert_int_equal(sigaction(SIGINT, NULL, &now), 0);
    assert_true(now.sa_handler == SIG_DFL);
}

static void a_signal_ends_it_flat_out(void **state)
{
    (void)state;
    check_signal(0);
}

static void a_signal_ends_it_paced(void **state)
{
    (void)state;
    check_signal(10000.0);
}

static void progress_comes_ten_times_a_second(void **state)
{
    struct gatesim_scenario S = {.events = 100};
    struct seen N = {0};
    struct experiment_state X;

    (void)state;
    assert_int_equal(run(&S, &N, 1000.0, &X), GATESIM_OK); /* 1 s in all */
    assert_true(N.looks >= 8 && N.looks <= 11);
    assert_true(X.wall >= 1.0);
}

static void on_tick(uv_timer_t *timer)
{
    ++*(int *)timer->data;
}

static void leaves_a_loop_that_has_other_handles(void **state)
{
    struct gatesim_scenario S = {.events = 20};
    const struct experiment X = {.scenario = &S, .replications = 2, .pace = 200.0};
    const struct experiment_hooks H = {0};
    struct experiment_state end;
    uv_loop_t loop;
    uv_timer_t timer;
    int ticks = 0;

    (void)state;
    assert_int_equal(uv_loop_init(&loop), 0);
    uv_timer_init(&loop, &timer);
    timer.data = &ticks;
    uv_timer_start(&timer, on_tick, 10, 10);
    assert_int_equal(experiment_run(&X, &H, &loop, &end), GATESIM_OK);
    assert_true(ticks > 5);
    assert_true(uv_is_active((uv_handle_t *)&timer));
    uv_close((uv_handle_t *)&timer, NULL);
    uv_run(&loop, UV_RUN_DEFAULT);
    assert_int_equal(uv_loop_close(&loop), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_every_replication_in_order),
        cmocka_unit_test(without_hooks_it_just_runs),
        cmocka_unit_test(a_failure_ends_it),
        cmocka_unit_test(a_hook_that_fails_ends_it),
        cmocka_unit_test(a_signal_ends_it_flat_out),
        cmocka_unit_test(a_signal_ends_it_paced),
        cmocka_unit_test(progress_comes_ten_times_a_second),
        cmocka_unit_test(leaves_a_loop_that_has_other_handles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
