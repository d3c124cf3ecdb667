/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queues of the textbooks: what theory says where a station is one of them.
 *
 * Times in seconds, rates in trucks a second; any other consistent unit does as well. In
 * all of them lambda > 0 is the arrival rate, s > 0 the mean service time, c > 0 the number
 * of servers, and a = lambda * s the offered load in erlangs. A queue without a steady state
 * (a >= c, nobody lost) has an infinite wait. */
#ifndef ANALYSIS_ESTIMATE_QUEUEING_H
#define ANALYSIS_ESTIMATE_QUEUEING_H

#include <stddef.h>

#include "gatesim/scenario.h"

struct queueing_answer {
    double utilisation;      /* share of the servers' time that is busy */
    double wait_probability; /* of a truck that arrives */
    double wait_mean;        /* s, in the queue, of trucks that are served */
    double stay_mean;        /* s, in the queue, of all trucks that enter it */
    double queue_mean;       /* trucks waiting, over time */
    double loss;             /* share of trucks that leave unserved: no room, no patience */
};

/* queueing_erlang_b(c, a): Erlang's loss formula (Erlang 1917): the share of trucks that
 * finds all c servers busy when such trucks leave. By the recursion over the number of
 * servers, which neither over- nor underflows. c = 0 gives 1. */
double queueing_erlang_b(unsigned c, double a);

/* queueing_erlang_c(c, a): Erlang's delay formula (Erlang 1917): the share of trucks that
 * has to wait in M/M/c; 1 when a >= c. */
double queueing_erlang_c(unsigned c, double a);

/* queueing_mmc(lambda, s, c, A): M/M/c, first come first served (Erlang 1917; Gross & Harris,
 * Fundamentals of Queueing Theory, section 2.3). */
void queueing_mmc(double lambda, double s, unsigned c, struct queueing_answer *A);

/* queueing_mmc_quantile(lambda, s, c, p): the wait that a share p of the trucks does not
 * exceed in M/M/c, from P(W > t) = C exp(-(c / s - lambda) t). 0 <= p < 1. */
double queueing_mmc_quantile(double lambda, double s, unsigned c, double p);

/* queueing_mg1(lambda, s, cv, A): M/G/1 with service of coefficient of variation cv: the
 * mean wait is a s (1 + cv^2) / 2 (1 - a) (Pollaczek 1930, Khinchine 1932). */
void queueing_mg1(double lambda, double s, double cv, struct queueing_answer *A);

/* queueing_mmck(lambda, s, c, room, A): M/M/c/K with K = c + room: trucks that find no
 * place to wait are lost (Gross & Harris, section 2.4). */
void queueing_mmck(double lambda, double s, unsigned c, unsigned room, struct queueing_answer *A);

/* queueing_loss(lambda, s, c, A): M/G/c/c, Erlang's loss system; the law of the service time
 * does not matter beyond its mean (Sevastyanov 1957). */
void queueing_loss(double lambda, double s, unsigned c, struct queueing_answer *A);

/* queueing_mginf(A): M/G/infinity: nobody waits. Utilisation is NaN. */
void queueing_mginf(struct queueing_answer *A);

/* queueing_mmcm(lambda, s, c, patience, A): M/M/c+M, Erlang A: each waiting truck gives up
 * after an exponential time of mean patience (Palm 1957; Garnett, Mandelbaum & Reiman,
 * "Designing a call center with impatient customers", M&SOM 4, 2002). */
void queueing_mmcm(double lambda, double s, unsigned c, double patience, struct queueing_answer *A);

/* queueing_priority(count, lambda, s, cv, wait): M/G/1 with count classes, class 0 served
 * first, nobody interrupted: wait[i] = W0 / (1 - b[i-1]) (1 - b[i]), where b[i] is the load
 * of classes 0..i and W0 the mean remaining service that an arrival finds (Cobham 1954).
 * Infinite for the classes beyond which the load reaches 1. */
void queueing_priority(size_t count, const double *lambda, const double *s, const double *cv,
                       double *wait);

/* queueing_priority_mmc(count, lambda, s, c, wait): the same with c servers and one
 * exponential service time of mean s for all (Cobham 1954). */
void queueing_priority_mmc(size_t count, const double *lambda, double s, unsigned c, double *wait);

/* queueing_answer_of(Q, A): the answer for a queue that a scenario has. Returns 0, or -1 for
 * GATESIM_QUEUE_NONE with *A untouched. */
int queueing_answer_of(const struct gatesim_queue *Q, struct queueing_answer *A);

/* queueing_name(kind): "M/M/c", "Erlang loss"; "" for GATESIM_QUEUE_NONE. */
const char *queueing_name(enum gatesim_queue_kind kind);

#endif
