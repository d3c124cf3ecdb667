/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The running interval of a mean, by batch means: observations in order, put together in batches
 * of equal size; when there are as many batches as there is room for, each two next to one another
 * become one of twice the size (Yeh & Schmeiser, "On the MSE robustness of batching estimators",
 * Operations Research 49, 2001). So memory is bounded, and batches grow until the observations of
 * one hardly depend on those of the next. */
#ifndef SIM_LIVE_BATCHES_H
#define SIM_LIVE_BATCHES_H

#include <stdint.h>

#define BATCHES_MOST 40 /* even */

struct batches {
    double mean[BATCHES_MOST]; /* of the whole ones */
    uint32_t count;            /* of them */
    uint64_t size;             /* observations in each; 0 stands for 1 */
    uint64_t part;             /* observations of the one that is not whole */
    double part_sum, sum;
    uint64_t n; /* observations in all */
};

/* A zeroed struct has no observation. */
void batches_add(struct batches *B, double x);

/* What an interval is made of, to be kept for later: the mean of all, NaN of nothing, and how many
 * whole batches there were, with their standard deviation. */
struct batches_summary {
    double mean, sd;
    uint32_t count;
};
struct batches_summary batches_sum_up(const struct batches *B);

/* The mean of all and the half-width of its 95 % interval, Student's t over the whole batches: NaN
 * with fewer than 10 of them. */
struct batches_interval {
    double mean, half;
};
struct batches_interval batches_interval(const struct batches_summary *S);

#endif
