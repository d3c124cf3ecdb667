/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of scenarios, one check each: the frame of the tests of this folder. */
#ifndef TESTS_SCENARIO_EACH_H
#define TESTS_SCENARIO_EACH_H

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline int is_scenario(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');

    return dot != NULL && strcmp(dot, ".ini") == 0;
}

/* each_scenario(argc, argv, check, wrong_are): check(name) every scenario of the folder argv[1],
 * from within it, and print how many there were and how many failed. Returns the exit status:
 * 0 when there was at least one and none failed. */
static inline int each_scenario(int argc, char **argv, bool (*check)(const char *name),
                                const char *wrong_are)
{
    struct dirent **list;
    const int count =
        argc == 2 && chdir(argv[1]) == 0 ? scandir(".", &list, is_scenario, alphasort) : -1;
    int wrong = 0;

    for (int i = 0; i < count; i++) {
        wrong += !check(list[i]->d_name);
        free(list[i]);
    }
    if (count > 0)
        free(list);
    printf("%d scenarios, %d %s\n", count, wrong, wrong_are);
    return count < 1 || wrong > 0;
}

#endif
