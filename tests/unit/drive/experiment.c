/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experiments on an engine of this file: a replication takes events, one a simulated second, of
 * which every tenth is an arrival. How many depends on its number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

#include "gatesim/results.h"
#include "sim/drive/experiment.h"

#define SECOND GATESIM_TICKS_PER_SECOND

struct gatesim_scenario {
    int64_t events;  /* of replication 0 */
    int64_t more;    /* of each next one, beside those of the one before */
    int64_t fail_at; /* event that is a deadlock, from replication fail_from on; 0 never */
    uint32_t fail_from;
    int raise_at; /* event at which a signal comes, from whoever is there first; 0 never */
    atomic_int raised;
    atomic_int alive; /* simulations that are not destroyed */
    atomic_int most;  /* of them at a time */
    atomic_int slow;  /* ms that creating replication 0 takes */
};

struct gatesim {
    struct gatesim_scenario *S;
    uint32_t replication;
    int64_t taken, events;
    int stopped;
};

static void rest(int ms)
{
    const struct timespec time = {.tv_nsec = ms * 1000000L};

    nanosleep(&time, NULL);
}

/* Another one is alive: how many were there at the most? */
static void note_most(atomic_int *most, int now)
{
    for (int seen = *most; seen < now && !atomic_compare_exchange_weak(most, &seen, now);)
        ;
}

int gatesim_create(const struct gatesim_scenario *scenario, uint32_t replication,
                   const struct gatesim_observer *observer, struct gatesim **simulation)
{
    struct gatesim *G = calloc(1, sizeof *G);

    (void)observer;
    assert_non_null(G);
    G->S = (struct gatesim_scenario *)(uintptr_t)scenario;
    G->replication = replication;
    G->events = scenario->events + scenario->more * replication;
    if (G->events < 10)
        G->events = 10;
    note_most(&G->S->most, ++G->S->alive);
    if (replication == 0)
        rest(G->S->slow);
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
        if (G->S->fail_at != 0 && G->taken == G->S->fail_at && G->replication >= G->S->fail_from)
            return GATESIM_EDEADLOCK;
        if (G->taken == G->S->raise_at && atomic_exchange(&G->S->raised, 1) == 0)
            kill(getpid(), SIGINT);
    }
    return i;
}

