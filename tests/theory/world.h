/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests against theory share: a scenario from text, and one number of a result. */
#ifndef TESTS_THEORY_WORLD_H
#define TESTS_THEORY_WORLD_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gatesim/results.h"

/* world_scenario(text): the scenario; fails the test with the first diagnostic. */
static inline struct gatesim_scenario *world_scenario(const char *text)
{
    struct gatesim_diagnostics *D = NULL;
    struct gatesim_scenario *S = NULL;
    char line[400] = "";

    if (gatesim_scenario_parse(text, strlen(text), "test.ini", NULL, 0, &S, &D) != 0) {
        if (D != NULL && gatesim_diagnostics_count(D) > 0)
            gatesim_diagnostic_print(gatesim_diagnostics_at(D, 0), line, sizeof line);
        fail_msg("%s", line);
    }
    gatesim_diagnostics_destroy(D);
    return S;
}

/* world_value(S, G, group, name, i): value i of the column. */
static inline double world_value(const struct gatesim_scenario *S, const struct gatesim *G,
                                 const char *group, const char *name, size_t i)
{
    const int column = gatesim_column_find(group, name);

    if (column < 0)
        fail_msg("no column %s/%s", group, name);
    assert_true(i < gatesim_column_size(S, (size_t)column));
    return gatesim_result(G, (size_t)column, i);
}

/* world_finish(G): take every event; returns the last status. */
static inline int64_t world_finish(struct gatesim *G)
{
    int64_t taken;

    do
        taken = gatesim_step(G, 100000);
    while (taken > 0 && !gatesim_finished(G));
    return taken;
}

#endif
