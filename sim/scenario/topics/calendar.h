/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What calendars and stations with hours of their own have in common. */
#ifndef SIM_SCENARIO_TOPICS_CALENDAR_H
#define SIM_SCENARIO_TOPICS_CALENDAR_H

#include "sim/scenario/language/build.h"

/* calendar_check_never(B, s, times): report a section whose hours are 'never' and that gives no
 * dates, which are read into times, on which it opens. */
void calendar_check_never(struct build *B, const struct tree_section *s,
                          const struct draft_calendar *times);

#endif
