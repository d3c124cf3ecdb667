/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queues with a known steady state. Twelve replications with fixed seeds give a Student
 * interval of 99.9 % that must hold the theory, and a mean within 1 % of it; a result that is
 * read off a histogram may be off by the half width of a bucket, 0.4 %. Trucks are conserved
 * in every replication. */
#include "analysis/estimate/queueing.h"
#include "tests/theory/chain.h"
#include "tests/theory/world.h"

#define REPLICATIONS 12
#define STUDENT 4.437 /* t(0.9995; 11) */

/* LONG makes the 99.9 % half-width about 1 % of a mean wait; losses and throughputs, which vary
 * less from truck to truck, come as near in a shorter run. */
#define RUN(duration) \
    "[results]\nbin = 1 d\n[scenario]\nwarm-up = 2000 s\nseed = 20250106\nduration = " duration "\n"
#define LONG RUN("1000000 s")
#define SHORT RUN("300000 s")
#define ONE(length, arrivals, station)                                                    \
    length "[class truck]\nroute = r\narrivals = " arrivals "\n[station booth]\n" station \
           "\n[route r]\nsteps =\n  booth\n"

struct check {
    const char *group, *name;
    size_t index;
    const char *over; /* NULL, or the column of the group to divide by */
    double (*theory)(void);
    double slack;
};

struct queue_case {
    const char *name, *text;
    struct check checks[4];
};

/* Sources of the formulas that are called: analysis/estimate/queueing.h. */
static double mm1_wait(void)
{
    return 0.5 / (1 - 0.5); /* a s / (1 - a), Erlang 1917 */
}

static double mm1_in_system(void)
{
    return 0.5 / (1 - 0.5); /* a / (1 - a) */
}

static double mm1_p95(void)
{
    return log(0.5 / 0.05) / 0.5; /* P(W > t) = a exp(-(mu - lambda) t) = 0.05 */
}

static double mmc_wait(void)
{
    struct queueing_answer A;

    queueing_mmc(2.1, 1, 3, &A);
    return A.wait_mean;
}

static double mmc_p95(void)
{
    return queueing_mmc_quantile(2.1, 1, 3, 0.95);
}

static double md1_wait(void)
{
    return 0.6 * 1 / (2 * (1 - 0.6)); /* Pollaczek 1930 with cv = 0 */
}

static double mln1_wait(void)
{
    return 0.5 * (1 + 0.8 * 0.8) / (2 * (1 - 0.5)); /* cv = 0.8 */
}

static double me1_wait(void)
{
    return 0.6 * (1 + 1.0 / 3) / (2 * (1 - 0.6)); /* cv^2 = 1/3 */
}

static struct queueing_answer mmck(void)
{
    struct queueing_answer A;

    queueing_mmck(1.8, 1, 2, 3, &A);
    return A;
}

static double mmck_loss(void)
{
    return mmck().loss;
}

static double mmck_wait(void)
{
    return mmck().wait_mean;
}

static double erlang_loss(void)
{
    return queueing_erlang_b(4, 3);
}

static double erlang_loss_of_two(void)
{
    return queueing_erlang_b(2, 2);
}

static struct queueing_answer mmcm(void)
{
    struct queueing_answer A;

    queueing_mmcm(2.2, 1, 2, 2, &A);
    return A;
}

static double mmcm_loss(void)
{
    return mmcm().loss;
}

static double mmcm_queue(void)
{
    return mmcm().queue_mean;
}

static double cobham(size_t i)
{
    const double lambda[] = {0.25, 0.35}, s[] = {1, 1}, cv[] = {1, 1};
    double wait[2];

    queueing_priority(2, lambda, s, cv, wait);
    return wait[i];
}

static double cobham_first(void)
{
    return cobham(0);
}

static double cobham_second(void)
{
    return cobham(1);
}

static double jackson(void)
{
    /* lambda = 0.4 / (1 - 0.2) = 0.5 at both; rho = 0.5 and 0.4; rho / (1 - rho) each */
    return 0.5 / 0.5 + 0.4 / 0.6;
}

/* Two M/M/1 queues whose arrivals are the same: the mean time until both have served a truck is
 * (12 - rho) / 8 / (mu - lambda) (Nelson and Tantawi, "Approximate analysis of fork/join
 * synchronization in parallel queues", 1988, from Flatto and Hahn 1984). */
static double fork_join(void)
{
    return (12 - 0.5) / 8 / (1 - 0.5);
}

/* Two exponential stations, the first never idle, K places between them, blocking after
 * service. The second holds 0 .. K + 1 trucks or has one more blocked before it: a random
 * walk on K + 3 states with equal rates up and down, so each has probability 1 / (K + 3), and
 * trucks leave in all states but the first: mu (K + 2) / (K + 3). An hour has 3600 s. */
static double tandem_none(void)
{
    return 3600 * 2.0 / 3;
}

static double tandem_two(void)
{
    return 3600 * 4.0 / 5;
}

