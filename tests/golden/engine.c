/* SPDX-License-Identifier: GPL-3.0-or-later */
/* engine SCENARIO...: what shipped.py pins, by the engine alone: name and fingerprints of two
 * replications of each. Needs neither HDF5 nor libuv, so that it is soon built for another
 * machine. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gatesim/scenario.h"
#include "gatesim/simulation.h"

#define REPLICATIONS 2
#define BATCH 100000

static int run(const struct gatesim_scenario *scenario, uint32_t replication)
{
    struct gatesim *G;
    int status = gatesim_create(scenario, replication, NULL, &G);

    while (status == 0 && !gatesim_finished(G))
        status = gatesim_step(G, BATCH) < 0;
    if (status == 0)
        printf(" %016" PRIx64, gatesim_fingerprint(G));
    gatesim_destroy(G);
    return status;
}

static int run_all(const char *path)
{
    struct gatesim_diagnostics *D = NULL;
    struct gatesim_scenario *S;
    const char *slash = strrchr(path, '/');
    int status = gatesim_scenario_load(path, NULL, 0, &S, &D);

    gatesim_diagnostics_destroy(D);
    if (status != 0)
        return status;
    printf("%s", slash != NULL ? slash + 1 : path);
    for (uint32_t r = 0; status == 0 && r < REPLICATIONS; r++)
        status = run(S, r);
    printf("\n");
    gatesim_scenario_destroy(S);
    return status;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (run_all(argv[i]) != 0) {
            fprintf(stderr, "%s: failed\n", argv[i]);
            return 1;
        }
    return 0;
}
