/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs: routes compiled to the steps that the model runs (struct scn_route). */
#ifndef SIM_SCENARIO_TOPICS_ROUTE_COMPILE_H
#define SIM_SCENARIO_TOPICS_ROUTE_COMPILE_H

#include "sim/scenario/language/build.h"

/* route_compile(B, routes): compile every route of the drafts into routes, their sub-routes
 * unfolded. Routes that cannot end, cannot be reached throughout, go in circles or visit
 * nothing are reported. */
void route_compile(struct build *B, struct scn_route *routes);

#endif
