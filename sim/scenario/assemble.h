/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Assembly: drafts made the scenario that the model reads. */
#ifndef SIM_SCENARIO_ASSEMBLE_H
#define SIM_SCENARIO_ASSEMBLE_H

#include "sim/scenario/build.h"

/* assemble_scenario(B): fill in B->S from the drafts, as far as they are right. */
void assemble_scenario(struct build *B);

/* assemble_purpose(B, kind, name): the hash of "station customs". */
uint64_t assemble_purpose(struct build *B, const char *kind, const char *name);

/* assemble_name(B, name): a copy in the scenario. */
const char *assemble_name(struct build *B, const char *name);

/* assemble_choice(B, D, choice): the cases, the unconditional one last. */
void assemble_choice(struct build *B, const struct draft_choice *D, struct scn_choice *choice);

#endif
