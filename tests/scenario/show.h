/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diagnostics as one text, as a user sees them: for the tests of this folder. */
#ifndef TESTS_SCENARIO_SHOW_H
#define TESTS_SCENARIO_SHOW_H

#include <stdio.h>
#include <stdlib.h>

#include "gatesim/scenario.h"

/* show(out, D): one line each. */
static inline void show(FILE *out, const struct gatesim_diagnostics *D)
{
    for (size_t i = 0; i < gatesim_diagnostics_count(D); i++) {
        const struct gatesim_diagnostic *d = gatesim_diagnostics_at(D, i);
        const int n = gatesim_diagnostic_print(d, NULL, 0);
        char *line = malloc((size_t)n + 1);

        if (line == NULL)
            return;
        gatesim_diagnostic_print(d, line, (size_t)n + 1);
        fprintf(out, "%s\n", line);
        free(line);
    }
}

#endif
