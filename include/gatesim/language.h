/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of scenarios: its sections, keys, distributions and steps, from the tables that the
 * reader itself uses. All of it is constant, and the same for every scenario. */
#ifndef GATESIM_LANGUAGE_H
#define GATESIM_LANGUAGE_H

#include <stddef.h>

/* A key of a section. */
struct gatesim_key {
    const char *section; /* "station", "class", ... */
    const char *key;     /* "servers" */
    const char *type;    /* "duration", "share", ... in words; "one of": a word of the range */
    const char *unit;    /* "ms, s, min, h, d, w" or "" */
    const char *range;   /* "above 0" or "" */
    const char *value;   /* the default as it is written; "" none; NULL: must be given */
    const char *meaning; /* one or more sentences */
    const char *example; /* "servers = 2, 4 during Mon-Fri 08:00-17:00" */
    int conditional;     /* 1: may be written 'key if ATTRIBUTE is VALUE' */
};

/* Something else of the language that has a name and a meaning. */
struct gatesim_topic {
    const char *name;    /* "station", "lognormal" */
    const char *form;    /* how it is written: "[station NAME]", "lognormal mean D cv C" */
    const char *meaning; /* one or more sentences */
};

/* gatesim_keys(count): returns all keys, section by section, and their number as *count. */
const struct gatesim_key *gatesim_keys(size_t *count);

/* gatesim_key_changes(i): returns 1 when a [change] may set key i of gatesim_keys in the middle of
 * a run, else 0. */
int gatesim_key_changes(size_t i);

/* gatesim_sections(count): returns the kinds of section, and their number as *count. */
const struct gatesim_topic *gatesim_sections(size_t *count);

/* gatesim_distributions(count): returns the distributions, and their number as *count. */
const struct gatesim_topic *gatesim_distributions(size_t *count);

/* gatesim_route_steps(count): returns the steps that a route is made of, and their number as
 * *count. */
const struct gatesim_topic *gatesim_route_steps(size_t *count);

/* gatesim_unit(s, n): returns the seconds in the unit of time that the n bytes at s name, such as
 * "min" or "minutes"; 0 when they name none. */
double gatesim_unit(const char *s, size_t n);

#endif
