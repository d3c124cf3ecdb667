/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws: from parameters to moments and distribution functions, and what is refused. */
#include "tests/unit/random_laws.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <string.h>

#include "sim/random/law.h"

struct integrand {
    const struct dist *D;
    int power;
};

/* x^power P(X > min + x), of which mean and second moment about min are made. */
static double tail(double x, void *user)
{
    const struct integrand *I = user;

    return pow(x, I->power) * (1 - dist_cdf(I->D, dist_min(I->D) + x));
}

/* integral(I): by GSL's adaptive rule, in pieces, the last where the tail is below 1e-13. */
static double integral(struct integrand *I)
{
    gsl_integration_workspace *w = gsl_integration_workspace_alloc(2000);
    gsl_function f = {tail, I};
    const double end = dist_max(I->D) - dist_min(I->D), sd = dist_sd(I->D);
    double sum = 0, from = 0, to, piece, error;

    for (; from < end && (from == 0 || tail(from, &(struct integrand){I->D, 0}) > 1e-13);
         from = to) {
        to = fmin(end, from + 2 * sd);
        gsl_integration_qags(&f, from, to, 0, 1e-11, 2000, w, &piece, &error);
        sum += piece;
    }
    gsl_integration_workspace_free(w);
    return sum;
}

static void moments_are_those_of_the_distribution_function(void **state)
{
    gsl_error_handler_t *before = gsl_set_error_handler_off();

    (void)state;
    for (size_t i = 0; i < LAW_CASES; i++) {
        const struct dist D = law_make(&law_cases[i]);
        struct integrand first = {&D, 0}, second = {&D, 1};
        const double m1 = integral(&first), m2 = 2 * integral(&second);

        print_message("%s: mean %.9g sd %.9g\n", law_cases[i].name, dist_mean(&D), dist_sd(&D));
        assert_near(dist_mean(&D), dist_min(&D) + m1, 1e-7);
        assert_near(dist_sd(&D), sqrt(m2 - m1 * m1), 1e-6);
    }
    gsl_set_error_handler(before);
}

static void moments_are_those_that_were_given(void **state)
{
    (void)state;
    for (size_t i = 0; i < LAW_CASES; i++) {
        const struct law_case *c = &law_cases[i];
        struct dist D;

        assert_null(law_given(&D, c));
        for (int k = 0; k < 4; k++) {
            if (c->given[k].p == DIST_P_MEAN)
                assert_near(dist_mean(&D), c->given[k].x, 1e-12);
            if (c->given[k].p == DIST_P_SD)
                assert_near(dist_sd(&D), c->given[k].x, 1e-10);
            if (c->given[k].p == DIST_P_CV)
                assert_near(dist_sd(&D) / dist_mean(&D), c->given[k].x, 1e-10);
        }
    }
}

/* Both parts of a law make the whole, wherever it is parted: 1, its mean, its second moment. */
static void two_tails_make_the_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < LAW_CASES; i++) {
        struct dist D;

        assert_null(law_given(&D, &law_cases[i]));
        for (double p = 0.0385; p < 1; p += 0.3) {
            const double z = law_quantile(&D, p), mean = law_mean(&D), sd = law_sd(&D);
            const double whole[] = {1, mean, mean * mean + sd * sd};

            for (int k = 0; k < 3; k++)
                assert_near(law_partial(&D, k, z, false) + law_partial(&D, k, z, true), whole[k],
                            1e-10);
        }
    }
}

static struct dist made(enum dist_kind kind, enum dist_parameter p, double x, enum dist_parameter q,
                        double y)
{
    double values[DIST_PARAMETERS];
    struct dist D;
    const char *trouble;

    values[p] = x;
    values[q] = y;
    trouble = dist_init(&D, kind, 1U << p | 1U << q, values);
    if (trouble != NULL)
        fail_msg("%s", trouble);
    return D;
}

/* The half-normal law: mean sigma sqrt(2 / pi), variance sigma^2 (1 - 2 / pi) (Johnson, Kotz
 * & Balakrishnan 1994, ch. 13, eq. 13.135 with a = 0). */
