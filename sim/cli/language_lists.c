/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists come from where they are used: the reader, the distributions, the routes. */
#include "sim/cli/language_lists.h"

#include <string.h>

#include "sim/cli/glossary.h"

const struct topic_list topic_lists[TOPIC_LISTS] = {
    {"Sections", gatesim_sections},
    {"Distributions", gatesim_distributions},
    {"Steps of a route", gatesim_route_steps},
    {"Words", glossary},
};

bool key_is_word(const struct gatesim_key *k)
{
    return strcmp(k->type, "one of") == 0;
}
