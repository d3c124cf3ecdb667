/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each law is a group of functions and the struct law that holds them. Partial moments have one
 * pattern: z^k times the density of most laws is, but for a factor, the density of that law with
 * another shape, so a partial moment is that factor times a distribution function of GSL.
 * Exponential and Erlang laws are gamma laws. Sources: Johnson, Kotz & Balakrishnan, "Continuous
 * univariate distributions", 2nd ed., vol. 1 ch. 13 (normal), 14 (lognormal), 17 (gamma),
 * 21 (Weibull), vol. 2 ch. 25 (beta), 26 (uniform); Kotz & van Dorp, "Beyond beta" (2004), ch. 1
 * (triangular). */
#include "sim/random/law.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>

#include "sim/base/bug.h"

static double from_zero(const struct dist *D)
{
    (void)D;
    return 0;
}

static double from_low(const struct dist *D)
{
    return D->low;
}

static double by_width(const struct dist *D)
{
    return D->high - D->low;
}

static double by_a(const struct dist *D)
{
    return D->a;
}

static double by_b(const struct dist *D)
{
    return D->b;
}

/* smooth_off_zero(D, from, to): the law's density has a singularity at 0. */
static bool smooth_off_zero(const struct dist *D, double from, double to)
{
    return to - from < 0.1 * law_sd(D) && from > 0.5 * to;
}

static double uniform_partial(const struct dist *D, int k, double z, bool upper)
{
    const double lower = pow(z, k + 1) / (k + 1);

    (void)D;
    return upper ? 1.0 / (k + 1) - lower : lower;
}

static double uniform_density(const struct dist *D, double z)
{
    (void)D;
    return z >= 0 && z <= 1;
}

static double uniform_mean(const struct dist *D)
{
    (void)D;
    return 0.5;
}

static double uniform_sd(const struct dist *D)
{
    (void)D;
    return sqrt(1.0 / 12);
}

static double uniform_quantile(const struct dist *D, double p)
{
    (void)D;
    return p;
}

static const struct law law_uniform = {
    .shift = from_low,
    .scale = by_width,
    .partial = uniform_partial,
    .density = uniform_density,
    .mean = uniform_mean,
    .sd = uniform_sd,
    .quantile = uniform_quantile,
    .smooth = smooth_off_zero,
    .cut_is_same = true,
};

