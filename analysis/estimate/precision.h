/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Precision: replications until an estimate is sure enough.
 *
 * Replications are run in waves of a fixed size, and the rule looks at the estimate between
 * waves only: the answer does not depend on how many threads share a wave. It stops when the
 * half-width is at most a share of the mean, or a limit is reached (Law, Simulation Modeling
 * and Analysis, 5th ed., section 9.4.1; Chow & Robbins 1965 for its asymptotic validity). */
#ifndef ANALYSIS_ESTIMATE_PRECISION_H
#define ANALYSIS_ESTIMATE_PRECISION_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/estimate/estimate.h"

/* precision_of(E): half-width / |mean|: the relative precision; 0 when both are 0, NaN when
 * there is no half-width, inf when only the mean is 0. */
double precision_of(struct estimate E);

/* precision_reached(E, share): whether the half-width is at most share * |mean|. false while
 * there is no interval. */
bool precision_reached(struct estimate E, double share);

/* precision_needed(E, share): replications that are likely to reach it, from the spread seen
 * so far: n (precision / share)^2, rounded up, at least n; UINT64_MAX without an interval. */
uint64_t precision_needed(struct estimate E, double share);

/* precision_tells(E, confidence): replications that are likely to tell the mean from 0 if it is
 * what it seems: the least number, at least n, for which an interval of the confidence by the sd
 * seen so far leaves 0 out (Law, section 9.4.1); UINT64_MAX when none does, or n < 2. */
uint64_t precision_tells(struct estimate E, double confidence);

#endif
