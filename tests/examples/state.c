/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at every station of a gate after a day: state FILE.ini */
#include <stdio.h>
#include <stdlib.h>

#include "gatesim/state.h"

int main(int argc, char **argv)
{
    struct gatesim_diagnostics *D;
    struct gatesim_scenario *S;
    struct gatesim *G;

    if (argc != 2 || gatesim_scenario_load(argv[1], NULL, 0, &S, &D) != GATESIM_OK ||
        gatesim_create(S, 0, NULL, &G) != GATESIM_OK)
        return EXIT_FAILURE;
    if (gatesim_run_until(G, 86400 * GATESIM_TICKS_PER_SECOND) < 0)
        return EXIT_FAILURE;
    for (size_t i = 0; i < gatesim_scenario_count(S, GATESIM_STATION); i++) {
        struct gatesim_place place;

        gatesim_place(G, i, &place);
        printf("%s: %s, %u in line, %u at work\n", gatesim_scenario_name(S, GATESIM_STATION, i),
               gatesim_place_state_name(place.state), place.queue, place.busy);
    }
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
    return 0;
}
