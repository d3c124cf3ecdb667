/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a scenario may change in mid-run, and what it says of that. */
#ifndef SIM_LIVE_CHANGEABLE_H
#define SIM_LIVE_CHANGEABLE_H

#include <jansson.h>

#include "gatesim/scenario.h"

/* changeable_list(S): an array of pairs of texts, ["station customs.servers", "3"], one for each
 * line of the resolved scenario whose key a [change] may set, conditional ones included, in the
 * order of the text. The caller's; NULL without memory. */
json_t *changeable_list(const struct gatesim_scenario *S);

#endif