/* mode_of(D): where on [0, 1] a triangular law has its peak. */
static double mode_of(const struct dist *D)
{
    return (D->mode - D->low) / (D->high - D->low);
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

static double triangular_partial(const struct dist *D, int k, double z, bool upper)
{
    const double mode = mode_of(D);
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

static double triangular_density(const struct dist *D, double z)
{
    const double mode = mode_of(D);

    if (z < 0 || z > 1)
        return 0;
    return z < mode ? 2 * z / mode : mode < 1 ? 2 * (1 - z) / (1 - mode) : 2;
}

static double triangular_mean(const struct dist *D)
{
    return (1 + mode_of(D)) / 3;
}

static double triangular_sd(const struct dist *D)
{
    return sqrt((1 - mode_of(D) * (1 - mode_of(D))) / 18);
}

static double triangular_quantile(const struct dist *D, double p)
{
    const double mode = mode_of(D);

    return p < mode ? sqrt(p * mode) : 1 - sqrt((1 - p) * (1 - mode));
}

/* triangular_smooth(D, from, to): the density has a kink inside. */
static bool triangular_smooth(const struct dist *D, double from, double to)
{
    (void)D;
    return to - from < 1e-4;
}

static const struct law law_triangular = {
    .shift = from_low,
    .scale = by_width,
    .partial = triangular_partial,
    .density = triangular_density,
    .mean = triangular_mean,
    .sd = triangular_sd,
    .quantile = triangular_quantile,
    .smooth = triangular_smooth,
};

/* gamma_tail(z, shape, upper): the gamma law's distribution function, or 1 less it. */
static double gamma_tail(double z, double shape, bool upper)
{
    if (z > 4 * shape + 2000) /* exp(-700) is beyond; GSL would iterate in vain */
        return upper ? 0 : 1;
    return upper ? gsl_cdf_gamma_Q(z, shape, 1) : gsl_cdf_gamma_P(z, shape, 1);
}

/* gamma_part(shape, k, z, upper): the factor is Gamma(shape + k) / Gamma(shape). */
static double gamma_part(double shape, int k, double z, bool upper)
{
    const double factor = k == 0 ? 1 : k == 1 ? shape : shape * (shape + 1);

    return factor * gamma_tail(z, shape + k, upper);
}

static double exponential_partial(const struct dist *D, int k, double z, bool upper)
{
    (void)D;
    return gamma_part(1, k, z, upper);
}

static double exponential_density(const struct dist *D, double z)
{
    (void)D;
    return gsl_ran_gamma_pdf(z, 1, 1);
}

/* exponential_one(D): the mean of the standard law, and its standard deviation. */
static double exponential_one(const struct dist *D)
{
    (void)D;
    return 1;
}

static double exponential_quantile(const struct dist *D, double p)
{
    (void)D;
    return -log1p(-p);
}

static const struct law law_exponential = {
    .shift = from_zero,
    .scale = by_a,
    .partial = exponential_partial,
    .density = exponential_density,
    .mean = exponential_one,
    .sd = exponential_one,
    .quantile = exponential_quantile,
    .smooth = smooth_off_zero,
};

static double gamma_partial(const struct dist *D, int k, double z, bool upper)
{
    return gamma_part(D->a, k, z, upper);
}

static double gamma_density(const struct dist *D, double z)
{
    return gsl_ran_gamma_pdf(z, D->a, 1);
}

static double gamma_sd(const struct dist *D)
{
    return sqrt(D->a);
}

static const struct law law_gamma = {
    .shift = from_zero,
    .scale = by_b,
    .partial = gamma_partial,
    .density = gamma_density,
    .mean = by_a,
    .sd = gamma_sd,
    .quantile = law_quantile_gamma,
    .smooth = smooth_off_zero,
};

static double lognormal_scale(const struct dist *D)
{
    return exp(D->a);
}

static double lognormal_partial(const struct dist *D, int k, double z, bool upper)
{
    const double sigma = D->b, t = log(z) / sigma - k * sigma;

    return exp(0.5 * k * k * sigma * sigma) *
           (upper ? gsl_cdf_ugaussian_Q(t) : gsl_cdf_ugaussian_P(t));
}

static double lognormal_density(const struct dist *D, double z)
{
    return gsl_ran_lognormal_pdf(z, 0, D->b);
}

static double lognormal_mean(const struct dist *D)
{
    return exp(0.5 * D->b * D->b);
}

static double lognormal_sd(const struct dist *D)
{
    return lognormal_mean(D) * sqrt(expm1(D->b * D->b));
}

static double lognormal_quantile(const struct dist *D, double p)
{
    return exp(D->b * gsl_cdf_ugaussian_Pinv(p));
}

static const struct law law_lognormal = {
    .shift = from_zero,
    .scale = lognormal_scale,
    .partial = lognormal_partial,
    .density = lognormal_density,
    .mean = lognormal_mean,
    .sd = lognormal_sd,
    .quantile = lognormal_quantile,
    .smooth = smooth_off_zero,
    .of_the_logarithm = true,
};

/* normal_partial(D, k, z, upper): by parts, with the density phi: phi' = -z phi. */
static double normal_partial(const struct dist *D, int k, double z, bool upper)
{
    const double tail = upper ? gsl_cdf_ugaussian_Q(z) : gsl_cdf_ugaussian_P(z);
    const double edge = (upper ? 1 : -1) * gsl_ran_ugaussian_pdf(z);

    (void)D;
    return k == 0 ? tail : k == 1 ? edge : tail + z * edge;
}

static double normal_density(const struct dist *D, double z)
{
    (void)D;
    return gsl_ran_ugaussian_pdf(z);
}

static double normal_sd(const struct dist *D)
{
    (void)D;
    return 1;
}

static double normal_quantile(const struct dist *D, double p)
{
    (void)D;
    return gsl_cdf_ugaussian_Pinv(p);
}

static bool normal_smooth(const struct dist *D, double from, double to)
{
    (void)D;
    return to - from < 0.1;
}

static const struct law law_normal = {
    .shift = by_a,
    .scale = by_b,
    .partial = normal_partial,
    .density = normal_density,
    .mean = from_zero,
    .sd = normal_sd,
    .quantile = normal_quantile,
    .smooth = normal_smooth,
};

/* weibull_partial(D, k, z, upper): Z^shape is exponential. */
static double weibull_partial(const struct dist *D, int k, double z, bool upper)
{
    const double s = 1 + k / D->a;

    return gsl_sf_gamma(s) * gamma_tail(pow(z, D->a), s, upper);
}

static double weibull_density(const struct dist *D, double z)
{
    return gsl_ran_weibull_pdf(z, 1, D->a);
}

static double weibull_mean(const struct dist *D)
{
    return gsl_sf_gamma(1 + 1 / D->a);
}

/* weibull_cv(shape): sqrt(Gamma(1 + 2/shape) / Gamma(1 + 1/shape)^2 - 1). */
static double weibull_cv(double shape)
{
    return sqrt(expm1(gsl_sf_lngamma(1 + 2 / shape) - 2 * gsl_sf_lngamma(1 + 1 / shape)));
}

static double weibull_sd(const struct dist *D)
{
    return weibull_mean(D) * weibull_cv(D->a);
}

static double weibull_quantile(const struct dist *D, double p)
{
    return pow(-log1p(-p), 1 / D->a);
}

static const struct law law_weibull = {
    .shift = from_zero,
    .scale = by_b,
    .partial = weibull_partial,
    .density = weibull_density,
    .mean = weibull_mean,
    .sd = weibull_sd,
    .quantile = weibull_quantile,
    .smooth = smooth_off_zero,
};

/* beta_partial(D, k, z, upper): the factor is B(a + k, b) / B(a, b). */
static double beta_partial(const struct dist *D, int k, double z, bool upper)
{
    const double a = D->a, b = D->b;
    const double first = a / (a + b), second = (a + 1) / (a + b + 1);
    const double factor = k == 0 ? 1 : k == 1 ? first : first * second;

    return factor * (upper ? gsl_cdf_beta_Q(z, a + k, b) : gsl_cdf_beta_P(z, a + k, b));
}

static double beta_density(const struct dist *D, double z)
{
    return gsl_ran_beta_pdf(z, D->a, D->b);
}

static double beta_mean(const struct dist *D)
{
    return D->a / (D->a + D->b);
}

static double beta_sd(const struct dist *D)
{
    return sqrt(D->a * D->b / (D->a + D->b + 1)) / (D->a + D->b);
}

/* beta_smooth(D, from, to): the density has singularities at 0 and 1. */
static bool beta_smooth(const struct dist *D, double from, double to)
{
    return smooth_off_zero(D, from, to) && 1 - to > 0.5 * (1 - from);
}

static const struct law law_beta = {
    .shift = from_low,
    .scale = by_width,
    .partial = beta_partial,
    .density = beta_density,
    .mean = beta_mean,
    .sd = beta_sd,
    .quantile = law_quantile_beta,
    .smooth = beta_smooth,
};

static const struct law *const laws[DIST_KINDS] = {
#define LAW(code, name, form, meaning, a, b, c, init, draw, law) [DIST_##code] = (law),
    DIST_LIST(LAW)
#undef LAW
};

const struct law *law_of(enum dist_kind kind)
{
    return laws[kind];
}

/* law(D): returns the standard law behind D, which has one. */
static const struct law *law(const struct dist *D)
{
    if (laws[D->kind] == NULL)
        GS_BUG("distribution kind %d has no standard law", (int)D->kind);
    return laws[D->kind];
}

double law_shift(const struct dist *D)
{
    return law(D)->shift(D);
}

double law_scale(const struct dist *D)
{
    return law(D)->scale(D);
}

double law_standard(const struct dist *D, double x)
{
    return (x - law_shift(D)) / law_scale(D);
}

double law_partial(const struct dist *D, int k, double z, bool upper)
{
    return law(D)->partial(D, k, z, upper);
}

double law_density(const struct dist *D, double z)
{
    return law(D)->density(D, z);
}

double law_mean(const struct dist *D)
{
    return law(D)->mean(D);
}

double law_sd(const struct dist *D)
{
    return law(D)->sd(D);
}

double law_quantile(const struct dist *D, double p)
{
    return law(D)->quantile(D, p);
}

bool law_smooth(const struct dist *D, double from, double to)
{
    return law(D)->smooth(D, from, to);
}
