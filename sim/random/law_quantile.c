/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gamma and beta laws have no inverse in closed form, and GSL's own inverses abort where they do
 * not converge; here they are found by Newton's method kept inside a bracket that bisection halves,
 * on a scale where every quantile is of moderate size: t with z = exp(t) for gamma,
 * z = 1 / (1 + exp(-t)) for beta. */
#include "sim/random/law.h"

#define T_LEAST (-745.0) /* exp of less is 0 */
#define T_TOLERANCE 1e-15
#define STEPS_MAX 200

/* The scale on which a law is inverted. */
struct scale {
    double (*z_of)(double t);
    double (*slope)(double z);                        /* dz/dt there */
    double (*t_most)(const struct dist *D, double p); /* some t with P(Z <= z) >= p */
};

static double gamma_z(double t)
{
    return exp(t);
}

static double gamma_slope(double z)
{
    return z;
}

static double gamma_most(const struct dist *D, double p)
{
    double t;

    for (t = 0; law_partial(D, 0, exp(t), false) < p; t++)
        ;
    return t;
}

static double beta_z(double t)
{
    return 1 / (1 + exp(-t));
}

static double beta_slope(double z)
{
    return z * (1 - z);
}

/* beta_most(D, p): at this t, 1 - z is under the last bit of 1. */
static double beta_most(const struct dist *D, double p)
{
    (void)D;
    (void)p;
    return 40;
}

/* newton(D, by, t, error): where Newton's method goes from t, at which P - p = error. */
static double newton(const struct dist *D, const struct scale *by, double t, double error)
{
    const double z = by->z_of(t);

    return t - error / (law_density(D, z) * by->slope(z));
}

/* solve(D, by, p): Newton's step where it stays in the bracket and shrinks to less than half of
 * the step before the last; else the middle. */
static double solve(const struct dist *D, const struct scale *by, double p)
{
    double low = T_LEAST, high = by->t_most(D, p);
    double t = fmin(0, high - 1), next, last = high - low, before = last;

    for (int i = 0; i < STEPS_MAX; i++) {
        const double error = law_partial(D, 0, by->z_of(t), false) - p;

        if (error > 0)
            high = t;
        else
            low = t;
        next = newton(D, by, t, error);
        if (!(next >= low && next <= high && fabs(next - t) < 0.5 * before))
            next = 0.5 * (low + high);
        before = last;
        last = fabs(next - t);
        t = next;
        if (last <= T_TOLERANCE * fmax(1, fabs(t)))
            break;
    }
    return by->z_of(t);
}

double law_quantile_gamma(const struct dist *D, double p)
{
    static const struct scale by = {gamma_z, gamma_slope, gamma_most};

    return p > 0 ? solve(D, &by, p) : 0;
}

double law_quantile_beta(const struct dist *D, double p)
{
    static const struct scale by = {beta_z, beta_slope, beta_most};

    return p > 0 ? solve(D, &by, p) : 0;
}
