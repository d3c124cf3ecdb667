/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields: one parse function per type of value. Each reads the whole value of its cursor into
 * the member of a draft that out points to, and reports what is wrong. */
#ifndef SIM_SCENARIO_FIELDS_H
#define SIM_SCENARIO_FIELDS_H

#include "sim/scenario/cursor.h"
#include "sim/scenario/scenario.h"

/* field_parse(c, out): by the type of c's key. Returns false after a diagnostic. */
bool field_parse(struct cursor *c, void *out);

struct draft_choice;
struct draft_shares;
struct draft_shares_case;

/* Parts of parse functions, for the files that hold them. All return false after a diagnostic. */

/* field_in_range(c, x, from): whether x is in the range of the key; the value is the text from
 * from to here. */
bool field_in_range(struct cursor *c, double x, const char *from);

/* field_trucks_whole(c, trucks): "300 trucks", not to the end of the value. */
bool field_trucks_whole(struct cursor *c, uint32_t *trucks);

/* field_case, field_shares_case: one more case of a key that may be conditional; the unconditional
 * one is kept apart. field_constant(c, D, x): the same of a number x, with which the value ends. */
bool field_case(struct cursor *c, struct draft_choice *D, const struct scn_case *item);
bool field_shares_case(struct cursor *c, struct draft_shares *D,
                       const struct draft_shares_case *item);
bool field_constant(struct cursor *c, struct draft_choice *D, double x);

#endif
