/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schedules: numbers that follow the clock, as in "2, 4 during Mon-Fri 08:00-17:00". */
#ifndef SIM_SCENARIO_LANGUAGE_SCHEDULE_H
#define SIM_SCENARIO_LANGUAGE_SCHEDULE_H

#include "sim/scenario/language/cursor.h"

/* field_staff(c, out): servers, a struct draft_schedule; unlimited is SCN_UNLIMITED. */
bool field_staff(struct cursor *c, void *out);

/* field_speed(c, out): multipliers, a struct draft_schedule. */
bool field_speed(struct cursor *c, void *out);

/* field_slots(c, out): rates, a struct draft_schedule in 1/s. */
bool field_slots(struct cursor *c, void *out);

/* field_clock(c, out): "+1 h", "-30 min", a struct draft_clock. */
bool field_clock(struct cursor *c, void *out);

#endif
