/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days that differ, and arrivals as they are known: by weekday, by table, by counts. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "tests/theory/world.h"

#define DAYS 4000
#define MEAN 20.0
#define BOUND 4.5 /* standard deviations: a false alarm in 150,000 numbers */

#define REST "[station park]\nservers = unlimited\nservice = 0\n[route r]\nsteps = park\n"
#define VARIED(more)                                                                 \
    "[scenario]\nduration = 4000 d\n[class a]\nroute = r\narrivals = poisson 20/d\n" \
    "varies-by-day = " more "\n" REST

static double counts[DAYS];

/* Runs a scenario and keeps the trucks of class 0 that arrived on each day. */
static void count(const char *text)
{
    struct world R = world_run(text, NULL);

    for (size_t i = 0; i < DAYS; i++)
        counts[i] = world_get(&R, "day", "arrived", i);
    world_end(&R);
}

static double mean(void)
{
    double sum = 0;

    for (size_t i = 0; i < DAYS; i++)
        sum += counts[i];
    return sum / DAYS;
}

/* A Poisson count whose mean is gamma distributed with shape r is negative binomial (Greenwood &
 * Yule, 1920): with cv 0.5 and mean 20, r = 4 and p = r / (r + 20). Chi-square over classes of at
 * least 5 expected days; the bound is that of a false alarm in 10,000. */
static void counts_of_a_day_are_negative_binomial(void **state)
{
    const double r = 4, p = r / (r + MEAN), sd = sqrt(MEAN + MEAN * MEAN / r);
    double chi = 0, expected = 0, seen = 0;
    unsigned classes = 0;

    (void)state;
    count(VARIED("gamma cv 0.5"));
    assert_true(fabs(mean() - MEAN) < BOUND * sd / sqrt(DAYS));
    for (unsigned k = 0; k < 300; k++) {
        expected += DAYS * gsl_ran_negative_binomial_pdf(k, p, r);
        for (size_t i = 0; i < DAYS; i++)
            seen += counts[i] == k;
        if (expected < 5)
            continue;
        chi += (seen - expected) * (seen - expected) / expected;
        expected = seen = 0;
        classes++;
    }
    print_message("chi-square %.1f of %u classes\n", chi, classes);
    assert_true(classes > 40);
    assert_true(gsl_cdf_chisq_Q(chi, classes - 1) > 1e-4);
}

/* Without it, counts of a day are Poisson: their variance is their mean. */
static void without_it_counts_are_poisson(void **state)
{
    double m, square = 0;

    (void)state;
    count("[scenario]\nduration = 4000 d\n[class a]\nroute = r\narrivals = poisson 20/d\n" REST);
    m = mean();
    for (size_t i = 0; i < DAYS; i++)
        square += (counts[i] - m) * (counts[i] - m) / DAYS;
    assert_true(fabs(square / m - 1) < BOUND * sqrt(2.0 / DAYS));
}

/* With correlation r of the normal scores, lognormal factors of cv c of days that follow each other
 * are correlated by (exp(r s^2) - 1) / c^2, s^2 = log(1 + c^2): with r = 0.6 and c = 0.5, 0.5725.
 * Counts of mean m add m to the variance: 0.5725 x c^2 m / (1 + c^2 m) = 0.5725 x 0.8333. */
static void days_that_follow_are_correlated(void **state)
{
    const double c2 = 0.25, s2 = log(1 + c2), factor = (exp(0.6 * s2) - 1) / c2;
    const double expected = factor * c2 * MEAN / (1 + c2 * MEAN);
    double m, square = 0, product = 0;

    (void)state;
    count(VARIED("lognormal cv 0.5 correlation 0.6"));
    m = mean();
    for (size_t i = 0; i < DAYS; i++)
        square += (counts[i] - m) * (counts[i] - m);
    for (size_t i = 1; i < DAYS; i++)
        product += (counts[i] - m) * (counts[i - 1] - m);
    print_message("correlation %.3f, expected %.3f\n", product / square, expected);
    assert_true(fabs(product / square - expected) < BOUND / sqrt(DAYS));
}

/* Another class, or a station more, changes nobody's days. */
static void days_are_those_of_the_class(void **state)
{
    double alone[DAYS];

    (void)state;
    count(VARIED("gamma cv 0.5"));
    memcpy(alone, counts, sizeof alone);
    count(VARIED("gamma cv 0.5") "[class b]\nroute = s\narrivals = poisson 9/d\n"
                                 "varies-by-day = gamma cv 1\n"
                                 "[station two]\nservers = 1\nservice = 1 min\n"
                                 "[route s]\nsteps = two\n");
    assert_memory_equal(alone, counts, sizeof alone);
}

/* 2025-01-06 is a Monday. */
static void rates_are_those_of_the_weekday(void **state)
{
    static const double rate[7] = {70, 70, 70, 70, 70, 30, 10};
    double sum[7] = {0};

    (void)state;
    count("[scenario]\nduration = 4000 d\n[class a]\nroute = r\nprofile = p\n"
          "arrivals = poisson 70/d on Mon-Fri, 30/d on Sat, 10/d on Sun\n"
          "[profile p]\nhourly = 0 0 0 0 0 0 1 2 3 4 5 6 6 5 4 3 2 1 0 0 0 0 0 0\n" REST);
    for (size_t i = 0; i < DAYS; i++)
        sum[i % 7] += counts[i];
    for (size_t day = 0; day < 7; day++) {
        const double n = floor((DAYS + 6 - (double)day) / 7);

        assert_true(fabs(sum[day] / n - rate[day]) < BOUND * sqrt(rate[day] / n));
    }
}

/* A year's profile: January 2, all others 1, of a rate of 13 a day in a month of their mean. */
static void months_differ(void **state)
{
    double january = 0;

    (void)state;
    count("[scenario]\nstart = 2025-01-01\nduration = 4000 d\n[class a]\nroute = r\nprofile = p\n"
          "arrivals = poisson 13/d\n[profile p]\nmonthly = 2 1 1 1 1 1 1 1 1 1 1 1\n" REST);
    for (size_t i = 0; i < 31; i++)
        january += counts[i];
    assert_true(fabs(january - 31 * 24) < BOUND * sqrt(31 * 24));
    january = 0;
    for (size_t i = 31; i < 365; i++)
        january += counts[i];
    assert_true(fabs(january - 334 * 12) < BOUND * sqrt(334 * 12));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_of_a_day_are_negative_binomial),
        cmocka_unit_test(without_it_counts_are_poisson),
        cmocka_unit_test(days_that_follow_are_correlated),
        cmocka_unit_test(days_are_those_of_the_class),
        cmocka_unit_test(rates_are_those_of_the_weekday),
        cmocka_unit_test(months_differ),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
