/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an analyst must know before believing the numbers of a run. */
#ifndef SIM_PRESENT_RUN_WARNINGS_H
#define SIM_PRESENT_RUN_WARNINGS_H

#include "sim/experiment/run_estimates.h"

/* warnings_each(M, take, user): hand take each warning, a sentence that is valid during the
 * call, most important first. Returns 0 or GATESIM_ENOMEM. */
int warnings_each(const struct run_estimates *M, void (*take)(void *user, const char *text),
                  void *user);

#endif
