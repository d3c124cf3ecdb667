/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Partial moments have one pattern: z^k times the density of most laws is, but for a factor,
 * the density of the same law with another shape, so a partial moment is that factor times a
 * distribution function of GSL. Exponential and Erlang are gamma laws here. Sources: Johnson,
 * Kotz & Balakrishnan, "Continuous univariate distributions", 2nd ed., vol. 1 ch. 13
 * (normal), 14 (lognormal), 17 (gamma), 21 (Weibull), vol. 2 ch. 25 (beta), 26 (uniform);
 * Kotz & van Dorp, "Beyond beta" (2004), ch. 1 (triangular). */
#include "sim/random/law.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>

#include "sim/base/bug.h"

double law_shift(const struct dist *D)
{
    switch (D->kind) {
    case DIST_UNIFORM:
    case DIST_TRIANGULAR:
    case DIST_BETA:
        return D->low;
    case DIST_NORMAL:
        return D->a;
    default:
        return 0;
    }
}

double law_scale(const struct dist *D)
{
    switch (D->kind) {
    case DIST_UNIFORM:
    case DIST_TRIANGULAR:
    case DIST_BETA:
        return D->high - D->low;
    case DIST_EXPONENTIAL:
        return D->a;
    case DIST_LOGNORMAL:
        return exp(D->a);
    default:
        return D->b;
    }
}

double law_standard(const struct dist *D, double x)
{
    return (x - law_shift(D)) / law_scale(D);
}

/* mode_of(D): where on [0, 1] a triangular law has its peak. */
static double mode_of(const struct dist *D)
{
    return (D->mode - D->low) / (D->high - D->low);
}

/* shape_of(D): of a gamma law. */
static double shape_of(const struct dist *D)
{
    return D->kind == DIST_EXPONENTIAL ? 1 : D->a;
}

static double uniform_partial(int k, double z, bool upper)
{
    const double lower = pow(z, k + 1) / (k + 1);

    return upper ? 1.0 / (k + 1) - lower : lower;
}

/* triangular_rise(k, z): the integral of 2 t^(k+1) from 0 to z. */
static double triangular_rise(int k, double z)
{
    return 2 * pow(z, k + 2) / (k + 2);
}

/* triangular_fall(k, z): the integral of 2 t^k (1 - t) from z to 1, with s = 1 - t. */
static double triangular_fall(int k, double z)
{
    const double s = 1 - z;

    switch (k) {
    case 0:
        return s * s;
    case 1:
        return s * s * (1 - s * 2 / 3);
    default:
        return s * s * (1 - s * 4 / 3 + s * s / 2);
    }
}

static double triangular_partial(double mode, int k, double z, bool upper)
{
    const double rise = mode > 0 ? triangular_rise(k, fmin(z, mode)) / mode : 0;
    const double fall = mode < 1 ? triangular_fall(k, fmax(z, mode)) / (1 - mode) : 0;

    if (upper && z >= mode)
        return fall;
    if (upper)
        return fall + (triangular_rise(k, mode) / mode - rise);
    if (z <= mode)
        return rise;
    return rise + (triangular_fall(k, mode) / (1 - mode) - fall);
}

/* gamma_tail(z, shape, upper): the gamma law's distribution function, or 1 less it. */
static double gamma_tail(double z, double shape, bool upper)
{
    if (z > 4 * shape + 2000) /* exp(-700) is beyond; GSL would iterate in vain */
        return upper ? 0 : 1;
    return upper ? gsl_cdf_gamma_Q(z, shape, 1) : gsl_cdf_gamma_P(z, shape, 1);
}

/* gamma_partial(shape, k, z, upper): the factor is Gamma(shape + k) / Gamma(shape). */
static double gamma_partial(double shape, int k, double z, bool upper)
{
    const double factor = k == 0 ? 1 : k == 1 ? shape : shape * (shape + 1);

    return factor * gamma_tail(z, shape + k, upper);
}

static double lognormal_partial(double sigma, int k, double z, bool upper)
{
    const double t = log(z) / sigma - k * sigma;

    return exp(0.5 * k * k * sigma * sigma) *
           (upper ? gsl_cdf_ugaussian_Q(t) : gsl_cdf_ugaussian_P(t));
}

/* normal_partial(k, z, upper): by parts, with the density phi: phi' = -z phi. */
static double normal_partial(int k, double z, bool upper)
{
    const double tail = upper ? gsl_cdf_ugaussian_Q(z) : gsl_cdf_ugaussian_P(z);
    const double edge = (upper ? 1 : -1) * gsl_ran_ugaussian_pdf(z);

    return k == 0 ? tail : k == 1 ? edge : tail + z * edge;
}

