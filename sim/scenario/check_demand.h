/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SIM_SCENARIO_CHECK_DEMAND_H
#define SIM_SCENARIO_CHECK_DEMAND_H

#include "sim/scenario/build.h"

/* check_demand(B): the part of check_scenario that is about who comes, with what and where to:
 * levers, changing shares, risks, appointments, returns and choices. */
void check_demand(struct build *B);

#endif
