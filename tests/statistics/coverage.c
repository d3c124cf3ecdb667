/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals cover what they are of as often as they say: 95 % of independent experiments, each
 * of ten replications, on a gate whose answers are known. Argument: how many experiments. */
#include "tests/statistics/experiments.h"

#include <stdbool.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "analysis/compare/difference.h"
#include "analysis/estimate/estimate.h"
#include "analysis/estimate/quantile.h"
#include "analysis/estimate/queueing.h"

#define REPLICATIONS 10
#define RATE (30.0 / 3600)
#define BOOTH 78.0 /* s */
#define QUICK 60.0 /* s */
#define DESK 144.0 /* s */

/* Trucks leave an M/M/c as they come (Burke 1956): each place is one by itself. The longest
 * relaxation time, of M/M/1 at 0.65, is 35 min: after 12 h nothing is left of the empty start. */
#define GATE(booth)                                                                \
    "[scenario]\nduration = 5 d\nwarm-up = 12 h\nseed = 20251124\n[class truck]\n" \
    "route = through\narrivals = poisson 30/h\n[station booth]\nservers = 1\n"     \
    "service = exponential mean " booth " s\n[station desk]\nservers = 2\n"        \
    "service = exponential mean 144 s\n[route through]\nsteps =\n    booth\n    desk\n"

enum { BOOTH_WAIT, BOOTH_P95, GATE_WAIT, NUMBERS };
static const struct number number[NUMBERS] = {
    [BOOTH_WAIT] = {"station", "wait_mean", 0},
    [BOOTH_P95] = {"station", "wait_p95", 0},
    [GATE_WAIT] = {"summary", "wait_mean", 0},
};

struct covered {
    int means, p95, gate, paired, independent;
};

static double mean_wait(double service, unsigned servers)
{
    struct queueing_answer A;

    queueing_mmc(RATE, service, servers, &A);
    return A.wait_mean;
}

/* All experiments; x[number][replication]. */
static bool covers(const double *x, double truth)
{
    const struct estimate E = estimate_values(x, REPLICATIONS);

    return fabs(E.mean - truth) <= E.half_width;
}

static void experiment(const struct gatesim_scenario *slow, const struct gatesim_scenario *quick,
                       uint32_t e, struct covered *C)
{
    const double gain = mean_wait(QUICK, 1) - mean_wait(BOOTH, 1);
    double a[NUMBERS][REPLICATIONS], b[REPLICATIONS], other[REPLICATIONS];
    struct difference D;

    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        double values[NUMBERS];

        run_numbers(slow, e * REPLICATIONS + r, NUMBERS, number, values);
        for (size_t k = 0; k < NUMBERS; k++)
            a[k][r] = values[k];
        run_numbers(quick, e * REPLICATIONS + r, 1, &number[GATE_WAIT], &b[r]);
        run_numbers(quick, 1000000 + e * REPLICATIONS + r, 1, &number[GATE_WAIT], &other[r]);
    }
    C->means += covers(a[BOOTH_WAIT], mean_wait(BOOTH, 1));
    C->p95 += covers(a[BOOTH_P95], queueing_mmc_quantile(RATE, BOOTH, 1, 0.95));
    C->gate += covers(a[GATE_WAIT], mean_wait(BOOTH, 1) + mean_wait(DESK, 2));
    difference_paired(a[GATE_WAIT], b, REPLICATIONS, 0.95, &D);
    C->paired += fabs(D.mean - gain) <= D.half_width;
    difference_independent(a[GATE_WAIT], REPLICATIONS, other, REPLICATIONS, 0.95, &D);
    C->independent += fabs(D.mean - gain) <= D.half_width;
}

/* All experiments must cover in 94 to 96 % of cases; fewer of them within what one in two
 * thousand exceeds by chance (3.5 standard errors), which this seed does not. */
static void check(const char *what, int covered, int experiments)
{
    const double share = (double)covered / experiments;
    const double off = 3.5 * sqrt(0.95 * 0.05 / experiments);

    print_message("%s: %.1f %% of %d\n", what, 100 * share, experiments);
    assert_true(fabs(share - 0.95) <= (experiments >= ALL_EXPERIMENTS ? 0.01 : off));
}

static void intervals_cover_as_often_as_they_say(void **state)
{
    const int experiments = *(const int *)*state;
    struct gatesim_scenario *slow = world_scenario(GATE("78")), *quick = world_scenario(GATE("60"));
    struct covered C = {0};

    for (int e = 0; e < experiments; e++)
        experiment(slow, quick, (uint32_t)e, &C);
    check("mean wait of M/M/1", C.means, experiments);
    check("p95 wait of M/M/1", C.p95, experiments);
    check("mean wait of a gate of two places", C.gate, experiments);
    check("difference on common random numbers", C.paired, experiments);
    check("difference of independent runs", C.independent, experiments);
    gatesim_scenario_destroy(slow);
    gatesim_scenario_destroy(quick);
}

/* Order statistics cover with at least 95 %, and with what they say they do: the median of 25
 * exponential numbers with P(8 <= B < 18) = 95.7 %, their 90 % quantile less evenly. */
static void order_statistics_cover_what_they_say(void **state)
{
    const int experiments = 10 * *(const int *)*state;
    const double p[] = {0.5, 0.75};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);

    gsl_rng_set(rng, 20251124);
    for (size_t k = 0; k < 2; k++) {
        double claimed = 0.0;
        int covered = 0;

        for (int e = 0; e < experiments; e++) {
            struct quantile_estimate Q;
            double x[25];

            for (size_t i = 0; i < 25; i++)
                x[i] = gsl_ran_exponential(rng, 7.3);
            Q = quantile_estimate(x, 25, p[k], 0.95);
            claimed = Q.coverage;
            covered += Q.low <= -7.3 * log1p(-p[k]) && -7.3 * log1p(-p[k]) < Q.high;
        }
        print_message("%.0f %% quantile of 25: %.1f %% of %d, %.1f %% claimed\n", 100 * p[k],
                      100.0 * covered / experiments, experiments, 100 * claimed);
        assert_true(claimed >= 0.95);
        assert_true(fabs((double)covered / experiments - claimed) <=
                    3.5 * sqrt(0.05 * 0.95 / experiments));
    }
    gsl_rng_free(rng);
}

int main(int argc, char **argv)
{
    int experiments = argc > 1 ? atoi(argv[1]) : ALL_EXPERIMENTS;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(intervals_cover_as_often_as_they_say, &experiments),
        cmocka_unit_test_prestate(order_statistics_cover_what_they_say, &experiments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
