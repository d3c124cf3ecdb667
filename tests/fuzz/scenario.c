/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as a scenario: it is refused with at least one message, or else is a scenario whose
 * printed form is read back as the same, and which can be begun. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/bug.h"
#include "tests/fuzz/fuzz.h"

#define EVENTS 200

static void begin(const struct gatesim_scenario *S)
{
    struct gatesim *G;

    if (gatesim_create(S, 0, NULL, &G) == GATESIM_OK)
        (void)gatesim_step(G, EVENTS);
    gatesim_destroy(G);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct gatesim_scenario *S, *again;

    S = fuzz_load((const char *)data, size, NULL);
    if (S == NULL)
        return 0;
    again = fuzz_load(gatesim_scenario_text(S), strlen(gatesim_scenario_text(S)), NULL);
    GS_ASSERT(again != NULL);
    GS_ASSERT(strcmp(gatesim_scenario_text(S), gatesim_scenario_text(again)) == 0);
    GS_ASSERT(strcmp(gatesim_scenario_sha256(S), gatesim_scenario_sha256(again)) == 0);
    begin(S);
    gatesim_scenario_destroy(again);
    gatesim_scenario_destroy(S);
    return 0;
}
