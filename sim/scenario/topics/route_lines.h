/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a route as they are written, kept for whoever draws it. */
#ifndef SIM_SCENARIO_TOPICS_ROUTE_LINES_H
#define SIM_SCENARIO_TOPICS_ROUTE_LINES_H

#include "sim/scenario/language/build.h"

/* route_lines_make(B, steps, out): set the lines of out to those of the draft's steps, in memory
 * that the scenario keeps. Without memory the reader is starved. */
void route_lines_make(struct build *B, const struct draft_steps *steps, struct scn_route *out);

#endif
