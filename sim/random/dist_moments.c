/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mean, spread and distribution function. Of a truncated law they follow from the partial
 * moments of its standard law, taken from the tail in which the bounds lie, so that nothing
 * cancels. Between bounds so narrow that the second moment would, the density is smooth and
 * eight-point Gauss quadrature is exact. A mixture's are put together from its parts'. */
#include <float.h>

#include "sim/base/bug.h"
#include "sim/random/dist.h"
#include "sim/random/law.h"

struct moments {
    double mean, sd;
};

/* between(D, k, from, to): E[Z^k; from < Z <= to]; to may be INFINITY. */
static double between(const struct dist *D, int k, double from, double to)
{
    const bool upper = isinf(to) || law_partial(D, 0, from, false) > 0.5;
    const double a = law_partial(D, k, from, upper);
    const double b = isinf(to) ? 0 : law_partial(D, k, to, upper);

    return upper ? a - b : b - a;
}

/* Gauss-Legendre, 8 points: Abramowitz & Stegun, table 25.4. */
#define GAUSS_PAIRS 4
static const double gauss_x[GAUSS_PAIRS] = {0.1834346424956498, 0.5255324099163290,
                                            0.7966664774136267, 0.9602898564975363};
static const double gauss_w[GAUSS_PAIRS] = {0.3626837833783620, 0.3137066458778873,
                                            0.2223810344533745, 0.1012285362903763};

/* moments_narrow(D, from, to): of Z between the bounds, by quadrature about their middle. */
static struct moments moments_narrow(const struct dist *D, double from, double to)
{
    const double middle = 0.5 * (from + to), half = 0.5 * (to - from);
    double sum[3] = {0, 0, 0};

    for (int i = 0; i < GAUSS_PAIRS; i++)
        for (int side = -1; side <= 1; side += 2) {
            const double y = side * gauss_x[i];
            const double f = gauss_w[i] * law_density(D, middle + half * y);

            sum[0] += f;
            sum[1] += f * y;
            sum[2] += f * y * y;
        }
    const double m = sum[1] / sum[0];

    return (struct moments){middle + half * m, half * sqrt(fmax(0, sum[2] / sum[0] - m * m))};
}

/* moments_wide(D, from, to): of Z between the bounds, from the closed forms. */
static struct moments moments_wide(const struct dist *D, double from, double to)
{
    const double mass = between(D, 0, from, to);
    const double mean = between(D, 1, from, to) / mass;
    const double variance = between(D, 2, from, to) / mass - mean * mean;

    return (struct moments){mean, sqrt(fmax(0, variance))};
}

/* moments_continuous(D): of a kind that has a standard law. */
static struct moments moments_continuous(const struct dist *D)
{
    struct moments m = {law_mean(D), law_sd(D)};

    if (D->truncated) {
        const double from = law_standard(D, D->min), to = law_standard(D, D->max);

        m = law_smooth(D, from, to) ? moments_narrow(D, from, to) : moments_wide(D, from, to);
    }
    return (struct moments){law_shift(D) + law_scale(D) * m.mean, law_scale(D) * m.sd};
}

/* moments_empirical(D): of the values, taken as the whole population. */
static struct moments moments_empirical(const struct dist *D)
{
    double sum = 0, squares = 0, mean;

    for (uint32_t i = 0; i < D->count; i++)
        sum += D->values[i];
    mean = sum / D->count;
    for (uint32_t i = 0; i < D->count; i++)
        squares += (D->values[i] - mean) * (D->values[i] - mean);
    return (struct moments){mean, sqrt(squares / D->count)};
}

static double weight(const struct dist *D, uint32_t i)
{
    return D->weights[i] - (i > 0 ? D->weights[i - 1] : 0);
}

static struct moments moments_of(const struct dist *D);

/* moments_mixture(D): by the law of total variance. */
static struct moments moments_mixture(const struct dist *D)
{
    double mean = 0, variance = 0;

    for (uint32_t i = 0; i < D->count; i++)
        mean += weight(D, i) * dist_mean(&D->parts[i]);
    for (uint32_t i = 0; i < D->count; i++) {
        const struct moments part = moments_of(&D->parts[i]);

        variance += weight(D, i) * (part.sd * part.sd + (part.mean - mean) * (part.mean - mean));
    }
    return (struct moments){mean, sqrt(variance)};
}

static struct moments moments_of(const struct dist *D)
{
    switch (D->kind) {
    case DIST_CONSTANT:
        return (struct moments){D->a, 0};
    case DIST_EMPIRICAL:
        return moments_empirical(D);
    case DIST_MIXTURE:
        return moments_mixture(D);
    default:
        return moments_continuous(D);
    }
}

double dist_mean(const struct dist *D)
{
    return moments_of(D).mean;
}

double dist_sd(const struct dist *D)
{
    return moments_of(D).sd;
}

/* cdf_continuous(D, x): x within the support's ends. */
static double cdf_continuous(const struct dist *D, double x)
{
    const double z = law_standard(D, x);

    if (!D->truncated)
        return law_partial(D, 0, z, false);
    const double from = law_standard(D, D->min), to = law_standard(D, D->max);

    return fmin(1, between(D, 0, from, z) / between(D, 0, from, to));
}

/* cdf_empirical(D, x): by halving; values[low - 1] <= x < values[high]. */
static double cdf_empirical(const struct dist *D, double x)
{
    uint32_t low = 0, high = D->count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (D->values[middle] <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return (double)low / D->count;
}

static double cdf_mixture(const struct dist *D, double x)
{
    double p = 0;

    for (uint32_t i = 0; i < D->count; i++)
        p += weight(D, i) * dist_cdf(&D->parts[i], x);
    return fmin(1, p);
}

double dist_cdf(const struct dist *D, double x)
{
    if (isnan(x))
        return x;
    if (x < D->min)
        return 0;
    if (x >= D->max)
        return 1;
    switch (D->kind) {
    case DIST_EMPIRICAL:
        return cdf_empirical(D, x);
    case DIST_MIXTURE:
        return cdf_mixture(D, x);
    default:
        return cdf_continuous(D, x);
    }
}
