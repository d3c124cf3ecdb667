/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the parameters that a scenario gives to the native ones. Each number is first held
 * against the rule of its own, then each kind works out its law, then a law whose moments a
 * double cannot hold is refused. */
#include <gsl/gsl_sf_gamma.h>

#include "sim/base/bug.h"
#include "sim/random/dist.h"
#include "sim/random/law.h"

/* What is wrong with a parameter that is not above 0 (or, where zero will do, below 0). */
struct rule {
    const char *sentence; /* NULL: any number will do */
    bool zero;            /* 0 will do */
};

static const struct rule rules[DIST_PARAMETERS] = {
    [DIST_P_VALUE] = {"the value must not be negative", true},
    [DIST_P_MEAN] = {"mean must be above 0", false},
    [DIST_P_SD] = {"sd must be above 0", false},
    [DIST_P_CV] = {"cv must be above 0", false},
    [DIST_P_RATE] = {"rate must be above 0", false},
    [DIST_P_LOW] = {"low must not be negative", true},
    [DIST_P_MODE] = {"mode must not be negative", true},
    [DIST_P_HIGH] = {"high must be above 0", false},
    [DIST_P_SHAPE] = {"shape must be above 0", false},
    [DIST_P_SCALE] = {"scale must be above 0", false},
    [DIST_P_MU] = {NULL, true},
    [DIST_P_SIGMA] = {"sigma must be above 0", false},
    [DIST_P_ALPHA] = {"alpha must be above 0", false},
    [DIST_P_BETA] = {"beta must be above 0", false},
};

/* check_numbers(given, x): NULL or the sentence of the first rule that is broken. */
static const char *check_numbers(unsigned given, const double *x)
{
    for (unsigned p = 0; p < DIST_PARAMETERS; p++) {
        if (!(given >> p & 1))
            continue;
        if (!isfinite(x[p]))
            return "every parameter must be a finite number";
        if (rules[p].sentence != NULL && !(x[p] > 0 || (rules[p].zero && x[p] == 0)))
            return rules[p].sentence;
    }
    return NULL;
}

static bool has(unsigned given, enum dist_parameter p)
{
    return given >> p & 1;
}

/* cv_of(given, x): as given, or from sd and mean. */
static double cv_of(unsigned given, const double *x)
{
    return has(given, DIST_P_CV) ? x[DIST_P_CV] : x[DIST_P_SD] / x[DIST_P_MEAN];
}

/* outside(x, low, high): also of what is no number. */
static bool outside(double x, double low, double high)
{
    return !(x >= low && x <= high);
}

static const char *init_constant(struct dist *D, unsigned given, const double *x)
{
    (void)given;
    *D = dist_constant(x[DIST_P_VALUE]);
    return NULL;
}

/* init_bounds(D, x): low and high, of the kinds that lie between them. */
static const char *init_bounds(struct dist *D, const double *x)
{
    D->low = D->min = x[DIST_P_LOW];
    D->high = D->max = x[DIST_P_HIGH];
    return D->low < D->high ? NULL : "low must be below high";
}

static const char *init_uniform(struct dist *D, unsigned given, const double *x)
{
    (void)given;
    return init_bounds(D, x);
}

static const char *init_triangular(struct dist *D, unsigned given, const double *x)
{
    (void)given;
    D->mode = x[DIST_P_MODE];
    if (outside(D->mode, x[DIST_P_LOW], x[DIST_P_HIGH]))
        return "mode must lie between low and high";
    return init_bounds(D, x);
}

static const char *init_exponential(struct dist *D, unsigned given, const double *x)
{
    D->a = has(given, DIST_P_MEAN) ? x[DIST_P_MEAN] : 1 / x[DIST_P_RATE];
    return NULL;
}

static const char *init_erlang(struct dist *D, unsigned given, const double *x)
{
    D->a = x[DIST_P_SHAPE];
    if (D->a != floor(D->a) || outside(D->a, 1, LAW_GAMMA_SHAPE_MAX))
        return "shape must be a whole number from 1 to 250000";
    D->b = has(given, DIST_P_MEAN) ? x[DIST_P_MEAN] / D->a : x[DIST_P_SCALE];
    return NULL;
}

static const char *init_gamma(struct dist *D, unsigned given, const double *x)
{
    const double cv = cv_of(given, x);

    if (has(given, DIST_P_SHAPE)) {
        D->a = x[DIST_P_SHAPE];
        D->b = x[DIST_P_SCALE];
        return outside(D->a, LAW_GAMMA_SHAPE_MIN, LAW_GAMMA_SHAPE_MAX)
                   ? "shape must lie between 0.001 and 250000"
                   : NULL;
    }
    if (outside(cv, 0.002, 30))
        return "cv, the sd as a share of the mean, must lie between 0.002 and 30";
    D->a = 1 / (cv * cv);
    D->b = x[DIST_P_MEAN] * cv * cv;
    return NULL;
}

static const char *init_lognormal(struct dist *D, unsigned given, const double *x)
{
    const double cv = cv_of(given, x);

    if (has(given, DIST_P_MU)) {
        D->a = x[DIST_P_MU];
        D->b = x[DIST_P_SIGMA];
        return NULL;
    }
    if (outside(cv, 0.001, 1000))
        return "cv, the sd as a share of the mean, must lie between 0.001 and 1000";
    D->b = sqrt(log1p(cv * cv));
    D->a = log(x[DIST_P_MEAN]) - 0.5 * D->b * D->b;
    return NULL;
}

