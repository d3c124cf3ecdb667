/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terminal says of a finished run, for an analyst who gives it one look. */
#ifndef SIM_PRESENT_RUN_SUMMARY_H
#define SIM_PRESENT_RUN_SUMMARY_H

#include <stdio.h>

#include "sim/experiment/run_estimates.h"

/* run_summary_print(M, out): returns 0 or GATESIM_ENOMEM. */
int run_summary_print(const struct run_estimates *M, FILE *out);

#endif
