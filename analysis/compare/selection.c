/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A race is a set of two-sided sequential tests, one for each pair of systems and one for each
 * system and limit. A test watches the sum of differences until it leaves a triangle that
 * closes with the replications; the first replications set the triangle's size. Far apart
 * systems, for which the triangle is tall, are told apart by Student's t at doubling numbers
 * of replications. A decided test stays decided, even when it can be put to use only later: a
 * system that is better than another knocks it out once it is known to keep the limits itself. */
#include "analysis/compare/selection.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "analysis/estimate/estimate.h"
#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/bug.h"

/* One test of the sign of a mean. */
struct test {
    struct accumulator seen; /* differences */
    double first;            /* their variance over the first replications */
    int sign;                /* -1, 1: decided */
};

/* How sure the tests of one kind are. */
struct level {
    double h2;   /* of the triangle */
    double tail; /* of all looks with Student's t together */
};

struct race {
    struct selection plan;
    struct arena *arena;
    struct level of_pair, of_limit;
    uint64_t r;         /* replications of those that are in */
    struct test *pair;  /* [i * systems + l], i < l: x_i - x_l */
    struct test *limit; /* [i * limits + j]: value less limit, signed so that below is good */
    enum selection_fate *fate;
    uint64_t *sampled;
    struct accumulator *mean;
};

double selection_eta(double beta, size_t first)
{
    return 0.5 * (pow(2.0 * beta, -2.0 / ((double)first - 1.0)) - 1.0);
}

/* Half of beta for either way to decide. */
static struct level level_of(double beta, size_t first)
{
    const double half = fmin(0.5 * beta, 0.5);

    return (struct level){2.0 * selection_eta(half, first) * ((double)first - 1.0), half};
}

static void set_levels(struct race *R)
{
    const struct selection *S = &R->plan;
    const double alpha = (1.0 - S->confidence) / (S->limits > 0 ? 2.0 : 1.0);

    if (S->systems > 1)
        R->of_pair = level_of(alpha / (double)(S->systems - 1), S->first);
    if (S->limits > 0)
        R->of_limit = level_of(alpha / (double)(S->systems * S->limits), S->first);
}

int race_create(const struct selection *S, struct race **race)
{
    struct arena *A = arena_create();
    struct race *R = A != NULL ? ARENA_NEW(A, struct race) : NULL;

    *race = NULL;
    if (R != NULL) {
        *R = (struct race){.plan = *S, .arena = A};
        R->pair = ARENA_ARRAY(A, struct test, S->systems * S->systems);
        R->limit = ARENA_ARRAY(A, struct test, S->systems * S->limits);
        R->fate = ARENA_ARRAY(A, enum selection_fate, S->systems);
        R->sampled = ARENA_ARRAY(A, uint64_t, S->systems);
        R->mean = ARENA_ARRAY(A, struct accumulator, S->systems);
    }
    if (R == NULL || !R->pair || !R->limit || !R->fate || !R->sampled || !R->mean) {
        arena_destroy(A);
        return GATESIM_ENOMEM;
    }
    set_levels(R);
    *race = R;
    return GATESIM_OK;
}

void race_destroy(struct race *R)
{
    if (R != NULL)
        arena_destroy(R->arena);
}

/* Whether the sum has left the triangle; margin is what a difference is worth to be sure of. */
static bool left_triangle(const struct race *R, const struct test *T, struct level L, double margin)
{
    const double width = 0.5 * margin * (L.h2 * T->first / (margin * margin) - (double)R->r);

    return width <= 0.0 || fabs(T->seen.mean) * (double)R->r > width;
}

/* Whether this is look j = 0, 1, .. at first * 2^j replications, and Student's t exceeds its
 * quantile at tail / 2^(j + 1). */
