/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws against their distribution function, at 99.9 % with a fixed seed: a Kolmogorov-Smirnov
 * distance of n draws is below 1.9495 / sqrt(n) (Kolmogorov 1933, asymptotic), and their mean
 * within 3.2905 standard errors of the law's. */
#include "tests/unit/random_laws.h"

#include <stdlib.h>

#define DRAWS 100000
#define SEED 20251124

static struct substream address(const char *name, uint64_t who)
{
    return (struct substream){substream_key(SEED, 0, hash_string(name)), who, 0, 0};
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* draws(D, name, x): DRAWS of them, ascending. Returns their mean. */
static double draws(const struct dist *D, const char *name, double *x)
{
    double sum = 0;

    for (uint64_t i = 0; i < DRAWS; i++) {
        const struct substream at = address(name, i);

        sum += x[i] = dist_draw(D, &at);
    }
    qsort(x, DRAWS, sizeof *x, ascending);
    return sum / DRAWS;
}

/* distance(D, x): Kolmogorov and Smirnov's, of a continuous law. */
static double distance(const struct dist *D, const double *x)
{
    double most = 0;

    for (int i = 0; i < DRAWS; i++) {
        const double p = dist_cdf(D, x[i]);

        most = fmax(most, fmax(p - (double)i / DRAWS, (double)(i + 1) / DRAWS - p));
    }
    return most;
}

/* fits(D, name): mean, distance and support of the draws are those of the law. */
static void fits(const struct dist *D, const char *name)
{
    double *x = malloc(DRAWS * sizeof *x);
    const double mean = draws(D, name, x), error = dist_sd(D) / sqrt(DRAWS);
    const double d = distance(D, x) * sqrt(DRAWS);

    print_message("%s: mean off by %.2f errors, distance %.3f\n", name,
                  (mean - dist_mean(D)) / error, d);
    assert_true(x[0] >= dist_min(D) && x[DRAWS - 1] <= dist_max(D));
    assert_true(fabs(mean - dist_mean(D)) < 3.2905 * error);
    assert_true(d < 1.9495);
    free(x);
}

static void draws_follow_their_laws(void **state)
{
    (void)state;
    for (size_t i = 0; i < LAW_CASES; i++) {
        const struct dist D = law_make(&law_cases[i]);

        fits(&D, law_cases[i].name);
    }
}

static void a_mixture_follows_its_law(void **state)
{
    const double cumulated[] = {0.37, 0.6, 1};
    const struct dist parts[] = {law_make(&law_cases[0]), law_make(&law_cases[7]),
                                 law_make(&law_cases[26])};
    struct dist D;

    (void)state;
    dist_mixture(&D, cumulated, parts, 3);
    fits(&D, "mixture");
}

/* share(D, value): of the draws that equal value. */
static double share(const struct dist *D, double value)
{
    unsigned n = 0;

    for (uint64_t i = 0; i < DRAWS; i++) {
        const struct substream at = address("share", i);

        n += dist_draw(D, &at) == value;
    }
    return (double)n / DRAWS;
}

static void shares_are_kept(void **state)
{
    const double values[] = {1.1, 2.2, 2.2, 10}, cumulated[] = {0, 0.3, 0.3, 1};
    const struct dist parts[] = {dist_constant(1), dist_constant(2), dist_constant(3),
                                 dist_constant(4)};
    struct dist D;

    (void)state;
    dist_empirical(&D, values, 4);
    assert_near(share(&D, 1.1), 0.25, 3.29 * sqrt(3.0 / DRAWS));
    assert_near(share(&D, 2.2), 0.5, 3.29 * sqrt(1.0 / DRAWS));
    dist_mixture(&D, cumulated, parts, 4);
    assert_near(share(&D, 2), 0.3, 3.29 * sqrt(7.0 / 3 / DRAWS));
    assert_near(share(&D, 4), 0.7, 3.29 * sqrt(3.0 / 7 / DRAWS));
    assert_true(share(&D, 1) == 0 && share(&D, 3) == 0);
}

static void a_constant_is_constant(void **state)
{
    const struct dist D = dist_constant(2.385);
    const struct substream at = address("constant", 1);

    (void)state;
    assert_true(dist_draw(&D, &at) == 2.385 && dist_draw_any(&D, &at) == 2.385);
    assert_true(dist_mean(&D) == 2.385 && dist_sd(&D) == 0);
    assert_true(dist_cdf(&D, 2.384) == 0 && dist_cdf(&D, 2.385) == 1);
}

static void the_short_way_is_the_long_way(void **state)
{
    const struct dist D = law_make(&law_cases[7]);

    (void)state;
    assert_int_equal(D.kind, DIST_EXPONENTIAL);
    for (uint64_t i = 0; i < 10000; i++) {
        const struct substream at = address("short", i);

        assert_near(dist_draw_any(&D, &at), dist_draw(&D, &at), 1e-15);
    }
}

/* What makes common random numbers work: a truck that is slow under one law is slow under
 * another of the same kind, since both come from the same uniform. */
static void laws_of_a_kind_rank_trucks_alike(void **state)
{
    const struct dist fast = law_make(&law_cases[21]), slow = law_make(&law_cases[22]);

    (void)state;
    for (uint64_t i = 0; i < 10000; i++) {
        const struct substream at = address("rank", i);

        assert_near(dist_cdf(&fast, dist_draw(&fast, &at)), dist_cdf(&slow, dist_draw(&slow, &at)),
                    1e-9);
    }
}

/* assert_count(D, name): the mean of counts of draws is as computed, at 99.9 %. */
static void assert_count(const struct dist *D, const char *name)
{
    const double mean = dist_count_mean(D);
    double sum = 0, squares = 0, error;

    for (uint64_t i = 0; i < DRAWS; i++) {
        const struct substream at = address(name, i);
        const double n = dist_count(dist_draw(D, &at));

        sum += n - mean;
        squares += (n - mean) * (n - mean);
    }
    error = sqrt(squares) / DRAWS;
    print_message("%s: counts have mean %.6g, off by %.2f errors\n", name, mean,
                  sum / DRAWS / (error > 0 ? error : 1));
    assert_true(fabs(sum / DRAWS) <= 3.2905 * error);
}

static void counts_have_the_mean_that_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < LAW_CASES; i++) {
        struct dist D = law_make(&law_cases[i]);

        if (dist_sd(&D) < 1e4)
            assert_count(&D, law_cases[i].name);
    }
}

