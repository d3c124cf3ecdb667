/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distributions: what they are called, what they need, and how a value is drawn.
 *
 * One table (dist_row) names the kinds and their parameters; the scenario's reader, the
 * printed form and the reference read it. A distribution is a plain value that owns
 * nothing; tables of an empirical or mixed one are borrowed from the scenario's arena.
 *
 * Kinds with a cheap inverse are drawn by inversion from one uniform, which keeps common
 * random numbers in step; gamma, Erlang and beta use GSL's samplers on the substream. A
 * truncated kind is drawn by inversion within the bounds. No value is negative. */
#ifndef SIM_RANDOM_DIST_H
#define SIM_RANDOM_DIST_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/random/substream.h"

/* Words by which a parameter may be given in a scenario. */
enum dist_parameter {
    DIST_P_VALUE,
    DIST_P_MEAN,
    DIST_P_SD,
    DIST_P_CV,
    DIST_P_RATE,
    DIST_P_LOW,
    DIST_P_MODE,
    DIST_P_HIGH,
    DIST_P_SHAPE,
    DIST_P_SCALE,
    DIST_P_MU,
    DIST_P_SIGMA,
    DIST_P_ALPHA,
    DIST_P_BETA,
    DIST_PARAMETERS
};

/* How a parameter is measured: in the unit of the quantity (a duration), its inverse (a
 * rate), or as a plain number. */
enum dist_dimension { DIST_D_QUANTITY, DIST_D_INVERSE, DIST_D_NUMBER };

/* dist_parameter_name(p): returns the word for a parameter, such as "mean" or "cv". */
const char *dist_parameter_name(enum dist_parameter p);

/* One row per kind: X(code, name, form, meaning, three sets of parameters that define it (0: none),
 * init (dist_init.c), draw (dist_draw.c), law (law.c)). form: as it is written, for the reference.
 * init and law are NULL for what is put together from values or parts rather than worked out from
 * numbers. The native parameters a and b, and low, mode and high, are what init makes of them. */
