/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the language refuses, but an embedder or a mistake might still bring: a rate that is no
 * positive number brings nobody, and a clock that stands still ends the run in words. */
#include "sim/gate/flow/endless_arrivals.h"
#include "tests/theory/world.h"

#define GATE                                                                           \
    "[station desk]\nservers = unlimited\nservice = 0 s\n[route r]\nsteps =\n  desk\n" \
    "[scenario]\nduration = 1 d\nstart = 2025-01-06 08:00\n[class fruit]\nroute = r\narrivals = "

/* class_of(S): its class, to be changed. */
static struct scn_class *class_of(struct gatesim_scenario *S)
{
    return (struct scn_class *)(uintptr_t)S->classes;
}

static void a_rate_that_is_not_above_zero_brings_nobody(void **state)
{
    static const double rates[] = {-0.0, 0.0, -1.0, (double)NAN};

    (void)state;
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        struct gatesim_scenario *S = world_scenario(GATE "poisson 5/h\n");
        const struct scn_rate rate = {0, rates[i]};
        struct gatesim *G;

        class_of(S)->rates = &rate;
        class_of(S)->rate_count = 1;
        assert_int_equal(gatesim_create(S, 0, NULL, &G), 0);
        assert_true(world_finish(G) >= 0);
        assert_true(world_value(S, G, "class", "trucks_arrived", 0) == 0);
        gatesim_destroy(G);
        gatesim_scenario_destroy(S);
    }
}

/* Gaps become as short as the service of the desk: none. */
static void arrivals_without_time_between_them_end_the_run(void **state)
{
    struct gatesim_scenario *S = world_scenario(GATE "every 1 h\n");
    struct gatesim *G;

    (void)state;
    class_of(S)->gap = S->stations[0].service.cases[0].dist;
    assert_int_equal(gatesim_create(S, 0, NULL, &G), 0);
    assert_int_equal(world_finish(G), GATESIM_EENDLESS);
    assert_non_null(strstr(gatesim_trouble(G), "class fruit"));
    assert_non_null(strstr(gatesim_trouble(G), "2025-01-06 08:00:00"));
    assert_true(gatesim_status_explained(GATESIM_EENDLESS));
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
}

static void events_without_end_at_one_instant_end_the_run(void **state)
{
    struct gatesim_scenario *S = world_scenario(GATE "every 1 h\n");
    struct gatesim *G;

    (void)state;
    assert_int_equal(gatesim_create(S, 0, NULL, &G), 0);
    for (int i = 0; i < 9; i++)
        endless_watch(G, 1000000);
    assert_int_equal(G->status, 0);
    endless_watch(G, 1000000);
    assert_int_equal(G->status, GATESIM_EENDLESS);
    assert_non_null(strstr(gatesim_trouble(G), "the clock stands still at 2025-01-06 08:00:00"));
    assert_true(gatesim_step(G, 1) < 0);
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
}

/* A backlog of more trucks than a run begins with is put there step by step, and is the same run
 * however it is stepped. */
static void a_long_backlog_is_put_there_step_by_step(void **state)
{
    static const char text[] =
        "[station desk]\nservers = 2\nservice = 1 h\n[route r]\nsteps =\n  desk\n"
        "[scenario]\nduration = 3 h\n[class a]\nroute = r\nbacklog = 900000 trucks at desk\n"
        "[class b]\nroute = r\nbacklog = 200000 trucks at desk\n";
    struct gatesim_scenario *S = world_scenario(text);
    struct gatesim_progress P;
    struct gatesim *G;
    uint64_t print = 0;

    (void)state;
    for (int64_t batch = 7000; batch <= 10000000; batch *= 50) {
        assert_int_equal(gatesim_create(S, 0, NULL, &G), 0);
        assert_int_equal(gatesim_peek(G), 0);
        assert_int_equal(G->all.now, 1000000);
        while (!gatesim_finished(G))
            assert_true(gatesim_step(G, batch) >= 0);
        gatesim_progress(G, &P);
        assert_int_equal(P.at_start, 1100000);
        assert_int_equal(P.inside, 1100000 - 6);
        assert_true(print == 0 || print == gatesim_fingerprint(G));
        print = gatesim_fingerprint(G);
        gatesim_destroy(G);
    }
    assert_int_equal(gatesim_create(S, 0, NULL, &G), 0);
    assert_int_equal(gatesim_step(G, 10), 10);
    assert_int_equal(G->all.now, 1000010);
    gatesim_stop(G);
    assert_true(gatesim_finished(G));
    assert_int_equal(gatesim_peek(G), GATESIM_NEVER);
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rate_that_is_not_above_zero_brings_nobody),
        cmocka_unit_test(arrivals_without_time_between_them_end_the_run),
        cmocka_unit_test(events_without_end_at_one_instant_end_the_run),
        cmocka_unit_test(a_long_backlog_is_put_there_step_by_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
