/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing. One uniform and an inverse where there is a cheap one; GSL's sampler, fed by the
 * whole substream, for gamma, Erlang and beta; the inverse again, dear or not, where a law is
 * truncated. Whatever rounding does, the value lies within the support. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "sim/random/dist.h"
#include "sim/random/law.h"

#define UNIFORM_MOST (1 - 0x1p-53) /* of the uniforms; an inverse at 1 may be infinite */

/* within(D, x): x moved into the support; what is no number goes to its lower end. */
static double within(const struct dist *D, double x)
{
    return fmin(fmax(x, D->min), D->max);
}

/* draw_inverse(D, u): the value of a continuous kind at the uniform u. */
static double draw_inverse(const struct dist *D, double u)
{
    const double p = D->truncated ? D->p_low + (D->p_high - D->p_low) * u : u;

    return law_shift(D) + law_scale(D) * law_quantile(D, fmin(p, UNIFORM_MOST));
}

/* draw_sampled(D, at): of a gamma, Erlang or beta law that is not truncated. */
static double draw_sampled(const struct dist *D, const struct substream *at)
{
    struct substream_state state;
    const gsl_rng rng = substream_rng(&state, at);

    if (D->kind == DIST_BETA)
        return D->low + (D->high - D->low) * gsl_ran_beta(&rng, D->a, D->b);
    return gsl_ran_gamma(&rng, D->a, D->b);
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
    switch (D->kind) {
    case DIST_CONSTANT:
        return D->a;
    case DIST_EMPIRICAL:
        return draw_empirical(D, at);
    case DIST_MIXTURE:
        return draw_mixture(D, at);
    case DIST_ERLANG:
    case DIST_GAMMA:
    case DIST_BETA:
        if (!D->truncated)
            return within(D, draw_sampled(D, at));
        break;
    case DIST_LOGNORMAL: /* common: spare it the exponential of mu */
        if (!D->truncated)
            return exp(D->a + D->b * gsl_cdf_ugaussian_Pinv(substream_uniform(at)));
        break;
    default:
        break;
    }
    return within(D, draw_inverse(D, substream_uniform(at)));
}
