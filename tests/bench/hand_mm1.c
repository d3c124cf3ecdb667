/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One server, one line: two clocks, and a ring of the instants at which trucks joined. */
#include <stdlib.h>

#include "sim/base/bug.h"
#include "tests/bench/bench.h"
#include "tests/bench/chance.h"

#define RING (1U << 16)

struct mm1 {
    struct chance chance;
    double arrival, departure; /* next ones */
    double waited;
    uint32_t arrived, called, served;
    double joined[RING];
};

static void call(struct mm1 *M, double now)
{
    M->waited += now - M->joined[M->called++ % RING];
    M->departure = now + chance_exponential(&M->chance, 1.0);
}

static void arrive(struct mm1 *M, uint32_t trucks)
{
    const double now = M->arrival;

    GS_ASSERT(M->arrived - M->called < RING);
    M->joined[M->arrived++ % RING] = now;
    if (M->called == M->served)
        call(M, now);
    M->arrival = M->arrived < trucks ? now + chance_exponential(&M->chance, 1.0 / 0.9) : INFINITY;
}

static void depart(struct mm1 *M)
{
    const double now = M->departure;

    M->served++;
    M->departure = INFINITY;
    if (M->called < M->arrived)
        call(M, now);
}

int hand_mm1(uint32_t trucks, uint64_t seed, enum bench_style style, struct bench_run *run)
{
    const double started = bench_processor();
    struct mm1 *M = calloc(1, sizeof(*M));

    if (M == NULL)
        return -1;
    chance_init(&M->chance, style, seed);
    M->arrival = chance_exponential(&M->chance, 1.0 / 0.9);
    M->departure = INFINITY;
    while (M->served < trucks) {
        if (M->arrival <= M->departure)
            arrive(M, trucks);
        else
            depart(M);
    }
    run->events = 2 * (uint64_t)trucks;
    run->mean_wait = M->waited / trucks;
    free(M);
    run->seconds = bench_processor() - started;
    return 0;
}
