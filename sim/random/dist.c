/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vocabulary of distributions, and those that are put together rather than worked out
 * from numbers (that is dist_init.c). */
#include "sim/random/dist.h"

#include "sim/base/bug.h"
#include "sim/random/law.h"

#define PROBABILITY_LEAST 1e-9 /* between bounds; under it, inversion has too few steps */

static const struct dist_row rows[DIST_KINDS] = {
#define ROW(code, name, form, meaning, a, b, c, init, draw, law) \
    [DIST_##code] = {name, form, meaning, {a, b, c, 0}},
    DIST_LIST(ROW)
#undef ROW
};

const struct dist_row *dist_row(enum dist_kind kind)
{
    return &rows[kind];
}

struct parameter_row {
    const char *name;
    enum dist_dimension dimension;
};

static const struct parameter_row parameters[DIST_PARAMETERS] = {
    [DIST_P_VALUE] = {"value", DIST_D_QUANTITY}, [DIST_P_MEAN] = {"mean", DIST_D_QUANTITY},
    [DIST_P_SD] = {"sd", DIST_D_QUANTITY},       [DIST_P_CV] = {"cv", DIST_D_NUMBER},
    [DIST_P_RATE] = {"rate", DIST_D_INVERSE},    [DIST_P_LOW] = {"low", DIST_D_QUANTITY},
    [DIST_P_MODE] = {"mode", DIST_D_QUANTITY},   [DIST_P_HIGH] = {"high", DIST_D_QUANTITY},
    [DIST_P_SHAPE] = {"shape", DIST_D_NUMBER},   [DIST_P_SCALE] = {"scale", DIST_D_QUANTITY},
    [DIST_P_MU] = {"mu", DIST_D_QUANTITY},       [DIST_P_SIGMA] = {"sigma", DIST_D_QUANTITY},
    [DIST_P_ALPHA] = {"alpha", DIST_D_NUMBER},   [DIST_P_BETA] = {"beta", DIST_D_NUMBER},
};

const char *dist_parameter_name(enum dist_parameter p)
{
    return parameters[p].name;
}

enum dist_dimension dist_parameter_dimension(enum dist_kind kind, enum dist_parameter p)
{
    const struct law *law = law_of(kind);

    if (law != NULL && law->of_the_logarithm && (p == DIST_P_MU || p == DIST_P_SIGMA))
        return DIST_D_NUMBER;
    return parameters[p].dimension;
}

struct dist dist_constant(double x)
{
    return (struct dist){.kind = DIST_CONSTANT, .a = x, .min = x, .max = x};
}

void dist_empirical(struct dist *D, const double *values, uint32_t count)
{
    GS_ASSERT(count > 0);
    *D = (struct dist){.kind = DIST_EMPIRICAL,
                       .min = values[0],
                       .max = values[count - 1],
                       .count = count,
                       .values = values};
}

void dist_mixture(struct dist *D, const double *cumulated, const struct dist *parts, uint32_t count)
{
    double min = INFINITY, max = 0;

    GS_ASSERT(count > 0);
    for (uint32_t i = 0; i < count; i++) {
        if (cumulated[i] <= (i > 0 ? cumulated[i - 1] : 0))
            continue; /* never drawn */
        min = fmin(min, parts[i].min);
        max = fmax(max, parts[i].max);
    }
    *D = (struct dist){.kind = DIST_MIXTURE,
                       .min = min,
                       .max = max,
                       .count = count,
                       .weights = cumulated,
                       .parts = parts};
}

/* truncate_empirical(D, low, high): keep the values between; the bounds hold some. */
static const char *truncate_empirical(struct dist *D, double low, double high)
{
    uint32_t first = 0, end = D->count;

    while (first < end && D->values[first] < low)
        first++;
    while (end > first && D->values[end - 1] > high)
        end--;
    if (first == end)
        return "the bounds hold none of the values";
    dist_empirical(D, D->values + first, end - first);
    return NULL;
}

/* truncate_bounds(D, low, high): what remains is the same law between other bounds. */
static const char *truncate_bounds(struct dist *D, double low, double high)
{
    D->low = D->min = low;
    D->high = D->max = high;
    return NULL;
}

/* truncate_law(D, low, high): a kind with a standard law; low < high within the support. */
static const char *truncate_law(struct dist *D, double low, double high)
{
    struct dist cut = *D;

    cut.truncated = true;
    cut.min = low;
    cut.max = high;
    cut.p_low = law_partial(D, 0, law_standard(D, low), false);
    cut.p_high = isinf(high) ? 1 : law_partial(D, 0, law_standard(D, high), false);
    if (!(cut.p_high - cut.p_low > PROBABILITY_LEAST))
        return "the bounds hold no probability";
    *D = cut;
    return NULL;
}

const char *dist_truncate(struct dist *D, double low, double high)
{
    if (D->kind == DIST_CONSTANT)
        return "a constant cannot be truncated";
    if (D->kind == DIST_MIXTURE)
        return "a mixture cannot be truncated; truncate its parts";
    if (!(low < high))
        return "the lower bound must be below the upper";
    if (D->kind == DIST_EMPIRICAL)
        return truncate_empirical(D, low, high);
    low = fmax(low, D->min);
    high = fmin(high, D->max);
    if (low == D->min && high == D->max)
        return NULL;
    if (!(low < high))
        return "the bounds hold no probability";
    return law_of(D->kind)->cut_is_same ? truncate_bounds(D, low, high)
                                        : truncate_law(D, low, high);
}

double dist_min(const struct dist *D)
{
    return D->min;
}

double dist_max(const struct dist *D)
{
    return D->max;
}
