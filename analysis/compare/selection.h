/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selection of the best of k systems, smallest mean first, with a stated probability.
 *
 * Two ways to spend replications. Screening: sample all that are still in the race in step,
 * and drop a system when its sum has left a triangular region (Kim & Nelson, "A fully
 * sequential procedure for indifference-zone selection in simulation", TOMACS 11, 2001).
 * Replication r of all systems may be on common random numbers; the promise holds and the
 * race is shorter. Budget: share a fixed number of replications so that the probability of
 * the right choice is as large as can be (Chen, Lin, Yucesan & Chick, "Simulation budget
 * allocation for further enhancing the efficiency of ordinal optimization", DEDS 10, 2000). */
#ifndef ANALYSIS_COMPARE_SELECTION_H
#define ANALYSIS_COMPARE_SELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A limit that the best system must keep: mean of a measure at most, or at least, a value.
 * Means within the tolerance of the limit may be judged either way. */
struct selection_limit {
    double value;
    double tolerance; /* > 0 */
    bool at_least;
};

struct selection {
    size_t systems;
    size_t limits;
    const struct selection_limit *limit; /* borrowed */
    double zone;                         /* differences smaller than this do not matter; > 0 */
    double confidence;                   /* 1/systems < confidence < 1 */
    size_t first; /* replications of every system before the first screening; >= 2 */
};

enum selection_fate {
    SELECTION_IN,         /* still in the race */
    SELECTION_BEATEN,     /* another one is better and keeps the limits */
    SELECTION_INFEASIBLE, /* breaks a limit */
};

struct race; /* a selection on its way */

/* race_create(S, race): nothing sampled yet. Copies *S but for the limits. Returns 0 or
 * GATESIM_ENOMEM. */
int race_create(const struct selection *S, struct race **race);

/* race_destroy(R): free a race. NULL is fine. */
void race_destroy(struct race *R);

/* race_add(R, values): the next replication of all systems that are in: values[i] is system
 * i's, values[systems * (1 + j) + i] what it gives for limit j. Those of systems that are out
 * are not looked at. Returns whether the race goes on: false once the choice is made. A NaN
 * in a system that is in is a bug: whoever has none to give says race_withdraw. */
bool race_add(struct race *R, const double *values);

/* race_withdraw(R, i): system i cannot be measured and counts as infeasible. */
void race_withdraw(struct race *R, size_t i);

/* race_best(R): the choice so far: of the systems that are in, those known to keep the limits
 * first, that with the smallest mean; systems when none is in. */
size_t race_best(const struct race *R);

/* race_fate(R, i): returns what has become of system i so far. */
enum selection_fate race_fate(const struct race *R, size_t i);

/* race_feasible(R, i): returns whether system i is known to keep all limits. */
bool race_feasible(const struct race *R, size_t i);

/* race_sampled(R, i): returns how many replications of system i the race has seen. */
uint64_t race_sampled(const struct race *R, size_t i);

/* race_mean(R, i): returns the mean over the replications of system i that the race has seen; NaN
 * before the first. */
double race_mean(const struct race *R, size_t i);

/* The procedure is that of Kim & Nelson with c = 1: a pair (i, l) is decided at the first r >=
 * first at which the sums differ by more than
 *     max(0, (zone / 2) (h2 S2 / zone^2 - r)),  h2 = 2 eta (first - 1),
 *     eta = ((2 beta)^(-2 / (first - 1)) - 1) / 2,
 * S2 the variance of the differences over the first replications. Limits are tests of the
 * same kind against a constant (Andradottir & Kim, "Fully sequential procedures for comparing
 * constrained systems via simulation", NRL 57, 2010): a system is dropped by one that is
 * better and known to keep its limits.
 *
 * Where differences are many times the zone that takes long, so a pair is also decided when
 * Student's t of the differences exceeds its quantile at gamma / 2^(j + 1), at r = first * 2^j, j
 * = 0, 1, ..; all looks together err with at most gamma (screening as in Nelson, Swann, Goldsman
 * & Song, "Simple procedures for selecting the best simulated system when the number of
 * alternatives is large", Operations Research 49, 2001, repeated).
 *
 * 1 - confidence is shared by Bonferroni, which holds under common random numbers: with limits,
 * half of it for each kind; of a kind, equally over the systems - 1 pairs that the best is in, or
 * over the systems * limits tests; of a test, half for beta and half for gamma. */

/* selection_eta(beta, first): eta above. 0 < beta <= 1/2. */
double selection_eta(double beta, size_t first);

/* selection_ocba(k, mean, sd, total, share): how total replications should lie on k systems
 * in all, those that they have included, given means and standard deviations so far:
 * N_i / N_j = (sd_i / d_i)^2 / (sd_j / d_j)^2 for all but the best, d its distance from the best
 * mean, and N_best = sd_best sqrt(sum N_i^2 / sd_i^2) (Chen et al. 2000, theorem 1). Each gets
 * at least 1. share[i] sums to total >= k, by largest remainder. Distances of 0 count as the
 * smallest other one over 100. k >= 2. */
void selection_ocba(size_t k, const double *mean, const double *sd, uint64_t total,
                    uint64_t *share);

/* selection_probability(k, mean, sd, n): approximate lower bound of the probability that the
 * smallest sample mean belongs to the best: 1 - sum over i of P(Z > d_i / sqrt(sd_b^2 / n_b +
 * sd_i^2 / n_i)), at least 0 (Chen et al. 2000, APCS-B). */
double selection_probability(size_t k, const double *mean, const double *sd, const uint64_t *n);

#endif