/* An experiment's simulations are turned one by one, to their end. */
int64_t gatesim_run_until(struct gatesim *G, gatesim_ticks until)
{
    (void)until;
    return gatesim_step(G, G->events);
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

size_t gatesim_values_count(const struct gatesim_scenario *S)
{
    (void)S;
    return 2;
}

void gatesim_values(const struct gatesim *G, double *values)
{
    values[0] = G->replication;
    values[1] = (double)G->taken;
}

uint64_t gatesim_fingerprint(const struct gatesim *G)
{
    return (uint64_t)G->replication * 1000003 + (uint64_t)G->taken;
}

const char *gatesim_trouble(const struct gatesim *G)
{
    return G->replication % 2 == 0 ? "an even circle" : "an odd circle";
}

struct seen {
    uint64_t handed; /* results, one after another */
    uint64_t last;   /* index of the last one */
    atomic_int begun;
    int status;       /* of the last */
    char trouble[32]; /* likewise */
    int cut;          /* results of GATESIM_ESTOPPED */
    uint64_t hash;    /* of everything that was handed over */
    atomic_int ready; /* cells told of as ready */
    bool slow;        /* prepare waits until one is */
    int prepared;
    int refuse_prepare;
    int refuse_begin;  /* status of begin for cell 1 */
    int refuse_result; /* of every result */
    int looks;
    const struct experiment_state *state;
    struct gatesim_scenario *pair[2]; /* of cells by turns; NULL: the plain case */
    uint64_t asked, most;             /* waves, and how many cells at the most */
    int concluded, raise;             /* calls of conclude, and signals sent in it */
    int rest;                         /* ms after the first of these */
};

static void cell(void *user, uint64_t index, struct experiment_cell *cell)
{
    struct seen *N = user;

    if (N->pair[0] == NULL)
        return;
    cell->scenario = N->pair[index % 2];
    cell->replication = (uint32_t)(index / 2);
}

static int on_begin(void *user, uint64_t index, const struct experiment_cell *cell,
                    const struct gatesim_observer **observer)
{
    struct seen *N = user;

    assert_null(*observer);
    assert_non_null(cell->scenario);
    N->begun++;
    return index == 1 ? N->refuse_begin : GATESIM_OK;
}

/* Returns when a cell has been simulated meanwhile, if that is asked for. */
static int on_prepare(void *user)
{
    struct seen *N = user;

    for (int i = 0; N->slow && N->ready == 0 && i < 5000; i++)
        rest(1);
    assert_true(!N->slow || N->ready > 0);
    assert_int_equal(N->handed, 0);
    N->prepared++;
    return N->refuse_prepare;
}

static void on_ready(void *user, const struct experiment_result *X)
{
    struct seen *N = user;

    assert_int_equal(X->status, GATESIM_OK);
    assert_int_equal(X->values[0], X->cell.replication);
    N->ready++;
}

static int on_result(void *user, const struct experiment_result *X)
{
    struct seen *N = user;

    assert_int_equal(N->prepared, 1);
    assert_true(N->ready >= (int)N->handed - N->cut);
    assert_true(N->handed == 0 || X->index > N->last);
    N->last = X->index;
    N->handed++;
    N->status = X->status;
    N->cut += X->status == GATESIM_ESTOPPED;
    strncpy(N->trouble, X->trouble, sizeof N->trouble - 1);
    assert_int_equal(X->values != NULL, X->status == GATESIM_OK || X->status == GATESIM_ESTOPPED);
    if (X->values != NULL) {
        assert_int_equal(X->values[0], X->cell.replication);
        assert_int_equal(X->values[1], X->events);
        assert_int_equal(X->trucks, X->events / 10);
    }
    N->hash = N->hash * 31 + X->fingerprint + X->index;
    assert_true(N->state->complete + N->state->cells > 0);
    return N->refuse_result;
}

static void on_progress(void *user, const struct experiment_state *state)
{
    struct seen *N = user;

    N->looks++;
    assert_true(state->share >= 0.0 && state->share <= 1.0);
    assert_true(state->wall > 0.0);
}

static uint64_t on_more(void *user, uint64_t done)
{
    struct seen *N = user;

    N->asked++;
    assert_int_equal(done, N->handed);
    return done < N->most ? done + 3 : done;
}

/* The signals are heard on another thread, in their time. */
static void on_conclude(void *user, int status)
{
    struct seen *N = user;

    assert_int_equal(status, N->raise > 0 ? GATESIM_OK : status);
    N->concluded++;
    for (int i = 0; i < N->raise; i++) {
        kill(getpid(), SIGTERM);
        rest(i == 0 ? N->rest : 200);
    }
}

static int run(const struct experiment *X, struct seen *N, struct experiment_state *state)
{
    const struct experiment_hooks H = {
        .user = N,
        .cell = cell,
        .prepare = on_prepare,
        .begin = on_begin,
        .ready = on_ready,
        .result = on_result,
        .more = N->most > 0 ? on_more : NULL,
        .conclude = on_conclude,
        .progress = on_progress,
    };
    int status;

    N->state = state;
    status = experiment_run(X, &H, NULL, state);
    if (X->scenario != NULL)
        assert_int_equal(X->scenario->alive, 0);
    return status;
}

/* Replications get shorter and shorter, so that with many threads the later ones are done
 * first. */
static void hands_over_in_order_and_alike_for_every_number_of_threads(void **state)
{
    static const unsigned threads[] = {1, 2, 8};
    uint64_t hash = 0;

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct gatesim_scenario S = {.events = 40000, .more = -190};
        const struct experiment X = {.scenario = &S, .cells = 200, .threads = threads[i]};
        struct seen N = {0};
        struct experiment_state end;

        assert_int_equal(run(&X, &N, &end), GATESIM_OK);
        assert_int_equal(N.handed, 200);
        assert_int_equal(N.begun, 200);
        assert_int_equal(N.cut, 0);
        assert_int_equal(end.complete, 200);
        assert_int_equal(end.events, 200 * 40000 - 190 * 199 * 200 / 2);
        assert_true(end.share > 0.999);
        assert_int_equal(end.signal, 0);
        assert_true(S.most <= (int)threads[i]);
        assert_true(i == 0 || N.hash == hash);
        hash = N.hash;
    }
}

