/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pump on an engine of this file: one event every second, for as long as it is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <signal.h>
#include <unistd.h>

#include "sim/drive/pump.h"

#define SECOND GATESIM_TICKS_PER_SECOND

struct gatesim {
    int64_t taken, events; /* so far, in all */
    int64_t fail_at;       /* the step that runs out of memory; 0 never */
    uint64_t earliest;     /* ns that an event came too early, at most */
    uint64_t start;
    double pace;
    gatesim_ticks stood; /* where it was told to be at last */
};

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

static void watch_clock(struct gatesim *G)
{
    const double due = (double)(G->taken + 1) / G->pace * 1e9;
    const double wall = (double)(uv_hrtime() - G->start);

    if (wall < due && (uint64_t)(due - wall) > G->earliest)
        G->earliest = (uint64_t)(due - wall);
}

int64_t gatesim_step(struct gatesim *G, int64_t events)
{
    int64_t i;

    for (i = 0; i < events && G->taken < G->events; i++) {
        if (G->pace > 0)
            watch_clock(G);
        G->taken++;
        if (G->taken == G->fail_at)
            return GATESIM_ENOMEM;
    }
    return i;
}

int64_t gatesim_run_until(struct gatesim *G, gatesim_ticks until)
{
    int64_t taken = 0;

    while (gatesim_peek(G) <= until && !gatesim_finished(G))
        taken += gatesim_step(G, 1);
    G->stood = until;
    return taken;
}

struct seen {
    int done, status, closed;
    int ticks, signals, stops;
    struct gatesim *again; /* to be started when done */
};

static void on_closed(struct pump *P)
{
    ((struct seen *)P->user)->closed++;
}

static void on_done(struct pump *P, int status)
{
    struct seen *S = P->user;
    struct gatesim *next = S->again;

    S->done++;
    S->status = status;
    S->again = NULL;
    if (next != NULL)
        pump_start(P, next, PUMP_FLAT_OUT, on_done);
    else
        pump_close(P, on_closed);
}

/* Run G to its end on a loop of its own; returns the wall time, s. */
static double run(struct gatesim *G, struct seen *S)
{
    uv_loop_t loop;
    struct pump P;
    const uint64_t begin = uv_hrtime();

    G->start = begin;
    assert_int_equal(uv_loop_init(&loop), 0);
    assert_int_equal(pump_init(&P, &loop, S), GATESIM_OK);
    pump_start(&P, G, G->pace, on_done);
    assert_int_equal(S->done, 0);
    assert_int_equal(uv_run(&loop, UV_RUN_DEFAULT), 0);
    assert_int_equal(uv_loop_close(&loop), 0);
    return (double)(uv_hrtime() - begin) * 1e-9;
}

static void finishes_flat_out(void **state)
{
    struct gatesim G = {.events = 1234567};
    struct seen S = {0};

    (void)state;
    run(&G, &S);
    assert_int_equal(S.done, 1);
    assert_int_equal(S.status, GATESIM_OK);
    assert_int_equal(S.closed, 1);
    assert_int_equal(G.taken, 1234567);
}

static void finishes_a_simulation_without_events(void **state)
{
    struct gatesim G = {.events = 0}, paced = {.events = 0, .pace = 60};
    struct seen S = {0}, T = {0};

    (void)state;
    run(&G, &S);
    run(&paced, &T);
    assert_int_equal(S.done, 1);
    assert_int_equal(T.done, 1);
}

static void starts_the_next_when_one_is_done(void **state)
{
    struct gatesim G = {.events = 3}, next = {.events = 20000};
    struct seen S = {.again = &next};

    (void)state;
    run(&G, &S);
    assert_int_equal(S.done, 2);
    assert_int_equal(next.taken, 20000);
}

static void hands_a_failure_on(void **state)
{
    struct gatesim G = {.events = 100000, .fail_at = 54321};
    struct seen S = {0};

    (void)state;
    run(&G, &S);
    assert_int_equal(S.done, 1);
    assert_int_equal(S.status, GATESIM_ENOMEM);
}

static void paced_takes_events_at_their_instants(void **state)
{
    struct gatesim G = {.events = 250, .pace = 1000}; /* 0.25 s */
    struct seen S = {0};
    double wall;

    (void)state;
    wall = run(&G, &S);
    assert_int_equal(G.taken, 250);
    assert_int_equal(G.earliest, 0);
    assert_true(wall >= 0.25);
    assert_true(wall < 1.0);
}

static void paced_catches_up(void **state)
{
    struct gatesim G = {.events = 100000, .pace = 1e6}; /* many events a turn; 0.1 s */
    struct seen S = {0};

    (void)state;
    run(&G, &S);
    assert_int_equal(G.taken, 100000);
    assert_int_equal(G.earliest, 0);
}

static void on_tick(uv_timer_t *timer)
{
    ((struct seen *)timer->data)->ticks++;
}

/* Every 200 ms, until there were ticks enough, on a busy machine for 5 s. */
static void on_stop(uv_timer_t *timer)
{
    struct seen *S = timer->data;

    if (S->ticks >= 10 || ++S->stops == 25)
        uv_stop(timer->loop);
}

static void on_signal(uv_signal_t *handle, int signum)
{
    (void)signum;
    ((struct seen *)handle->data)->signals++;
}

