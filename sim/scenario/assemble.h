/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Assembly: drafts made the scenario that the model reads. */
#ifndef SIM_SCENARIO_ASSEMBLE_H
#define SIM_SCENARIO_ASSEMBLE_H

#include "sim/scenario/build.h"

/* assemble_scenario(B): fill in B->S from the drafts, as far as they are right. */
void assemble_scenario(struct build *B);

#endif
