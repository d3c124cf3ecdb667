/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of trucks that wait longer than promised: Erlang C's tail. */
#include "tests/theory/world.h"

#define REPLICATIONS 30
#define BOUND 4.5 /* standard errors over replications: a false alarm in some 10,000 numbers */

/* 48 an hour come to 3 desks of 3 min each: a = 2.4, busy 80 %. P(wait > t) is C(3, 2.4) exp(-(3 /
 * 3 min - 0.8 / min) t), with Erlang C's C(3, 2.4) = 0.647191 (Gross, Shortle, Thompson & Harris,
 * "Fundamentals of Queueing Theory", 4th ed., 2.41 and 2.55). */
static const char text[] = "[scenario]\nduration = 40 d\nwarm-up = 2 d\n"
                           "[class a]\nroute = r\narrivals = poisson 32/h\n"
                           "[class b]\nroute = r\narrivals = poisson 16/h\n"
                           "[station desk]\nservers = 3\nservice = exponential mean 3 min\n"
                           "[route r]\nsteps = desk\n"
                           "[promise none]\nat = desk\nwait = 0 s\n"
                           "[promise five]\nat = desk\nwait = 5 min\n"
                           "[promise five-in-all]\nwait = 5 min\n"
                           "[promise fifteen-of-b]\nat = desk\nwait = 15 min\ntrucks = b\n";

/* The probability that a truck waits longer than t minutes. */
static double tail(double t)
{
    const double a = 2.4, busy = 0.8;
    const double full = a * a * a / 6 / (1 - busy);
    const double wait = full / (1 + a + a * a / 2 + full);

    return wait * exp(-(1 - 0.8) * t);
}

/* Checks value i of the column over replications against its expectation. */
static void check(double sum[4], double square[4], size_t i, double expected)
{
    const double mean = sum[i] / REPLICATIONS;
    const double variance = (square[i] - REPLICATIONS * mean * mean) / (REPLICATIONS - 1);
    const double error = sqrt(variance / REPLICATIONS);

    print_message("promise %zu: %.5f +- %.5f, expected %.5f\n", i, mean, error, expected);
    assert_true(fabs(mean - expected) < BOUND * error);
    assert_true(error < 0.02 * expected + 0.002); /* so that it says something */
}

static void shares_are_erlang_c_s_tail(void **state)
{
    struct gatesim_scenario *S = world_scenario(text);
    double sum[4] = {0}, square[4] = {0};

    (void)state;
    assert_true(fabs(tail(0) - 0.647191) < 1e-6);
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct gatesim *G;

        assert_int_equal(gatesim_create(S, r, NULL, &G), 0);
        assert_true(world_finish(G) >= 0);
        for (size_t i = 0; i < 4; i++) {
            const double x = world_value(S, G, "promise", "broken_share", i);

            sum[i] += x;
            square[i] += x * x;
        }
        assert_true(world_value(S, G, "promise", "broken_share", 1) ==
                    world_value(S, G, "promise", "broken", 1) /
                        world_value(S, G, "promise", "trucks", 1));
        gatesim_destroy(G);
    }
    check(sum, square, 0, tail(0));
    check(sum, square, 1, tail(5));
    check(sum, square, 2, tail(5));
    check(sum, square, 3, tail(15));
    gatesim_scenario_destroy(S);
}

/* Every 10 min one comes to a desk of 14 min: the wait of truck k, from 0, is 4 min x k. Of the
 * trucks of 2 h, 12 come and 8 are called (the last of them, k = 7, after 28 min): 0, 4, ... 28
 * min. */
static void waits_are_counted_truck_by_truck(void **state)
{
    struct world R = world_run(
        "[scenario]\nduration = 2 h\n[class a]\nroute = r\narrivals = every 10 min\n"
        "[station desk]\nservers = 1\nservice = 14 min\n[route r]\nsteps = desk\n"
        "[promise none]\nat = desk\nwait = 0 s\n[promise twelve]\nat = desk\nwait = 12 min\n"
        "[promise all]\nwait = 12 min\n",
        NULL);

    (void)state;
    assert_true(world_get(&R, "promise", "trucks", 0) == 8);
    assert_true(world_get(&R, "promise", "broken", 0) == 7);
    assert_true(world_get(&R, "promise", "broken", 1) == 4); /* 16, 20, 24, 28: 12 is kept */
    assert_true(world_get(&R, "promise", "trucks", 2) == 7); /* crossed: at 24, 38 .. 108 min */
    assert_true(world_get(&R, "promise", "broken", 2) == 3);
    world_end(&R);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_erlang_c_s_tail),
        cmocka_unit_test(waits_are_counted_truck_by_truck),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