/* One server that breaks down at rate xi = 1/20 and is mended at rate eta = 1/4 whether it works
 * or not: L = lambda ((xi + eta)^2 + xi mu) / ((xi + eta) (eta mu - lambda (xi + eta))), White &
 * Christie, "Queuing with preemptive priorities or with breakdown", Operations Research 6,
 * 1958; Avi-Itzhak & Naor, "Some queuing problems with the service station subject to
 * breakdown", Operations Research 11, 1963, model A. */
static double breakdowns_calendar(void)
{
    return 0.4 * (0.3 * 0.3 + 0.05) / (0.3 * (0.25 - 0.4 * 0.3));
}

/* Only while it works: a truck holds it for C, its service and the repairs in it, with mean
 * E S (1 + xi E R) = 1.2 and second moment E S^2 (1 + xi E R)^2 + E S xi E R^2 = 2 * 1.44 + 1.6;
 * then Pollaczek's formula (Avi-Itzhak & Naor 1963, model B). */
static double breakdowns_operating(void)
{
    return 0.4 * 1.2 + 0.4 * 0.4 * (2 * 1.44 + 0.05 * 2 * 16) / (2 * (1 - 0.4 * 1.2));
}

static double breakdowns_three(void)
{
    return chain_breakdowns(1.5, 1, 0.05, 0.25, 3, false);
}

static double breakdowns_three_operating(void)
{
    return chain_breakdowns(1.5, 1, 0.05, 0.25, 3, true);
}

#define BREAKDOWNS                                                            \
    "\nservice = exponential mean 1 s\nfails-after = exponential mean 20 s\n" \
    "repair = exponential mean 4 s"

#define TANDEM(places)                                                                    \
    SHORT "[class truck]\nroute = r\narrivals = every 900 ms\n[station a]\nservers = 1\n" \
          "service = exponential mean 1 s\n[station b]\nservers = 1\nwaiting = " places   \
          "\nservice = exponential mean 1 s\n[route r]\nsteps =\n  a\n  b\n"

static const struct queue_case cases[] = {
    {"M/M/1",
     ONE(LONG, "poisson 0.5/s", "servers = 1\nservice = exponential mean 1 s"),
     {{"station", "wait_mean", 0, NULL, mm1_wait, 0},
      {"station", "wait_p95", 0, NULL, mm1_p95, 0.004},
      {"summary", "in_system_mean", 0, NULL, mm1_in_system, 0}}},
    {"M/M/3",
     ONE(LONG, "poisson 2.1/s", "servers = 3\nservice = exponential mean 1 s"),
     {{"station", "wait_mean", 0, NULL, mmc_wait, 0},
      {"station", "wait_p95", 0, NULL, mmc_p95, 0.004}}},
    {"M/D/1",
     ONE(LONG, "poisson 0.6/s", "servers = 1\nservice = 1 s"),
     {{"station", "wait_mean", 0, NULL, md1_wait, 0}}},
    {"M/G/1 lognormal",
     ONE(LONG, "poisson 0.5/s", "servers = 1\nservice = lognormal mean 1 s cv 0.8"),
     {{"station", "wait_mean", 0, NULL, mln1_wait, 0}}},
    {"M/E3/1",
     ONE(LONG, "poisson 0.6/s", "servers = 1\nservice = erlang shape 3 mean 1 s"),
     {{"station", "wait_mean", 0, NULL, me1_wait, 0}}},
    {"M/M/2/5",
     ONE(SHORT, "poisson 1.8/s",
         "servers = 2\nwaiting = 3\nwhen-full = turn-back\nservice = exponential mean 1 s"),
     {{"class", "trucks_balked", 0, "trucks_arrived", mmck_loss, 0},
      {"station", "wait_mean", 0, NULL, mmck_wait, 0}}},
    {"Erlang loss M/G/4/4",
     ONE(SHORT, "poisson 3/s",
         "servers = 4\nwaiting = 0\nwhen-full = turn-back\nservice = lognormal mean 1 s cv 0.8"),
     {{"class", "trucks_balked", 0, "trucks_arrived", erlang_loss, 0}}},
    {"Erlang loss by trucks without patience",
     ONE(SHORT, "poisson 2/s", "servers = 2\npatience = 0 s\nservice = exponential mean 1 s"),
     {{"class", "trucks_reneged", 0, "trucks_arrived", erlang_loss_of_two, 0}}},
    {"Erlang A",
     ONE(SHORT, "poisson 2.2/s",
         "servers = 2\npatience = exponential mean 2 s\nservice = exponential mean 1 s"),
     {{"class", "trucks_reneged", 0, "trucks_arrived", mmcm_loss, 0},
      {"station", "queue_mean", 0, NULL, mmcm_queue, 0}}},
    {"Cobham",
     LONG "[class a]\nroute = r\npriority = 1\narrivals = poisson 0.25/s\n"
          "[class b]\nroute = r\narrivals = poisson 0.35/s\n[station booth]\nservers = 1\n"
          "discipline = priority\nservice = exponential mean 1 s\n[route r]\nsteps =\n  booth\n",
     {{"class", "wait_mean", 0, NULL, cobham_first, 0},
      {"class", "wait_mean", 1, NULL, cobham_second, 0}}},
    {"fork and join of two M/M/1",
     LONG "[class truck]\nroute = r\narrivals = poisson 0.5/s\n[station a]\nservers = 1\n"
          "service = exponential mean 1 s\n[station b]\nservers = 1\n"
          "service = exponential mean 1 s\n[route r]\nsteps =\n  side by side a, b\n",
     {{"summary", "time_in_system_mean", 0, NULL, fork_join, 0}}},
    {"Jackson network with feedback",
     LONG "[class truck]\nroute = r\narrivals = poisson 0.4/s\n[station a]\nservers = 1\n"
          "service = exponential mean 1 s\n[station b]\nservers = 1\n"
          "service = exponential mean 800 ms\n"
          "[route r]\nsteps =\n  a\n  b\n  repeat from a for 20 %\n",
     {{"summary", "in_system_mean", 0, NULL, jackson, 0}}},
    {"M/M/1 with breakdowns",
     ONE(LONG, "poisson 0.4/s", "servers = 1" BREAKDOWNS),
     {{"summary", "in_system_mean", 0, NULL, breakdowns_calendar, 0}}},
    {"M/M/1 with breakdowns while at work",
     ONE(LONG, "poisson 0.4/s", "servers = 1" BREAKDOWNS "\nfails-by = operating"),
     {{"summary", "in_system_mean", 0, NULL, breakdowns_operating, 0}}},
    {"M/M/3 with breakdowns",
     ONE(LONG, "poisson 1.5/s", "servers = 3" BREAKDOWNS),
     {{"summary", "in_system_mean", 0, NULL, breakdowns_three, 0}}},
    {"M/M/3 with breakdowns while at work",
     ONE(LONG, "poisson 1.5/s", "servers = 3" BREAKDOWNS "\nfails-by = operating"),
     {{"summary", "in_system_mean", 0, NULL, breakdowns_three_operating, 0}}},
    {"saturated tandem, no place between",
     TANDEM("0"),
     {{"summary", "throughput_per_hour", 0, NULL, tandem_none, 0}}},
    {"saturated tandem, two places between",
     TANDEM("2"),
     {{"summary", "throughput_per_hour", 0, NULL, tandem_two, 0}}},
};

