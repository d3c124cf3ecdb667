/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mean of a count N is 1 + P(N >= 2) + P(N >= 3) + ..., and N >= k where the value behind it is
 * at least k - 1/2. Far out, where the law changes little from one k to the next, one probability
 * stands for a stretch of them. */
#include "sim/random/dist.h"

#define EACH 4096     /* up to here every k has its own probability */
#define STRETCH 0.001 /* of k: how many k one probability stands for, further out */
#define NOTHING 1e-12 /* a probability that ends the sum: it only falls */

/* count_continuous(D): the mean of the count of a continuous law. */
static double count_continuous(const struct dist *D)
{
    double sum = 1, k = 2;

    while (k <= DIST_COUNT_MOST) {
        const double n = k < EACH ? 1 : floor(fmin(1 + k * STRETCH, DIST_COUNT_MOST - k + 1));
        const double p = 1 - dist_cdf(D, k + (n - 1) / 2 - 0.5);

        if (p < NOTHING)
            break;
        sum += n * p;
        k += n;
    }
    return sum;
}

double dist_count_mean(const struct dist *D)
{
    double sum = 0, before = 0;

    if (D->kind == DIST_CONSTANT)
        return dist_count(D->a);
    if (D->kind != DIST_EMPIRICAL && D->kind != DIST_MIXTURE)
        return count_continuous(D);
    for (uint32_t i = 0; D->kind == DIST_EMPIRICAL && i < D->count; i++)
        sum += (double)dist_count(D->values[i]) / D->count;
    for (uint32_t i = 0; D->kind == DIST_MIXTURE && i < D->count; i++) {
        sum += (D->weights[i] - before) * dist_count_mean(&D->parts[i]);
        before = D->weights[i];
    }
    return sum;
}
