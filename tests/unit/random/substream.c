/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/check.h"

#include <gsl/gsl_rng.h>

#include "sim/random/substream.h"

static void block_is(uint64_t stream, uint64_t who, uint32_t visit, uint32_t block, uint64_t first,
                     uint64_t second)
{
    const struct substream at = {stream, who, visit, 0};
    const philox2x64_ctr_t b = substream_block(&at, block);

    assert_int_equal(b.v[0], first);
    assert_int_equal(b.v[1], second);
}

/* Known answers of philox2x64-10: tests/kat_vectors of Random123 1.14. They also pin where
 * stream, who, visit and block stand in key and counter. */
static void gives_the_known_answers(void **state)
{
    (void)state;
    block_is(0, 0, 0, 0, UINT64_C(0xca00a0459843d731), UINT64_C(0x66c24222c9a845b5));
    block_is(UINT64_MAX, UINT64_MAX, UINT32_MAX, UINT32_MAX, UINT64_C(0x65b021d60cd8310f),
             UINT64_C(0x4d02f3222f86df20));
    block_is(UINT64_C(0xa4093822299f31d0), UINT64_C(0x13198a2e03707344), 0x243f6a88, 0x85a308d3,
             UINT64_C(0x0a5e742c2997341c), UINT64_C(0xb0f883d38000de5d));
}

static void puts_uniforms_on_a_grid_below_one(void **state)
{
    (void)state;
    assert_true(substream_unit(0) == 0);
    assert_true(substream_unit(2047) == 0);
    assert_true(substream_unit(2048) == 0x1p-53);
    assert_true(substream_unit(UINT64_C(1) << 63) == 0.5);
    assert_true(substream_unit(UINT64_MAX) == 1 - 0x1p-53);
}

static void a_mirrored_address_has_the_opposite_uniforms(void **state)
{
    const struct substream plain = {4711, 42, 3, 0}, mirrored = {4711, 42, 3, 1};
    struct substream_state own[2];
    const gsl_rng a = substream_rng(&own[0], &plain), b = substream_rng(&own[1], &mirrored);

    (void)state;
    assert_true(substream_uniform(&plain) + substream_uniform(&mirrored) == 1 - 0x1p-53);
    for (int i = 0; i < 5; i++)
        assert_true(gsl_rng_uniform(&a) + gsl_rng_uniform(&b) == 1 - 0x1p-53);
}

static void the_generator_hands_out_the_blocks_in_order(void **state)
{
    const struct substream at = {4711, 42, 3, 0};
    const philox2x64_ctr_t b0 = substream_block(&at, 0), b1 = substream_block(&at, 1);
    struct substream_state own;
    const gsl_rng rng = substream_rng(&own, &at);

    (void)state;
    assert_int_equal(gsl_rng_get(&rng), b0.v[0] >> 32);
    assert_true(gsl_rng_uniform(&rng) == substream_unit(b0.v[1]));
    assert_true(gsl_rng_uniform(&rng) == substream_unit(b1.v[0]));
    assert_int_equal(own.block, 2);
    assert_int_equal(own.left, 1);
}

static void the_first_uniform_is_the_generators_first(void **state)
{
    const struct substream at = {7, UINT64_C(0x123456789abcdef), 9, 0};
    struct substream_state own;
    const gsl_rng rng = substream_rng(&own, &at);

    (void)state;
    assert_true(gsl_rng_uniform(&rng) == substream_uniform(&at));
}

static void works_as_a_type_of_gsl(void **state)
{
    gsl_rng *rng = gsl_rng_alloc(&substream_rng_type);

    (void)state;
    assert_non_null(rng);
    gsl_rng_set(rng, 0);
    assert_string_equal(gsl_rng_name(rng), "philox2x64-10");
    assert_int_equal(gsl_rng_get(rng), 0xca00a045);
    assert_int_equal(gsl_rng_max(rng), UINT32_MAX);
    assert_int_equal(gsl_rng_min(rng), 0);
    gsl_rng_free(rng);
}

#define TRUCKS 1000

/* The heart of it: what a truck draws does not depend on who drew before. */
static void a_number_depends_on_its_address_alone(void **state)
{
    double forward[TRUCKS];

    (void)state;
    for (uint64_t i = 0; i < TRUCKS; i++)
        forward[i] = substream_uniform(&(struct substream){9, i, 1, 0});
    for (uint64_t i = TRUCKS; i-- > 0;) {
        substream_uniform(&(struct substream){9, i, 2, 0});
        assert_true(forward[i] == substream_uniform(&(struct substream){9, i, 1, 0}));
    }
}

static void keys_differ_in_every_part(void **state)
{
    const uint64_t key = substream_key(1, 2, 3);

    (void)state;
    assert_true(key != substream_key(2, 2, 3));
    assert_true(key != substream_key(1, 3, 3));
    assert_true(key != substream_key(1, 2, 4));
    assert_true(substream_key(2, 1, 3) != key);
    assert_true(substream_key(1, 3, 2) != key);
}

#define CELLS 100
#define DRAWS 100000

/* chi_square(at, step): of the first uniforms of the addresses at, at + step, ... */
static double chi_square(struct substream at, struct substream step)
{
    const double expected = (double)DRAWS / CELLS;
    double cell[CELLS] = {0}, chi = 0;

    for (int i = 0; i < DRAWS; i++) {
        cell[(int)(substream_uniform(&at) * CELLS)]++;
        at.stream += step.stream;
        at.who += step.who;
        at.visit += step.visit;
    }
    for (int i = 0; i < CELLS; i++)
        chi += (cell[i] - expected) * (cell[i] - expected) / expected;
    return chi;
}

/* 99 degrees of freedom: 99.9 % lie between 59.1 and 151.9 (0.05 % on either side; by
 * gsl_cdf_chisq_Pinv). Addresses are fixed, so the test has one outcome. */
static void neighbouring_addresses_are_uniform(void **state)
{
    const struct substream start = {substream_key(20251124, 0, hash_string("test")), 0, 0, 0};

    (void)state;
    for (int axis = 0; axis < 3; axis++) {
        const double chi =
            chi_square(start, (struct substream){axis == 0, axis == 1, axis == 2, 0});

        print_message("axis %d: chi-square %.1f\n", axis, chi);
        assert_true(chi > 59.1 && chi < 151.9);
    }
}

/* Correlation of the uniforms of neighbouring trucks: |r| < 3.29 / sqrt(n) at 99.9 %. */
static void neighbouring_trucks_are_uncorrelated(void **state)
{
    double sum = 0;
    struct substream at = {substream_key(20251124, 1, hash_string("test")), 0, 0, 0};

    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        const double u = substream_uniform(&at);

        at.who++;
        sum += (u - 0.5) * (substream_uniform(&at) - 0.5);
    }
    assert_true(fabs(12 * sum / DRAWS) < 3.29 / sqrt(DRAWS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_known_answers),
        cmocka_unit_test(puts_uniforms_on_a_grid_below_one),
        cmocka_unit_test(a_mirrored_address_has_the_opposite_uniforms),
        cmocka_unit_test(the_generator_hands_out_the_blocks_in_order),
        cmocka_unit_test(the_first_uniform_is_the_generators_first),
        cmocka_unit_test(works_as_a_type_of_gsl),
        cmocka_unit_test(a_number_depends_on_its_address_alone),
        cmocka_unit_test(keys_differ_in_every_part),
        cmocka_unit_test(neighbouring_addresses_are_uniform),
        cmocka_unit_test(neighbouring_trucks_are_uncorrelated),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
