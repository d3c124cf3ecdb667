/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An engine that simulates nothing: a scenario with awkward names, columns of every shape,
 * and values that are known. It stands in for the engine in the tests of the store. */
#ifndef TESTS_UNIT_STORE_STUB_H
#define TESTS_UNIT_STORE_STUB_H

#include <stdbool.h>

#include "sim/store/store.h"

/* stub_scenario(log, text): a scenario with this log, whose text has so many bytes; NULL
 * when there is no memory. To free(). */
struct gatesim_scenario *stub_scenario(enum gatesim_log log, size_t text);

/* stub_scenario_of(text): the same without a log, whose text is that; behind it lies something. */
struct gatesim_scenario *stub_scenario_of(const char *text);

/* stub_value(replication, column, i): value i of a column. */
double stub_value(uint32_t replication, size_t column, size_t i);

/* stub_values(S, replication): all of them, to free(), or NULL. */
double *stub_values(const struct gatesim_scenario *S, uint32_t replication);

/* stub_run(observer, replication, trucks): show the observer, if there is one, so many trucks and
 * twice as many visits. stub_publish: publish the stub's values. */
void stub_run(const struct gatesim_observer *observer, uint32_t replication, uint32_t trucks);
int stub_publish(struct store *ST, const struct gatesim_scenario *S, uint32_t replication,
                 bool complete);

/* same_bytes(a, b): whether two files are there and equal. */
bool same_bytes(const char *a, const char *b);

#endif
