/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The load of each station and pool that is known before the run: the work that trucks are expected
 * to bring, over what servers, or people, can do while they are on shift and open. And the cycle in
 * which everything that a timetable or a profile says comes back, since a gate breathes by it. */
#ifndef SIM_SCENARIO_EXPECTED_LOAD_H
#define SIM_SCENARIO_EXPECTED_LOAD_H

#include "sim/scenario/model/scenario.h"
#include "sim/scenario/read/reader.h"

/* load_make(R, S): set S->cycle, S->station_load and S->pool_load. Without memory the reader is
 * starved. */
void load_make(struct reader *R, struct gatesim_scenario *S);

#endif
