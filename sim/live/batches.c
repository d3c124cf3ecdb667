/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After the first forty batches there are always twenty to forty of them. */
#include "sim/live/batches.h"

#include <math.h>

#include <gsl/gsl_statistics_double.h>

#include "analysis/estimate/estimate.h"

#define FEWEST 10

/* Make one batch of each two neighbours of forty. */
static void pair_up(struct batches *B)
{
    for (uint32_t i = 0; i < BATCHES_MOST / 2; i++)
        B->mean[i] = (B->mean[2 * i] + B->mean[2 * i + 1]) / 2;
    B->count = BATCHES_MOST / 2;
    B->size *= 2;
}

void batches_add(struct batches *B, double x)
{
    if (B->size == 0)
        B->size = 1;
    B->n++;
    B->sum += x;
    B->part++;
    B->part_sum += x;
    if (B->part < B->size)
        return;
    B->mean[B->count++] = B->part_sum / (double)B->part;
    B->part = 0;
    B->part_sum = 0;
    if (B->count == BATCHES_MOST)
        pair_up(B);
}

struct batches_summary batches_sum_up(const struct batches *B)
{
    return (struct batches_summary){
        .mean = B->n > 0 ? B->sum / (double)B->n : (double)NAN,
        .sd = B->count > 1 ? gsl_stats_sd(B->mean, 1, B->count) : (double)NAN,
        .count = B->count,
    };
}

struct batches_interval batches_interval(const struct batches_summary *S)
{
    return (struct batches_interval){
        S->mean,
        S->count >= FEWEST ? estimate_half_width(S->sd, S->count, ESTIMATE_CONFIDENCE)
                           : (double)NAN,
    };
}
