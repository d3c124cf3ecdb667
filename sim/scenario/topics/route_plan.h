/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of the routes: each is looked at with all that it follows, before any is compiled:
 * circles, depth, length, steps that no truck reaches, a visit to nothing. */
#ifndef SIM_SCENARIO_TOPICS_ROUTE_PLAN_H
#define SIM_SCENARIO_TOPICS_ROUTE_PLAN_H

#include "sim/scenario/language/build.h"

/* route_plan(B): returns for each route whether it can be compiled; if not, what is wrong has been
 * reported. The list is in the reader's scratch memory; NULL without memory. */
const bool *route_plan(struct build *B);

#endif
