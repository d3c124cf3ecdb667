/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How people write values elsewhere, and what to write here: each message names the character that
 * stands in the way. */
#ifndef SIM_SCENARIO_LANGUAGE_HABIT_H
#define SIM_SCENARIO_LANGUAGE_HABIT_H

#include "sim/scenario/language/cursor.h"

/* habit_fault(c, w, allowed): ": 'x' stands in it" for the first character of w that is not one of
 * those allowed; "" when there is none such. */
const char *habit_fault(struct cursor *c, struct word w, const char *allowed);

/* habit_number(c, w): report that w, which does not begin with a number, is none. Returns false. */
bool habit_number(struct cursor *c, struct word w);

/* habit_rate(c, number): report that what starts at number and was read up to c->p is no rate.
 * Returns false. */
bool habit_rate(struct cursor *c, const char *number);

/* habit_range(c, number): whether a '-' or '..' and a second number follow c->p, behind the
 * duration that starts at number; reports that one duration is read here. */
bool habit_range(struct cursor *c, const char *number);

/* habit_clock(c, number): whether "1:30" stands at number, of which 1 was read; reports how such a
 * duration is written. */
bool habit_clock(struct cursor *c, const char *number);

/* habit_thousands(c, number, rare): warn of a number from number up to c->p in which a point may
 * stand between thousands: one to three digits, the point and three digits, the last of them 0, as
 * nobody writes decimals; where rare is true, any three, since a value so small is rare. */
void habit_thousands(struct cursor *c, const char *number, bool rare);

/* habit_thousands_hint(c, number): "; write 1900 or 1,900" for such a number, else "". */
const char *habit_thousands_hint(struct cursor *c, const char *number);

#endif
