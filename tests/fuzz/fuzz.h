/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzzers share. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gatesim/scenario.h"
#include "gatesim/simulation.h"
#include "gatesim/status.h"
#include "sim/base/bug.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a list of mistakes says can be printed, all of it. */
static inline void fuzz_print(const struct gatesim_diagnostics *D)
{
    char text[4096];

    for (size_t i = 0; i < gatesim_diagnostics_count(D); i++)
        GS_ASSERT(gatesim_diagnostic_print(gatesim_diagnostics_at(D, i), text, sizeof text) > 0);
}

/* fuzz_load(text, size, setting): the scenario in a text with a setting, or NULL when it is
 * refused, and then with a reason. */
static inline struct gatesim_scenario *fuzz_load(const char *text, size_t size, const char *setting)
{
    struct gatesim_diagnostics *D;
    struct gatesim_scenario *S;
    const int status = gatesim_scenario_parse(text, size, FUZZ_FOLDER "fuzz.ini", &setting,
                                              setting != NULL, &S, &D);

    GS_ASSERT((status == GATESIM_OK) == (S != NULL));
    GS_ASSERT((status == GATESIM_EINPUT) == (D != NULL));
    if (D != NULL) {
        GS_ASSERT(gatesim_diagnostics_count(D) > 0);
        fuzz_print(D);
    }
    gatesim_diagnostics_destroy(D);
    return S;
}

#endif
