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

/* settings_add(messages, T, key, value): add "key=value" to T, or value itself when key is NULL.
 * value, which was malloced, is taken. Returns 0, or a negative status after a message when there
 * is no memory. */
int settings_add(FILE *messages, struct settings *T, const char *key, char *value);

/* settings_has(T, text): returns whether one of the settings is this text. */
bool settings_has(const struct settings *T, const char *text);

/* settings_seed_wrong(messages, text): check that text, the value of --seed, is a seed. Returns
 * 0, or GATESIM_EINPUT after a message. */
int settings_seed_wrong(FILE *messages, const char *text);

/* settings_list(T): returns the settings as gatesim_scenario_load wants them. */
const char *const *settings_list(const struct settings *T);

/* settings_truncate(T, count): forget all but the first count settings. */
void settings_truncate(struct settings *T, size_t count);

/* settings_release(T): free all settings. */
void settings_release(struct settings *T);

#endif
