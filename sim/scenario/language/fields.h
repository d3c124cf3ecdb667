/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields: one parse function per type of value. */
#ifndef SIM_SCENARIO_LANGUAGE_FIELDS_H
#define SIM_SCENARIO_LANGUAGE_FIELDS_H

#include "sim/scenario/language/cursor.h"
#include "sim/scenario/model/scenario.h"

/* A function for each row of KEY_TYPE_LIST, here or in topics/: reads the whole value of the cursor
 * into the member of a draft that out points to. Returns false after a diagnostic. */
#define FIELD_DECLARE(code, words, unit, parse) bool parse(struct cursor *c, void *out);
KEY_TYPE_LIST(FIELD_DECLARE)
#undef FIELD_DECLARE

struct draft_by_truck;
struct draft_numbers_list;
struct draft_shares;
struct draft_shares_case;

/* Parts of parse functions, for the files that hold them. All return false after a diagnostic. */

/* field_in_range(c, x, from): whether x is in the range of the key; the value is the text from
 * from to here. */
bool field_in_range(struct cursor *c, double x, const char *from);

/* field_trucks_whole(c, trucks): "300 trucks", not to the end of the value. */
bool field_trucks_whole(struct cursor *c, uint32_t *trucks);

/* field_case(c, D, item): add a case to a value that may depend on the truck; the case without a
 * condition is kept apart. Returns false after a diagnostic. */
bool field_case(struct cursor *c, struct draft_by_truck *D, const struct scn_case *item);

/* field_shares_case(c, D, item): add a case to shares that may depend on the truck; the case
 * without a condition is kept apart. Returns false after a diagnostic. */
bool field_shares_case(struct cursor *c, struct draft_shares *D,
                       const struct draft_shares_case *item);

/* field_constant(c, D, x): add a case whose value is the number x, with which the text of the
 * value ends. Returns false after a diagnostic. */
bool field_constant(struct cursor *c, struct draft_by_truck *D, double x);

/* field_names(c, kind, D): read a list of names of sections of the kind into D. */
bool field_names(struct cursor *c, enum section_kind kind, struct draft_numbers_list *D);

#endif
