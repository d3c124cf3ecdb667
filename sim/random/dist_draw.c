/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing. One uniform and an inverse where there is a cheap one; GSL's sampler, fed by the
 * whole substream, for gamma, Erlang and beta; the inverse again, dear or not, where a law is
 * truncated. Whatever rounding does, the value lies within the support. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "sim/base/bug.h"
#include "sim/random/dist.h"
#include "sim/random/law.h"

#define UNIFORM_MOST (1 - 0x1p-53) /* of the uniforms; an inverse at 1 may be infinite */

/* within(D, x): x moved into the support; what is no number goes to its lower end. */
static double within(const struct dist *D, double x)
{
    return fmin(fmax(x, D->min), D->max);
}

static double draw_constant(const struct dist *D, const struct substream *at)
{
    (void)at;
    return D->a;
}

double dist_quantile(const struct dist *D, double p)
{
    const struct law *law = law_of(D->kind);
    const double q = D->truncated ? D->p_low + (D->p_high - D->p_low) * p : p;

    return within(D, law->shift(D) + law->scale(D) * law->quantile(D, fmin(q, UNIFORM_MOST)));
}

/* draw_inverse(D, at): the value of a continuous kind at the substream's first uniform. */
static double draw_inverse(const struct dist *D, const struct substream *at)
{
    return dist_quantile(D, substream_uniform(at));
}

/* draw_lognormal(D, at): draw_inverse, spared the exponential of mu, for the law is common. */
static double draw_lognormal(const struct dist *D, const struct substream *at)
{
    return exp(D->a + D->b * gsl_cdf_ugaussian_Pinv(substream_uniform(at)));
}

static double draw_gamma(const struct dist *D, const struct substream *at)
{
    struct substream_state state;
    const gsl_rng rng = substream_rng(&state, at);

    return within(D, gsl_ran_gamma(&rng, D->a, D->b));
}

static double draw_beta(const struct dist *D, const struct substream *at)
{
    struct substream_state state;
    const gsl_rng rng = substream_rng(&state, at);

    return within(D, D->low + (D->high - D->low) * gsl_ran_beta(&rng, D->a, D->b));
}

static double draw_empirical(const struct dist *D, const struct substream *at)
{
    return D->values[(uint32_t)(substream_uniform(at) * D->count)];
}

/* draw_mixture(D, at): the substream's first uniform picks the part, which is drawn from a
 * substream of its own, so that its uniform does not depend on the choice. */
static double draw_mixture(const struct dist *D, const struct substream *at)
{
    const double u = substream_uniform(at);
    struct substream own = *at;
    uint32_t i = 0;

    while (i + 1 < D->count && u >= D->weights[i])
        i++;
    own.stream = hash_pair(at->stream, i + 1);
    return dist_draw(&D->parts[i], &own);
}

double dist_draw_any(const struct dist *D, const struct substream *at)
{
    if (D->truncated)
        return draw_inverse(D, at);
    switch (D->kind) {
#define DRAW(code, name, form, meaning, a, b, c, init, draw, law) \
    case DIST_##code:                                             \
        return draw(D, at);
        DIST_LIST(DRAW)
#undef DRAW
    case DIST_KINDS:
        break;
    }
    GS_BUG("no distribution of kind %d", (int)D->kind);
}
