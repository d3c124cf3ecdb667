/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All the Markovian queues here are birth-and-death chains that look like M/M/c up to c
 * trucks. So Erlang B gives the chance of c trucks given that there are at most c, and each
 * kind adds its own tail: geometric, cut off, or thinned by impatience. */
#include "analysis/estimate/queueing.h"

#include <float.h>
#include <math.h>

double queueing_erlang_b(unsigned c, double a)
{
    double b = 1.0;

    for (unsigned i = 1; i <= c; i++)
        b = a * b / (i + a * b);
    return b;
}

double queueing_erlang_c(unsigned c, double a)
{
    const double b = queueing_erlang_b(c, a);

    return a < c ? b / (1.0 - a / c * (1.0 - b)) : 1.0;
}

void queueing_mmc(double lambda, double s, unsigned c, struct queueing_answer *A)
{
    const double a = lambda * s;
    const double wait = a < c ? queueing_erlang_c(c, a) * s / (c - a) : INFINITY;

    *A = (struct queueing_answer){.utilisation = fmin(a / c, 1.0),
                                  .wait_probability = queueing_erlang_c(c, a),
                                  .wait_mean = wait,
                                  .stay_mean = wait,
                                  .queue_mean = lambda * wait};
}

double queueing_mmc_quantile(double lambda, double s, unsigned c, double p)
{
    const double a = lambda * s;
    const double waits = queueing_erlang_c(c, a);

    if (p <= 1.0 - waits)
        return 0.0;
    return a < c ? log(waits / (1.0 - p)) * s / (c - a) : INFINITY;
}

void queueing_mg1(double lambda, double s, double cv, struct queueing_answer *A)
{
    const double a = lambda * s;
    const double wait = a < 1.0 ? a * s * (1.0 + cv * cv) / (2.0 * (1.0 - a)) : INFINITY;

    *A = (struct queueing_answer){.utilisation = fmin(a, 1.0),
                                  .wait_probability = fmin(a, 1.0),
                                  .wait_mean = wait,
                                  .stay_mean = wait,
                                  .queue_mean = lambda * wait};
}

/* The tail of M/M/c/K beyond c trucks, relative to the chance of c trucks: sum is that of
 * r^j and first that of j r^j for j = 1..room, top is r^room, all multiplied by scale. */
struct tail {
    double scale, sum, first, top;
};

/* For r > 1 all is counted from the full end in powers of 1/r, so that nothing overflows. */
static struct tail mmck_tail(double r, unsigned room)
{
    const double q = r > 1.0 ? 1.0 / r : r;
    struct tail T = {.scale = r > 1.0 ? pow(q, room) : 1.0, .top = r > 1.0 ? 1.0 : pow(q, room)};
    double power = r > 1.0 ? 1.0 : q;

    for (unsigned i = 1; i <= room && power > DBL_MIN; i++, power *= q) {
        T.sum += power;
        T.first += power * (r > 1.0 ? room + 1.0 - i : (double)i);
    }
    return T;
}

void queueing_mmck(double lambda, double s, unsigned c, unsigned room, struct queueing_answer *A)
{
    const double a = lambda * s;
    const double b = queueing_erlang_b(c, a);
    const struct tail T = mmck_tail(a / c, room);
    const double total = T.scale + b * T.sum;
    const double loss = b * T.top / total;
    const double queue = b * T.first / total;
    const double busy = b * (T.scale + T.sum) / total; /* all c servers */
    const double wait = queue / (lambda * (1.0 - loss));

    *A = (struct queueing_answer){.utilisation = a * (1.0 - loss) / c,
                                  .wait_probability = busy - loss,
                                  .wait_mean = wait,
                                  .stay_mean = wait,
                                  .queue_mean = queue,
                                  .loss = loss};
}

void queueing_loss(double lambda, double s, unsigned c, struct queueing_answer *A)
{
    const double loss = queueing_erlang_b(c, lambda * s);

    *A = (struct queueing_answer){.utilisation = lambda * s * (1.0 - loss) / c, .loss = loss};
}

void queueing_mginf(struct queueing_answer *A)
{
    *A = (struct queueing_answer){.utilisation = NAN};
}

/* Sums over the states of Erlang A in which a truck waits or would wait; one unit is the
 * chance of exactly c trucks. State j: c trucks in service and j waiting. */
struct impatience {
    double rest;   /* of the states below c, in the same unit */
    double all;    /* of the states with all servers busy */
    double queue;  /* of j */
    double served; /* of the chance that a truck that arrives in state j is served */
    double waited; /* of that chance times the wait of such a truck */
};

static void impatience_scale(struct impatience *I, double factor)
{
    I->rest *= factor;
    I->all *= factor;
    I->queue *= factor;
    I->served *= factor;
    I->waited *= factor;
}