#define DIST_BIT(p) (1U << DIST_P_##p)
#define DIST_MEAN_CV (DIST_BIT(MEAN) | DIST_BIT(CV))
#define DIST_MEAN_SD (DIST_BIT(MEAN) | DIST_BIT(SD))
#define DIST_SHAPE_MEAN (DIST_BIT(SHAPE) | DIST_BIT(MEAN))
#define DIST_SHAPE_SCALE (DIST_BIT(SHAPE) | DIST_BIT(SCALE))
#define DIST_MU_SIGMA (DIST_BIT(MU) | DIST_BIT(SIGMA))
#define DIST_LOW_HIGH (DIST_BIT(LOW) | DIST_BIT(HIGH))
#define DIST_LIST(X)                                                                              \
    X(CONSTANT, "constant", "constant VALUE", "Always the same value.", DIST_BIT(VALUE), 0, 0,    \
      init_constant, draw_constant, NULL)                                                         \
    X(UNIFORM, "uniform", "uniform low L high H",                                                 \
      "Every value between low and high is as likely.", DIST_LOW_HIGH, 0, 0, init_uniform,        \
      draw_inverse, &law_uniform)                                                                 \
    X(TRIANGULAR, "triangular", "triangular low L mode M high H",                                 \
      "Between low and high, most often near mode.", DIST_LOW_HIGH | DIST_BIT(MODE), 0, 0,        \
      init_triangular, draw_inverse, &law_triangular)                                             \
    X(EXPONENTIAL, "exponential", "exponential mean M, or rate R",                                \
      "Memoryless: what is still to come does not depend on what has passed. Its cv is 1.",       \
      DIST_BIT(MEAN), DIST_BIT(RATE), 0, init_exponential, draw_inverse, &law_exponential)        \
    X(ERLANG, "erlang", "erlang shape K mean M, or shape K scale S",                              \
      "The sum of K equal exponential stages, K whole. Its cv is 1 / sqrt(K).", DIST_SHAPE_MEAN,  \
      DIST_SHAPE_SCALE, 0, init_erlang, draw_gamma, &law_gamma)                                   \
    X(GAMMA, "gamma", "gamma mean M cv C, or mean M sd S, or shape A scale S",                    \
      "Skewed to the right, with a tail like the exponential's.", DIST_MEAN_CV, DIST_MEAN_SD,     \
      DIST_SHAPE_SCALE, init_gamma, draw_gamma, &law_gamma)                                       \
    X(LOGNORMAL, "lognormal", "lognormal mean M cv C, or mean M sd S, or mu M sigma S",           \
      "Skewed to the right with a long tail; its logarithm is normal, mu and sigma being of the " \
      "logarithm of seconds.",                                                                    \
      DIST_MEAN_CV, DIST_MEAN_SD, DIST_MU_SIGMA, init_lognormal, draw_lognormal, &law_lognormal)  \
    X(NORMAL, "normal", "normal mean M cv C, or mean M sd S, or mu M sigma S",                    \
      "The bell curve without its part below 0: mean, cv and sd are what remains, mu and sigma "  \
      "are the whole bell's.",                                                                    \
      DIST_MEAN_CV, DIST_MEAN_SD, DIST_MU_SIGMA, init_normal, draw_inverse, &law_normal)          \
    X(WEIBULL, "weibull", "weibull mean M cv C, or shape A mean M, or shape A scale S",           \
      "Time to a failure: shape above 1 wears out, below 1 settles in.", DIST_MEAN_CV,            \
      DIST_SHAPE_MEAN, DIST_SHAPE_SCALE, init_weibull, draw_inverse, &law_weibull)                \
    X(BETA, "beta", "beta alpha A beta B low L high H",                                           \
      "Between low and high, with a peak that alpha and beta place.",                             \
      DIST_LOW_HIGH | DIST_BIT(ALPHA) | DIST_BIT(BETA), 0, 0, init_beta, draw_beta, &law_beta)    \
    X(EMPIRICAL, "empirical", "empirical FILE.csv [column NAME] [unit UNIT]",                     \
      "Observed values from a column of a file, each as likely. The first row of the file holds " \
      "the names of its columns; a file of one column needs no NAME. Without UNIT, durations "    \
      "are in seconds.",                                                                          \
      0, 0, 0, NULL, draw_empirical, NULL)                                                        \
    X(MIXTURE, "mixture", "mixture SHARE DISTRIBUTION, SHARE DISTRIBUTION, ...",                  \
      "One of several distributions, by the given shares.", 0, 0, 0, NULL, draw_mixture, NULL)

enum dist_kind {
#define DIST_CODE(code, name, form, meaning, a, b, c, init, draw, law) DIST_##code,
    DIST_LIST(DIST_CODE)
#undef DIST_CODE
        DIST_KINDS
};

/* The same as data; forms ends in 0. */
struct dist_row {
    const char *name;
    const char *form;
    const char *meaning;
    unsigned forms[4];
};

/* dist_parameter_dimension(kind, p): returns how parameter p of the kind is measured: lognormal's
 * mu and sigma are plain numbers, of the logarithm of seconds; normal's are quantities. */
enum dist_dimension dist_parameter_dimension(enum dist_kind kind, enum dist_parameter p);

/* dist_row(kind): returns the row of the list above for a kind. */
const struct dist_row *dist_row(enum dist_kind kind);

struct dist {
    enum dist_kind kind;
    bool truncated;
    double a, b;              /* native parameters: constant, exponential: a, its value or mean;
                               * Erlang, gamma, Weibull: shape, scale; lognormal: mu, sigma of the
                               * logarithm; normal: mu, sigma; beta: alpha, beta */
    double low, high;         /* bounds of uniform, triangular, beta before truncation */
    double mode;              /* of triangular */
    double min, max;          /* ends of the support; max may be INFINITY */
    double p_low, p_high;     /* of a truncated kind: P(X <= min), P(X <= max) before that */
    uint32_t count;           /* of values or parts */
    const double *values;     /* empirical, ascending */
    const double *weights;    /* mixture: cumulated weights, the last is 1 */
    const struct dist *parts; /* mixture */
};