static void check_conserved(const struct gatesim_scenario *S, const struct gatesim *G)
{
#define ALL(name) world_value(S, G, "summary", "trucks_" name, 0)
    assert_true(ALL("at_start") + ALL("arrived") ==
                ALL("crossed") + ALL("turned_back") + ALL("in_system"));
#undef ALL
}

static void check_theory(const char *name, const struct check *C, const double *x)
{
    const double theory = C->theory();
    double mean = 0, squares = 0, half;
    int r;

    for (r = 0; r < REPLICATIONS; r++)
        mean += x[r] / REPLICATIONS;
    for (r = 0; r < REPLICATIONS; r++)
        squares += (x[r] - mean) * (x[r] - mean);
    half = STUDENT * sqrt(squares / (REPLICATIONS - 1) / REPLICATIONS);
    print_message("%s, %s: %.6g +- %.2g, theory %.6g (%+.2f %%)\n", name, C->name, mean, half,
                  theory, 100 * (mean / theory - 1));
    if (!(fabs(mean - theory) <= half + C->slack * theory))
        fail_msg("%s, %s: the interval does not hold the theory", name, C->name);
    if (!(fabs(mean - theory) < 0.01 * theory))
        fail_msg("%s, %s: off by more than 1 %%", name, C->name);
}

static double read_check(const struct gatesim_scenario *S, const struct gatesim *G,
                         const struct check *C)
{
    const double x = world_value(S, G, C->group, C->name, C->index);

    return C->over == NULL ? x : x / world_value(S, G, C->group, C->over, C->index);
}

static void test_case(void **state)
{
    const struct queue_case *Q = *state;
    struct gatesim_scenario *S = world_scenario(Q->text);
    double x[4][REPLICATIONS];
    uint32_t r;
    int i;

    for (r = 0; r < REPLICATIONS; r++) {
        struct gatesim *G = NULL;

        assert_int_equal(gatesim_create(S, r, NULL, &G), 0);
        assert_true(world_finish(G) >= 0);
        check_conserved(S, G);
        for (i = 0; i < 4 && Q->checks[i].name != NULL; i++)
            x[i][r] = read_check(S, G, &Q->checks[i]);
        gatesim_destroy(G);
    }
    for (i = 0; i < 4 && Q->checks[i].name != NULL; i++)
        check_theory(Q->name, &Q->checks[i], x[i]);
    gatesim_scenario_destroy(S);
}

#define COUNT (sizeof cases / sizeof *cases)

int main(void)
{
    struct CMUnitTest tests[COUNT];
    size_t i;

    memset(tests, 0, sizeof tests);
    for (i = 0; i < COUNT; i++) {
        tests[i].name = cases[i].name;
        tests[i].test_func = test_case;
        tests[i].initial_state = (void *)(uintptr_t)&cases[i];
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
