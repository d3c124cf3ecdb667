/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance for the hand-written loops, in two styles: a generator of GSL (sim/random's Philox) under
 * GSL's own variates, as anybody would write it; or everything inlined, one sequence of
 * Philox4x32-10 with two uniforms of 53 bits a block and all variates by inversion, which is the
 * fastest that we could write (a lognormal by the inverse normal distribution of GSL takes 22 ns,
 * by its polar gsl_ran_lognormal 49). */
#ifndef TESTS_BENCH_CHANCE_H
#define TESTS_BENCH_CHANCE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include <Random123/philox.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "sim/random/substream.h"
#include "tests/bench/bench.h"

struct chance {
    enum bench_style style;
    gsl_rng rng;
    struct substream_state state; /* of rng */
    uint64_t seed;
    uint64_t block; /* next */
    double spare;
    bool has_spare;
};

/* chance_init(C, style, seed): C stays where it is from now on. */
static inline void chance_init(struct chance *C, enum bench_style style, uint64_t seed)
{
    const struct substream at = {seed, 0, 0, 0};

    *C = (struct chance){.style = style, .seed = seed};
    C->rng = substream_rng(&C->state, &at);
}

static inline double chance_grid(uint32_t low, uint32_t high)
{
    return (double)((((uint64_t)high << 32) | low) >> 11) * 0x1p-53;
}

/* chance_inlined(C): the next uniform in [0, 1) of the inlined style; chance_uniform(C): of C's. */
static inline double chance_inlined(struct chance *C)
{
    if (C->has_spare) {
        C->has_spare = false;
        return C->spare;
    }
    const philox4x32_ctr_t counter = {{(uint32_t)C->block, (uint32_t)(C->block >> 32), 0, 0}};
    const philox4x32_key_t key = {{(uint32_t)C->seed, (uint32_t)(C->seed >> 32)}};
    const philox4x32_ctr_t bits = philox4x32(counter, key);

    C->block++;
    C->spare = chance_grid(bits.v[2], bits.v[3]);
    C->has_spare = true;
    return chance_grid(bits.v[0], bits.v[1]);
}

static inline double chance_uniform(struct chance *C)
{
    return C->style == BENCH_GSL ? gsl_rng_uniform(&C->rng) : chance_inlined(C);
}

static inline double chance_exponential(struct chance *C, double mean)
{
    if (C->style == BENCH_GSL)
        return gsl_ran_exponential(&C->rng, mean);
    return -mean * log(1.0 - chance_inlined(C));
}

/* chance_lognormal(C, mu, sigma): the uniform is moved off 0, where the inverse is -inf. */
static inline double chance_lognormal(struct chance *C, double mu, double sigma)
{
    if (C->style == BENCH_GSL)
        return gsl_ran_lognormal(&C->rng, mu, sigma);
    return exp(mu + sigma * gsl_cdf_ugaussian_Pinv(chance_inlined(C) + 0x1p-54));
}

#endif
