/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: "section.key=value" from the command line, in its order. */
#ifndef SIM_EXPERIMENT_SETTINGS_H
#define SIM_EXPERIMENT_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct settings {
    char **text; /* owned */
    size_t count, room;
};

/* settings_add(messages, T, key, value): add "key=value", or value itself when key is NULL. Takes
 * value, which was malloced. Returns -1, or EXIT_FAILED after saying so when there is no memory. */
int settings_add(FILE *messages, struct settings *T, const char *key, char *value);

/* settings_has(T, text): whether one of them is this text. */
bool settings_has(const struct settings *T, const char *text);

/* settings_seed_wrong(messages, text): whether text, the value of --seed, is no seed, which is then
 * said. Returns 0, or the exit status. */
int settings_seed_wrong(FILE *messages, const char *text);

/* settings_list(T): as gatesim_scenario_load wants them. */
const char *const *settings_list(const struct settings *T);

/* settings_truncate(T, count): forget all but the first count of them. */
void settings_truncate(struct settings *T, size_t count);

void settings_release(struct settings *T);

#endif