/* weibull_partial(shape, k, z, upper): Z^shape is exponential. */
static double weibull_partial(double shape, int k, double z, bool upper)
{
    const double s = 1 + k / shape;

    return gsl_sf_gamma(s) * gamma_tail(pow(z, shape), s, upper);
}

/* beta_partial(a, b, k, z, upper): the factor is B(a + k, b) / B(a, b). */
static double beta_partial(double a, double b, int k, double z, bool upper)
{
    const double first = a / (a + b), second = (a + 1) / (a + b + 1);
    const double factor = k == 0 ? 1 : k == 1 ? first : first * second;

    return factor * (upper ? gsl_cdf_beta_Q(z, a + k, b) : gsl_cdf_beta_P(z, a + k, b));
}

double law_partial(const struct dist *D, int k, double z, bool upper)
{
    switch (D->kind) {
    case DIST_UNIFORM:
        return uniform_partial(k, z, upper);
    case DIST_TRIANGULAR:
        return triangular_partial(mode_of(D), k, z, upper);
    case DIST_EXPONENTIAL:
    case DIST_ERLANG:
    case DIST_GAMMA:
        return gamma_partial(shape_of(D), k, z, upper);
    case DIST_LOGNORMAL:
        return lognormal_partial(D->b, k, z, upper);
    case DIST_NORMAL:
        return normal_partial(k, z, upper);
    case DIST_WEIBULL:
        return weibull_partial(D->a, k, z, upper);
    case DIST_BETA:
        return beta_partial(D->a, D->b, k, z, upper);
    default:
        GS_BUG("distribution kind %d has no standard law", (int)D->kind);
    }
}

/* triangular_density(mode, z): on [0, 1]. */
static double triangular_density(double mode, double z)
{
    if (z < 0 || z > 1)
        return 0;
    return z < mode ? 2 * z / mode : mode < 1 ? 2 * (1 - z) / (1 - mode) : 2;
}

double law_density(const struct dist *D, double z)
{
    switch (D->kind) {
    case DIST_UNIFORM:
        return z >= 0 && z <= 1;
    case DIST_TRIANGULAR:
        return triangular_density(mode_of(D), z);
    case DIST_EXPONENTIAL:
    case DIST_ERLANG:
    case DIST_GAMMA:
        return gsl_ran_gamma_pdf(z, shape_of(D), 1);
    case DIST_LOGNORMAL:
        return gsl_ran_lognormal_pdf(z, 0, D->b);
    case DIST_NORMAL:
        return gsl_ran_ugaussian_pdf(z);
    case DIST_WEIBULL:
        return gsl_ran_weibull_pdf(z, 1, D->a);
    case DIST_BETA:
        return gsl_ran_beta_pdf(z, D->a, D->b);
    default:
        GS_BUG("distribution kind %d has no standard law", (int)D->kind);
    }
}

double law_mean(const struct dist *D)
{
    switch (D->kind) {
    case DIST_UNIFORM:
        return 0.5;
    case DIST_TRIANGULAR:
        return (1 + mode_of(D)) / 3;
    case DIST_EXPONENTIAL:
    case DIST_ERLANG:
    case DIST_GAMMA:
        return shape_of(D);
    case DIST_LOGNORMAL:
        return exp(0.5 * D->b * D->b);
    case DIST_NORMAL:
        return 0;
    case DIST_WEIBULL:
        return gsl_sf_gamma(1 + 1 / D->a);
    case DIST_BETA:
        return D->a / (D->a + D->b);
    default:
        GS_BUG("distribution kind %d has no standard law", (int)D->kind);
    }
}

/* weibull_cv(shape): sqrt(Gamma(1 + 2/shape) / Gamma(1 + 1/shape)^2 - 1). */
static double weibull_cv(double shape)
{
    return sqrt(expm1(gsl_sf_lngamma(1 + 2 / shape) - 2 * gsl_sf_lngamma(1 + 1 / shape)));
}

double law_sd(const struct dist *D)
{
    const double a = D->a, b = D->b;

    switch (D->kind) {
    case DIST_UNIFORM:
        return sqrt(1.0 / 12);
    case DIST_TRIANGULAR:
        return sqrt((1 - mode_of(D) * (1 - mode_of(D))) / 18);
    case DIST_EXPONENTIAL:
    case DIST_ERLANG:
    case DIST_GAMMA:
        return sqrt(shape_of(D));
    case DIST_LOGNORMAL:
        return law_mean(D) * sqrt(expm1(b * b));
    case DIST_NORMAL:
        return 1;
    case DIST_WEIBULL:
        return law_mean(D) * weibull_cv(a);
    case DIST_BETA:
        return sqrt(a * b / (a + b + 1)) / (a + b);
    default:
        GS_BUG("distribution kind %d has no standard law", (int)D->kind);
    }
}
