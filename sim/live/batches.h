/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The running interval of a mean by batch means: observations are put together, in order, in
 * batches of equal size. When there are BATCHES_MOST batches, each two neighbours become one batch
 * of twice the size (Yeh & Schmeiser, "On the MSE robustness of batching estimators", Operations
 * Research 49, 2001). So memory is bounded, and batches grow until the observations of one hardly
 * depend on those of the next. */
#ifndef SIM_LIVE_BATCHES_H
#define SIM_LIVE_BATCHES_H

#include <stdint.h>

#define BATCHES_MOST 40 /* even */

struct batches {
    double mean[BATCHES_MOST]; /* of each whole batch */
    uint32_t count;            /* of whole batches */
    uint64_t size;             /* observations in a whole batch; 0 stands for 1 */
    uint64_t part;             /* observations in the batch that is not whole */
    double part_sum;           /* their sum */
    double sum;                /* of all observations */
    uint64_t n;                /* observations in all */
};

/* batches_add(B, x): add the observation x. A zeroed B has no observation yet. */
void batches_add(struct batches *B, double x);

/* What an interval is made of: the mean of all observations, NaN when there are none, and the
 * number of whole batches with the standard deviation of their means, NaN below two. */
struct batches_summary {
    double mean, sd;
    uint32_t count;
};

/* batches_sum_up(B): Returns the summary of B, from which batches_interval makes the interval
 * later. */
struct batches_summary batches_sum_up(const struct batches *B);

/* A mean and the half-width of its interval. */
struct batches_interval {
    double mean, half;
};

/* batches_interval(S): Returns the mean in S and the half-width of its 95 % interval, which is
 * Student's over the means of the whole batches (Law, Simulation Modeling and Analysis, 5th ed.,
 * section 9.5.3); NaN with fewer than 10 batches. */
struct batches_interval batches_interval(const struct batches_summary *S);

#endif
