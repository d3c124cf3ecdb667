/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The substream as a generator of GSL: it hands out the words of block 0, 1, 2, ..., so the n-th
 * uniform is found at block n / 2. An integer of 32 bits is the upper half of a word. */
#include "sim/random/substream.h"

/* next_word(state): the next 64 bits. */
static uint64_t next_word(struct substream_state *state)
{
    if (state->left == 0) {
        const philox2x64_ctr_t b = substream_block(&state->at, state->block++);

        state->words[0] = b.v[0];
        state->words[1] = b.v[1];
        state->left = 2;
    }
    return state->words[2 - state->left--];
}

static unsigned long state_get(void *vstate)
{
    return (unsigned long)(next_word(vstate) >> 32);
}

static double state_get_double(void *vstate)
{
    return substream_unit(next_word(vstate));
}

static void state_set(void *vstate, unsigned long seed)
{
    *(struct substream_state *)vstate = (struct substream_state){.at = {.stream = seed}};
}

const gsl_rng_type substream_rng_type = {
    .name = "philox2x64-10",
    .max = UINT32_MAX,
    .min = 0,
    .size = sizeof(struct substream_state),
    .set = state_set,
    .get = state_get,
    .get_double = state_get_double,
};

gsl_rng substream_rng(struct substream_state *state, const struct substream *at)
{
    *state = (struct substream_state){.at = *at};
    return (gsl_rng){.type = &substream_rng_type, .state = state};
}
