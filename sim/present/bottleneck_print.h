/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bottleneck as people read it in a terminal: what limits the gate, and what one more saves. */
#ifndef SIM_PRESENT_BOTTLENECK_PRINT_H
#define SIM_PRESENT_BOTTLENECK_PRINT_H

#include <stdio.h>

#include "analysis/compare/one_more.h"
#include "sim/base/arena.h"
#include "sim/text/text.h"

/* bottleneck_print(M, A, out, style): a table of the savings, under a heading, and a sentence below
 * it. A holds the text of the table. Returns 0 or GATESIM_ENOMEM. */
int bottleneck_print(const struct one_more *M, struct arena *A, FILE *out, struct style style);

/* bottleneck_answer_name(answer): its word in --json: "unjudged", "nowhere", "close", "limit". */
const char *bottleneck_answer_name(enum one_more_answer answer);

#endif