static void a_normal_law_at_0_is_half_normal(void **state)
{
    const double pi = 3.14159265358979323846;
    const struct dist D = made(DIST_NORMAL, DIST_P_MU, 0, DIST_P_SIGMA, 2.385);

    (void)state;
    assert_near(dist_mean(&D), 2.385 * sqrt(2 / pi), 1e-14);
    assert_near(dist_sd(&D), 2.385 * sqrt(1 - 2 / pi), 1e-14);
    assert_near(dist_cdf(&D, 2.385), erf(1 / sqrt(2)), 1e-14);
}

/* E[X; X <= T] = m - T / (e^(T/m) - 1) for an exponential law of mean m cut at T. */
static void a_cut_exponential_law_has_its_mean(void **state)
{
    struct dist D = made(DIST_EXPONENTIAL, DIST_P_MEAN, 13.7, DIST_P_MEAN, 13.7);

    (void)state;
    assert_null(dist_truncate(&D, 0, 31.1));
    assert_near(dist_mean(&D), 13.7 - 31.1 / expm1(31.1 / 13.7), 1e-13);
    assert_near(dist_cdf(&D, 7.7), expm1(-7.7 / 13.7) / expm1(-31.1 / 13.7), 1e-13);
}

/* It forgets: beyond any bound the exponential law starts afresh. */
static void an_exponential_law_has_no_memory(void **state)
{
    struct dist D = made(DIST_EXPONENTIAL, DIST_P_MEAN, 13.7, DIST_P_MEAN, 13.7);

    (void)state;
    assert_null(dist_truncate(&D, 200, INFINITY));
    assert_near(dist_mean(&D), 213.7, 1e-13);
    assert_near(dist_sd(&D), 13.7, 1e-9);
}

/* Nor beyond a bound with another far behind it, of which it is more than half. */
static void an_exponential_law_between_far_bounds_has_its_mean(void **state)
{
    struct dist D = made(DIST_EXPONENTIAL, DIST_P_MEAN, 13.7, DIST_P_MEAN, 13.7);

    (void)state;
    assert_null(dist_truncate(&D, 137, 260));
    assert_near(dist_mean(&D), 137 + 13.7 - 123 / expm1(123 / 13.7), 1e-11);
}

/* mu = ln(mean) - sigma^2 / 2, sigma^2 = ln(1 + cv^2); median exp(mu). */
static void a_lognormal_law_has_its_median(void **state)
{
    const struct dist D = made(DIST_LOGNORMAL, DIST_P_MEAN, 10, DIST_P_CV, 0.8);

    (void)state;
    assert_near(dist_cdf(&D, 10 / sqrt(1.64)), 0.5, 1e-14);
}

/* A Weibull law of shape 1 is exponential; of shape 2, Rayleigh's, with cv sqrt(4/pi - 1). */
static void a_weibull_law_knows_its_relatives(void **state)
{
    const double rayleigh = sqrt(4 / 3.14159265358979323846 - 1);
    const struct dist one = made(DIST_WEIBULL, DIST_P_MEAN, 7.7, DIST_P_CV, 1);
    const struct dist two = made(DIST_WEIBULL, DIST_P_MEAN, 7.7, DIST_P_CV, rayleigh);

    (void)state;
    assert_near(one.a, 1, 1e-12);
    assert_near(one.b, 7.7, 1e-12);
    assert_near(two.a, 2, 1e-12);
}

static void count_error(const char *reason, const char *file, int line, int number)
{
    print_error("GSL: %s at %s:%d (%d)\n", reason, file, line, number);
    fail();
}

static const double shapes[] = {0.001, 0.0137, 0.11, 0.37, 0.99, 1,   1.5,
                                2.385, 10,     77.7, 345,  1e3,  9999};
static const double chances[] = {0,   1e-9, 0.001,  0.01,     0.11,       0.5,
                                 0.9, 0.99, 0.9999, 1 - 1e-9, 1 - 0x1p-53};
