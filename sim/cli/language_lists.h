/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the scenario language has beside keys, and the words of its results: the lists that
 * reference texts go through. */
#ifndef SIM_CLI_LANGUAGE_LISTS_H
#define SIM_CLI_LANGUAGE_LISTS_H

#include <stdbool.h>

#include "gatesim/scenario.h"

#define TOPIC_LISTS 4 /* the first is that of the sections, which have keys */

struct topic_list {
    const char *title;
    const struct gatesim_topic *(*list)(size_t *count);
};

extern const struct topic_list topic_lists[TOPIC_LISTS];

/* key_is_word(k): returns whether the value of a key is one of the words in its range. */
bool key_is_word(const struct gatesim_key *k);

#endif
