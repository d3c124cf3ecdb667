/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Resolving: the inherited tree made a checked scenario.
 *
 * First the names of everything, then the values of all keys into drafts, then what hangs
 * together: timetables, rates, compiled routes. Nothing here stops at the first mistake. */
#ifndef SIM_SCENARIO_RESOLVE_H
#define SIM_SCENARIO_RESOLVE_H

#include "sim/scenario/language/build.h"

/* resolve_scenario(R, T, S, B): build *S from the tree; *B, zeroed, is the workshop, which the
 * printed form and the digest still need. Returns false without memory; reports all else.
 * *S is complete only if nothing was reported. */
bool resolve_scenario(struct reader *R, struct tree *T, struct gatesim_scenario *S,
                      struct build *B);

#endif
