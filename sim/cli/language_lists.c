/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/cli/language_lists.h"

#include "sim/cli/glossary.h"

const struct topic_list topic_lists[TOPIC_LISTS] = {
    {"Sections", gatesim_sections},
    {"Distributions", gatesim_distributions},
    {"Steps of a route", gatesim_route_steps},
    {"Words", glossary},
};
