/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells all that is measured of the gate as a whole: results FILE.ini */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/results.h"

int main(int argc, char **argv)
{
    size_t count;
    const struct gatesim_column *columns = gatesim_columns(&count);
    struct gatesim_diagnostics *D;
    struct gatesim_scenario *S;
    struct gatesim *G;

    if (argc != 2 || gatesim_scenario_load(argv[1], NULL, 0, &S, &D) != GATESIM_OK ||
        gatesim_create(S, 0, NULL, &G) != GATESIM_OK || gatesim_step(G, INT64_MAX) < 0)
        return EXIT_FAILURE;
    for (size_t i = 0; i < count; i++)
        if (strcmp(columns[i].group, "summary") == 0)
            printf("%s: %g %s\n", columns[i].name, gatesim_result(G, i, 0), columns[i].unit);
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
    return 0;
}
