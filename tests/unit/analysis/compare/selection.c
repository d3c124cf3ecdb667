/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <stdint.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "analysis/compare/selection.h"
#include "tests/unit/close.h"

/* With 2 beta = 0.1 and ten first replications, eta = (10^(2/9) - 1) / 2. */
static void eta_is_kim_and_nelsons(void **state)
{
    (void)state;
    assert_close(selection_eta(0.05, 10), 0.5 * (pow(10, 2.0 / 9) - 1), 1e-12);
    assert_close(selection_eta(0.5, 10), 0, 1e-12);
}

static struct race *start(const struct selection *S)
{
    struct race *R;

    assert_int_equal(race_create(S, &R), 0);
    return R;
}

/* Systems that differ by the same in every replication are told apart at the first look. */
static void certain_differences_are_seen_at_once(void **state)
{
    const struct selection S = {.systems = 3, .zone = 1, .confidence = 0.95, .first = 4};
    struct race *R = start(&S);

    (void)state;
    for (int r = 0; r < 4; r++)
        assert_int_equal(race_add(R, (double[]){7.0 + r, 5.5 + r, 9.0 + r}), r < 3);
    assert_int_equal(race_best(R), 1);
    assert_int_equal(race_fate(R, 0), SELECTION_BEATEN);
    assert_int_equal(race_sampled(R, 2), 4);
    assert_close(race_mean(R, 1), 7.0, 1e-12);
    race_destroy(R);
}

/* Replications that a pair of systems takes that differ by odd and even in turn. */
static uint64_t length_of_race(double zone, double odd, double even)
{
    const struct selection S = {.systems = 2, .zone = zone, .confidence = 0.95, .first = 4};
    struct race *R = start(&S);
    uint64_t r = 1;

    while (race_add(R, (double[]){0, r % 2 ? odd : even}))
        r++;
    assert_int_equal(race_best(R), 0);
    assert_int_equal(race_sampled(R, 1), r);
    race_destroy(R);
    return r;
}

/* Half of alpha = 0.05 for the triangle: h2 = 3 (0.05^(-2/3) - 1) = 19.1042. Differences 3, 1, 3, 1
 * have the variance 4/3: at zone 2 the triangle's width is 19.1042 / 3 - 4 = 2.37 at r = 4, below
 * the sum 8. Differences 11, -9, .. have the variance 400/3: at zone 1 the sum, r + 10 at odd r,
 * exceeds (2547.23 - r) / 2 from r = 842.4 on. */
static void a_pair_is_decided_where_the_sum_leaves_the_triangle(void **state)
{
    (void)state;
    assert_int_equal(length_of_race(2, 3, 1), 4);
    assert_int_equal(length_of_race(1, 11, -9), 843);
}

/* At zone 0.25 the triangle is (407.6 - r) / 8 wide. Student's t of 3, 1, 3, 1 is 2 sqrt(4) /
 * sqrt(4/3) = 3.46, below t(3; 1 - 0.0125) = 4.18; of eight of them 2 sqrt(8) / sqrt(8/7) = 5.29,
 * above t(7; 1 - 0.00625) = 3.3. */
static void far_apart_systems_are_told_apart_by_students_t(void **state)
{
    (void)state;
    assert_int_equal(length_of_race(0.25, 3, 1), 8);
}

/* Run a race of normal systems with a common part; returns the choice. */
static size_t normal_race(const struct selection *S, const double *mean, const double *limit_mean,
                          gsl_rng *rng, uint64_t *sampled)
{
    struct race *R = start(S);
    double values[12];
    size_t best;

    do {
        const double common = gsl_ran_gaussian(rng, 1.0);

        for (size_t i = 0; i < S->systems; i++) {
            values[i] = mean[i] + common + gsl_ran_gaussian(rng, 1.0);
            if (S->limits > 0)
                values[S->systems + i] = limit_mean[i] + gsl_ran_gaussian(rng, 1.0);
        }
    } while (race_add(R, values));
    best = race_best(R);
    for (size_t i = 0; i < S->systems; i++)
        *sampled += race_sampled(R, i);
    race_destroy(R);
    return best;
}

/* Five systems, the best ahead of all others by the zone: the least favourable case. Of 2,000
 * races at least 95 % must be right; their share has a standard error of 0.5 %. Seed 20250105. */
static void the_best_is_chosen_as_often_as_promised(void **state)
{
    const struct selection S = {.systems = 5, .zone = 0.6, .confidence = 0.95, .first = 8};
    const double mean[] = {10.6, 10.6, 10.0, 10.6, 10.6};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
    uint64_t sampled = 0;
    int right = 0;

    (void)state;
    gsl_rng_set(rng, 20250105);
    for (int i = 0; i < 2000; i++)
        right += normal_race(&S, mean, NULL, rng, &sampled) == 2;
    assert_true(right >= 0.95 * 2000);
    gsl_rng_free(rng);
}

