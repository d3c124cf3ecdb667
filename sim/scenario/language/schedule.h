/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schedules: numbers that follow the clock, as in "2, 4 during Mon-Fri 08:00-17:00". */
#ifndef SIM_SCENARIO_LANGUAGE_SCHEDULE_H
#define SIM_SCENARIO_LANGUAGE_SCHEDULE_H

#include "sim/scenario/language/cursor.h"
#include "sim/scenario/language/draft.h"

/* field_staff(c, out): servers, a struct draft_schedule; unlimited is SCN_UNLIMITED. */
bool field_staff(struct cursor *c, void *out);

/* field_speed(c, out): multipliers, a struct draft_schedule. */
bool field_speed(struct cursor *c, void *out);

/* field_slots(c, out): rates, a struct draft_schedule in 1/s. */
bool field_slots(struct cursor *c, void *out);

/* schedule_most(D): returns the highest number of the schedule. */
double schedule_most(const struct draft_schedule *D);

/* schedule_arrivals(c, D): arrivals a second, such as "10/h, 40/h during 07:00-19:00" or "7,000/d
 * on Mon-Fri, 3,000/d on Sat, 0/d on Sun", to the end of the value. Where the first rate has days
 * too, the rates must have all days of the week. Returns false after a diagnostic. */
bool schedule_arrivals(struct cursor *c, struct draft_schedule *D);

/* field_clock(c, out): "+1 h", "-30 min", a struct draft_clock. */
bool field_clock(struct cursor *c, void *out);

#endif
