/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every --json is made of. A value may be NULL for want of memory: whoever puts it
 * somewhere notes that in *lost. */
#ifndef ANALYSIS_REPORT_JSON_PARTS_H
#define ANALYSIS_REPORT_JSON_PARTS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <jansson.h>

#include "analysis/estimate/estimate.h"

/* part_put(lost, object, key, value): put value under the key of a JSON object, which takes over
 * the reference. Sets *lost when value is NULL or there is no memory. */
void part_put(bool *lost, json_t *object, const char *key, json_t *value);

/* part_append(lost, array, value): put value behind the last of a JSON array, which takes over the
 * reference. Sets *lost when value is NULL or there is no memory. */
void part_append(bool *lost, json_t *array, json_t *value);

/* part_number(x): null for what JSON cannot say. */
json_t *part_number(double x);

/* part_path(path): a path may hold any bytes, JSON only UTF-8: others become '?'. */
json_t *part_path(const char *path);

/* part_seed(seed): beyond what JSON's integers carry here it is text, to the last digit. */
json_t *part_seed(uint64_t seed);

/* part_estimate(lost, E): an object of mean, half_width and n. */
json_t *part_estimate(bool *lost, struct estimate E);

/* part_print(root, lost, out): print and drop the root. Returns 0, or GATESIM_ENOMEM when any
 * of it was lost. */
int part_print(json_t *root, bool lost, FILE *out);

#endif
