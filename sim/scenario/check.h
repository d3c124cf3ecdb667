/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks: what the keys of a scenario must be together, when each is right by itself. */
#ifndef SIM_SCENARIO_CHECK_H
#define SIM_SCENARIO_CHECK_H

#include "sim/scenario/build.h"

/* check_scenario(B): report what does not fit together in the drafts. */
void check_scenario(struct build *B);

#endif
