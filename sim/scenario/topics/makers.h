/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a scenario that several topics make. */
#ifndef SIM_SCENARIO_TOPICS_MAKERS_H
#define SIM_SCENARIO_TOPICS_MAKERS_H

#include "sim/scenario/language/build.h"

/* make_purpose(B, kind, name): returns the hash of the text "kind name", as "station customs",
 * by which a section's draws of chance are told from all others; 0 without memory. */
uint64_t make_purpose(struct build *B, const char *kind, const char *name);

/* make_name(B, name): returns a copy of the name in the scenario's memory; NULL without. */
const char *make_name(struct build *B, const char *name);

/* make_by_truck(B, D, choice): make *choice of the draft's cases, the unconditional one last. */
void make_by_truck(struct build *B, const struct draft_by_truck *D, struct scn_by_truck *choice);

#endif
