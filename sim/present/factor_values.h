/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of a design point, factor by factor, for each kind of reader. In all functions place
 * has a number for each factor. */
#ifndef SIM_PRESENT_FACTOR_VALUES_H
#define SIM_PRESENT_FACTOR_VALUES_H

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

#include "sim/experiment/factors.h"

struct table; /* sim/text/text.h */

/* factor_values_print(V, place, between, out): "yard.servers = 2", and so on, with a text between.
 * Returns whether there was memory for all. */
bool factor_values_print(const struct factors *V, const double *place, const char *between,
                         FILE *out);

/* factor_values_cells(V, place, T): a cell of the row for each. */
void factor_values_cells(const struct factors *V, const double *place, struct table *T);

/* factor_values_csv(V, place, out): a field of the line for each, with the comma behind it.
 * Returns as places_print. */
bool factor_values_csv(const struct factors *V, const double *place, FILE *out);

/* factor_values_json(lost, V, place): an object of values by key. *lost as of part_put. */
json_t *factor_values_json(bool *lost, const struct factors *V, const double *place);

#endif
