/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places: what a point of an experiment is, factor by factor, for each kind of reader. place has
 * one for each factor of the variation. */
#ifndef SIM_CLI_PLACES_H
#define SIM_CLI_PLACES_H

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

#include "sim/cli/vary.h"

struct table; /* sim/cli/text.h */

/* places_print(V, place, between, out): "yard.servers = 2", and so on, with a text between.
 * Returns whether there was memory for all. */
bool places_print(const struct variation *V, const double *place, const char *between, FILE *out);

/* places_cells(V, place, T): a cell of the row for each. */
void places_cells(const struct variation *V, const double *place, struct table *T);

/* places_csv(V, place, out): a field of the line for each, with the comma behind it.
 * Returns as places_print. */
bool places_csv(const struct variation *V, const double *place, FILE *out);

/* places_json(lost, V, place): an object of values by key. *lost as of part_put. */
json_t *places_json(bool *lost, const struct variation *V, const double *place);

#endif