#define SHAPES (sizeof shapes / sizeof *shapes)
#define CHANCES (sizeof chances / sizeof *chances)

/* inverts(D, p): the quantile is where the distribution function passes p, to its last
 * digits. */
static void inverts(const struct dist *D, double p)
{
    const double z = law_quantile(D, p);
    const double below = law_partial(D, 0, z * (1 - 1e-13), false);
    const double above = law_partial(D, 0, z * (1 + 1e-13), false);

    assert_true(z >= 0 && isfinite(z));
    if (z > 1e-300 && !(below <= p * (1 + 1e-9) && above >= p * (1 - 1e-9)))
        fail_msg("kind %d a %g b %g p %.17g: z %.17g has %.17g .. %.17g", (int)D->kind, D->a, D->b,
                 p, z, below, above);
}

/* finite(D, z): every partial moment is a number, and the two tails make a whole. */
static void finite(const struct dist *D, double z)
{
    for (int k = 0; k <= 2; k++) {
        const double lower = law_partial(D, k, z, false), upper = law_partial(D, k, z, true);

        assert_true(isfinite(lower) && isfinite(upper));
        if (k == 0)
            assert_near(lower + upper, 1, 1e-8);
    }
}

static void gamma_and_beta_are_inverted_everywhere(void **state)
{
    gsl_error_handler_t *before = gsl_set_error_handler(count_error);

    (void)state;
    for (size_t i = 0; i < SHAPES; i++)
        for (size_t k = 0; k < CHANCES; k++) {
            struct dist D = {.kind = DIST_GAMMA, .a = shapes[i], .b = 1, .max = INFINITY};

            inverts(&D, chances[k]);
            finite(&D, law_quantile(&D, chances[k]));
            for (size_t j = 0; j < SHAPES; j++) {
                D = (struct dist){
                    .kind = DIST_BETA, .a = shapes[i], .b = shapes[j], .high = 1, .max = 1};
                inverts(&D, chances[k]);
                finite(&D, law_quantile(&D, chances[k]));
            }
        }
    gsl_set_error_handler(before);
}

/* GSL would abort the process where it finds no answer: it must never be asked for one. */
static void extreme_shapes_do_not_upset_gsl(void **state)
{
    gsl_error_handler_t *before = gsl_set_error_handler(count_error);
    const double most[] = {LAW_GAMMA_SHAPE_MAX, LAW_GAMMA_SHAPE_MAX / 3, 33333};

    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (double t = -30; t <= 40; t += 0.37) {
            const struct dist D = {.kind = DIST_GAMMA, .a = most[i], .b = 1, .max = INFINITY};

            finite(&D, most[i] + t * sqrt(most[i]));
            finite(&D, exp(t));
        }
    for (double shape = LAW_WEIBULL_SHAPE_MIN; shape <= LAW_WEIBULL_SHAPE_MAX; shape *= 3)
        for (double z = 1e-9; z < 1e9; z *= 1.7)
            finite(&(struct dist){.kind = DIST_WEIBULL, .a = shape, .b = 1}, z);
    gsl_set_error_handler(before);
}

static void distribution_functions_rise_from_0_to_1(void **state)
{
    (void)state;
    for (size_t i = 0; i < LAW_CASES; i++) {
        const struct dist D = law_make(&law_cases[i]);
        const double start = dist_min(&D), end = fmin(dist_max(&D), start + 40 * dist_sd(&D));
        double before = 0;

        assert_true(dist_cdf(&D, start) < 1e-12);
        assert_true(dist_cdf(&D, start - 1e-9) == 0);
        assert_true(dist_cdf(&D, dist_max(&D)) == 1);
        assert_true(isnan(dist_cdf(&D, NAN)));
        for (int k = 0; k <= 500; k++) {
            const double p = dist_cdf(&D, start + (end - start) * k / 500);

            assert_true(p >= before && p <= 1);
            before = p;
        }
        assert_true(before > 0.99999);
    }
}

