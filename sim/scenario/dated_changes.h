/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes in mid-run: the sections [change NAME].
 *
 * Each is a whole scenario from its date on, read and checked like any other: the tree as it was,
 * with the settings of the change over it. Of these scenarios one is made, in which all that may
 * change (DATED_LIST in vocabulary.h) is as in the first up to the first date, then as in the next,
 * and so on; the model only meets lists of what holds from an instant on. */
#ifndef SIM_SCENARIO_DATED_CHANGES_H
#define SIM_SCENARIO_DATED_CHANGES_H

#include "sim/scenario/language/build.h"

/* dated_apply(R, T, S, B): put the changes of T into *S, which was built from it by B; where
 * something is wrong already, only find what is wrong with them too. Returns false without memory;
 * reports all else. */
bool dated_apply(struct reader *R, const struct tree *T, struct gatesim_scenario *S,
                 struct build *B);

#endif
