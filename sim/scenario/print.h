/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The printed form: the resolved scenario as text, and its digest. */
#ifndef SIM_SCENARIO_PRINT_H
#define SIM_SCENARIO_PRINT_H

#include "sim/scenario/language/build.h"
#include "sim/scenario/unused_sections.h"

/* print_scenario(B, U): fill in text and sha256 of B->S, which is complete; sections that nothing
 * uses with a remark. Returns false without memory. */
bool print_scenario(struct build *B, const struct unused *U);

#endif