/* Of the exponential law it is 1 + sum over k >= 2 of exp(-(k - 1/2) / m), a geometric series. */
static void the_mean_of_exponential_counts_is_a_series(void **state)
{
    static const double means[] = {0.05, 0.3, 1.2, 7, 300, 40000};

    (void)state;
    for (size_t i = 0; i < sizeof means / sizeof *means; i++) {
        const double x[DIST_PARAMETERS] = {[DIST_P_MEAN] = means[i]};
        struct dist D;

        assert_null(dist_init(&D, DIST_EXPONENTIAL, DIST_BIT(MEAN), x));
        assert_near(dist_count_mean(&D), 1 - exp(-1.5 / means[i]) / expm1(-1 / means[i]), 1e-6);
    }
}

static void counts_of_tables_and_mixtures_are_exact(void **state)
{
    static const double values[] = {0.2, 1.4999, 1.5, 2.5, 2e9};
    static const double cumulated[] = {0.25, 1};
    struct dist parts[2] = {dist_constant(2.6)}, D;

    (void)state;
    dist_empirical(&parts[1], values, 5);
    dist_mixture(&D, cumulated, parts, 2);
    assert_near(dist_count_mean(&parts[0]), 3, 1e-15);
    assert_near(dist_count_mean(&parts[1]), 1000007 / 5.0, 1e-12);
    assert_near(dist_count_mean(&D), 0.25 * 3 + 0.75 * 1000007 / 5.0, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_follow_their_laws),
        cmocka_unit_test(a_mixture_follows_its_law),
        cmocka_unit_test(shares_are_kept),
        cmocka_unit_test(a_constant_is_constant),
        cmocka_unit_test(the_short_way_is_the_long_way),
        cmocka_unit_test(laws_of_a_kind_rank_trucks_alike),
        cmocka_unit_test(counts_have_the_mean_that_is_told),
        cmocka_unit_test(the_mean_of_exponential_counts_is_a_series),
        cmocka_unit_test(counts_of_tables_and_mixtures_are_exact),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