static void without_hooks_it_just_runs(void **state)
{
    struct gatesim_scenario S = {.events = 10};
    const struct experiment X = {.scenario = &S, .cells = 3};
    const struct experiment_hooks H = {0};
    struct experiment_state end;

    (void)state;
    assert_int_equal(experiment_run(&X, &H, NULL, &end), GATESIM_OK);
    assert_int_equal(end.complete, 3);
    assert_int_equal(S.alive, 0);
}

static void an_experiment_of_nothing_is_done(void **state)
{
    struct gatesim_scenario S = {.events = 10};
    const struct experiment X = {.scenario = &S, .cells = 0};
    struct seen N = {0};
    struct experiment_state end;

    (void)state;
    assert_int_equal(run(&X, &N, &end), GATESIM_OK);
    assert_int_equal(N.handed, 0);
    assert_true(end.share >= 1.0);
}

static void cells_are_what_their_hook_says(void **state)
{
    struct gatesim_scenario A = {.events = 1000}, B = {.events = 3000};
    const struct experiment X = {.cells = 20, .threads = 3};
    struct seen N = {.pair = {&A, &B}};
    struct experiment_state end;

    (void)state;
    assert_int_equal(run(&X, &N, &end), GATESIM_OK);
    assert_int_equal(N.handed, 20);
    assert_int_equal(end.events, 10 * 1000 + 10 * 3000);
    assert_int_equal(A.alive + B.alive, 0);
}

/* Waves: 4 cells, then three at a time while fewer than 11 are done: 4, 7, 10, 13. */
static void asks_for_more_when_all_are_handed_over(void **state)
{
    uint64_t hash = 0;

    (void)state;
    for (unsigned threads = 1; threads <= 4; threads += 3) {
        struct gatesim_scenario S = {.events = 1000, .more = 100};
        const struct experiment X = {.scenario = &S, .cells = 4, .threads = threads};
        struct seen N = {.most = 11};
        struct experiment_state end;

        assert_int_equal(run(&X, &N, &end), GATESIM_OK);
        assert_int_equal(N.handed, 13);
        assert_int_equal(N.asked, 4);
        assert_int_equal(end.cells, 13);
        assert_true(threads == 1 || hash == N.hash);
        hash = N.hash;
    }
}

/* While cell 0 takes its time, the others of the window are done and no more are begun. */
static void does_not_run_too_far_ahead(void **state)
{
    struct gatesim_scenario S = {.events = 100, .slow = 300};
    const struct experiment X = {.scenario = &S, .cells = 50, .threads = 2, .ahead = 3};
    struct seen N = {.refuse_result = GATESIM_EIO};
    struct experiment_state end;

    (void)state;
    assert_int_equal(run(&X, &N, &end), GATESIM_EIO);
    assert_int_equal(N.handed, 1);
    assert_int_equal(N.begun, 2 + 3);
}

/* Cells from 5 on fail, the later ones sooner. */
static void the_lowest_failure_ends_it(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 8; threads *= 2) {
        struct gatesim_scenario S = {.events = 30000, .fail_at = 20000, .fail_from = 5};
        const struct experiment X = {.scenario = &S, .cells = 20, .threads = threads};
        struct seen N = {0};
        struct experiment_state end;

        assert_int_equal(run(&X, &N, &end), GATESIM_EDEADLOCK);
        assert_int_equal(N.handed, 6);
        assert_int_equal(N.last, 5);
        assert_int_equal(N.status, GATESIM_EDEADLOCK);
        assert_string_equal(N.trouble, "an odd circle");
    }
}

