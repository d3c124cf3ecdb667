/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of a scenario that may change in mid-run, with their values. */
#ifndef SIM_LIVE_CHANGEABLE_H
#define SIM_LIVE_CHANGEABLE_H

#include <jansson.h>

#include "gatesim/scenario.h"

/* changeable_list(S): list the lines of the resolved text of scenario S whose keys a [change] may
 * set, conditional lines included, in the order of the text. Returns an array of pairs of texts,
 * such as ["station customs.servers", "3"], owned by the caller; or NULL when memory is short. */
json_t *changeable_list(const struct gatesim_scenario *S);

#endif