static void empirical_laws_count_their_values(void **state)
{
    const double values[] = {1.1, 2.2, 2.2, 4.4, 10};
    struct dist D;

    (void)state;
    dist_empirical(&D, values, 5);
    assert_near(dist_mean(&D), 3.98, 1e-14);
    assert_near(dist_sd(&D), sqrt((1.21 + 4.84 + 4.84 + 19.36 + 100) / 5 - 3.98 * 3.98), 1e-13);
    assert_true(dist_cdf(&D, 1.0999) == 0);
    assert_near(dist_cdf(&D, 1.1), 0.2, 1e-14);
    assert_near(dist_cdf(&D, 2.2), 0.6, 1e-14);
    assert_near(dist_cdf(&D, 9.99), 0.8, 1e-14);
    assert_true(dist_cdf(&D, 10) == 1);
    assert_null(dist_truncate(&D, 2.2, 9));
    assert_true(dist_min(&D) == 2.2 && dist_max(&D) == 4.4);
    assert_int_equal(D.count, 3);
    assert_null(dist_truncate(&D, 1.7, 4.4));
    assert_int_equal(D.count, 3);
    assert_non_null(dist_truncate(&D, 2.3, 4.3));
    assert_int_equal(D.count, 3);
}

static void mixtures_add_up(void **state)
{
    const double cumulated[] = {0.7, 0.7, 1};
    struct dist parts[3], D;

    (void)state;
    parts[0] = made(DIST_EXPONENTIAL, DIST_P_MEAN, 2, DIST_P_MEAN, 2);
    parts[1] = dist_constant(1000); /* of share 0 */
    parts[2] = dist_constant(10);
    dist_mixture(&D, cumulated, parts, 3);
    assert_near(dist_mean(&D), 0.7 * 2 + 0.3 * 10, 1e-14);
    assert_near(dist_sd(&D), sqrt(0.7 * 8 + 0.3 * 100 - 4.4 * 4.4), 1e-13);
    assert_near(dist_cdf(&D, 9.99), 0.7 * -expm1(-9.99 / 2), 1e-13);
    assert_near(dist_cdf(&D, 10), 0.7 * -expm1(-5) + 0.3, 1e-13);
    assert_true(dist_min(&D) == 0 && isinf(dist_max(&D)));
    assert_non_null(dist_truncate(&D, 1, 5));
    parts[0] = dist_constant(2);
    dist_mixture(&D, cumulated, parts, 3);
    assert_true(dist_min(&D) == 2 && dist_max(&D) == 10);
}

static void every_form_makes_a_law(void **state)
{
    const double x[DIST_PARAMETERS] = {
        [DIST_P_VALUE] = 3, [DIST_P_MEAN] = 3, [DIST_P_SD] = 1,    [DIST_P_CV] = 0.5,
        [DIST_P_RATE] = 1,  [DIST_P_LOW] = 1,  [DIST_P_MODE] = 2,  [DIST_P_HIGH] = 4,
        [DIST_P_SHAPE] = 2, [DIST_P_MU] = 1,   [DIST_P_SIGMA] = 1, [DIST_P_SCALE] = 1,
        [DIST_P_ALPHA] = 2, [DIST_P_BETA] = 3};

    (void)state;
    for (enum dist_kind kind = 0; kind < DIST_KINDS; kind++) {
        const struct dist_row *row = dist_row(kind);

        assert_true(strlen(row->name) > 0 && strlen(row->meaning) > 0);
        assert_memory_equal(row->form, row->name, strlen(row->name));
        for (int i = 0; i < 4 && row->forms[i] != 0; i++) {
            struct dist D;

            for (unsigned p = 0; p < DIST_PARAMETERS; p++) /* each is named in the form */
                if (row->forms[i] >> p & 1 && kind != DIST_CONSTANT)
                    assert_non_null(strstr(row->form, dist_parameter_name(p)));
            assert_null(dist_init(&D, kind, row->forms[i], x));
            assert_int_equal(D.kind, kind);
            assert_true(dist_mean(&D) > 0);
        }
    }
}