static bool is_far(const struct race *R, const struct test *T, struct level L)
{
    const double n = (double)R->r;
    double look = (double)R->plan.first, tail = 0.5 * L.tail;

    for (; look < n; look *= 2.0)
        tail *= 0.5;
    return look == n && fabs(T->seen.mean) * sqrt(n) >
                            gsl_cdf_tdist_Qinv(tail, n - 1.0) * sqrt(T->seen.squares / (n - 1.0));
}

/* Take one more difference. */
static void test_add(const struct race *R, struct test *T, double difference, struct level L,
                     double margin)
{
    if (T->sign != 0)
        return;
    accumulator_add(&T->seen, difference);
    if (R->r == R->plan.first)
        T->first = T->seen.squares / ((double)R->r - 1.0);
    if (R->r >= R->plan.first && (left_triangle(R, T, L, margin) || is_far(R, T, L)))
        T->sign = T->seen.mean > 0.0 ? 1 : -1;
}

static void test_limits(struct race *R, size_t i, const double *values)
{
    for (size_t j = 0; j < R->plan.limits; j++) {
        const struct selection_limit *L = &R->plan.limit[j];
        const double over = values[R->plan.systems * (1 + j) + i] - L->value;

        test_add(R, &R->limit[i * R->plan.limits + j], L->at_least ? -over : over, R->of_limit,
                 L->tolerance);
    }
}

static void test_pairs(struct race *R, size_t i, const double *values)
{
    for (size_t l = i + 1; l < R->plan.systems; l++)
        if (R->fate[l] == SELECTION_IN)
            test_add(R, &R->pair[i * R->plan.systems + l], values[i] - values[l], R->of_pair,
                     R->plan.zone);
}

bool race_feasible(const struct race *R, size_t i)
{
    for (size_t j = 0; j < R->plan.limits; j++)
        if (R->limit[i * R->plan.limits + j].sign >= 0)
            return false;
    return R->fate[i] != SELECTION_INFEASIBLE;
}

/* Whether i has lost against l for good. */
static bool beaten_by(const struct race *R, size_t i, size_t l)
{
    if (l == i || R->fate[l] != SELECTION_IN || !race_feasible(R, l))
        return false;
    return i < l ? R->pair[i * R->plan.systems + l].sign > 0
                 : R->pair[l * R->plan.systems + i].sign < 0;
}

static void judge_limits(struct race *R, size_t i)
{
    for (size_t j = 0; j < R->plan.limits; j++)
        if (R->limit[i * R->plan.limits + j].sign > 0)
            R->fate[i] = SELECTION_INFEASIBLE;
}

static void judge_pairs(struct race *R, size_t i)
{
    for (size_t l = 0; l < R->plan.systems && R->fate[i] == SELECTION_IN; l++)
        if (beaten_by(R, i, l))
            R->fate[i] = SELECTION_BEATEN;
}

static bool goes_on(const struct race *R)
{
    size_t in = 0, certain = 0;

    for (size_t i = 0; i < R->plan.systems; i++)
        if (R->fate[i] == SELECTION_IN) {
            in++;
            certain += race_feasible(R, i);
        }
    return in > 1 || (in == 1 && certain == 0);
}

bool race_add(struct race *R, const double *values)
{
    const size_t k = R->plan.systems;

    R->r++;
    for (size_t i = 0; i < k; i++) {
        if (R->fate[i] != SELECTION_IN)
            continue;
        GS_ASSERT(!isnan(values[i]));
        accumulator_add(&R->mean[i], values[i]);
        R->sampled[i] = R->r;
        test_limits(R, i, values);
        test_pairs(R, i, values);
    }
    if (R->r < R->plan.first)
        return true;
    for (size_t i = 0; i < k; i++)
        if (R->fate[i] == SELECTION_IN)
            judge_limits(R, i);
    for (size_t i = 0; i < k; i++)
        judge_pairs(R, i);
    return goes_on(R);
}

void race_withdraw(struct race *R, size_t i)
{
    R->fate[i] = SELECTION_INFEASIBLE;
}

