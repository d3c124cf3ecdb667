/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws that the tests of moments and of draws both go through: every kind, in every form
 * of its parameters, with awkward numbers, whole and truncated. */
#ifndef TESTS_UNIT_RANDOM_LAWS_H
#define TESTS_UNIT_RANDOM_LAWS_H

#include "tests/unit/check.h"

#include "sim/random/dist.h"

/* One or two to four parameters of a law, and its bounds; high 0: not truncated. */
struct law_case {
    const char *name;
    enum dist_kind kind;
    struct {
        enum dist_parameter p;
        double x;
    } given[4]; /* up to the first x of 0, but for low, which may be 0 */
    double low, high;
};

#define P(name) DIST_P_##name

static const struct law_case law_cases[] = {
    {"uniform", DIST_UNIFORM, {{P(LOW), 2.385}, {P(HIGH), 7.1}}, 0, 0},
    {"uniform, cut", DIST_UNIFORM, {{P(LOW), 2.385}, {P(HIGH), 7.1}}, 3.3, 11},
    {"triangular", DIST_TRIANGULAR, {{P(LOW), 3.1}, {P(MODE), 4.2}, {P(HIGH), 9.7}}, 0, 0},
    {"triangular, mode low", DIST_TRIANGULAR, {{P(LOW), 3.1}, {P(MODE), 3.1}, {P(HIGH), 9}}, 0, 0},
    {"triangular, mode high", DIST_TRIANGULAR, {{P(LOW), 3.1}, {P(MODE), 9}, {P(HIGH), 9}}, 0, 0},
    {"triangular, cut", DIST_TRIANGULAR, {{P(LOW), 3.1}, {P(MODE), 4.2}, {P(HIGH), 9.7}}, 4, 5.5},
    {"triangular, top", DIST_TRIANGULAR, {{P(LOW), 3.1}, {P(MODE), 4.2}, {P(HIGH), 9.7}}, 9, 9.6},
    {"exponential", DIST_EXPONENTIAL, {{P(MEAN), 137.9}}, 0, 0},
    {"exponential, rate", DIST_EXPONENTIAL, {{P(RATE), 0.0107}}, 0, 0},
    {"exponential, cut", DIST_EXPONENTIAL, {{P(MEAN), 137.9}}, 11.7, 345.6},
    {"exponential, tail", DIST_EXPONENTIAL, {{P(MEAN), 137.9}}, 1000, INFINITY},
    {"exponential, narrow", DIST_EXPONENTIAL, {{P(MEAN), 137.9}}, 100, 100.1},
    {"exponential, start", DIST_EXPONENTIAL, {{P(MEAN), 137.9}}, 0, 0.0123},
    {"erlang", DIST_ERLANG, {{P(SHAPE), 3}, {P(MEAN), 311.3}}, 0, 0},
    {"erlang, scale", DIST_ERLANG, {{P(SHAPE), 7}, {P(SCALE), 1.13}}, 0, 0},
    {"erlang, cut", DIST_ERLANG, {{P(SHAPE), 3}, {P(MEAN), 311.3}}, 120, 600},
    {"gamma, cv", DIST_GAMMA, {{P(MEAN), 89.1}, {P(CV), 0.43}}, 0, 0},
    {"gamma, sd", DIST_GAMMA, {{P(MEAN), 89.1}, {P(SD), 133.7}}, 0, 0},
    {"gamma", DIST_GAMMA, {{P(SHAPE), 0.77}, {P(SCALE), 31.7}}, 0, 0},
    {"gamma, cut", DIST_GAMMA, {{P(SHAPE), 0.77}, {P(SCALE), 31.7}}, 0, 60},
    {"gamma, tail", DIST_GAMMA, {{P(SHAPE), 2.385}, {P(SCALE), 31.7}}, 300, INFINITY},
    {"lognormal, cv", DIST_LOGNORMAL, {{P(MEAN), 204.1}, {P(CV), 0.51}}, 0, 0},
    {"lognormal, sd", DIST_LOGNORMAL, {{P(MEAN), 204.1}, {P(SD), 171}}, 0, 0},
    {"lognormal", DIST_LOGNORMAL, {{P(MU), 6.1}, {P(SIGMA), 0.53}}, 0, 0},
    {"lognormal, cut", DIST_LOGNORMAL, {{P(MEAN), 204.1}, {P(CV), 0.51}}, 60, 777},
    {"lognormal, narrow", DIST_LOGNORMAL, {{P(MEAN), 204.1}, {P(CV), 0.51}}, 150, 151},
    {"lognormal, tail", DIST_LOGNORMAL, {{P(MU), 1}, {P(SIGMA), 0.7}}, 33, INFINITY},
    {"normal, sd", DIST_NORMAL, {{P(MEAN), 61.3}, {P(SD), 5.1}}, 0, 0},
    {"normal, cv", DIST_NORMAL, {{P(MEAN), 61.3}, {P(CV), 0.61}}, 0, 0},
    {"normal", DIST_NORMAL, {{P(MU), -21.3}, {P(SIGMA), 17.7}}, 0, 0},
    {"normal, cut", DIST_NORMAL, {{P(MU), 61.3}, {P(SIGMA), 17.7}}, 41.1, 43.9},
    {"normal, narrow", DIST_NORMAL, {{P(MU), 61.3}, {P(SIGMA), 17.7}}, 41.1, 41.9},
    {"normal, tail", DIST_NORMAL, {{P(MU), 61.3}, {P(SIGMA), 17.7}}, 140, INFINITY},
    {"weibull, cv", DIST_WEIBULL, {{P(MEAN), 91.7}, {P(CV), 0.71}}, 0, 0},
    {"weibull, mean", DIST_WEIBULL, {{P(SHAPE), 0.83}, {P(MEAN), 91.7}}, 0, 0},
    {"weibull", DIST_WEIBULL, {{P(SHAPE), 2.385}, {P(SCALE), 91.7}}, 0, 0},
    {"weibull, cut", DIST_WEIBULL, {{P(SHAPE), 2.385}, {P(SCALE), 91.7}}, 17, 100},
    {"weibull, narrow", DIST_WEIBULL, {{P(SHAPE), 2.385}, {P(SCALE), 91.7}}, 50, 51},
    {"beta", DIST_BETA, {{P(ALPHA), 2.385}, {P(BETA), 3.7}, {P(LOW), 11}, {P(HIGH), 57}}, 0, 0},
    {"beta, u", DIST_BETA, {{P(ALPHA), 0.51}, {P(BETA), 0.77}, {P(LOW), 0}, {P(HIGH), 57}}, 0, 0},
    {"beta, cut",
     DIST_BETA,
     {{P(ALPHA), 2.4}, {P(BETA), 3.7}, {P(LOW), 11}, {P(HIGH), 57}},
     20,
     30},
    {"uniform, narrow", DIST_UNIFORM, {{P(LOW), 2.385}, {P(HIGH), 7.1}}, 3.3, 3.4},
    {"triangular, narrow",
     DIST_TRIANGULAR,
     {{P(LOW), 3.1}, {P(MODE), 4.2}, {P(HIGH), 9.7}},
     5.1,
     5.1005},
};

#undef P

#define LAW_CASES (sizeof law_cases / sizeof *law_cases)

/* law_given(D, c): as dist_init of the case's parameters, without its bounds. */
static inline const char *law_given(struct dist *D, const struct law_case *c)
{
    double x[DIST_PARAMETERS] = {0};
    unsigned given = 0;

    for (int i = 0; i < 4 && (c->given[i].x != 0 || c->given[i].p == DIST_P_LOW); i++) {
        x[c->given[i].p] = c->given[i].x;
        given |= 1U << c->given[i].p;
    }
    return dist_init(D, c->kind, given, x);
}

/* law_make(c): the law, truncated where the case says so. */
static inline struct dist law_make(const struct law_case *c)
{
    struct dist D;
    const char *trouble = law_given(&D, c);

    if (trouble == NULL && c->high > 0)
        trouble = dist_truncate(&D, c->low, c->high);
    if (trouble != NULL)
        fail_msg("%s: %s", c->name, trouble);
    return D;
}

#endif
