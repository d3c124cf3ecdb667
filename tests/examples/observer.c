/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the longest stay of a truck: observer FILE.ini */
#include <stdio.h>
#include <stdlib.h>

#include "gatesim/observer.h"
#include "gatesim/simulation.h"

static void see(void *user, const struct gatesim_truck *truck)
{
    gatesim_ticks *longest = user;

    if (truck->outcome == GATESIM_OUTCOME_CROSSED && truck->left - truck->arrived > *longest)
        *longest = truck->left - truck->arrived;
}

int main(int argc, char **argv)
{
    const char *const settings[] = {"results.log=trucks"};
    gatesim_ticks longest = 0;
    const struct gatesim_observer observer = {.user = &longest, .truck = see};
    struct gatesim_diagnostics *D;
    struct gatesim_scenario *S;
    struct gatesim *G;

    if (argc != 2 || gatesim_scenario_load(argv[1], settings, 1, &S, &D) != GATESIM_OK ||
        gatesim_create(S, 0, &observer, &G) != GATESIM_OK)
        return EXIT_FAILURE;
    if (gatesim_step(G, INT64_MAX) < 0)
        return EXIT_FAILURE;
    printf("longest stay %.0f s\n", gatesim_seconds(longest));
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
    return 0;
}
