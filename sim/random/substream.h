/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keyed chance: a random number has an address, not a turn.
 *
 * Every quantity is drawn from a substream of its own, found by (seed, replication, where,
 * what for; who; visit), never by the order in which events happen. A truck then has the
 * same cargo, patience and service time in every policy that is compared, and a new
 * station shifts nobody else's numbers.
 *
 * The generator is Philox2x64-10 (Salmon, Moraes, Dror & Shaw, "Parallel random numbers:
 * as easy as 1, 2, 3", SC 2011) from Random123: a block of 128 bits is a function of a key
 * of 64 bits, here the stream, and a counter of 128, here (block, visit, who).
 *
 * A mirrored address has every bit the other way: 1 - u, less 2^-53, where the plain one has the
 * uniform u. What is drawn by inversion is then as small as it was large: the antithetic partner
 * (Hammersley & Morton 1956). */
#ifndef SIM_RANDOM_SUBSTREAM_H
#define SIM_RANDOM_SUBSTREAM_H

#include <stdint.h>

#include <Random123/philox.h>
#include <gsl/gsl_rng.h>

#include "sim/base/hash.h"

/* An address: where and what for (stream), who, and which time (visit). */
struct substream {
    uint64_t stream;
    uint64_t who;
    uint32_t visit;
    uint32_t mirror; /* 0 plain, 1 mirrored */
};

/* substream_key(seed, replication, purpose): the stream of one purpose in one
 * replication; purpose is the hash of a name such as "station customs service". */
static inline uint64_t substream_key(uint64_t seed, uint32_t replication, uint64_t purpose)
{
    return hash_pair(hash_pair(seed, replication), purpose);
}

/* substream_block(s, block): the block-th 128 bits of the substream, two words of 64. */
static inline philox2x64_ctr_t substream_block(const struct substream *s, uint32_t block)
{
    const philox2x64_ctr_t counter = {{(uint64_t)s->visit << 32 | block, s->who}};
    const philox2x64_key_t key = {{s->stream}};
    const uint64_t flip = -(uint64_t)s->mirror;
    philox2x64_ctr_t words = philox2x64(counter, key);

    words.v[0] ^= flip;
    words.v[1] ^= flip;
    return words;
}

/* substream_unit(word): a double on the grid of 2^-53 in [0, 1). */
static inline double substream_unit(uint64_t word)
{
    return (double)(int64_t)(word >> 11) * 0x1p-53;
}

/* substream_uniform(s): the first uniform of the substream, in [0, 1). */
static inline double substream_uniform(const struct substream *s)
{
    return substream_unit(substream_block(s, 0).v[0]);
}

/* The same substream as a generator of GSL, for variates that need more than one uniform:
 *
 *     struct substream_state state;
 *     gsl_rng rng = substream_rng(&state, &address);
 *     x = gsl_ran_gamma(&rng, a, b);
 *
 * The state is the caller's; there is nothing to free. Its uniforms come two a block. */
struct substream_state {
    struct substream at;
    uint32_t block; /* next */
    uint32_t left;  /* words of the current block that are not used yet: 0..2 */
    uint64_t words[2];
};

/* substream_rng(state, at): returns a generator of GSL that gives the numbers of the substream at,
 * from its first on. state holds where it is, and must live as long. */
gsl_rng substream_rng(struct substream_state *state, const struct substream *at);

/* The generator's type, named "philox2x64-10". gsl_rng_set gives the substream
 * (stream = seed, who = 0, visit = 0). */
extern const gsl_rng_type substream_rng_type;

#endif
