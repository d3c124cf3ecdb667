/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The standard law behind a continuous distribution: X = shift + scale Z, before truncation.
 *
 * Z is what is left when the unit is taken out: on [0, 1] for uniform, triangular and beta,
 * with scale 1 (median 1 for the lognormal) for the laws on [0, infinity), the standard
 * normal for the normal law. Only for continuous kinds: not for CONSTANT, EMPIRICAL, MIXTURE.
 * Internal to sim/random. None of it calls GSL outside of the domain where GSL has an answer,
 * so GSL's error handler, which aborts, is never reached. */
#ifndef SIM_RANDOM_LAW_H
#define SIM_RANDOM_LAW_H

#include <stdbool.h>

#include "sim/random/dist.h"

/* Shapes within which GSL's functions converge; dist_init keeps to them. */
#define LAW_GAMMA_SHAPE_MIN 0.001
#define LAW_GAMMA_SHAPE_MAX 250000.0
#define LAW_WEIBULL_SHAPE_MIN 0.1
#define LAW_WEIBULL_SHAPE_MAX 1000.0
#define LAW_BETA_SHAPE_MIN 0.001
#define LAW_BETA_SHAPE_MAX 1e4

/* A standard law: what DIST_LIST names for the kinds that have one. Z is taken without bounds. */
struct law {
    double (*shift)(const struct dist *D); /* the value at Z = 0 */
    double (*scale)(const struct dist *D); /* by how much the value grows when Z grows by 1 */
    double (*partial)(const struct dist *D, int k, double z, bool upper); /* law_partial */
    double (*density)(const struct dist *D, double z);
    double (*mean)(const struct dist *D);
    double (*sd)(const struct dist *D);
    double (*quantile)(const struct dist *D, double p);           /* law_quantile */
    bool (*smooth)(const struct dist *D, double from, double to); /* law_smooth */
    bool cut_is_same;      /* between bounds it is the same law with other low and high */
    bool of_the_logarithm; /* mu and sigma are plain numbers, of the logarithm of seconds */
};

/* law_of(kind): returns the standard law of a kind, or NULL where it has none. */
const struct law *law_of(enum dist_kind kind);

/* law_shift(D): returns the shift of the law behind D: the value at Z = 0. */
double law_shift(const struct dist *D);

/* law_scale(D): returns the scale of the law behind D: by how much the value grows when Z grows by
 * 1. */
double law_scale(const struct dist *D);

/* law_standard(D, x): z of x. */
double law_standard(const struct dist *D, double x);

/* law_partial(D, k, z, upper): E[Z^k; Z <= z], or with upper E[Z^k; Z > z]; k = 0, 1, 2, z finite.
 * Each tail has its own formula and is good to a relative 1e-12 where it is small. */
double law_partial(const struct dist *D, int k, double z, bool upper);

/* law_mean(D): returns the mean of Z. */
double law_mean(const struct dist *D);

/* law_sd(D): returns the standard deviation of Z. */
double law_sd(const struct dist *D);

/* law_density(D, z): of Z. */
double law_density(const struct dist *D, double z);

/* law_smooth(D, from, to): returns whether the density of Z between from and to is as good as a
 * polynomial, and the closed form of its moments is not. */
bool law_smooth(const struct dist *D, double from, double to);

/* law_quantile_gamma(D, p): returns z with P(Z <= z) = p of the gamma law of shape D->a, by
 * Newton's method. */
double law_quantile_gamma(const struct dist *D, double p);

/* law_quantile_beta(D, p): returns z with P(Z <= z) = p of the beta law of D->a and D->b, by
 * Newton's method. */
double law_quantile_beta(const struct dist *D, double p);

/* law_quantile(D, p): z with P(Z <= z) = p, 0 <= p < 1. */
double law_quantile(const struct dist *D, double p);

#endif