/* A truck that finds j waiting is served when its patience outlasts the sum of j + 1
 * exponential times of rates mu, mu + theta, ..., mu + j theta (mu of all servers): this has
 * the chance mu / (mu + (j + 1) theta), and it then waits sum of 1 / (mu + i theta), i = 1..j + 1,
 * on average. Sums are scaled down as they grow, so an overload does not overflow. */
static struct impatience impatience_sum(double lambda, double mu, double theta, double rest)
{
    struct impatience I = {.rest = rest};
    double weight = 1.0, wait = 0.0;

    for (double j = 0; weight > I.all * DBL_EPSILON * 1e-4; j++) {
        const double next = mu + (j + 1.0) * theta;

        wait += 1.0 / next;
        I.all += weight;
        I.queue += weight * j;
        I.served += weight * mu / next;
        I.waited += weight * mu / next * wait;
        weight *= lambda / next;
        if (weight > 1e200) {
            impatience_scale(&I, 1e-200);
            weight *= 1e-200;
        }
    }
    return I;
}

void queueing_mmcm(double lambda, double s, unsigned c, double patience, struct queueing_answer *A)
{
    const double b = queueing_erlang_b(c, lambda * s);
    const struct impatience I = impatience_sum(lambda, c / s, 1.0 / patience, 1.0 / b - 1.0);
    const double total = I.rest + I.all;
    const double queue = I.queue / total;
    const double loss = queue / (lambda * patience);

    *A = (struct queueing_answer){.utilisation = lambda * s * (1.0 - loss) / c,
                                  .wait_probability = I.all / total,
                                  .wait_mean = I.waited / (I.rest + I.served),
                                  .stay_mean = queue / lambda,
                                  .queue_mean = queue,
                                  .loss = loss};
}

/* wait[i] from the load of each class and the mean remaining service W0. */
static double cobham_wait(double remaining, double above, double load)
{
    const double left = 1.0 - above - load;

    return left > 0.0 ? remaining / ((1.0 - above) * left) : INFINITY;
}

void queueing_priority(size_t count, const double *lambda, const double *s, const double *cv,
                       double *wait)
{
    double remaining = 0.0, above = 0.0;

    for (size_t i = 0; i < count; i++)
        remaining += 0.5 * lambda[i] * s[i] * s[i] * (1.0 + cv[i] * cv[i]);
    for (size_t i = 0; i < count; i++) {
        wait[i] = cobham_wait(remaining, above, lambda[i] * s[i]);
        above += lambda[i] * s[i];
    }
}

void queueing_priority_mmc(size_t count, const double *lambda, double s, unsigned c, double *wait)
{
    double all = 0.0, above = 0.0, remaining;

    for (size_t i = 0; i < count; i++)
        all += lambda[i];
    remaining = queueing_erlang_c(c, all * s) * s / c;
    for (size_t i = 0; i < count; i++) {
        wait[i] = cobham_wait(remaining, above, lambda[i] * s / c);
        above += lambda[i] * s / c;
    }
}

int queueing_answer_of(const struct gatesim_queue *Q, struct queueing_answer *A)
{
    switch (Q->kind) {
    case GATESIM_QUEUE_MMC:
        queueing_mmc(Q->arrival_rate, Q->service_mean, Q->servers, A);
        return 0;
    case GATESIM_QUEUE_MG1:
        queueing_mg1(Q->arrival_rate, Q->service_mean, Q->service_cv, A);
        return 0;
    case GATESIM_QUEUE_MMCK:
        queueing_mmck(Q->arrival_rate, Q->service_mean, Q->servers, Q->room, A);
        return 0;
    case GATESIM_QUEUE_MGCC:
        queueing_loss(Q->arrival_rate, Q->service_mean, Q->servers, A);
        return 0;
    case GATESIM_QUEUE_MGINF:
        queueing_mginf(A);
        return 0;
    case GATESIM_QUEUE_MMCM:
        queueing_mmcm(Q->arrival_rate, Q->service_mean, Q->servers, Q->patience_mean, A);
        return 0;
    case GATESIM_QUEUE_NONE:
        break;
    }
    return -1;
}

const char *queueing_name(enum gatesim_queue_kind kind)
{
    switch (kind) {
    case GATESIM_QUEUE_MMC:
        return "M/M/c";
    case GATESIM_QUEUE_MG1:
        return "M/G/1";
    case GATESIM_QUEUE_MMCK:
        return "M/M/c/K";
    case GATESIM_QUEUE_MGCC:
        return "M/G/c/c, Erlang loss";
    case GATESIM_QUEUE_MGINF:
        return "M/G/infinity";
    case GATESIM_QUEUE_MMCM:
        return "M/M/c+M, Erlang A";
    case GATESIM_QUEUE_NONE:
        break;
    }
    return "";
}
