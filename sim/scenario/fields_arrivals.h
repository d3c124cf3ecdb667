/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The types of value that say how and when trucks come; as those of fields.h. */
#ifndef SIM_SCENARIO_FIELDS_ARRIVALS_H
#define SIM_SCENARIO_FIELDS_ARRIVALS_H

#include "sim/scenario/cursor.h"

bool field_arrivals(struct cursor *c, void *out); /* struct draft_arrivals */
bool field_trucks(struct cursor *c, void *out);   /* struct draft_batch */
bool field_surges(struct cursor *c, void *out);   /* struct draft_surges */
bool field_backlog(struct cursor *c, void *out);  /* struct draft_backlog */

#endif