static void close_handle(uv_handle_t *handle, void *unused)
{
    (void)unused;
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

/* An endless run, flat out or so fast that it is always late, must leave the loop its
 * turns: a repeating timer, a signal, and at last uv_stop. */
static void check_turns(double pace)
{
    struct gatesim G = {.events = INT64_MAX / SECOND - 1};
    struct seen S = {0};
    uv_loop_t loop;
    uv_timer_t tick, stop;
    uv_signal_t usr1;
    struct pump P;

    assert_int_equal(uv_loop_init(&loop), 0);
    uv_timer_init(&loop, &tick);
    uv_timer_init(&loop, &stop);
    uv_signal_init(&loop, &usr1);
    tick.data = stop.data = usr1.data = &S;
    uv_timer_start(&tick, on_tick, 5, 5);
    uv_timer_start(&stop, on_stop, 200, 200);
    uv_signal_start(&usr1, on_signal, SIGUSR1);
    assert_int_equal(pump_init(&P, &loop, &S), GATESIM_OK);
    pump_start(&P, &G, pace, on_done);
    kill(getpid(), SIGUSR1);
    uv_run(&loop, UV_RUN_DEFAULT);
    assert_true(S.ticks >= 10);
    assert_int_equal(S.signals, 1);
    assert_int_equal(S.done, 0);
    assert_true(G.taken > 100000);
    pump_close(&P, on_closed);
    uv_walk(&loop, close_handle, NULL);
    uv_run(&loop, UV_RUN_DEFAULT);
    assert_int_equal(uv_loop_close(&loop), 0);
    assert_int_equal(S.closed, 1);
}

static void leaves_the_loop_its_turns_flat_out(void **state)
{
    (void)state;
    check_turns(PUMP_FLAT_OUT);
}

static void leaves_the_loop_its_turns_when_late(void **state)
{
    (void)state;
    check_turns(1e15);
}

static void stopped_it_can_go_on(void **state)
{
    struct gatesim G = {.events = 1000000};
    struct seen S = {0};
    uv_loop_t loop;
    struct pump P;

    (void)state;
    assert_int_equal(uv_loop_init(&loop), 0);
    assert_int_equal(pump_init(&P, &loop, &S), GATESIM_OK);
    pump_start(&P, &G, PUMP_FLAT_OUT, on_done);
    uv_run(&loop, UV_RUN_ONCE);
    pump_stop(&P);
    pump_stop(&P);
    assert_int_equal(uv_run(&loop, UV_RUN_DEFAULT), 0);
    assert_int_equal(S.done, 0);
    assert_true(G.taken > 0 && G.taken < 1000000);
    pump_start(&P, &G, PUMP_FLAT_OUT, on_done);
    assert_int_equal(uv_run(&loop, UV_RUN_DEFAULT), 0);
    assert_int_equal(G.taken, 1000000);
    assert_int_equal(uv_loop_close(&loop), 0);
}

/* Two with events at the same instants, the second shorter: 20000 and 12000. */
static void turns_two_side_by_side_to_an_instant(void **state)
{
    struct gatesim A = {.events = 20000}, B = {.events = 12000};
    struct gatesim *const both[] = {&A, &B};
    struct seen S = {0};
    uv_loop_t loop;
    struct pump P;

    (void)state;
    assert_int_equal(uv_loop_init(&loop), 0);
    assert_int_equal(pump_init(&P, &loop, &S), GATESIM_OK);
    pump_start_all(&P, both, 2, PUMP_FLAT_OUT, 10000 * SECOND + SECOND / 2, on_done);
    assert_int_equal(uv_run(&loop, UV_RUN_DEFAULT), 0);
    assert_int_equal(S.done, 1);
    assert_int_equal(A.taken, 10000);
    assert_int_equal(B.taken, 10000);
    assert_int_equal(A.stood, 10000 * SECOND + SECOND / 2);
    assert_int_equal(B.stood, 10000 * SECOND + SECOND / 2);
    assert_int_equal(pump_init(&P, &loop, &S), GATESIM_OK);
    pump_start_all(&P, both, 2, PUMP_FLAT_OUT, GATESIM_NEVER, on_done);
    assert_int_equal(uv_run(&loop, UV_RUN_DEFAULT), 0);
    assert_int_equal(A.taken, 20000);
    assert_int_equal(B.taken, 12000);
    assert_int_equal(uv_loop_close(&loop), 0);
}

/* At 100 events a second, 10.5 s of the simulation are 0.105 s; and none comes too early. */
static void paced_stops_at_an_instant(void **state)
{
    struct gatesim A = {.events = 1000, .pace = 100}, B = {.events = 1000, .pace = 100};
    struct gatesim *const both[] = {&A, &B};
    struct seen S = {0};
    const uint64_t begin = uv_hrtime();
    uv_loop_t loop;
    struct pump P;

    (void)state;
    A.start = B.start = begin;
    assert_int_equal(uv_loop_init(&loop), 0);
    assert_int_equal(pump_init(&P, &loop, &S), GATESIM_OK);
    pump_start_all(&P, both, 2, 100, 10 * SECOND + SECOND / 2, on_done);
    assert_int_equal(uv_run(&loop, UV_RUN_DEFAULT), 0);
    assert_int_equal(A.taken, 10);
    assert_int_equal(B.taken, 10);
    assert_true(uv_hrtime() - begin >= 105000000);
    assert_int_equal(A.earliest, 0);
    assert_int_equal(uv_loop_close(&loop), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finishes_flat_out),
        cmocka_unit_test(finishes_a_simulation_without_events),
        cmocka_unit_test(starts_the_next_when_one_is_done),
        cmocka_unit_test(hands_a_failure_on),
        cmocka_unit_test(paced_takes_events_at_their_instants),
        cmocka_unit_test(paced_catches_up),
        cmocka_unit_test(leaves_the_loop_its_turns_flat_out),
        cmocka_unit_test(leaves_the_loop_its_turns_when_late),
        cmocka_unit_test(stopped_it_can_go_on),
        cmocka_unit_test(turns_two_side_by_side_to_an_instant),
        cmocka_unit_test(paced_stops_at_an_instant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
