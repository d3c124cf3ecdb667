/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrivals: a class's rates over the run, or the trucks of a trace. */
#ifndef SIM_SCENARIO_TOPICS_ARRIVALS_H
#define SIM_SCENARIO_TOPICS_ARRIVALS_H

#include "sim/scenario/language/build.h"

/* arrivals_rates(B, number, C): work out from, until and rates of class number: its mean rate,
 * its profile and its surges made one list of pieces. */
void arrivals_rates(struct build *B, uint32_t number, struct scn_class *C);

/* arrivals_trace(B, number, C): read the rows of the trace of class number into C. */
void arrivals_trace(struct build *B, uint32_t number, struct scn_class *C);

#endif
