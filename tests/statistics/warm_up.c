/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MSER-5 as warm-up = auto uses it: on the mean of five pilot runs of a gate that starts empty.
 * How far the mean of a run is off that leaves out so many hours is worked out by theory, so that
 * only the choice of the hours is left to chance. Argument: how many experiments. */
#include "tests/statistics/experiments.h"

#include "analysis/estimate/steady.h"

#define PILOTS 5
#define HOURS 240
#define MOST 200 /* trucks in a queue that is worked out by numbers */

/* What the mean number inside is in every hour of a start from empty, and in the end. */
struct start {
    double hour[HOURS], end;
};

/* An unlimited yard, from empty: L (1 - exp(-t / stay)) inside at t. Hours. */
static void fill_yard(double rate, double stay, struct start *B)
{
    B->end = rate * stay;
    for (int i = 0; i < HOURS; i++)
        B->hour[i] = B->end * (1.0 - stay * (exp(-i / stay) - exp(-(i + 1) / stay)));
}

/* Kolmogorov's equations of M/M/1, cut at MOST trucks, one small step. */
static void step(double *p, double lambda, double mu, double dt)
{
    double before = 0.0;

    for (int n = 0; n < MOST; n++) {
        const double here = p[n];
        const double in = lambda * before + (n + 1 < MOST ? mu * p[n + 1] : 0.0);
        const double out = (n + 1 < MOST ? lambda : 0.0) + (n > 0 ? mu : 0.0);

        p[n] += dt * (in - out * here);
        before = here;
    }
}

static void fill_booth(double lambda, double mu, struct start *B)
{
    const int steps = (int)(20.0 * (lambda + mu)); /* an hour: each moves 5 % at most */
    double p[MOST] = {1.0};

    B->end = lambda / (mu - lambda);
    for (int i = 0; i < HOURS; i++) {
        B->hour[i] = 0.0;
        for (int k = 0; k < steps; k++) {
            for (int n = 0; n < MOST; n++)
                B->hour[i] += n * p[n] / steps;
            step(p, lambda, mu, 1.0 / steps);
        }
    }
}

/* What a mean of the hours from cut on is off, over runs. */
static double bias_from(const struct start *B, size_t cut)
{
    double sum = 0.0;

    for (size_t i = cut; i < HOURS; i++)
        sum += B->hour[i] - B->end;
    return sum / (double)(HOURS - cut);
}

/* Where five pilot runs say that the warm-up ends, in hours. */
static size_t pilot(const struct gatesim_scenario *S, uint32_t e)
{
    const int column = gatesim_column_find("series", "in_system_mean");
    struct steady_start start;
    double mean[HOURS] = {0.0};

    assert_int_equal(gatesim_column_size(S, (size_t)column), HOURS);
    for (uint32_t r = 0; r < PILOTS; r++) {
        struct gatesim *G = NULL;
        double values[HOURS];

        assert_int_equal(gatesim_create(S, e * PILOTS + r, NULL, &G), 0);
        assert_true(world_finish(G) >= 0);
        gatesim_results(G, (size_t)column, values);
        for (size_t i = 0; i < HOURS; i++)
            mean[i] += values[i] / PILOTS;
        gatesim_destroy(G);
    }
    steady_mser(mean, HOURS, 5, &start);
    return start.cut;
}

/* At least so much of the bias is gone in the runs that are made with that warm-up, whose random
 * numbers are others. */
static void check(const char *what, const char *text, const struct start *B, double least,
                  int experiments)
{
    struct gatesim_scenario *S = world_scenario(text);
    const double before = bias_from(B, 0);
    double after = 0.0, cut = 0.0;

    for (int e = 0; e < experiments; e++) {
        const size_t hours = pilot(S, (uint32_t)e);

        after += bias_from(B, hours) / experiments;
        cut += (double)hours / experiments;
    }
    print_message(
        "%s: %.3f of %.3f trucks too few, %.3f after a warm-up of %.1f h: %.0f %% removed\n", what,
        -before, B->end, -after, cut, 100 * (1 - after / before));
    assert_true(before < 0.0);
    assert_true(after >= (1 - least) * before);
    gatesim_scenario_destroy(S);
}

#define GATE(rate, servers, service)                                                  \
    "[scenario]\nduration = 10 d\nseed = 20251125\n[class truck]\nroute = through\n"  \
    "arrivals = poisson " rate "\n[station place]\nservers = " servers "\nservice = " \
    "exponential mean " service "\n[route through]\nsteps =\n    place\n"

static void mser_removes_most_of_the_bias_of_an_empty_yard(void **state)
{
    struct start B;

    fill_yard(30.0, 12.0, &B);
    check("yard", GATE("30/h", "unlimited", "12 h"), &B, 0.8, *(const int *)*state);
}

/* A bias of one percent or less is far below what ten days of a queue vary by: less of it is
 * seen, and little is lost. */
static void mser_removes_some_of_a_bias_that_is_hardly_there(void **state)
{
    struct start B;

    fill_booth(30.0, 40.0, &B);
    check("booth busy 75 %", GATE("30/h", "1", "90 s"), &B, 0.25, *(const int *)*state);
    fill_booth(30.0, 1.0 / 0.03, &B);
    check("booth busy 90 %", GATE("30/h", "1", "108 s"), &B, 0.25, *(const int *)*state);
}

int main(int argc, char **argv)
{
    int experiments = argc > 1 ? atoi(argv[1]) : ALL_EXPERIMENTS;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(mser_removes_most_of_the_bias_of_an_empty_yard, &experiments),
        cmocka_unit_test_prestate(mser_removes_some_of_a_bias_that_is_hardly_there, &experiments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