/* The two best break the limit, one of them by its tolerance. Seed 20250106. */
static void limits_are_kept_as_often_as_promised(void **state)
{
    const struct selection_limit limit = {.value = 6.0, .tolerance = 0.6};
    const struct selection S = {
        .systems = 4, .limits = 1, .limit = &limit, .zone = 0.6, .confidence = 0.95, .first = 8};
    const double mean[] = {8.0, 9.0, 10.0, 10.6}, at[] = {7.0, 6.6, 5.4, 5.4};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
    uint64_t sampled = 0;
    int right = 0;

    (void)state;
    gsl_rng_set(rng, 20250106);
    for (int i = 0; i < 1000; i++)
        right += normal_race(&S, mean, at, rng, &sampled) == 2;
    assert_true(right >= 0.95 * 1000);
    gsl_rng_free(rng);
}

static void nobody_wins_when_all_break_the_limit(void **state)
{
    const struct selection_limit limit = {.value = 3.0, .tolerance = 0.1, .at_least = true};
    const struct selection S = {
        .systems = 2, .limits = 1, .limit = &limit, .zone = 1, .confidence = 0.9, .first = 2};
    struct race *R = start(&S);

    (void)state;
    assert_true(race_add(R, (double[]){1, 2, 2.0, 2.5}));
    assert_false(race_add(R, (double[]){1, 2, 2.0, 2.5}));
    assert_int_equal(race_best(R), 2);
    assert_int_equal(race_fate(R, 1), SELECTION_INFEASIBLE);
    race_destroy(R);
}

/* One system is left to be judged by the limit alone. */
static void a_single_system_is_tried_against_the_limit(void **state)
{
    const struct selection_limit limit = {.value = 3.0, .tolerance = 0.1};
    const struct selection S = {
        .systems = 1, .limits = 1, .limit = &limit, .zone = 1, .confidence = 0.9, .first = 2};
    struct race *R = start(&S);

    (void)state;
    assert_true(race_add(R, (double[]){9, 2.5}));
    assert_false(race_add(R, (double[]){9, 2.5}));
    assert_true(race_feasible(R, 0));
    assert_int_equal(race_best(R), 0);
    race_destroy(R);
}

/* Distances 1 and 2, equal spreads: N2 / N3 = 4, N1 = N3 sqrt(17): of 91,231 beyond one each,
 * 41,231, 40,000 and 10,000. */
static void budget_is_shared_as_chen_says(void **state)
{
    const double mean[] = {1, 2, 3}, sd[] = {0.7, 0.7, 0.7};
    uint64_t share[3];

    (void)state;
    selection_ocba(3, mean, sd, 91234, share);
    assert_int_equal(share[0] + share[1] + share[2], 91234);
    assert_close((double)share[0], 41232, 1);
    assert_close((double)share[1], 40001, 1);
    assert_close((double)share[2], 10001, 1);
}

static void budget_survives_ties_and_certainty(void **state)
{
    const double tie[] = {2, 2, 2}, sd[] = {1, 1, 1}, none[] = {0, 0, 0};
    uint64_t share[3];

    (void)state;
    selection_ocba(3, tie, sd, 100, share);
    assert_int_equal(share[0] + share[1] + share[2], 100);
    selection_ocba(3, (double[]){1, 2, 3}, none, 9, share);
    assert_int_equal(share[0], 3);
    assert_int_equal(share[1], 3);
}

/* A distance of one standard error: Phi(1); two of them: 1 - 2 (1 - Phi(1)). */
static void probability_is_bounded_by_bonferroni(void **state)
{
    const double mean[] = {0, 1, 1}, sd[] = {1, 1, 1};
    const uint64_t n[] = {2, 2, 2};

    (void)state;
    assert_close(selection_probability(2, mean, sd, n), 0.8413447, 1e-6);
    assert_close(selection_probability(3, mean, sd, n), 0.6826895, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eta_is_kim_and_nelsons),
        cmocka_unit_test(certain_differences_are_seen_at_once),
        cmocka_unit_test(a_pair_is_decided_where_the_sum_leaves_the_triangle),
        cmocka_unit_test(far_apart_systems_are_told_apart_by_students_t),
        cmocka_unit_test(the_best_is_chosen_as_often_as_promised),
        cmocka_unit_test(limits_are_kept_as_often_as_promised),
        cmocka_unit_test(nobody_wins_when_all_break_the_limit),
        cmocka_unit_test(a_single_system_is_tried_against_the_limit),
        cmocka_unit_test(budget_is_shared_as_chen_says),
        cmocka_unit_test(budget_survives_ties_and_certainty),
        cmocka_unit_test(probability_is_bounded_by_bonferroni),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
