/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference between two systems, and how sure it is.
 *
 * On common random numbers replication r of both saw the same trucks: the differences of
 * one replication each are independent and equally distributed, and Student's t holds for
 * their mean. Without common numbers the two means are independent (Welch 1938). */
#ifndef ANALYSIS_COMPARE_DIFFERENCE_H
#define ANALYSIS_COMPARE_DIFFERENCE_H

#include <stdbool.h>
#include <stddef.h>

/* b less a. What needs two replications, or a spread, is NaN without. */
struct difference {
    double mean_a, mean_b;
    double mean;                        /* of b less that of a */
    double half_width;                  /* of the interval of mean */
    double p;                           /* two-sided p-value of no difference */
    double df;                          /* degrees of freedom behind it */
    double relative;                    /* mean / mean_a */
    double relative_low, relative_high; /* its interval (Fieller), of means of one sign from -1 on;
                                           NaN when unbounded */
    double correlation; /* between a and b over the replications; NaN when independent */
    double saved;       /* share of the variance that common numbers save; NaN likewise */
    size_t n;           /* pairs; of two samples the smaller */
};

/* difference_paired(a, b, n, confidence, D): n pairs; one with NaN on either side is left
 * out. Interval and test: Student's t of the differences (Law, Simulation Modeling and
 * Analysis, 5th ed., section 10.2.1). saved = 1 - Var(b - a) / (Var a + Var b): 0.9 means
 * that independent runs would need ten times the replications. The ratio of the means has the
 * interval of Fieller ("Some problems in interval estimation", JRSS B 16, 1954). */
void difference_paired(const double *a, const double *b, size_t n, double confidence,
                       struct difference *D);

/* difference_independent(a, na, b, nb, confidence, D): Welch's t with the degrees of freedom of
 * Satterthwaite (Law, section 10.2.2). NaN is left out. */
void difference_independent(const double *a, size_t na, const double *b, size_t nb,
                            double confidence, struct difference *D);

/* difference_is_relative(D): whether the ratio says anything: there is one, of means of one sign,
 * of at most 1,000 %, and its interval, where there is an interval of the difference, is bounded,
 * and leaves 0 out or is no wider than the mean to either side. */
bool difference_is_relative(const struct difference *D);

/* adjust_bonferroni(count, confidence): the confidence of each of count intervals that hold
 * together with the one given: 1 - (1 - confidence) / count (Bonferroni). count > 0. */
double adjust_bonferroni(size_t count, double confidence);

/* adjust_holm(p, count, adjusted): p-values adjusted so that rejecting those below alpha
 * errs anywhere with at most alpha: running maximum of (count - i) p(i), at most 1 (Holm, "A
 * simple sequentially rejective multiple test procedure", Scand. J. Statist. 6, 1979). NaN is
 * no test and stays NaN. adjusted may be p. Returns 0 or GATESIM_ENOMEM. */
int adjust_holm(const double *p, size_t count, double *adjusted);

#endif
