/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A border line: an event list of at most one arrival and one departure a server, so a small
 * binary heap of 16-byte events; a ring of truck numbers before each station. */
#include <stdlib.h>

#include "sim/base/bug.h"
#include "tests/bench/bench.h"
#include "tests/bench/chance.h"

#define RING (1U << 15)
#define PENDING 16

enum place { S1, S2, SX, S3, S4, PLACES, ARRIVAL = PLACES };

struct record {
    double arrived, left;
    double waited[PLACES];
    double served;
};

struct event {
    double time;
    uint32_t truck;
    uint32_t place; /* where the service ends, or ARRIVAL */
};

struct station {
    uint32_t servers;
    double mean, cv;  /* min; cv 0: exponential */
    double mu, sigma; /* of the logarithm, when cv > 0 */
    uint32_t busy, head, tail;
    uint32_t line[RING];
};

struct border {
    struct chance chance;
    uint32_t pending;
    struct event heap[PENDING];
    struct station station[PLACES];
    struct record *records;
    uint64_t events;
};

static void push(struct border *B, struct event event)
{
    uint32_t i = B->pending++;

    while (i > 0 && B->heap[(i - 1) / 2].time > event.time) {
        B->heap[i] = B->heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    B->heap[i] = event;
}

static struct event pop(struct border *B)
{
    const struct event first = B->heap[0];
    const struct event last = B->heap[--B->pending];
    uint32_t i = 0;

    for (uint32_t child = 1; child < B->pending; child = 2 * i + 1) {
        if (child + 1 < B->pending && B->heap[child + 1].time < B->heap[child].time)
            child++;
        if (B->heap[child].time >= last.time)
            break;
        B->heap[i] = B->heap[child];
        i = child;
    }
    B->heap[i] = last;
    return first;
}

static void serve(struct border *B, uint32_t place, uint32_t truck, double now)
{
    const struct station *S = &B->station[place];
    const double service = S->cv > 0 ? chance_lognormal(&B->chance, S->mu, S->sigma)
                                     : chance_exponential(&B->chance, S->mean);

    B->records[truck].served += service;
    push(B, (struct event){now + service, truck, place});
}

static void join(struct border *B, uint32_t place, uint32_t truck, double now)
{
    struct station *S = &B->station[place];

    if (S->busy < S->servers) {
        S->busy++;
        serve(B, place, truck, now);
        return;
    }
    GS_ASSERT(S->tail - S->head < RING);
    B->records[truck].waited[place] = -now;
    S->line[S->tail++ % RING] = truck;
}

static void next_from_line(struct border *B, uint32_t place, double now)
{
    struct station *S = &B->station[place];

    if (S->head == S->tail) {
        S->busy--;
        return;
    }
    const uint32_t truck = S->line[S->head++ % RING];

    B->records[truck].waited[place] += now;
    serve(B, place, truck, now);
}

static void depart(struct border *B, const struct event *event)
{
    uint32_t next = event->place + 1;

    next_from_line(B, event->place, event->time);
    if (event->place == S4) {
        B->records[event->truck].left = event->time;
        return;
    }
    if (event->place == S2 && chance_uniform(&B->chance) >= 0.1)
        next = S3;
    join(B, next, event->truck, event->time);
}

static void arrive(struct border *B, const struct event *event, uint32_t trucks)
{
    B->records[event->truck].arrived = event->time;
    join(B, S1, event->truck, event->time);
    if (event->truck + 1 < trucks)
        push(B, (struct event){event->time + chance_exponential(&B->chance, 1.0), event->truck + 1,
                               ARRIVAL});
}

static void border_init(struct border *B, enum bench_style style, uint64_t seed)
{
    static const struct {
        uint32_t servers;
        double mean, cv;
    } design[PLACES] = {{3, 2.55, 0}, {2, 1.7, 0.5}, {2, 17, 0}, {4, 3.4, 1}, {2, 1.7, 0}};

    chance_init(&B->chance, style, seed);
    for (int i = 0; i < PLACES; i++) {
        struct station *S = &B->station[i];

        S->servers = design[i].servers;
        S->mean = design[i].mean;
        S->cv = design[i].cv;
        S->sigma = sqrt(log1p(S->cv * S->cv));
        S->mu = log(S->mean) - S->sigma * S->sigma / 2;
    }
    push(B, (struct event){chance_exponential(&B->chance, 1.0), 0, ARRIVAL});
}

static double mean_wait(const struct border *B, uint32_t trucks)
{
    double sum = 0;

    for (uint32_t i = 0; i < trucks; i++)
        for (int place = 0; place < PLACES; place++)
            sum += B->records[i].waited[place];
    return 60 * sum / trucks;
}

int hand_border(uint32_t trucks, uint64_t seed, enum bench_style style, struct bench_run *run)
{
    const double started = bench_processor();
    struct border *B = calloc(1, sizeof(*B));
    int status = -1;

    if (B == NULL)
        return -1;
    B->records = calloc(trucks, sizeof(*B->records));
    if (B->records == NULL)
        goto done;
    border_init(B, style, seed);
    while (B->pending > 0) {
        const struct event event = pop(B);

        B->events++;
        if (event.place == ARRIVAL)
            arrive(B, &event, trucks);
        else
            depart(B, &event);
    }
    run->seconds = bench_processor() - started;
    run->events = B->events;
    run->mean_wait = mean_wait(B, trucks);
    status = 0;
done:
    free(B->records);
    free(B);
    return status;
}
