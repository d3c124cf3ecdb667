/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stationary distribution by elimination of states without subtraction (Grassmann, Taksar &
 * Heyman, "Regenerative analysis and steady state distributions for Markov chains", Operations
 * Research 33, 1985), which loses no digits. A state reaches only those with at most one truck
 * more or less, so that elimination stays within a band. */
#include "tests/theory/chain.h"

#include <stdlib.h>

#define MOST 200

struct chain {
    int states, band;
    double *rate; /* [from][to] */
};

static double *rate(const struct chain *C, int from, int to)
{
    return &C->rate[(size_t)from * (size_t)C->states + (size_t)to];
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* stationary(C, p): eliminate from the last state down, then build up. */
static void stationary(const struct chain *C, double *p)
{
    double sum = 1;
    int n, i, j;

    for (n = C->states - 1; n > 0; n--) {
        const int first = n > C->band ? n - C->band : 0;
        double out = 0;

        for (j = first; j < n; j++)
            out += *rate(C, n, j);
        for (i = first; i < n; i++) {
            *rate(C, i, n) /= out;
            for (j = first; j < n; j++)
                *rate(C, i, j) += *rate(C, i, n) * *rate(C, n, j);
        }
    }
    p[0] = 1;
    for (n = 1; n < C->states; n++) {
        p[n] = 0;
        for (i = n > C->band ? n - C->band : 0; i < n; i++)
            p[n] += p[i] * *rate(C, i, n);
        sum += p[n];
    }
    for (n = 0; n < C->states; n++)
        p[n] /= sum;
}

double chain_breakdowns(double lambda, double mu, double xi, double eta, int servers,
                        bool operating)
{
    const int width = servers + 1;
    struct chain C = {(MOST + 1) * width, 2 * width, NULL};
    double *p = calloc((size_t)C.states, sizeof *p), mean = 0;
    int n, down;

    C.rate = calloc((size_t)C.states * (size_t)C.states, sizeof *C.rate);
    if (p == NULL || C.rate == NULL)
        abort();
    for (n = 0; n <= MOST; n++)
        for (down = 0; down <= servers; down++) {
            const int s = n * width + down, up = servers - down;

            if (n < MOST)
                *rate(&C, s, s + width) = lambda;
            if (n > 0)
                *rate(&C, s, s - width) = mu * least(n, up);
            if (up > 0)
                *rate(&C, s, s + 1) = xi * (operating ? least(n, up) : up);
            if (down > 0)
                *rate(&C, s, s - 1) = eta * down;
        }
    stationary(&C, p);
    for (n = 0; n < C.states; n++)
        mean += n / width * p[n];
    free(C.rate);
    free(p);
    return mean;
}
