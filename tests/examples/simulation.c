/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a replication of a scenario, a million events at a time: simulation FILE.ini */
#include <stdio.h>
#include <stdlib.h>

#include "gatesim/simulation.h"

int main(int argc, char **argv)
{
    struct gatesim_diagnostics *D;
    struct gatesim_progress progress;
    struct gatesim_scenario *S;
    struct gatesim *G;
    int64_t taken;

    if (argc != 2 || gatesim_scenario_load(argv[1], NULL, 0, &S, &D) != GATESIM_OK)
        return EXIT_FAILURE;
    if (gatesim_create(S, 0, NULL, &G) != GATESIM_OK)
        return EXIT_FAILURE;
    do
        taken = gatesim_step(G, 1000000);
    while (taken > 0 && !gatesim_finished(G));
    gatesim_progress(G, &progress);
    printf("%llu trucks arrived, %llu left\n", (unsigned long long)progress.arrived,
           (unsigned long long)progress.left);
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
    return taken < 0 ? EXIT_FAILURE : 0;
}
