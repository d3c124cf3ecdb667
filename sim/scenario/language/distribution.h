/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distributions as text: "lognormal mean 10 min cv 0.8 at most 2 h". The kinds and their
 * parameters are those of the table in sim/random/dist.h. */
#ifndef SIM_SCENARIO_LANGUAGE_DISTRIBUTION_H
#define SIM_SCENARIO_LANGUAGE_DISTRIBUTION_H

#include "sim/random/dist.h"
#include "sim/scenario/language/cursor.h"

enum quantity { QUANTITY_TIME, QUANTITY_TRUCKS };

/* distribution_parse(c, quantity, D): read a distribution, as far as it goes, into *D, in s or
 * trucks, its tables in the scenario's memory. Notes its mean for the printed form. */
bool distribution_parse(struct cursor *c, enum quantity quantity, struct dist *D);

#endif