/* dist_constant(x): always x. */
struct dist dist_constant(double x);

/* dist_init(D, kind, given, x): the distribution of this kind whose parameters are those of
 * the bits of given, x[p] each (quantities in SI units). Not for EMPIRICAL and MIXTURE.
 * Mean, sd and cv are those of the law as it is drawn: a normal law's after its cut at 0.
 * Returns NULL, or a static sentence that says what is wrong with the numbers
 * ("cv must be above 0", "low must be below high"), with *D unchanged. given is one of the
 * row's forms. */
const char *dist_init(struct dist *D, enum dist_kind kind, unsigned given,
                      const double x[DIST_PARAMETERS]);

/* dist_empirical(D, values, count): set D to the distribution in which each of the count values is
 * as likely as any other. The values ascend, and D borrows them. */
void dist_empirical(struct dist *D, const double *values, uint32_t count);

/* dist_mixture(D, cumulated, parts, count): set D to a mixture of count distributions, part i with
 * the weight cumulated[i] - cumulated[i - 1]; the last of cumulated is 1. D borrows both arrays. */
void dist_mixture(struct dist *D, const double *cumulated, const struct dist *parts,
                  uint32_t count);

/* dist_truncate(D, low, high): condition on low <= X <= high (high may be INFINITY).
 * Returns NULL, or a sentence ("the bounds hold no probability", which is under one in 10^9)
 * with *D unchanged. Not for a mixture or a constant: a sentence says so. */
const char *dist_truncate(struct dist *D, double low, double high);

/* dist_mean(D): returns the mean of D, to a relative 1e-9: from closed forms, truncated or not;
 * between narrow bounds by quadrature. */
double dist_mean(const struct dist *D);

/* dist_sd(D): returns the standard deviation of D, to a relative 1e-9; of a law with a coefficient
 * of variation under 0.01, to 1e-7. */
double dist_sd(const struct dist *D);

#define DIST_COUNT_MOST 1000000

/* dist_count(x): returns how many things the drawn value x stands for: x rounded to a whole
 * number, a half upwards, at least 1 and at most DIST_COUNT_MOST. */
static inline uint32_t dist_count(double x)
{
    if (!(x >= 1.5))
        return 1;
    return (uint32_t)(x < DIST_COUNT_MOST ? x + 0.5 : DIST_COUNT_MOST);
}

/* dist_count_mean(D): the mean of dist_count over the values of D, to a relative 1e-6. It differs
 * from dist_mean, much so where values below 1 are likely. */
double dist_count_mean(const struct dist *D);

/* dist_cdf(D, x): P(X <= x). */
double dist_cdf(const struct dist *D, double x);

/* dist_min(D): returns the lower end of the support of D. */
double dist_min(const struct dist *D);

/* dist_max(D): returns the upper end of the support of D, which may be INFINITY. */
double dist_max(const struct dist *D);

/* dist_quantile(D, p): returns the value below which D lies with probability p, 0 <= p < 1, of a
 * continuous kind that is no mixture. */
double dist_quantile(const struct dist *D, double p);

/* dist_draw_any(D, at): the value at this address, any kind. */
double dist_draw_any(const struct dist *D, const struct substream *at);

/* dist_draw(D, at): the same, with the commonest kinds inline. */
static inline double dist_draw(const struct dist *D, const struct substream *at)
{
    if (D->kind == DIST_EXPONENTIAL && !D->truncated)
        return -D->a * log(1 - substream_uniform(at)); /* 1 - u is exact */
    if (D->kind == DIST_CONSTANT)
        return D->a;
    return dist_draw_any(D, at);
}

#endif