/* normal_cut_cv(mu): the cv of the normal law with this mu and sigma 1, cut below 0. */
static double normal_cut_cv(double mu)
{
    struct dist D = {.kind = DIST_NORMAL, .a = mu, .b = 1, .min = -INFINITY, .max = INFINITY};

    if (dist_truncate(&D, 0, INFINITY) != NULL)
        return NAN;
    return dist_sd(&D) / dist_mean(&D);
}

/* normal_mu(cv): mu / sigma of the cut normal law that has this cv; by halving, since the cv
 * falls as mu grows: 0.957 at -5, 0.025 at 40. */
static double normal_mu(double cv)
{
    double low = -5, high = 40;

    for (int i = 0; i < 60; i++) {
        const double middle = 0.5 * (low + high);

        if (normal_cut_cv(middle) > cv)
            low = middle;
        else
            high = middle;
    }
    return 0.5 * (low + high);
}

/* normal_from_mean(D, mean, cv): mu and sigma of the bell whose part above 0 has them. */
static void normal_from_mean(struct dist *D, double mean, double cv)
{
    struct dist unit = {.kind = DIST_NORMAL, .b = 1, .min = -INFINITY, .max = INFINITY};

    if (cv < 0.1) { /* below 0 lies less than 10^-23 */
        D->a = mean;
        D->b = mean * cv;
        return;
    }
    unit.a = normal_mu(cv);
    dist_truncate(&unit, 0, INFINITY);
    D->b = mean / dist_mean(&unit);
    D->a = unit.a * D->b;
}

static const char *init_normal(struct dist *D, unsigned given, const double *x)
{
    D->a = x[DIST_P_MU];
    D->b = x[DIST_P_SIGMA];
    if (!has(given, DIST_P_MU)) {
        const double cv = cv_of(given, x);

        if (outside(cv, 1e-6, 0.95))
            return "cv, the sd as a share of the mean, must lie between 0.000001 and 0.95 for a "
                   "normal law cut at 0";
        normal_from_mean(D, x[DIST_P_MEAN], cv);
    }
    D->min = -INFINITY;
    if (dist_truncate(D, 0, INFINITY) != NULL)
        return "mu is too far below 0: nothing of the normal law is above 0";
    return NULL;
}

/* weibull_shape(cv): by halving, on a logarithmic scale: the cv falls as the shape grows. */
static double weibull_shape(double cv)
{
    double low = log(LAW_WEIBULL_SHAPE_MIN), high = log(LAW_WEIBULL_SHAPE_MAX);

    for (int i = 0; i < 60; i++) {
        const double middle = 0.5 * (low + high);
        const struct dist D = {.kind = DIST_WEIBULL, .a = exp(middle), .b = 1};

        if (law_sd(&D) / law_mean(&D) > cv)
            low = middle;
        else
            high = middle;
    }
    return exp(0.5 * (low + high));
}

static const char *init_weibull(struct dist *D, unsigned given, const double *x)
{
    if (has(given, DIST_P_CV) && outside(x[DIST_P_CV], 0.0013, 400))
        return "cv must lie between 0.0013 and 400";
    if (has(given, DIST_P_SHAPE) &&
        outside(x[DIST_P_SHAPE], LAW_WEIBULL_SHAPE_MIN, LAW_WEIBULL_SHAPE_MAX))
        return "shape must lie between 0.1 and 1000";
    D->a = has(given, DIST_P_SHAPE) ? x[DIST_P_SHAPE] : weibull_shape(x[DIST_P_CV]);
    D->b = has(given, DIST_P_SCALE) ? x[DIST_P_SCALE] : x[DIST_P_MEAN] / law_mean(D);
    return NULL;
}

static const char *init_beta(struct dist *D, unsigned given, const double *x)
{
    (void)given;
    D->a = x[DIST_P_ALPHA];
    D->b = x[DIST_P_BETA];
    if (outside(D->a, LAW_BETA_SHAPE_MIN, LAW_BETA_SHAPE_MAX) ||
        outside(D->b, LAW_BETA_SHAPE_MIN, LAW_BETA_SHAPE_MAX))
        return "alpha and beta must lie between 0.001 and 10000";
    return init_bounds(D, x);
}

static const char *(*const inits[DIST_KINDS])(struct dist *, unsigned, const double *) = {
#define INIT(code, name, form, meaning, a, b, c, init, draw, law) [DIST_##code] = (init),
    DIST_LIST(INIT)
#undef INIT
};

const char *dist_init(struct dist *D, enum dist_kind kind, unsigned given,
                      const double x[DIST_PARAMETERS])
{
    struct dist law = {.kind = kind, .max = INFINITY};
    const char *trouble = check_numbers(given, x);

    GS_ASSERT(inits[kind] != NULL);
    if (trouble == NULL)
        trouble = inits[kind](&law, given, x);
    if (trouble != NULL)
        return trouble;
    if (!isfinite(dist_mean(&law)) || !isfinite(dist_sd(&law)) ||
        (kind != DIST_CONSTANT && !(dist_mean(&law) > 0)))
        return "the numbers are too large or too small to compute with";
    *D = law;
    return NULL;
}
