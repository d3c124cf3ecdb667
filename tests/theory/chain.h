/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markov chains whose answer is worked out by numbers. */
#ifndef TESTS_THEORY_CHAIN_H
#define TESTS_THEORY_CHAIN_H

#include <stdbool.h>

/* chain_breakdowns(lambda, mu, xi, eta, servers, operating): mean number of trucks in an M/M/c
 * queue whose servers break down at rate xi each, all that are in order or, operating, those at
 * work only, and are mended at rate eta each; what a breakdown interrupts goes on first. The
 * chain of (trucks, servers down) is cut at 200 trucks. */
double chain_breakdowns(double lambda, double mu, double xi, double eta, int servers,
                        bool operating);

#endif
