/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pools of people, as stations and routes ask for them. */
#ifndef SIM_SCENARIO_PEOPLE_H
#define SIM_SCENARIO_PEOPLE_H

#include "sim/scenario/build.h"
#include "sim/scenario/cursor.h"

/* field_needs(c, out): "customs-officers 2, plant-officers", a struct draft_needs. */
bool field_needs(struct cursor *c, void *out);

/* people_enough(B, pool, members, place): report that so many members are asked for at place,
 * if the pool never has so many. */
void people_enough(struct build *B, uint32_t pool, uint32_t members,
                   const struct diag_place *place);

/* people_check(B): what the keys of pools must be together, and what stations need of them. */
void people_check(struct build *B);

#endif
