/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pools of people, as stations and routes ask for them. */
#ifndef SIM_SCENARIO_TOPICS_POOL_H
#define SIM_SCENARIO_TOPICS_POOL_H

#include "sim/scenario/language/build.h"
#include "sim/scenario/language/cursor.h"

/* pool_enough(B, pool, members, place): report that so many members are asked for at place,
 * if the pool never has so many. */
void pool_enough(struct build *B, uint32_t pool, uint32_t members, const struct diag_place *place);

#endif
