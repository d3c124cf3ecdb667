/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What gatesim promises beside its speed: memory, and the cost of the results file. A limit that
 * is missed is said so; a test fails only where something has broken. */
#include <math.h>
#include <stdio.h>

#include "sim/drive/experiment.h"
#include "tests/bench/bench.h"

#ifndef BENCH_FOLDER
#define BENCH_FOLDER "tests/bench"
#endif
#ifndef BENCH_SCENARIOS
#define BENCH_SCENARIOS "scenarios"
#endif
#define ROUNDS 5

/* judge(what, value, unit, limit, broken): say it; returns 0, or -1 when it is beyond broken. */
static int judge(const char *what, double value, const char *unit, double limit, double broken)
{
    printf("%s: %.3g %s, limit %.3g%s\n", what, value, unit, limit,
           value > limit ? ": aim missed" : "");
    return value > broken ? -1 : 0;
}

int promise_memory(void)
{
    struct bench_memory M = {0}, P = {0};

    if (engine_inside(BENCH_FOLDER "/overload.ini", NULL, 1000000, &M) != 0 ||
        engine_inside(BENCH_FOLDER "/overload.ini", "truck.patience=900 d", 1000000, &P) != 0)
        return -1;
    printf("memory: %.1f MB beside the trucks; %.0f bytes more for one that may lose patience\n",
           1e-6 * M.fixed, P.truck - M.truck);
    return judge("memory of a truck inside", M.truck, "bytes", 100, 200);
}

int promise_growth(void)
{
    struct bench_growth G = {0};

    if (engine_growth(BENCH_FOLDER "/mm1.ini", "scenario.duration=600000000 s", 1000000000, &G) !=
        0)
        return -1;
    printf("an event in the first tenth of 10^9: %.1f ns, in the last: %.1f ns\n", 1e9 * G.first,
           1e9 * G.last);
    if (judge("the last of 10^9 events beside the first", G.last / G.first, "times", 1.2, 2) != 0)
        return -1;
    return judge("memory gained between event 10^7 and 10^9", G.bytes / 1e6, "MB", 1, 10);
}

/* seconds(run): in all. */
static double seconds(const struct bench_stored *run)
{
    return run->engine + run->store;
}

/* once_more(path, setting, best): run it, and keep the quickest run. */
static int once_more(const char *path, const char *setting, struct bench_stored *best)
{
    struct bench_stored run;
    const int status = stored_run(path, setting, &run);

    if (status == 0 && (best->trucks == 0 || seconds(&run) < seconds(best)))
        *best = run;
    return status;
}

int promise_truck_log(void)
{
    struct bench_stored without = {0}, with = {0};

    for (int i = 0; i < ROUNDS; i++)
        if (once_more(BENCH_FOLDER "/border.ini", "results.log=none", &without) != 0 ||
            once_more(BENCH_FOLDER "/border.ini", "results.log=trucks", &with) != 0)
            return -1;
    return judge("truck log, a truck",
                 1e6 * (seconds(&with) - seconds(&without)) / (double)with.trucks, "us", 0.4, 3);
}

/* Some runs of an experiment. */
struct trial {
    const char *path, *setting; /* of the scenario; setting may be NULL */
    uint32_t replications;
    int rounds;
};

/* best_of(X, threads, best): of the rounds, the least of either time. threads is 0 for the
 * simulations alone. */
static int best_of(const struct trial *X, unsigned threads, struct bench_replicated *best)
{
    *best = (struct bench_replicated){INFINITY, INFINITY};
    for (int i = 0; i < X->rounds; i++) {
        struct bench_replicated run;

        if (replicated_run(X->path, X->setting, X->replications, threads, &run) != 0)
            return -1;
        best->wall = fmin(best->wall, run.wall);
        best->processor = fmin(best->processor, run.processor);
    }
    return 0;
}

/* 200 replications of 10 ms: 85,500 trucks of M/M/1 each. */
static int overhead(void)
{
    const struct trial X = {BENCH_FOLDER "/mm1.ini", "scenario.duration=95000 s", 200, ROUNDS};
    const unsigned cores = experiment_cores();
    struct bench_replicated plain, one, all;

    if (best_of(&X, 0, &plain) != 0 || best_of(&X, 1, &one) != 0 || best_of(&X, cores, &all) != 0)
        return -1;
    printf("%u replications of %.1f ms: on %u threads %.2f times as fast as on one\n",
           X.replications, 1e3 * plain.processor / X.replications, cores, one.wall / all.wall);
    return judge("experiment and its file, beside its simulations",
                 100 * (one.processor - plain.processor) / plain.processor, "%", 3, 50);
}

/* The same experiment as one would write it: no threads, no file, nothing but a mean. */
static int beside_hand(void)
{
    const uint32_t replications = 2000, trucks = 1000;
    const struct trial X = {BENCH_FOLDER "/mm1.ini", "scenario.duration=1111 s", replications,
                            ROUNDS};
    struct bench_replicated gate;
    double hand = bench_now(), mean = 0;

    for (uint32_t r = 0; r < replications; r++) {
        struct bench_run run = {0};

        if (hand_mm1(trucks, r + 1, BENCH_GSL, &run) != 0)
            return -1;
        mean += run.mean_wait / replications;
    }
    hand = bench_now() - hand;
    if (best_of(&X, experiment_cores(), &gate) != 0)
        return -1;
    printf("%u replications of %u trucks: %.2f s; by hand, one thread, no file: %.2f s (mean wait "
           "%.2f s)\n",
           replications, trucks, gate.wall, hand, mean);
    return 0;
}

int promise_experiment(void)
{
    const int cost = overhead();

    return beside_hand() != 0 ? -1 : cost;
}

int promise_many(void)
{
    struct bench_replicated run;

    if (replicated_run(BENCH_SCENARIOS "/minimal.ini", "scenario.duration=2500 min", 100000,
                       experiment_cores(), &run) != 0)
        return -1;
    printf("100,000 replications of scenarios/minimal.ini with 1,000 trucks, in one file: %.0f s, "
           "%.0f s of processors\n",
           run.wall, run.processor);
    return 0;
}

/* summary(model, X): what a run with its file takes longer than its simulations; on one thread, and
 * the file is described beside it. The processor's part is told too. */
static int summary(const char *model, const struct trial *X)
{
    struct bench_replicated plain, one;
    char what[80];

    if (best_of(X, 0, &plain) != 0 || best_of(X, 1, &one) != 0)
        return -1;
    snprintf(what, sizeof what, "results file of %s (%.1f %% of the processor), adds", model,
             100 * (one.processor - plain.processor) / plain.processor);
    return judge(what, 100 * (one.wall - plain.wall) / plain.wall, "%", 2, 80);
}

int promise_summary(void)
{
    const struct trial mm1 = {BENCH_FOLDER "/mm1.ini", NULL, 1, ROUNDS};
    const struct trial border = {BENCH_FOLDER "/border.ini", NULL, 1, ROUNDS};
    const struct trial week = {BENCH_SCENARIOS "/peak.ini", NULL, 20, ROUNDS};
    const struct trial year = {BENCH_SCENARIOS "/peak.ini", "scenario.duration=364 d", 1, ROUNDS};

    return summary("M/M/1", &mm1) | summary("the border line", &border) |
           summary("the peak week", &week) | summary("a year of it", &year);
}
