/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions: "channel is red or yellow and cargo is not fresh". */
#ifndef SIM_SCENARIO_LANGUAGE_CONDITION_H
#define SIM_SCENARIO_LANGUAGE_CONDITION_H

#include "sim/scenario/language/cursor.h"
#include "sim/scenario/model/scenario.h"

/* condition_parse(c, alternatives, when): read a condition into *when, in the scenario's
 * memory, as far as it goes. With alternatives, an "or" before "NAME if" or before a NAME that
 * "otherwise" follows is left: it starts the next alternative of a route step. */
bool condition_parse(struct cursor *c, bool alternatives, struct scn_condition *when);

/* condition_of_key(c, when): the condition in the key of c's entry; none: always. */
bool condition_of_key(const struct cursor *c, struct scn_condition *when);

#endif
