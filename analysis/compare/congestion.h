/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Congestion: the place where the trucks of a run wait longest, and how sure it is which that is.
 *
 * The wait at a place is what a truck that was inside in the measured window spent of it there in
 * causes that are waiting, all of them together: the delays of the window, over the trucks that
 * they are of, which were there when it opened or arrived in it. The place with the longest mean
 * over the replications is told apart when it is longer than every other place by a paired
 * difference whose interval of 95 % lies above 0. That the place that looks worst is then wrongly
 * called so has at most the probability 5 %, however many places there are (Gutmann & Maymin, "Is
 * the selected population the best?", Annals of Statistics 15, 1987: two that are equal are the
 * worst case). */
#ifndef ANALYSIS_COMPARE_CONGESTION_H
#define ANALYSIS_COMPARE_CONGESTION_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/read/run_data.h"

struct congestion_place {
    size_t station;   /* position on the axis of stations */
    const char *name; /* borrowed from the run data */
    double wait;      /* s a truck that was inside, mean over the replications */
};

struct congestion {
    /* The place with the longest wait, and those that it is not told apart from, by their waits.
     * count is 0 when trucks wait nowhere or there are none; 1 when it is told apart, or cannot be
     * judged. */
    size_t count;
    struct congestion_place *place; /* owned */
    bool judged;                    /* there is an interval: two replications have trucks */
    const char *cause;              /* of most of the wait at the first place; borrowed likewise */
    double of_cause;                /* s a truck: its part of that wait */
    double all;                     /* s a truck, at all places together */
};

/* congestion_find(X, G): from the delays by station and cause of a run. Returns 0 or
 * GATESIM_ENOMEM. */
int congestion_find(const struct run_data *X, struct congestion *G);

/* congestion_release(G): free what congestion_find put into G. */
void congestion_release(struct congestion *G); /* a zeroed one is fine */

#endif
