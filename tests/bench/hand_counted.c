/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One server, one line, and by hand all that gatesim counts of it, in the same whole numbers:
 * stays and waits with their quantiles, levels with their peaks, where time went, and the
 * fingerprint. How fast the engine could be at most if it knew its model beforehand. */
#include <stdlib.h>

#include "sim/base/bug.h"
#include "sim/gate/world/counters.h"
#include "tests/bench/bench.h"
#include "tests/bench/chance.h"

#define RING (1U << 16)

struct counted {
    struct chance chance;
    gatesim_ticks arrival, departure; /* next ones */
    double clock;                     /* of the arrivals, s */
    uint32_t arrived, called, served;
    gatesim_ticks called_at;
    struct level in_system;
    struct peak queue_peak, occupancy_peak;
    stat_sum queue, busy, line_time;
    uint64_t delay[2]; /* queueing, service */
    struct tally wait, service;
    struct histogram wait_hist;
    struct flow flow;
    uint64_t fingerprint;
    gatesim_ticks joined[RING];
};

static gatesim_ticks ticks(double seconds)
{
    return (gatesim_ticks)(seconds * GATESIM_TICKS_PER_SECOND + 0.5);
}

static void note(struct counted *C, gatesim_ticks now, uint64_t what)
{
    C->fingerprint = (C->fingerprint ^ (uint64_t)now) * UINT64_C(0x9e3779b97f4a7c15);
    C->fingerprint = (C->fingerprint ^ C->fingerprint >> 29 ^ what) * UINT64_C(0xbf58476d1ce4e5b9);
}

/* see_peaks(C): the line and the station as they were until now. */
static void see_peaks(struct counted *C)
{
    peak_see(&C->queue_peak, C->arrived - C->called);
    peak_see(&C->occupancy_peak, C->arrived - C->served);
}

static void call(struct counted *C, gatesim_ticks now)
{
    const gatesim_ticks waited = now - C->joined[C->called++ % RING];
    const gatesim_ticks service = ticks(chance_exponential(&C->chance, 1.0));

    C->line_time += (uint64_t)waited;
    C->delay[0] += (uint64_t)waited;
    moment_add(&C->queue, now, -1);
    moment_add(&C->busy, now, 1);
    tally_add(&C->wait, waited);
    histogram_add(&C->wait_hist, waited);
    tally_add(&C->service, service);
    C->called_at = now;
    C->departure = now + service;
}

static void arrive(struct counted *C, uint32_t trucks)
{
    const gatesim_ticks now = C->arrival;

    GS_ASSERT(C->arrived - C->called < RING);
    note(C, now, C->arrived);
    see_peaks(C);
    level_add(&C->in_system, now, 1);
    moment_add(&C->queue, now, 1);
    C->flow.counts.arrived++;
    C->joined[C->arrived++ % RING] = now;
    if (C->called == C->served)
        call(C, now);
    C->clock += chance_exponential(&C->chance, 1.0 / 0.9);
    C->arrival = C->arrived < trucks ? ticks(C->clock) : GATESIM_NEVER;
}

static void depart(struct counted *C)
{
    const gatesim_ticks now = C->departure, joined = C->joined[C->served % RING];

    note(C, now, UINT64_C(1) << 58 ^ C->served);
    see_peaks(C);
    level_add(&C->in_system, now, -1);
    moment_add(&C->busy, now, -1);
    C->delay[1] += (uint64_t)(now - C->called_at);
    flow_exit(&C->flow, GATESIM_OUTCOME_CROSSED, now - joined, C->called_at - joined, true);
    C->served++;
    C->departure = GATESIM_NEVER;
    if (C->called < C->arrived)
        call(C, now);
}

int hand_counted(uint32_t trucks, uint64_t seed, struct bench_run *run)
{
    const double started = bench_processor();
    struct counted *C = calloc(1, sizeof(*C));

    if (C == NULL)
        return -1;
    chance_init(&C->chance, BENCH_GSL, seed);
    tally_init(&C->wait);
    tally_init(&C->service);
    flow_init(&C->flow);
    C->clock = chance_exponential(&C->chance, 1.0 / 0.9);
    C->arrival = ticks(C->clock);
    C->departure = GATESIM_NEVER;
    while (C->served < trucks) {
        if (C->arrival <= C->departure)
            arrive(C, trucks);
        else
            depart(C);
    }
    run->events = C->flow.counts.arrived + C->flow.counts.crossed;
    run->mean_wait = tally_mean(&C->wait);
    free(C);
    run->seconds = bench_processor() - started;
    return 0;
}
