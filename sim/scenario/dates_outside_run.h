/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates outside of the run: closures, maintenance, surges and the like that never come. They are
 * no mistakes, since a base may serve runs of other dates, but may be slips of the year. */
#ifndef SIM_SCENARIO_DATES_OUTSIDE_RUN_H
#define SIM_SCENARIO_DATES_OUTSIDE_RUN_H

#include "sim/scenario/unused_sections.h"

/* outside_warn(B, U): a warning into the reader's for each key whose dates all lie before the run,
 * or all after it, and the same of what a change sets and the rest of the run; B is complete.
 * Dates on both sides are a list for any year, and what nothing uses has a note already: neither is
 * warned of. */
void outside_warn(struct build *B, const struct unused *U);

#endif
