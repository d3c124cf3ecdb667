/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios written in a test: loaded from text, with the messages shown when they are wrong. */
#ifndef TESTS_UNIT_SCENARIO_LOAD_H
#define TESTS_UNIT_SCENARIO_LOAD_H

#include "tests/unit/check.h"

#include <string.h>

#include "gatesim/status.h"
#include "sim/scenario/model/scenario.h"

/* What a scenario needs beyond what a test is about. */
#define LOAD_RUN "[scenario]\nstart = 2025-01-06 00:00\nduration = 2 w\n"
#define LOAD_CLASS "[class a]\nroute = r\narrivals = poisson 60/h\n"
#define LOAD_STATION "[station s]\nservers = 1\nservice = 1 min\n"
#define LOAD_ROUTE "[route r]\nsteps = s\n"

/* load_with(text, settings, count): the scenario; the test fails when it is wrong. */
static inline struct gatesim_scenario *load_with(const char *text, const char *const *settings,
                                                 size_t count)
{
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;
    char line[400];

    gatesim_scenario_parse(text, strlen(text), "test.ini", settings, count, &S, &D);
    for (size_t i = 0; i < gatesim_diagnostics_count(D); i++) {
        gatesim_diagnostic_print(gatesim_diagnostics_at(D, i), line, sizeof line);
        print_error("%s\n", line);
    }
    gatesim_diagnostics_destroy(D);
    assert_non_null(S);
    return S;
}

static inline struct gatesim_scenario *load(const char *text)
{
    return load_with(text, NULL, 0);
}

/* load_hours(t): t hours in ticks. */
static inline gatesim_ticks load_hours(double t)
{
    return (gatesim_ticks)(t * 3600) * GATESIM_TICKS_PER_SECOND;
}

#endif
