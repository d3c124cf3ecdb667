/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of the summary that only some scenarios have: by force, by attribute, costs, and the
 * like. Which columns of the results stand in which table is a list in detail.c. */
#ifndef SIM_CLI_DETAIL_H
#define SIM_CLI_DETAIL_H

#include "sim/base/arena.h"
#include "sim/cli/measured.h"
#include "sim/cli/text.h"

/* detail_print(M, A, out, style): each table that has something to say. Returns 0 or
 * GATESIM_ENOMEM. */
int detail_print(const struct measured *M, struct arena *A, FILE *out, struct style style);

#endif
