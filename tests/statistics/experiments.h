/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of statistics share: many experiments, each of some replications of its own. */
#ifndef TESTS_STATISTICS_EXPERIMENTS_H
#define TESTS_STATISTICS_EXPERIMENTS_H

#include "tests/theory/world.h"

#define ALL_EXPERIMENTS 2000

/* A number of a run: value i of a column. */
struct number {
    const char *group, *name;
    size_t i;
};

/* run_numbers(S, replication, count, number, values): simulate it, and read numbers off. */
static inline void run_numbers(const struct gatesim_scenario *S, uint32_t replication, size_t count,
                               const struct number *number, double *values)
{
    struct gatesim *G = NULL;

    assert_int_equal(gatesim_create(S, replication, NULL, &G), 0);
    assert_true(world_finish(G) >= 0);
    for (size_t k = 0; k < count; k++)
        values[k] = world_value(S, G, number[k].group, number[k].name, number[k].i);
    gatesim_destroy(G);
}

#endif
