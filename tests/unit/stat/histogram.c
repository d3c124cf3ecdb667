/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/check.h"

#include <stdlib.h>

#include "sim/base/hash.h"
#include "sim/stat/histogram.h"

#define N 20011
#define TOP ((gatesim_ticks)1 << 45)

static struct histogram *histogram_new(void)
{
    struct histogram *H = malloc(sizeof *H);

    assert_non_null(H);
    histogram_init(H);
    return H;
}

static int ascending(const void *a, const void *b)
{
    const gatesim_ticks x = *(const gatesim_ticks *)a, y = *(const gatesim_ticks *)b;

    return (x > y) - (x < y);
}

static void buckets_follow_on_one_another(void **state)
{
    unsigned before = 0;

    (void)state;
    for (gatesim_ticks x = 0; x < TOP; x += 1 + x / 1000) {
        const unsigned i = histogram_bucket(x);

        assert_true(i == before || i == before + 1);
        assert_true(i < HISTOGRAM_BUCKETS);
        before = i;
    }
    assert_int_equal(histogram_bucket(TOP - 1), HISTOGRAM_BUCKETS - 1);
    assert_int_equal(histogram_bucket(255), 255);
    assert_int_equal(histogram_bucket(256), 256);
    assert_int_equal(histogram_bucket(257), 256);
}

/* alone(x): the median of one value is within 0.4 % of it. */
static void one_value_is_found_within_0_4_percent(void **state)
{
    struct histogram *H = histogram_new();

    (void)state;
    for (gatesim_ticks x = 0; x < TOP; x += 1 + x / 300) {
        histogram_add(H, x);
        assert_near(histogram_quantile(H, 0.5), gatesim_seconds(x), 0.004);
        H->bucket[histogram_bucket(x)] = 0;
        H->count = 0;
    }
    free(H);
}

static void quantiles_are_within_0_4_percent(void **state)
{
    static const double shares[] = {1e-9, 0.001, 0.05, 0.25, 0.5, 0.777, 0.9, 0.95, 0.999, 1};
    struct histogram *H = histogram_new();
    gatesim_ticks *x = malloc(N * sizeof *x);

    (void)state;
    for (uint64_t i = 0; i < N; i++) {
        x[i] = (gatesim_ticks)(hash_mix(i) >> (19 + hash_mix(i) % 45));
        histogram_add(H, x[i]);
    }
    qsort(x, N, sizeof *x, ascending);
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
        const int rank = (int)ceil(shares[k] * N);

        assert_near(histogram_quantile(H, shares[k]), gatesim_seconds(x[rank - 1]), 0.004);
    }
    free(x);
    free(H);
}

/* 0.07 * 100 is 7.000000000000001: the quantile is the 7th value all the same. */
static void shares_that_are_whole_ranks_are_exact(void **state)
{
    struct histogram *H = histogram_new();

    (void)state;
    for (gatesim_ticks x = 1; x <= 100; x++)
        histogram_add(H, x);
    for (int rank = 1; rank <= 100; rank++)
        assert_true(histogram_quantile(H, rank / 100.0) == gatesim_seconds(rank));
    assert_true(histogram_quantile(H, 0.0701) == gatesim_seconds(8));
    free(H);
}

static void nothing_has_no_quantile(void **state)
{
    struct histogram *H = histogram_new();

    (void)state;
    assert_true(isnan(histogram_quantile(H, 0.5)));
    histogram_add(H, 5);
    assert_true(isnan(histogram_quantile(H, NAN)));
    assert_true(isnan(histogram_quantile(H, 1.01)));
    assert_true(histogram_quantile(H, 0) == gatesim_seconds(5));
    free(H);
}

static void what_is_too_long_counts_as_the_longest(void **state)
{
    struct histogram *H = histogram_new();

    (void)state;
    histogram_add(H, TOP * 1000);
    histogram_add(H, GATESIM_TICKS_MAX);
    assert_int_equal(H->bucket[HISTOGRAM_BUCKETS - 1], 2);
    assert_near(histogram_quantile(H, 0.9), gatesim_seconds(TOP), 0.004);
    free(H);
}

static void merges_in_any_order_to_the_same_bytes(void **state)
{
    struct histogram *a = histogram_new(), *b = histogram_new(), *all = histogram_new();
    struct histogram *ab = histogram_new(), *ba = histogram_new();

    (void)state;
    for (uint64_t i = 0; i < N; i++) {
        const gatesim_ticks x = (gatesim_ticks)(hash_mix(i) >> (19 + i % 45));

        histogram_add(i % 3 ? a : b, x);
        histogram_add(all, x);
    }
    histogram_merge(ab, a);
    histogram_merge(ab, b);
    histogram_merge(ba, b);
    histogram_merge(ba, a);
    assert_memory_equal(ab, all, sizeof *all);
    assert_memory_equal(ba, all, sizeof *all);
    free(a);
    free(b);
    free(ab);
    free(ba);
    free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(buckets_follow_on_one_another),
        cmocka_unit_test(one_value_is_found_within_0_4_percent),
        cmocka_unit_test(quantiles_are_within_0_4_percent),
        cmocka_unit_test(shares_that_are_whole_ranks_are_exact),
        cmocka_unit_test(nothing_has_no_quantile),
        cmocka_unit_test(what_is_too_long_counts_as_the_longest),
        cmocka_unit_test(merges_in_any_order_to_the_same_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