static void cells_are_simulated_while_it_is_prepared(void **state)
{
    struct gatesim_scenario S = {.events = 1000};
    const struct experiment X = {.scenario = &S, .cells = 20, .threads = 2};
    struct seen well = {.slow = true}, ill = {.slow = true, .refuse_prepare = GATESIM_EIO};
    struct experiment_state end;

    (void)state;
    assert_int_equal(run(&X, &well, &end), GATESIM_OK);
    assert_int_equal(well.ready, 20);
    assert_int_equal(well.handed, 20);
    assert_int_equal(run(&X, &ill, &end), GATESIM_EIO);
    assert_int_equal(ill.handed, 0);
    assert_int_equal(ill.concluded, 0);
}

static void a_hook_that_fails_ends_it(void **state)
{
    struct gatesim_scenario S = {.events = 1000};
    const struct experiment X = {.scenario = &S, .cells = 4, .threads = 2};
    struct seen begin = {.refuse_begin = GATESIM_ENOMEM}, result = {.refuse_result = GATESIM_EIO};
    struct experiment_state end;

    (void)state;
    assert_int_equal(run(&X, &begin, &end), GATESIM_ENOMEM);
    assert_int_equal(begin.last, 1);
    assert_int_equal(run(&X, &result, &end), GATESIM_EIO);
    assert_int_equal(result.handed, 1);
}

static void check_signal(double pace, unsigned threads)
{
    struct gatesim_scenario S = {.events = 100000000, .raise_at = 1500};
    const struct experiment X = {
        .scenario = &S, .cells = 40, .threads = threads, .pace = pace, .signals = true};
    struct seen N = {0};
    struct experiment_state end;
    struct sigaction now;

    assert_int_equal(run(&X, &N, &end), GATESIM_ESTOPPED);
    assert_int_equal(N.handed, (uint64_t)N.begun);
    assert_true(N.handed >= 1 && N.handed <= threads);
    assert_int_equal(N.cut, N.handed);
    assert_int_equal(end.signal, SIGINT);
    assert_int_equal(end.complete, 0);
    assert_true(end.events >= 1500);
    assert_int_equal(sigaction(SIGINT, NULL, &now), 0);
    assert_true(now.sa_handler == SIG_DFL);
}

static void a_signal_ends_it(void **state)
{
    (void)state;
    check_signal(0, 1);
    check_signal(0, 4);
    check_signal(10000.0, 1);
}

/* Cell 0 never ends; the others that fit are done when the signal comes. */
static void after_a_signal_what_is_finished_is_handed_over(void **state)
{
    struct gatesim_scenario S = {.events = 1000000000, .more = -1000000000, .raise_at = 50000000};
    struct gatesim_scenario T = {.events = 1000};
    const struct experiment X = {.cells = 8, .threads = 2, .ahead = 20, .signals = true};
    struct seen N = {.pair = {&S, &T}};
    struct experiment_state end;

    (void)state;
    assert_int_equal(run(&X, &N, &end), GATESIM_ESTOPPED);
    assert_int_equal(N.handed, 8);
    assert_int_equal(N.cut, 1);
    assert_int_equal(end.complete, 7);
}

static void check_signal_at_the_end(int raise, int rest)
{
    struct gatesim_scenario S = {.events = 1000};
    const struct experiment X = {.scenario = &S, .cells = 4, .threads = 2, .signals = true};
    struct seen N = {.raise = raise, .rest = rest};
    struct experiment_state end;
    struct sigaction now;

    assert_int_equal(run(&X, &N, &end), GATESIM_ESTOPPED);
    assert_int_equal(N.handed, 4);
    assert_int_equal(N.concluded, 1);
    assert_int_equal(end.signal, SIGTERM);
    assert_int_equal(sigaction(SIGTERM, NULL, &now), 0);
    assert_true(now.sa_handler == SIG_DFL);
}