static void parameters_have_dimensions(void **state)
{
    (void)state;
    assert_int_equal(dist_parameter_dimension(DIST_EXPONENTIAL, DIST_P_RATE), DIST_D_INVERSE);
    assert_int_equal(dist_parameter_dimension(DIST_GAMMA, DIST_P_SHAPE), DIST_D_NUMBER);
    assert_int_equal(dist_parameter_dimension(DIST_LOGNORMAL, DIST_P_MU), DIST_D_NUMBER);
    assert_int_equal(dist_parameter_dimension(DIST_NORMAL, DIST_P_MU), DIST_D_QUANTITY);
    assert_int_equal(dist_parameter_dimension(DIST_LOGNORMAL, DIST_P_MEAN), DIST_D_QUANTITY);
}

static void is_refused(enum dist_kind kind, enum dist_parameter p, double x, enum dist_parameter q,
                       double y, const char *sentence)
{
    double values[DIST_PARAMETERS];
    struct dist D = {.a = 2.385};
    const char *trouble;

    values[p] = x;
    values[q] = y;
    trouble = dist_init(&D, kind, 1U << p | 1U << q, values);
    assert_non_null(trouble);
    assert_non_null(strstr(trouble, sentence));
    assert_true(D.a == 2.385);
}

static void wrong_numbers_are_refused(void **state)
{
    (void)state;
    is_refused(DIST_LOGNORMAL, DIST_P_MEAN, 1, DIST_P_CV, 0, "cv must be above 0");
    is_refused(DIST_LOGNORMAL, DIST_P_MEAN, 0, DIST_P_CV, 1, "mean must be above 0");
    is_refused(DIST_LOGNORMAL, DIST_P_MEAN, NAN, DIST_P_CV, 1, "finite");
    is_refused(DIST_LOGNORMAL, DIST_P_MU, 5, DIST_P_SIGMA, 30, "too large");
    is_refused(DIST_LOGNORMAL, DIST_P_MU, 800, DIST_P_SIGMA, 1, "too large");
    is_refused(DIST_LOGNORMAL, DIST_P_MU, -800, DIST_P_SIGMA, 1, "too small");
    is_refused(DIST_CONSTANT, DIST_P_VALUE, -1, DIST_P_VALUE, -1, "negative");
    is_refused(DIST_UNIFORM, DIST_P_LOW, 3, DIST_P_HIGH, 3, "low must be below high");
    is_refused(DIST_UNIFORM, DIST_P_LOW, -3, DIST_P_HIGH, 3, "low must not be negative");
    is_refused(DIST_EXPONENTIAL, DIST_P_RATE, 1e-320, DIST_P_RATE, 1e-320, "too large");
    is_refused(DIST_EXPONENTIAL, DIST_P_MEAN, INFINITY, DIST_P_MEAN, INFINITY, "finite");
    is_refused(DIST_ERLANG, DIST_P_SHAPE, 2.385, DIST_P_MEAN, 1, "whole");
    is_refused(DIST_LOGNORMAL, DIST_P_MEAN, 1, DIST_P_CV, 1000.5, "cv");
    is_refused(DIST_LOGNORMAL, DIST_P_MEAN, 1, DIST_P_CV, 0.0009, "cv");
    is_refused(DIST_GAMMA, DIST_P_MEAN, 1, DIST_P_CV, 1e-5, "cv");
    is_refused(DIST_GAMMA, DIST_P_MEAN, 1, DIST_P_CV, 30.5, "cv");
    is_refused(DIST_GAMMA, DIST_P_SHAPE, 1e9, DIST_P_SCALE, 1, "shape");
    is_refused(DIST_NORMAL, DIST_P_MEAN, 1, DIST_P_SD, 0.99, "cv");
    is_refused(DIST_NORMAL, DIST_P_MU, -100, DIST_P_SIGMA, 1, "too far below 0");
    is_refused(DIST_WEIBULL, DIST_P_MEAN, 1, DIST_P_CV, 400.5, "cv");
    is_refused(DIST_WEIBULL, DIST_P_SHAPE, 0.05, DIST_P_SCALE, 1, "shape");
}

