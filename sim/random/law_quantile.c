/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inverses of the standard laws. Gamma and beta have none in closed form, and GSL's own
 * inverses abort where they do not converge; theirs are found by Newton's method kept inside
 * a bracket that bisection halves, on a scale where every quantile is of moderate size: t
 * with z = exp(t) for gamma, z = 1 / (1 + exp(-t)) for beta. */
#include "sim/random/law.h"

#include <gsl/gsl_cdf.h>

#include "sim/base/bug.h"

#define T_LEAST (-745.0) /* exp of less is 0 */
#define T_TOLERANCE 1e-15
#define STEPS_MAX 200

static double triangular_quantile(double mode, double p)
{
    return p < mode ? sqrt(p * mode) : 1 - sqrt((1 - p) * (1 - mode));
}

/* z_of(D, t) and dz/dt at the same place. */
static double z_of(const struct dist *D, double t)
{
    return D->kind == DIST_BETA ? 1 / (1 + exp(-t)) : exp(t);
}

static double slope_of(const struct dist *D, double z)
{
    return D->kind == DIST_BETA ? z * (1 - z) : z;
}

/* t_most(D, p): some t with P(Z <= z) >= p. */
static double t_most(const struct dist *D, double p)
{
    double t = 40;

    if (D->kind == DIST_BETA)
        return t; /* 1 - z is under the last bit of 1 */
    for (t = 0; law_partial(D, 0, exp(t), false) < p; t++)
        ;
    return t;
}

/* newton(D, p, t, error): where Newton's method goes from t, at which P - p = error. */
static double newton(const struct dist *D, double t, double error)
{
    const double z = z_of(D, t);

    return t - error / (law_density(D, z) * slope_of(D, z));
}

/* solve(D, p): Newton's step where it stays in the bracket and shrinks to less than half of
 * the step before the last; else the middle. */
static double solve(const struct dist *D, double p)
{
    double low = T_LEAST, high = t_most(D, p);
    double t = fmin(0, high - 1), next, last = high - low, before = last;

    for (int i = 0; i < STEPS_MAX; i++) {
        const double error = law_partial(D, 0, z_of(D, t), false) - p;

        if (error > 0)
            high = t;
        else
            low = t;
        next = newton(D, t, error);
        if (!(next >= low && next <= high && fabs(next - t) < 0.5 * before))
            next = 0.5 * (low + high);
        before = last;
        last = fabs(next - t);
        t = next;
        if (last <= T_TOLERANCE * fmax(1, fabs(t)))
            break;
    }
    return z_of(D, t);
}

double law_quantile(const struct dist *D, double p)
{
    switch (D->kind) {
    case DIST_UNIFORM:
        return p;
    case DIST_TRIANGULAR:
        return triangular_quantile((D->mode - D->low) / (D->high - D->low), p);
    case DIST_EXPONENTIAL:
        return -log1p(-p);
    case DIST_ERLANG:
    case DIST_GAMMA:
    case DIST_BETA:
        return p > 0 ? solve(D, p) : 0;
    case DIST_LOGNORMAL:
        return exp(D->b * gsl_cdf_ugaussian_Pinv(p));
    case DIST_NORMAL:
        return gsl_cdf_ugaussian_Pinv(p);
    case DIST_WEIBULL:
        return pow(-log1p(-p), 1 / D->a);
    default:
        GS_BUG("distribution kind %d has no standard law", (int)D->kind);
    }
}
