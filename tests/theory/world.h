/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests against theory share: a scenario from text, a run of it, and one number of a
 * result. */
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

/* A gate that is run, and what it is a run of. */
struct world {
    struct gatesim_scenario *S;
    struct gatesim *G;
};

/* world_begin(text, observer): at its start; the observer may be NULL. world_run(text, observer):
 * at its end, which it must reach. */
static inline struct world world_begin(const char *text, const struct gatesim_observer *observer)
{
    struct world W = {world_scenario(text), NULL};

    assert_int_equal(gatesim_create(W.S, 0, observer, &W.G), 0);
    return W;
}

static inline struct world world_run(const char *text, const struct gatesim_observer *observer)
{
    const struct world W = world_begin(text, observer);

    if (world_finish(W.G) < 0)
        fail_msg("%s", gatesim_trouble(W.G));
    return W;
}

static inline void world_end(const struct world *W)
{
    gatesim_destroy(W->G);
    gatesim_scenario_destroy(W->S);
}

/* world_get(W, group, name, i): value i of the column. */
static inline double world_get(const struct world *W, const char *group, const char *name, size_t i)
{
    return world_value(W->S, W->G, group, name, i);
}

#endif
