/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits as people say them: "95 % of fruit trucks cross within 24 h" for
 * time_in_system_p95 of fruit < 24 h. */
#ifndef SIM_PRESENT_LIMIT_WORDS_H
#define SIM_PRESENT_LIMIT_WORDS_H

#include <stdio.h>

#include "sim/experiment/selection_run.h"

#define LIMIT_WORDS_SIZE 512

/* limit_words(b, N, currency): write the limit N in words into b, of LIMIT_WORDS_SIZE bytes;
 * amounts of money have the currency, "" when there is none. Returns b. */
char *limit_words(char *b, const struct metric_limit *N, const char *currency);

/* limit_words_print(K, out): write a line of all limits of K in words; nothing where there are
 * none. */
void limit_words_print(const struct selection_run *K, FILE *out);

#endif
