/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of the summary that only some scenarios have: by force, by attribute, costs, and the
 * like. Which columns of the results stand in which table is a list in run_tables.c. */
#ifndef SIM_PRESENT_RUN_TABLES_H
#define SIM_PRESENT_RUN_TABLES_H

#include "sim/base/arena.h"
#include "sim/experiment/run_estimates.h"
#include "sim/text/text.h"

/* run_tables_print(M, A, out, style): each table that has something to say. Returns 0 or
 * GATESIM_ENOMEM. */
int run_tables_print(const struct run_estimates *M, struct arena *A, FILE *out, struct style style);

#endif
