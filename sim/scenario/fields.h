/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields: one parse function per type of value. Each reads the whole value of its cursor into
 * the member of a draft that out points to, and reports what is wrong. */
#ifndef SIM_SCENARIO_FIELDS_H
#define SIM_SCENARIO_FIELDS_H

#include "sim/scenario/cursor.h"

/* field_parse(c, out): by the type of c's key. Returns false after a diagnostic. */
bool field_parse(struct cursor *c, void *out);

#endif
