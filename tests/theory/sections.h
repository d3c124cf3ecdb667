/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sections of scenarios, as texts; lines that follow go on with the last of them. */
#ifndef TESTS_THEORY_SECTIONS_H
#define TESTS_THEORY_SECTIONS_H

#define CLASS(name, route, arrivals) \
    "[class " name "]\nroute = " route "\narrivals = " arrivals "\n"
#define STANDING(name, route, number, station) \
    "[class " name "]\nroute = " route "\nbacklog = " number " trucks at " station "\n"
#define STATION(name, servers, service) \
    "[station " name "]\nservers = " servers "\nservice = " service "\n"
#define ROUTE(name, steps) "[route " name "]\nsteps =\n" steps

#endif
