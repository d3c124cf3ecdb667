/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The types of value that say who comes, with what and where to; as those of fields.h. */
#ifndef SIM_SCENARIO_FIELDS_DEMAND_H
#define SIM_SCENARIO_FIELDS_DEMAND_H

#include "sim/scenario/cursor.h"

bool field_period(struct cursor *c, void *out);       /* struct draft_period */
bool field_adoption(struct cursor *c, void *out);     /* struct draft_shares */
bool field_part(struct cursor *c, void *out);         /* struct draft_choice of constants */
bool field_number(struct cursor *c, void *out);       /* struct draft_choice of constants */
bool field_truth(struct cursor *c, void *out);        /* uint32_t, an attribute */
bool field_values(struct cursor *c, void *out);       /* struct draft_values */
bool field_appointments(struct cursor *c, void *out); /* uint32_t */
bool field_returns(struct cursor *c, void *out); /* struct draft_choice of constants: a class */
bool field_reroute(struct cursor *c, void *out); /* uint32_t, a route */
bool field_options(struct cursor *c, void *out); /* struct draft_options: routes */
bool field_biases(struct cursor *c, void *out);  /* struct draft_options: s */
bool field_split(struct cursor *c, void *out);   /* struct draft_options: shares */

#endif
