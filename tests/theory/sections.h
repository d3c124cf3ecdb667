/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sections of scenarios, as texts; lines that follow go on with the last of them. */
#ifndef TESTS_THEORY_SECTIONS_H
#define TESTS_THEORY_SECTIONS_H

#include "tests/theory/world.h"

#define CLASS(name, route, arrivals) \
    "[class " name "]\nroute = " route "\narrivals = " arrivals "\n"
#define STANDING(name, route, number, station) \
    "[class " name "]\nroute = " route "\nbacklog = " number " trucks at " station "\n"
#define STATION(name, servers, service) \
    "[station " name "]\nservers = " servers "\nservice = " service "\n"
#define ROUTE(name, steps) "[route " name "]\nsteps =\n" steps

/* GATE_OF(section, ...): a scenario, from its sections and lines, in their order. */
#define GATE_OF(...) ((const char *const[]){__VA_ARGS__, NULL})

/* gate_begin(sections): a gate of GATE_OF, at its start. */
static inline struct world gate_begin(const char *const *sections)
{
    char text[4000] = "";
    size_t n = 0;

    for (; *sections != NULL; sections++) {
        assert_true(n + strlen(*sections) < sizeof text);
        n += (size_t)snprintf(text + n, sizeof text - n, "%s", *sections);
    }
    return world_begin(text, NULL);
}

#endif
