/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run counts: levels over time, sojourns of trucks, and where their time went.
 *
 * Everything is a whole number (of trucks, of ticks, of truck-ticks), so that sums are exact,
 * independent of order, and can be audited to the tick. Totals are kept since the start of
 * the run; the measured window is their difference to what they were when warm-up ended. */
#ifndef SIM_GATE_WORLD_COUNTERS_H
#define SIM_GATE_WORLD_COUNTERS_H

#include <stdbool.h>
#include <stdint.h>

#include "gatesim/observer.h"
#include "gatesim/time.h"
#include "sim/stat/quantile.h"

/* The highest value that lasted, by bin of the series and over the window, whose start need
 * not be the start of a bin. Where nobody asks for its bins, they need not be ended. */
struct peak {
    uint32_t now;    /* of this bin, since the window opened if that is later */
    uint32_t before; /* of this bin, before the window opened */
    uint32_t window; /* of the bins that are over */
};

/* peak_see(P, value): peak P has seen value. */
static inline void peak_see(struct peak *P, uint32_t value)
{
    if (value > P->now)
        P->now = value;
}

/* peak_end_bin(P): end a bin, and begin the next. Returns the highest value of the bin. */
uint32_t peak_end_bin(struct peak *P);

/* peak_open_window(P): the measured window begins now. */
void peak_open_window(struct peak *P);

/* peak_window(P): returns the highest value of the window so far. */
uint32_t peak_window(const struct peak *P);

/* moment_add(moment, t, change): a whole number that changes in time grows by change at instant t.
 * Its integral is kept as its moment, the sum of change * instant: up to t, the area under it is t
 * * (what it is at t) - moment. A change costs an addition, and nothing has to be brought up to
 * date before. */
static inline void moment_add(stat_sum *moment, gatesim_ticks t, int64_t change)
{
    *moment += (stat_sum)change * (uint64_t)t; /* modulo 2^128, which the area is far from */
}

/* moment_area(moment, value, t): returns the integral from 0 to t, in units times ticks, of a
 * number that is value now; moment is the sum of its changes, each times its instant. */
static inline stat_sum moment_area(stat_sum moment, uint32_t value, gatesim_ticks t)
{
    return (stat_sum)(uint64_t)t * value - moment;
}

/* A whole number that changes in time: its integral and its peak. */
struct level {
    uint32_t now;
    struct peak peak;
    gatesim_ticks since; /* the peak has seen all that was before */
    stat_sum moment;
};

/* level_touch(L, t): show level L to its peak, if it has lasted until t. */
static inline void level_touch(struct level *L, gatesim_ticks t)
{
    if (t > L->since) {
        peak_see(&L->peak, L->now);
        L->since = t;
    }
}

/* level_add(L, t, change): level L changes by change at t. */
static inline void level_add(struct level *L, gatesim_ticks t, int change)
{
    level_touch(L, t);
    L->now += (uint32_t)change;
    moment_add(&L->moment, t, change);
}

/* level_area(L, t): returns the integral of level L from the start to t, which is not before its
 * last change. */
static inline stat_sum level_area(const struct level *L, gatesim_ticks t)
{
    return moment_area(L->moment, L->now, t);
}

/* Trucks counted since the start of the run. */
struct flow_counts {
    uint64_t arrived, crossed, turned_back;
    uint64_t reneged, balked, refused; /* of those turned back */
    uint64_t diverted;                 /* of all */
    uint64_t wanted, no_slot, no_show; /* of a class that books: trucks that asked, and of these
                                          that found no slot, or had one and never come */
};

/* Of trucks that book, that arrived in the window and crossed. */
struct booked_flow {
    struct tally total, wait; /* from the wish to crossing; at home, if it had a slot */
    struct histogram total_hist, wait_hist;
};

/* The sojourns of a class's trucks. */
struct flow {
    uint64_t at_start; /* trucks that stood there at the start of the run: they have not arrived */
    struct flow_counts counts;
    stat_sum sojourn; /* of those that have left, whole run: for Little's law, class by class */
    struct tally time_in_system, wait; /* of those that arrived in the window and crossed */
    struct histogram time_hist, wait_hist;
    struct booked_flow *booked; /* NULL: none of its trucks books */
};

/* flow_init(F): empty all counters of F. F->booked stays where it is, emptied. */
void flow_init(struct flow *F);

/* flow_exit_booked(F, total, wait): a truck that flow_exit has measured crosses, total ticks after
 * it wanted to come. wait: ticks that it waited at home for its slot; GATESIM_NEVER if it had none.
 */
void flow_exit_booked(struct flow *F, gatesim_ticks total, gatesim_ticks wait);

/* flow_total(F): returns the times from the wish to crossing; of trucks that do not book, the times
 * in system. */
static inline const struct tally *flow_total(const struct flow *F)
{
    return F->booked != NULL ? &F->booked->total : &F->time_in_system;
}

/* flow_total_hist(F): returns the histogram of the times of flow_total. */
static inline const struct histogram *flow_total_hist(const struct flow *F)
{
    return F->booked != NULL ? &F->booked->total_hist : &F->time_hist;
}

/* flow_exit(F, outcome, sojourn, waited, measured): a truck leaves with that outcome, sojourn ticks
 * after it arrived, of which it waited waited ticks. measured: whether it arrived in the window. */
static inline void flow_exit(struct flow *F, enum gatesim_outcome outcome, gatesim_ticks sojourn,
                             gatesim_ticks waited, bool measured)
{
    F->sojourn += (uint64_t)sojourn;
    if (outcome != GATESIM_OUTCOME_CROSSED) {
        F->counts.turned_back++;
        F->counts.reneged += outcome == GATESIM_OUTCOME_RENEGED;
        F->counts.balked += outcome == GATESIM_OUTCOME_BALKED;
        F->counts.refused += outcome == GATESIM_OUTCOME_REFUSED;
        return;
    }
    F->counts.crossed++;
    if (!measured)
        return;
    tally_add(&F->time_in_system, sojourn);
    histogram_add(&F->time_hist, sojourn);
    tally_add(&F->wait, waited);
    histogram_add(&F->wait_hist, waited);
}

/* flow_merge(F, other): add what other has counted to F. F->booked is there if other->booked is. */
void flow_merge(struct flow *F, const struct flow *other);

/* flow_counts_add(a, b): add the counts of b to a. */
void flow_counts_add(struct flow_counts *a, const struct flow_counts *b);

/* flow_counts_minus(a, b): returns the counts of a less those of b, which is earlier. */
struct flow_counts flow_counts_minus(const struct flow_counts *a, const struct flow_counts *b);

#endif
