/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "analysis/estimate/queueing.h"

static void assert_near(double got, double expected, double relative)
{
    if (fabs(got - expected) > relative * fabs(expected))
        fail_msg("got %.12g, expected %.12g", got, expected);
}

/* The load in erlangs at which a group loses 1 %, from the printed Erlang B table (Iversen,
 * Teletraffic Engineering Handbook, ITU-D SG 2/16, and every older one). */
static void erlang_b_of_the_printed_table(void **state)
{
    static const struct {
        unsigned servers;
        double load;
    } row[] = {{1, 0.0101}, {2, 0.153}, {5, 1.361}, {10, 4.461}, {20, 12.031}, {100, 84.064}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        assert_near(queueing_erlang_b(row[i].servers, row[i].load), 0.01, 5e-3);
    assert_near(queueing_erlang_b(0, 2.385), 1.0, 0);
    assert_near(queueing_erlang_b(2, 1.5), 9.0 / 29.0, 1e-14);
}

static void erlang_c_by_hand(void **state)
{
    (void)state;
    assert_near(queueing_erlang_c(2, 1.5), 9.0 / 14.0, 1e-14);
    assert_near(queueing_erlang_c(1, 0.9), 0.9, 1e-14);
    assert_near(queueing_erlang_c(3, 3.0), 1.0, 0);
    assert_near(queueing_erlang_c(3, 4.0), 1.0, 0);
}

/* Hillier & Lieberman, Introduction to Operations Research, the County Hospital example:
 * 2 an hour, 20 minutes each; one doctor 2/3 h, two doctors 1/24 h in the queue. */
static void mmc_of_the_county_hospital(void **state)
{
    struct queueing_answer A;

    (void)state;
    queueing_mmc(2.0, 1.0 / 3.0, 1, &A);
    assert_near(A.wait_mean, 2.0 / 3.0, 1e-14);
    assert_near(A.queue_mean, 4.0 / 3.0, 1e-14);
    assert_near(A.utilisation, 2.0 / 3.0, 1e-14);
    queueing_mmc(2.0, 1.0 / 3.0, 2, &A);
    assert_near(A.wait_mean, 1.0 / 24.0, 1e-13);
    assert_near(A.queue_mean, 1.0 / 12.0, 1e-13);
    queueing_mmc(2.0, 0.5, 1, &A);
    assert_true(isinf(A.wait_mean) && isinf(A.queue_mean));
    assert_near(A.utilisation, 1.0, 0);
}

static void mmc_quantile_inverts_the_law(void **state)
{
    const double lambda = 1.7, s = 1.0, t = queueing_mmc_quantile(lambda, s, 2, 0.95);

    (void)state;
    assert_near(queueing_erlang_c(2, lambda * s) * exp(-(2.0 / s - lambda) * t), 0.05, 1e-12);
    assert_true(queueing_mmc_quantile(lambda, s, 2, 0.1) == 0.0);
    assert_near(queueing_mmc_quantile(0.9, 1.0, 1, 0.95), 10.0 * log(18.0), 1e-12);
    assert_true(isinf(queueing_mmc_quantile(2.0, 1.0, 2, 0.5)));
}

static void mg1_between_md1_and_mm1(void **state)
{
    struct queueing_answer D, M, X;

    (void)state;
    queueing_mg1(0.8, 1.0, 0.0, &D);
    queueing_mmc(0.8, 1.0, 1, &M);
    queueing_mg1(0.8, 1.0, 1.0, &X);
    assert_near(D.wait_mean, 2.0, 1e-13);
    assert_near(X.wait_mean, M.wait_mean, 1e-13);
    assert_near(X.queue_mean, M.queue_mean, 1e-13);
    queueing_mg1(1.0, 1.0, 0.5, &X);
    assert_true(isinf(X.wait_mean));
}

/* Gross & Harris, Fundamentals of Queueing Theory, the emission inspection station of
 * section 2.4: three stalls, four more places, one car a minute, 6 minutes each: Lq = 3.09,
 * 30.3 of 60 cars an hour drive on; exactly 3528/1141 and 576/1141. */
static void mmck_of_the_inspection_station(void **state)
{
    struct queueing_answer A;

    (void)state;
    queueing_mmck(1.0, 6.0, 3, 4, &A);
    assert_near(A.queue_mean, 3528.0 / 1141.0, 1e-13);
    assert_near(A.loss, 576.0 / 1141.0, 1e-13);
    assert_near(A.wait_mean, 3528.0 / 565.0, 1e-13);
    assert_near(A.utilisation, 2.0 * 565.0 / 1141.0, 1e-13);
    assert_near(A.wait_probability, 540.0 / 1141.0, 1e-13);
}

static void mmck_at_its_edges(void **state)
{
    struct queueing_answer A, B;

    (void)state;
    queueing_mmck(0.9, 1.0, 1, 5000, &A);
    queueing_mmc(0.9, 1.0, 1, &B);
    assert_near(A.wait_mean, B.wait_mean, 1e-11);
    queueing_mmck(3.3, 1.0, 4, 0, &A);
    queueing_loss(3.3, 1.0, 4, &B);
    assert_near(A.loss, B.loss, 1e-14);
    assert_near(A.utilisation, B.utilisation, 1e-14);
    assert_true(A.wait_mean == 0.0);
    queueing_mmck(1.0, 1.0, 1, 9, &A); /* all of the 11 states are equally likely */
    assert_near(A.loss, 1.0 / 11.0, 1e-13);
    assert_near(A.queue_mean, 45.0 / 11.0, 1e-13);
    queueing_mmck(50.0, 1.0, 1, 100000, &A); /* overloaded: always full */
    assert_near(A.loss, 0.98, 1e-12);
    assert_near(A.queue_mean, 100000.0 - 1.0 / 49.0, 1e-9);
}

/* Where patience and service have the same mean, Erlang A has as many trucks as M/M/infinity:
 * a Poisson number of mean a. */
static void erlang_a_with_equal_rates_is_poisson(void **state)
{
    const double a = 6.3;
    const unsigned c = 5;
    struct queueing_answer A;
    double queue = 0.0;

    (void)state;
    for (unsigned n = c; n < 200; n++)
        queue += (n - c) * gsl_ran_poisson_pdf(n, a);
    queueing_mmcm(a / 480.0, 480.0, c, 480.0, &A);
    assert_near(A.wait_probability, gsl_cdf_poisson_Q(c - 1, a), 1e-12);
    assert_near(A.queue_mean, queue, 1e-12);
    assert_near(A.loss, queue / a, 1e-12);
    assert_near(A.stay_mean, queue / a * 480.0, 1e-12);
    assert_true(A.wait_mean < A.stay_mean);
}

static void erlang_a_at_its_edges(void **state)
{
    struct queueing_answer A, B;

    (void)state;
    queueing_mmcm(1.8, 1.0, 2, 1e9, &A);
    queueing_mmc(1.8, 1.0, 2, &B);
    assert_near(A.wait_mean, B.wait_mean, 1e-6);
    assert_near(A.stay_mean, B.stay_mean, 1e-6);
    queueing_mmcm(1.8, 1.0, 2, 1e-9, &A);
    queueing_loss(1.8, 1.0, 2, &B);
    assert_near(A.loss, B.loss, 1e-6);
    queueing_mmcm(3000.0, 1.0, 1000, 1000.0, &A); /* fluid: two of three give up */
    assert_near(A.loss, 2.0 / 3.0, 1e-6);
    assert_near(A.queue_mean, 2e6, 1e-6);
    assert_near(A.wait_mean, 1000.0 * log(3.0), 1e-3);
}

/* The mean wait of those served, against a sum over the states by the same law written in
 * another way: the density of the offered wait, integrated numerically. M/M/1+M. */
static void erlang_a_wait_of_the_served(void **state)
{
    const double lambda = 1.3, mu = 1.0, theta = 0.4, step = 1e-3;
    struct queueing_answer A;
    double idle, served = 0.0, waited = 0.0, all = 0.0;

    (void)state;
    queueing_mmcm(lambda, 1.0 / mu, 1, 1.0 / theta, &A);
    idle = 1.0 - A.wait_probability;
    for (double v = 0.5 * step; v < 60.0; v += step) { /* Baccelli & Hebuterne 1981 */
        const double f =
            idle * lambda * exp(lambda / theta * (1.0 - exp(-theta * v)) - mu * v) * step;

        all += f;
        served += f * exp(-theta * v);
        waited += f * exp(-theta * v) * v;
    }
    assert_near(all, A.wait_probability, 1e-6);
    assert_near(1.0 - served - idle, A.loss, 1e-6);
    assert_near(waited / (served + idle), A.wait_mean, 1e-6);
}

static void mginf_never_waits(void **state)
{
    struct queueing_answer A;

    (void)state;
    queueing_mginf(&A);
    assert_true(A.wait_mean == 0.0 && A.queue_mean == 0.0 && A.loss == 0.0);
}

/* Classes with one service time: by hand 2/9 h of remaining service at the County Hospital,
 * and the wait over all classes is that of one line (Kleinrock's conservation law, 1965). */
static void priority_conserves_the_mean_wait(void **state)
{
    static const double lambda[] = {0.2, 0.6, 1.2};
    static const double s[] = {1.0 / 3, 1.0 / 3, 1.0 / 3}, cv[] = {1, 1, 1};
    double wait[3], two[3], sum = 0.0, sum_two = 0.0;
    struct queueing_answer A;

    (void)state;
    queueing_priority(3, lambda, s, cv, wait);
    assert_near(wait[0], 2.0 / 9.0 / (14.0 / 15.0), 1e-13);
    assert_near(wait[1], 2.0 / 9.0 / (14.0 / 15.0 * 11.0 / 15.0), 1e-13);
    queueing_priority_mmc(3, lambda, s[0], 2, two);
    for (int i = 0; i < 3; i++) {
        sum += lambda[i] * wait[i] / 2.0;
        sum_two += lambda[i] * two[i] / 2.0;
    }
    queueing_mmc(2.0, s[0], 1, &A);
    assert_near(sum, A.wait_mean, 1e-13);
    queueing_mmc(2.0, s[0], 2, &A);
    assert_near(sum_two, A.wait_mean, 1e-13);
}

static void priority_protects_the_first_in_overload(void **state)
{
    static const double lambda[] = {0.5, 0.7}, s[] = {1.0, 1.0}, cv[] = {0.0, 2.0};
    double wait[2];

    (void)state;
    queueing_priority(2, lambda, s, cv, wait);
    assert_near(wait[0], (0.25 + 1.75) / 0.5, 1e-13);
    assert_true(isinf(wait[1]));
}

static void answers_by_kind(void **state)
{
    struct gatesim_queue Q = {.kind = GATESIM_QUEUE_MMCK,
                              .arrival_rate = 1.0,
                              .service_mean = 6.0,
                              .service_cv = 1.0,
                              .servers = 3,
                              .room = 4};
    struct queueing_answer A = {.loss = -1.0};

    (void)state;
    assert_int_equal(queueing_answer_of(&Q, &A), 0);
    assert_near(A.loss, 576.0 / 1141.0, 1e-13);
    Q.kind = GATESIM_QUEUE_NONE;
    assert_int_equal(queueing_answer_of(&Q, &A), -1);
    assert_near(A.loss, 576.0 / 1141.0, 1e-13);
    assert_string_equal(queueing_name(GATESIM_QUEUE_MMC), "M/M/c");
    assert_string_equal(queueing_name(GATESIM_QUEUE_NONE), "");
}

/* One server, exponential service: each kind, where it comes to be M/M/1 of load 0.8, waits 4. */
static void kinds_agree_where_they_meet(void **state)
{
    static const struct {
        enum gatesim_queue_kind kind;
        const char *name;
    } of[] = {{GATESIM_QUEUE_MMC, "M/M/c"},
              {GATESIM_QUEUE_MG1, "M/G/1"},
              {GATESIM_QUEUE_MMCK, "M/M/c/K"},
              {GATESIM_QUEUE_MMCM, "M/M/c+M, Erlang A"}};
    struct gatesim_queue Q = {.arrival_rate = 0.8,
                              .service_mean = 1.0,
                              .service_cv = 1.0,
                              .servers = 1,
                              .room = 5000,
                              .patience_mean = 1e9};
    struct queueing_answer A;

    (void)state;
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        Q.kind = of[i].kind;
        assert_int_equal(queueing_answer_of(&Q, &A), 0);
        assert_near(A.wait_mean, 4.0, 1e-6);
        assert_string_equal(queueing_name(Q.kind), of[i].name);
    }
    Q.kind = GATESIM_QUEUE_MGCC;
    assert_int_equal(queueing_answer_of(&Q, &A), 0);
    assert_near(A.loss, 0.8 / 1.8, 1e-14);
    Q.kind = GATESIM_QUEUE_MGINF;
    assert_int_equal(queueing_answer_of(&Q, &A), 0);
    assert_true(A.wait_mean == 0.0 && isnan(A.utilisation));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(erlang_b_of_the_printed_table),
        cmocka_unit_test(erlang_c_by_hand),
        cmocka_unit_test(mmc_of_the_county_hospital),
        cmocka_unit_test(mmc_quantile_inverts_the_law),
        cmocka_unit_test(mg1_between_md1_and_mm1),
        cmocka_unit_test(mmck_of_the_inspection_station),
        cmocka_unit_test(mmck_at_its_edges),
        cmocka_unit_test(erlang_a_with_equal_rates_is_poisson),
        cmocka_unit_test(erlang_a_at_its_edges),
        cmocka_unit_test(erlang_a_wait_of_the_served),
        cmocka_unit_test(mginf_never_waits),
        cmocka_unit_test(priority_conserves_the_mean_wait),
        cmocka_unit_test(priority_protects_the_first_in_overload),
        cmocka_unit_test(answers_by_kind),
        cmocka_unit_test(kinds_agree_where_they_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
