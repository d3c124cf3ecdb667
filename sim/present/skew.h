/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a p95 stands below its mean: said once below the table in which it does, with whose it is. */
#ifndef SIM_PRESENT_SKEW_H
#define SIM_PRESENT_SKEW_H

#include <stdio.h>

#define SKEW_SIZE 512

/* The rows of a table whose p95 is below their mean. All zero: none yet. */
struct skew {
    size_t count;
    char names[SKEW_SIZE]; /* of the first of them */
};

/* skew_see(K, name, mean, p95): take a row into account, whose mean and p95, in s, may be NaN. */
void skew_see(struct skew *K, const char *name, double mean, double p95);

/* skew_print(K, out): a line that names the rows and the reason; nothing where there are none. */
void skew_print(const struct skew *K, FILE *out);

#endif
