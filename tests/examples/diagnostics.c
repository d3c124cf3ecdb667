/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells everything that is wrong with a scenario: diagnostics FILE.ini */
#include <stdio.h>
#include <stdlib.h>

#include "gatesim/diagnostics.h"
#include "gatesim/scenario.h"
#include "gatesim/status.h"

int main(int argc, char **argv)
{
    struct gatesim_scenario *S = NULL;
    struct gatesim_diagnostics *D = NULL;
    char line[1000];
    int status;

    if (argc != 2)
        return EXIT_FAILURE;
    status = gatesim_scenario_load(argv[1], NULL, 0, &S, &D);
    for (size_t i = 0; i < gatesim_diagnostics_count(D); i++) {
        gatesim_diagnostic_print(gatesim_diagnostics_at(D, i), line, sizeof line);
        puts(line);
    }
    printf("%zu mistakes; %s\n", gatesim_diagnostics_count(D), gatesim_status_text(status));
    gatesim_diagnostics_destroy(D);
    gatesim_scenario_destroy(S);
    return 0;
}
