/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what a scenario has: scenario FILE.ini */
#include <stdio.h>
#include <stdlib.h>

#include "gatesim/scenario.h"
#include "gatesim/status.h"

int main(int argc, char **argv)
{
    const char *const settings[] = {"scenario.seed=7"};
    struct gatesim_scenario_info info;
    struct gatesim_diagnostics *D;
    struct gatesim_scenario *S;

    if (argc != 2 || gatesim_scenario_load(argv[1], settings, 1, &S, &D) != GATESIM_OK)
        return EXIT_FAILURE;
    gatesim_scenario_info(S, &info);
    printf("%s, seed %llu\n", info.title, (unsigned long long)info.seed);
    for (size_t i = 0; i < gatesim_scenario_count(S, GATESIM_STATION); i++) {
        struct gatesim_staff staff;

        gatesim_scenario_staff(S, i, &staff);
        printf("%s: %u servers\n", gatesim_scenario_name(S, GATESIM_STATION, i), staff.most);
    }
    gatesim_scenario_destroy(S);
    return 0;
}
