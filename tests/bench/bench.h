/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The benchmark: gatesim beside the loop that one would write by hand for one model.
 *
 * A contest is one model, run by both sides in turn. An event is one arrival or one
 * completed service, counted the same way for both. The hand-written loops have the same
 * generator (Philox) and the same laws: they know their model at compile time, keep no statistics
 * but a mean, and check nothing. They run in two styles, of which the first is the measure. One
 * more, hand_counted, keeps all the statistics, to show what these take. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdint.h>

#include "gatesim/simulation.h"

/* How a hand-written loop draws: by a generator and variates of GSL, or all inlined (chance.h). */
enum bench_style { BENCH_GSL, BENCH_INLINED, BENCH_STYLES };

/* What a run did. */
struct bench_run {
    double seconds; /* of processor time: what else the machine does counts less */
    uint64_t events;
    double mean_wait; /* s, in all lines, a truck: both sides must agree */
};

/* bench_now(): a monotonic clock, s. bench_processor(): time that the process has had, s.
 * bench_resident(): memory in use, bytes. */
double bench_now(void);
double bench_processor(void);
uint64_t bench_resident(void);

/* hand_mm1(trucks, seed, style, run): M/M/1, 0.9 arrivals and up to 1 service a second, until so
 * many trucks are served. hand_border(trucks, seed, style, run): four stations of 3, 2, 4 and 2
 * servers in a row and an inspection of 2 beside them for one truck in ten; a record of 64
 * bytes a truck is kept. Return 0, or -1 without memory. */
int hand_mm1(uint32_t trucks, uint64_t seed, enum bench_style style, struct bench_run *run);
int hand_border(uint32_t trucks, uint64_t seed, enum bench_style style, struct bench_run *run);

/* hand_counted(trucks, seed, run): hand_mm1 with GSL's variates that keeps what gatesim keeps.
 * Returns 0, or -1 without memory. */
int hand_counted(uint32_t trucks, uint64_t seed, struct bench_run *run);

/* engine_run(path, setting, records, run): run the scenario; setting may be NULL; with
 * records > 0 that many records of 64 bytes are kept, as hand_border does. Loading is not
 * timed, building the world is. Returns 0 or a status. */
int engine_run(const char *path, const char *setting, uint32_t records, struct bench_run *run);

/* bench_load(path, setting, S): the scenario, the caller's; setting may be NULL. Says what is
 * wrong with it. bench_finish(G): take every event. Both return 0 or a status. */
int bench_load(const char *path, const char *setting, struct gatesim_scenario **S);
int bench_finish(struct gatesim *G);

/* What a long run gains: memory between its first hundredth and its end, bytes; and what an event
 * takes in its first tenth and in its last, s of the processor. */
struct bench_growth {
    double bytes, first, last;
};

/* engine_growth(path, setting, events, growth): of a run of so many events. */
int engine_growth(const char *path, const char *setting, uint64_t events,
                  struct bench_growth *growth);

/* Bytes in use: a truck inside, and all the rest of the process. */
struct bench_memory {
    double truck, fixed;
};

/* engine_inside(path, setting, trucks, M): what a truck inside takes while their number grows to
 * so many from a tenth of it. Memory that the process had and has given back to its allocator
 * would be taken first and not seen: to be called before anything large is freed. */
int engine_inside(const char *path, const char *setting, uint32_t trucks, struct bench_memory *M);

/* Where the processor time of a run with a results file went, s; the trucks that arrived. */
struct bench_stored {
    double engine, store;
    uint64_t trucks;
};

/* stored_run(path, setting, run): all replications of a scenario into a file in /tmp, which is
 * removed. Returns 0 or a status. */
int stored_run(const char *path, const char *setting, struct bench_stored *run);

/* What an experiment took, s. */
struct bench_replicated {
    double wall, processor;
};

/* replicated_run(path, setting, replications, threads, run): so many of a scenario on threads,
 * with a results file in /tmp, which is removed; or, threads being 0, in a plain loop without
 * one. Loading is not timed. Returns 0 or a status. */
int replicated_run(const char *path, const char *setting, uint32_t replications, unsigned threads,
                   struct bench_replicated *run);

/* The promises, each measured and printed with its limit. Return 0, or -1 when one is missed by
 * far or cannot be measured. promise_memory is to be called first, see engine_inside. */
int promise_memory(void);
int promise_growth(void);
int promise_truck_log(void);
int promise_summary(void);
int promise_experiment(void); /* what it costs beside its simulations, and beside a loop by hand */
int promise_many(void);       /* 100,000 replications of 1,000 trucks in one file */

/* hold_cost(pending, holds): s that the future-event list takes for one hold (pop the first
 * event, push one a random time later) with so many pending; negative without memory. */
double hold_cost(uint32_t pending, uint32_t holds);

#endif
