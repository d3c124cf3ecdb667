/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run is sure to take of the machine's memory, before it is run. */
#ifndef SIM_SCENARIO_MEMORY_ESTIMATE_H
#define SIM_SCENARIO_MEMORY_ESTIMATE_H

#include "sim/scenario/language/build.h"

/* memory_check(B): add an error for each backlog, and for the bins of the time series, that alone
 * take more memory than the machine has, or for the backlogs together. What trucks to come will
 * take is not known, and not counted. */
void memory_check(struct build *B);

#endif
