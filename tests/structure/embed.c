/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that knows nothing of gatesim but include/gatesim and libgatesim.a: a thousand
 * gates in one process, stepped in turn, each of which does what it does alone. */
#include <stdio.h>
#include <string.h>

#include "gatesim/scenario.h"
#include "gatesim/simulation.h"

#define GATES 1000

static const char text[] = "[scenario]\n"
                           "duration = 1 d\n"
                           "[class truck]\n"
                           "route = through\n"
                           "arrivals = poisson 10/h\n"
                           "[station booth]\n"
                           "servers = 1\n"
                           "service = exponential mean 5 min\n"
                           "[route through]\n"
                           "steps =\n"
                           "    booth\n";

static struct gatesim *gates[GATES];

static int create_all(const struct gatesim_scenario *scenario)
{
    for (uint32_t i = 0; i < GATES; i++)
        if (gatesim_create(scenario, i % 2, NULL, &gates[i]) != 0)
            return -1;
    return 0;
}

/* Unequal steps, so that the gates are at different instants all the time. */
static int step_all(void)
{
    size_t finished = 0;

    while (finished < GATES) {
        finished = 0;
        for (size_t i = 0; i < GATES; i++) {
            if (gatesim_step(gates[i], (int64_t)(1 + i % 7)) < 0)
                return -1;
            finished += gatesim_finished(gates[i]) != 0;
        }
    }
    return 0;
}

static int compare_all(void)
{
    if (gatesim_fingerprint(gates[0]) == gatesim_fingerprint(gates[1]))
        return -1;
    for (size_t i = 2; i < GATES; i++)
        if (gatesim_fingerprint(gates[i]) != gatesim_fingerprint(gates[i % 2]))
            return -1;
    return 0;
}

int main(void)
{
    struct gatesim_scenario *scenario = NULL;
    struct gatesim_diagnostics *diagnostics = NULL;
    int status =
        gatesim_scenario_parse(text, strlen(text), "embed.ini", NULL, 0, &scenario, &diagnostics);

    if (status == 0)
        status = create_all(scenario);
    if (status == 0)
        status = step_all();
    if (status == 0)
        status = compare_all();
    for (size_t i = 0; i < GATES; i++)
        gatesim_destroy(gates[i]);
    gatesim_scenario_destroy(scenario);
    gatesim_diagnostics_destroy(diagnostics);
    if (status != 0)
        fprintf(stderr, "embed: failed with status %d\n", status);
    return status != 0;
}
