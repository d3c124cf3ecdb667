/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench [--short | --long]: gatesim beside hand-written loops.
 *
 * Each contest is run in turn, hand and engine, several times over, and the best of each
 * counts: what else the machine does can only slow a run down. It fails when
 * gatesim has become much slower than it should be. --short runs the contests alone; --long also
 * runs 10^8 events and looks at the memory, and 100,000 replications. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/bench.h"

#ifndef BENCH_FOLDER
#define BENCH_FOLDER "tests/bench"
#endif
/* Aims, which are printed as met or missed; and where something has broken. */
#define RATIO_AIM 0.75 /* of the loop with GSL's variates */
#define RATE_AIM 20.0  /* million events/s of M/M/1 */
#define RATIO_BROKEN 0.15
#define ROUNDS_MOST 15

static double read_clock(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double bench_now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

double bench_processor(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

/* From /proc; 0 where there is none. */
uint64_t bench_resident(void)
{
    FILE *f = fopen("/proc/self/statm", "r");
    unsigned long long size = 0, resident = 0;

    if (f == NULL)
        return 0;
    if (fscanf(f, "%llu %llu", &size, &resident) != 2)
        resident = 0;
    fclose(f);
    return resident * (uint64_t)sysconf(_SC_PAGESIZE);
}

struct contest {
    const char *name;
    int (*hand)(uint32_t trucks, uint64_t seed, enum bench_style style, struct bench_run *run);
    int (*counted)(uint32_t trucks, uint64_t seed, struct bench_run *run); /* or NULL */
    uint32_t trucks;
    const char *scenario;
    uint32_t records;
    double rate_aim;                                        /* million events/s; 0: none */
    struct bench_run hands[BENCH_STYLES], counting, engine; /* the best */
};

static double rate(const struct bench_run *run)
{
    return run->seconds > 0 ? (double)run->events / run->seconds * 1e-6 : 0;
}

static double ratio(const struct contest *C, const struct bench_run *hand)
{
    return rate(&C->engine) / rate(hand);
}

static int met(const struct contest *C)
{
    return ratio(C, &C->hands[BENCH_GSL]) >= RATIO_AIM && rate(&C->engine) >= C->rate_aim;
}

static void keep_best(struct bench_run *best, const struct bench_run *run)
{
    if (rate(run) > rate(best))
        *best = *run;
}

static int play(struct contest *C, unsigned rounds)
{
    for (unsigned i = 0; i < rounds; i++) {
        struct bench_run run = {0};
        char setting[40];

        for (unsigned style = 0; style < BENCH_STYLES; style++) {
            if (C->hand(C->trucks, i + 1, (enum bench_style)style, &run) != 0)
                return -1;
            keep_best(&C->hands[style], &run);
        }
        if (C->counted != NULL) {
            if (C->counted(C->trucks, i + 1, &run) != 0)
                return -1;
            keep_best(&C->counting, &run);
        }
        snprintf(setting, sizeof(setting), "scenario.seed=%u", i + 1);
        if (engine_run(C->scenario, setting, C->records, &run) != 0)
            return -1;
        keep_best(&C->engine, &run);
    }
    return 0;
}

static void print_hand(const struct contest *C, const char *how, const struct bench_run *hand)
{
    printf("  %-28s %6.1f %15.2f %13.1f\n", how, rate(hand), ratio(C, hand), hand->mean_wait);
}

static void print_contest(const struct contest *C)
{
    static const char *const styles[BENCH_STYLES] = {"by hand, GSL's variates",
                                                     "by hand, inlined inversion"};

    printf("%s\n  %-28s %6.1f %29.1f\n", C->name, "gatesim", rate(&C->engine), C->engine.mean_wait);
    for (unsigned i = 0; i < BENCH_STYLES; i++)
        print_hand(C, styles[i], &C->hands[i]);
    if (C->counted != NULL)
        print_hand(C, "by hand, GSL's, all counted", &C->counting);
    printf("  aim: %.2f of the loop with GSL's variates", RATIO_AIM);
    if (C->rate_aim > 0)
        printf(", %.0f million events/s", C->rate_aim);
    printf(": %s\n", met(C) ? "met" : "missed");
}

/* Fails when the sides do not simulate the same thing, or gatesim has become much slower. */
static int judge(const struct contest *C)
{
    const double hand = (double)C->hands[BENCH_GSL].events, engine = (double)C->engine.events;
    int status = 0;

    if (fabs(engine / hand - 1) > 0.02) {
        printf("%s: %.0f events by hand, %.0f in gatesim: not the same work\n", C->name, hand,
               engine);
        status = -1;
    }
    if (ratio(C, &C->hands[BENCH_GSL]) < RATIO_BROKEN)
        status = -1;
    return status;
}

static int contests(unsigned rounds)
{
    struct contest all[] = {
        {.name = "M/M/1, load 0.9",
         .hand = hand_mm1,
         .counted = hand_counted,
         .trucks = 1000000,
         .scenario = BENCH_FOLDER "/mm1.ini",
         .rate_aim = RATE_AIM},
        {.name = "border line",
         .hand = hand_border,
         .trucks = 200000,
         .scenario = BENCH_FOLDER "/border.ini",
         .records = 210000},
    };
    int status = 0;

    printf("%-28s %8s %15s %13s\n", "", "10^6/s", "gatesim / it", "mean wait, s");
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
        unsigned played = 0;

        do {
            if (play(&all[i], rounds) != 0)
                return -1;
            played += rounds;
        } while (!met(&all[i]) && played < ROUNDS_MOST);
        print_contest(&all[i]);
        if (judge(&all[i]) != 0)
            status = -1;
    }
    return status;
}

/* A hold takes no longer than the logarithm of what is pending says, from the shortest list on. */
static int event_list(void)
{
    static const uint32_t pending[] = {10, 1000, 10000, 100000, 1000000};
    double first = 0;
    bool slower = false;

    printf("\nevent list, ns a hold:");
    for (size_t i = 0; i < sizeof(pending) / sizeof(*pending); i++) {
        const double cost = hold_cost(pending[i], 2000000);

        if (cost < 0)
            return -1;
        if (i == 0)
            first = cost / log(pending[0]);
        slower = slower || cost > first * log(pending[i]);
        printf("  %.0f at %u", 1e9 * cost, (unsigned)pending[i]);
    }
    printf("\n  aim: it grows no faster than their logarithm: %s\n", slower ? "missed" : "met");
    return 0;
}

int main(int argc, char **argv)
{
    const int is_short = argc > 1 && strcmp(argv[1], "--short") == 0;
    const int is_long = argc > 1 && strcmp(argv[1], "--long") == 0;

    if (argc > 1 + (is_short || is_long)) {
        fprintf(stderr, "usage: bench [--short | --long]\n");
        return 2;
    }
    if (!is_short && promise_memory() != 0)
        return 1;
    if (contests(is_short ? 3 : 7) != 0)
        return 1;
    if (is_short)
        return 0;
    if (event_list() != 0 || promise_truck_log() != 0 || promise_summary() != 0 ||
        promise_experiment() != 0)
        return 1;
    return is_long && (promise_growth() != 0 || promise_many() != 0);
}