static void a_mode_outside_the_bounds_is_refused(void **state)
{
    const double x[DIST_PARAMETERS] = {[DIST_P_LOW] = 2, [DIST_P_MODE] = 5, [DIST_P_HIGH] = 4};
    struct dist D;

    (void)state;
    assert_string_equal(dist_init(&D, DIST_TRIANGULAR, dist_row(DIST_TRIANGULAR)->forms[0], x),
                        "mode must lie between low and high");
}

static void wrong_bounds_are_refused(void **state)
{
    struct dist D = made(DIST_GAMMA, DIST_P_MEAN, 10, DIST_P_CV, 0.5);
    const struct dist before = D;
    struct dist constant = dist_constant(3);

    (void)state;
    assert_non_null(dist_truncate(&D, 5, 5));
    assert_non_null(dist_truncate(&D, NAN, 5));
    assert_non_null(dist_truncate(&D, 5, NAN));
    assert_non_null(dist_truncate(&D, 1000, INFINITY));
    assert_non_null(dist_truncate(&D, -5, 0));
    assert_non_null(dist_truncate(&constant, 1, 5));
    assert_memory_equal(&D, &before, sizeof D);
    assert_null(dist_truncate(&D, 0, INFINITY)); /* takes nothing away */
    assert_false(D.truncated);
}

static void bounds_within_bounds_are_the_narrower(void **state)
{
    struct dist D = made(DIST_GAMMA, DIST_P_MEAN, 10, DIST_P_CV, 0.5), once = D;

    (void)state;
    assert_null(dist_truncate(&D, 3, 40));
    assert_null(dist_truncate(&D, 1, 15));
    assert_null(dist_truncate(&once, 3, 15));
    assert_near(dist_mean(&D), dist_mean(&once), 1e-15);
    assert_near(dist_sd(&D), dist_sd(&once), 1e-15);
    assert_true(dist_min(&D) == 3 && dist_max(&D) == 15);
}

/* The narrower the bounds, the closer to uniform: no digit is lost to cancellation. */
static void narrow_bounds_are_exact(void **state)
{
    (void)state;
    for (double width = 1; width > 1e-5; width /= 10) {
        struct dist D = made(DIST_GAMMA, DIST_P_MEAN, 1000, DIST_P_CV, 0.5);

        assert_null(dist_truncate(&D, 900, 900 + width));
        assert_near(dist_mean(&D), 900 + width / 2, 1e-6 * width);
        assert_near(dist_sd(&D), width / sqrt(12), 1e-5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_those_of_the_distribution_function),
        cmocka_unit_test(moments_are_those_that_were_given),
        cmocka_unit_test(two_tails_make_the_whole),
        cmocka_unit_test(a_normal_law_at_0_is_half_normal),
        cmocka_unit_test(a_cut_exponential_law_has_its_mean),
        cmocka_unit_test(an_exponential_law_has_no_memory),
        cmocka_unit_test(an_exponential_law_between_far_bounds_has_its_mean),
        cmocka_unit_test(a_lognormal_law_has_its_median),
        cmocka_unit_test(a_weibull_law_knows_its_relatives),
        cmocka_unit_test(gamma_and_beta_are_inverted_everywhere),
        cmocka_unit_test(extreme_shapes_do_not_upset_gsl),
        cmocka_unit_test(distribution_functions_rise_from_0_to_1),
        cmocka_unit_test(empirical_laws_count_their_values),
        cmocka_unit_test(mixtures_add_up),
        cmocka_unit_test(every_form_makes_a_law),
        cmocka_unit_test(parameters_have_dimensions),
        cmocka_unit_test(wrong_numbers_are_refused),
        cmocka_unit_test(a_mode_outside_the_bounds_is_refused),
        cmocka_unit_test(wrong_bounds_are_refused),
        cmocka_unit_test(bounds_within_bounds_are_the_narrower),
        cmocka_unit_test(narrow_bounds_are_exact),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
