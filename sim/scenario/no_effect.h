/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that are given, and that nothing in the scenario asks for. */
#ifndef SIM_SCENARIO_NO_EFFECT_H
#define SIM_SCENARIO_NO_EFFECT_H

#include "sim/scenario/unused_sections.h"

/* no_effect_notes(B, U): a note on each key of B that says something else than its default and has
 * no effect, in sections that are used. Inherited keys are not told. B is complete. */
void no_effect_notes(const struct build *B, const struct unused *U);

#endif
