/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The benchmark: gatesim beside the loop that one would write by hand for one model.
 *
 * A contest is one model, run by both sides in turn. An event is one arrival or one
 * completed service, counted the same way for both. The hand-written loops are the fastest
 * that we could write with the same generator (Philox) and the same laws: they know their
 * model at compile time, keep no statistics but a mean, and check nothing. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdint.h>

/* What a run did. */
struct bench_run {
    double seconds;
    uint64_t events;
    double mean_wait; /* s, in all lines, a truck: both sides must agree */
};

/* bench_now(): a monotonic clock, s. bench_resident(): memory in use, bytes. */
double bench_now(void);
uint64_t bench_resident(void);

/* hand_mm1(trucks, seed, run): M/M/1, 0.9 arrivals and up to 1 service a second, until so
 * many trucks are served. hand_border(trucks, seed, run): four stations of 3, 2, 4 and 2
 * servers in a row and an inspection of 2 beside them for one truck in ten; a record of 64
 * bytes a truck is kept. Return 0, or -1 without memory. */
int hand_mm1(uint32_t trucks, uint64_t seed, struct bench_run *run);
int hand_border(uint32_t trucks, uint64_t seed, struct bench_run *run);

/* engine_run(path, setting, records, run): run the scenario; setting may be NULL; with
 * records > 0 that many records of 64 bytes are kept, as hand_border does. Loading is not
 * timed, building the world is. Returns 0 or a status. */
int engine_run(const char *path, const char *setting, uint32_t records, struct bench_run *run);

/* engine_growth(path, setting, events, bytes): memory that the run gained between its first
 * hundredth and its end, of so many events in all. */
int engine_growth(const char *path, const char *setting, uint64_t events, int64_t *bytes);

/* engine_inside(path, trucks, bytes): memory that a truck inside takes, when so many are. */
int engine_inside(const char *path, uint32_t trucks, double *bytes);

/* hold_cost(pending, holds): s that the future-event list takes for one hold (pop the first
 * event, push one a random time later) with so many pending; negative without memory. */
double hold_cost(uint32_t pending, uint32_t holds);

#endif
