/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance for the hand-written loops: one sequence of Philox4x32-10, two uniforms of 53 bits a
 * block, all variates by inversion. The same formulas as gsl_ran_exponential and, for the
 * lognormal, the inverse normal distribution of GSL, which is faster than its polar
 * gsl_ran_lognormal (22 against 49 ns). */
#ifndef TESTS_BENCH_CHANCE_H
#define TESTS_BENCH_CHANCE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include <Random123/philox.h>
#include <gsl/gsl_cdf.h>

struct chance {
    uint64_t seed;
    uint64_t block; /* next */
    double spare;
    bool has_spare;
};

static inline double chance_grid(uint32_t low, uint32_t high)
{
    return (double)((((uint64_t)high << 32) | low) >> 11) * 0x1p-53;
}

/* chance_uniform(C): the next uniform in [0, 1). */
static inline double chance_uniform(struct chance *C)
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

static inline double chance_exponential(struct chance *C, double mean)
{
    return -mean * log(1.0 - chance_uniform(C));
}

/* chance_lognormal(C, mu, sigma): the uniform is moved off 0, where the inverse is -inf. */
static inline double chance_lognormal(struct chance *C, double mu, double sigma)
{
    return exp(mu + sigma * gsl_cdf_ugaussian_Pinv(chance_uniform(C) + 0x1p-54));
}

#endif
