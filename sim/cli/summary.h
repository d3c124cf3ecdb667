/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terminal says of a finished run, for an analyst who gives it one look. */
#ifndef SIM_CLI_SUMMARY_H
#define SIM_CLI_SUMMARY_H

#include <stdio.h>

#include "sim/cli/measured.h"

/* summary_print(M, out): returns 0 or GATESIM_ENOMEM. */
int summary_print(const struct measured *M, FILE *out);

#endif