size_t race_best(const struct race *R)
{
    const size_t k = R->plan.systems;
    size_t best = k;

    for (size_t i = 0; i < k; i++) {
        bool better;

        if (R->fate[i] != SELECTION_IN)
            continue;
        better =
            best == k || (race_feasible(R, i) && !race_feasible(R, best)) ||
            (race_feasible(R, i) == race_feasible(R, best) && R->mean[i].mean < R->mean[best].mean);
        if (better)
            best = i;
    }
    return best;
}

enum selection_fate race_fate(const struct race *R, size_t i)
{
    return R->fate[i];
}

uint64_t race_sampled(const struct race *R, size_t i)
{
    return R->sampled[i];
}

double race_mean(const struct race *R, size_t i)
{
    return R->sampled[i] > 0 ? R->mean[i].mean : NAN;
}

static size_t smallest(size_t k, const double *mean)
{
    size_t best = 0;

    for (size_t i = 1; i < k; i++)
        if (mean[i] < mean[best])
            best = i;
    return best;
}

/* The smallest distance above 0 from the best, or 1 when all means are equal. */
static double nearest(size_t k, const double *mean, size_t best)
{
    double d = INFINITY;

    for (size_t i = 0; i < k; i++)
        if (mean[i] > mean[best])
            d = fmin(d, mean[i] - mean[best]);
    return isfinite(d) ? d : 1.0;
}

/* An allocation on its way. */
struct ocba {
    size_t k, best;
    const double *mean, *sd;
    double least;  /* distance that counts as different */
    double weight; /* of the best */
    double sum;    /* of all weights */
    double total;  /* replications beyond one each */
};

/* The weight of a system that is not the best. */
static double weight_of(const struct ocba *O, size_t i)
{
    const double d = fmax(O->mean[i] - O->mean[O->best], 0.01 * O->least);
    const double ratio = O->sd[i] / d;

    return ratio * ratio;
}

static void weigh(struct ocba *O)
{
    double squares = 0.0;

    for (size_t i = 0; i < O->k; i++)
        if (i != O->best && O->sd[i] > 0.0) {
            const double w = weight_of(O, i) / O->sd[i];

            squares += w * w;
            O->sum += weight_of(O, i);
        }
    O->weight = O->sd[O->best] * sqrt(squares);
    O->sum += O->weight;
}

/* What system i would get if replications had fractions. */
static double exact_share(const struct ocba *O, size_t i)
{
    const double weight = i == O->best ? O->weight : weight_of(O, i);

    return 1.0 + O->total * (O->sum > 0.0 ? weight / O->sum : 1.0 / (double)O->k);
}

void selection_ocba(size_t k, const double *mean, const double *sd, uint64_t total, uint64_t *share)
{
    struct ocba O = {.k = k, .mean = mean, .sd = sd, .total = (double)(total - k)};
    uint64_t given = 0;

    O.best = smallest(k, mean);
    O.least = nearest(k, mean, O.best);
    weigh(&O);
    for (size_t i = 0; i < k; i++)
        given += share[i] = (uint64_t)exact_share(&O, i);
    for (; given < total; given++) {
        size_t most = 0;

        for (size_t i = 1; i < k; i++)
            if (exact_share(&O, i) - (double)share[i] > exact_share(&O, most) - (double)share[most])
                most = i;
        share[most]++;
    }
}

double selection_probability(size_t k, const double *mean, const double *sd, const uint64_t *n)
{
    const size_t b = smallest(k, mean);
    double wrong = 0.0;

    for (size_t i = 0; i < k; i++) {
        const double spread = sqrt(sd[b] * sd[b] / (double)n[b] + sd[i] * sd[i] / (double)n[i]);

        if (i != b && spread > 0.0)
            wrong += gsl_cdf_ugaussian_Q((mean[i] - mean[b]) / spread);
        else if (i != b && mean[i] == mean[b])
            wrong += 0.5;
    }
    return fmax(0.0, 1.0 - wrong);
}
