/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/check.h"

#include "sim/base/hash.h"
#include "sim/stat/tally.h"

#define N 10007
#define LONGEST (((gatesim_ticks)1 << 45) - 1)

/* two_pass(x, n, mean, sd): the textbook's, in long double, in seconds. */
static void two_pass(const gatesim_ticks *x, int n, double *mean, double *sd)
{
    long double sum = 0, squares = 0, m;

    for (int i = 0; i < n; i++)
        sum += (long double)x[i];
    m = sum / n;
    for (int i = 0; i < n; i++)
        squares += ((long double)x[i] - m) * ((long double)x[i] - m);
    *mean = (double)(m / GATESIM_TICKS_PER_SECOND);
    *sd = (double)(sqrtl(squares / (n - 1)) / GATESIM_TICKS_PER_SECOND);
}

static void agrees_on(const gatesim_ticks *x, int n)
{
    struct tally T;
    double mean, sd;

    tally_init(&T);
    for (int i = 0; i < n; i++)
        tally_add(&T, x[i]);
    two_pass(x, n, &mean, &sd);
    assert_near(tally_mean(&T), mean, 1e-15);
    assert_near(tally_sd(&T), sd, 1e-12);
}

static void agrees_with_two_passes(void **state)
{
    gatesim_ticks wide[N], high[N], tiny[N];

    (void)state;
    for (uint64_t i = 0; i < N; i++) {
        wide[i] = (gatesim_ticks)(hash_mix(i) >> (19 + hash_mix(i) % 40)); /* 20 orders of size */
        high[i] = LONGEST - (gatesim_ticks)(hash_mix(i) % 1000); /* all but equal and large */
        tiny[i] = i == 17;
    }
    agrees_on(wide, N);
    agrees_on(high, N);
    agrees_on(tiny, N);
    agrees_on(wide, 2);
}

static void knows_when_there_is_too_little(void **state)
{
    struct tally T;

    (void)state;
    tally_init(&T);
    assert_true(isnan(tally_mean(&T)) && isnan(tally_sd(&T)));
    assert_true(isnan(tally_min(&T)) && isnan(tally_max(&T)));
    tally_add(&T, 2500000);
    assert_near(tally_mean(&T), 2500000.0 / (1 << 20), 1e-15);
    assert_true(isnan(tally_sd(&T)));
    assert_true(tally_min(&T) == tally_max(&T));
    tally_add(&T, 2500000);
    assert_true(tally_sd(&T) == 0);
}

static void merges_in_any_order_to_the_same_bytes(void **state)
{
    struct tally part[7], up, down, all;

    (void)state;
    for (int k = 0; k < 7; k++)
        tally_init(&part[k]);
    tally_init(&up);
    tally_init(&down);
    tally_init(&all);
    for (uint64_t i = 0; i < N; i++) {
        const gatesim_ticks x = (gatesim_ticks)(hash_mix(i) >> 19);

        tally_add(&part[hash_mix(~i) % 6], x); /* the seventh stays empty */
        tally_add(&all, x);
    }
    for (int k = 0; k < 7; k++) {
        tally_merge(&up, &part[k]);
        tally_merge(&down, &part[6 - k]);
    }
    assert_true(up.count == all.count && up.min == all.min && up.max == all.max);
    assert_true(up.sum == all.sum && up.squares == all.squares);
    assert_memory_equal(&up, &down, sizeof up);
}

static void an_empty_merge_stays_empty(void **state)
{
    struct tally a, b;

    (void)state;
    tally_init(&a);
    tally_init(&b);
    tally_merge(&a, &b);
    assert_true(isnan(tally_min(&a)));
    tally_add(&b, 12345);
    tally_merge(&a, &b);
    assert_true(a.min == 12345 && a.max == 12345 && a.count == 1);
}

/* A month of a million trucks that all wait a year would not overflow. */
static void holds_the_largest_sums(void **state)
{
    struct tally T;

    (void)state;
    tally_init(&T);
    tally_add(&T, LONGEST);
    tally_add(&T, LONGEST - 2);
    for (int i = 0; i < 33; i++)
        tally_merge(&T, &T); /* doubles */
    assert_near(tally_mean(&T), gatesim_seconds(LONGEST - 1), 1e-15);
    assert_near(tally_sd(&T), 1.0 / (1 << 20), 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_two_passes),
        cmocka_unit_test(knows_when_there_is_too_little),
        cmocka_unit_test(merges_in_any_order_to_the_same_bytes),
        cmocka_unit_test(an_empty_merge_stays_empty),
        cmocka_unit_test(holds_the_largest_sums),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