/* Twice within a moment counts once: timeout(1) sends it so. */
static void a_signal_waits_for_what_is_left_to_do_at_the_end(void **state)
{
    (void)state;
    check_signal_at_the_end(1, 2);
    check_signal_at_the_end(2, 2);
}

/* It has come before the end, but is not heard yet. */
static void a_signal_in_the_last_moment_is_heard(void **state)
{
    (void)state;
    for (int i = 0; i < 300; i++)
        check_signal_at_the_end(1, 0);
}

static void the_second_signal_ends_the_process_whatever_it_does(void **state)
{
    struct gatesim_scenario S = {.events = 1000};
    const struct experiment X = {.scenario = &S, .cells = 4, .threads = 2, .signals = true};
    int status;
    const pid_t child = fork();

    (void)state;
    if (child == 0) {
        struct seen N = {.raise = 3, .rest = 2}; /* the third comes long after the first */
        struct experiment_state end;

        (void)run(&X, &N, &end);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
}

static void it_is_concluded_once_however_it_ends(void **state)
{
    struct gatesim_scenario S = {.events = 1000};
    const struct experiment X = {.scenario = &S, .cells = 4, .threads = 2};
    struct seen well = {0}, begin = {.refuse_begin = GATESIM_ENOMEM};
    struct experiment_state end;

    (void)state;
    assert_int_equal(run(&X, &well, &end), GATESIM_OK);
    assert_int_equal(run(&X, &begin, &end), GATESIM_ENOMEM);
    assert_int_equal(well.concluded, 1);
    assert_int_equal(begin.concluded, 1);
}

static void progress_comes_ten_times_a_second(void **state)
{
    struct gatesim_scenario S = {.events = 250};
    const struct experiment X = {.scenario = &S, .cells = 4, .pace = 1000.0}; /* 1 s in all */
    struct seen N = {0};
    struct experiment_state end;

    (void)state;
    assert_int_equal(run(&X, &N, &end), GATESIM_OK);
    assert_true(N.looks >= 5 && N.looks <= 11);
    assert_true(end.wall >= 1.0);
    assert_int_equal(S.most, 1);
}

static void on_tick(uv_timer_t *timer)
{
    ++*(int *)timer->data;
}

static void leaves_a_loop_that_has_other_handles(void **state)
{
    struct gatesim_scenario S = {.events = 20};
    const struct experiment X = {.scenario = &S, .cells = 2, .pace = 200.0};
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
        cmocka_unit_test(hands_over_in_order_and_alike_for_every_number_of_threads),
        cmocka_unit_test(without_hooks_it_just_runs),
        cmocka_unit_test(an_experiment_of_nothing_is_done),
        cmocka_unit_test(cells_are_what_their_hook_says),
        cmocka_unit_test(asks_for_more_when_all_are_handed_over),
        cmocka_unit_test(does_not_run_too_far_ahead),
        cmocka_unit_test(the_lowest_failure_ends_it),
        cmocka_unit_test(cells_are_simulated_while_it_is_prepared),
        cmocka_unit_test(a_hook_that_fails_ends_it),
        cmocka_unit_test(a_signal_ends_it),
        cmocka_unit_test(after_a_signal_what_is_finished_is_handed_over),
        cmocka_unit_test(a_signal_waits_for_what_is_left_to_do_at_the_end),
        cmocka_unit_test(a_signal_in_the_last_moment_is_heard),
        cmocka_unit_test(the_second_signal_ends_the_process_whatever_it_does),
        cmocka_unit_test(it_is_concluded_once_however_it_ends),
        cmocka_unit_test(progress_comes_ten_times_a_second),
        cmocka_unit_test(leaves_a_loop_that_has_other_handles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
