/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diagnostics: everything that is wrong with the input, as one list in the order of the file. */
#ifndef GATESIM_DIAGNOSTICS_H
#define GATESIM_DIAGNOSTICS_H

#include <stddef.h>

/* One thing that is wrong. Its strings belong to the list that it is in. */
struct gatesim_diagnostic {
    const char *file;    /* NULL when it is not about a file */
    unsigned line;       /* from 1; 0 when it is not about a line */
    const char *section; /* "station customs"; NULL when unknown */
    const char *key;     /* NULL when it is about the whole section */
    const char *message; /* what is wrong, and what would be right */
};

/* A list of diagnostics. Everywhere, NULL is a list of none. */
struct gatesim_diagnostics;

/* gatesim_diagnostics_count(D): returns the number of diagnostics in D. */
size_t gatesim_diagnostics_count(const struct gatesim_diagnostics *D);

/* gatesim_diagnostics_at(D, i): returns diagnostic i of D, which is below the count. It is valid as
 * long as D. */
const struct gatesim_diagnostic *gatesim_diagnostics_at(const struct gatesim_diagnostics *D,
                                                        size_t i);

/* gatesim_diagnostics_destroy(D): free the list and its diagnostics. */
void gatesim_diagnostics_destroy(struct gatesim_diagnostics *D);

/* gatesim_diagnostic_print(d, buffer, size): write "file:line: [section] key: message" to the size
 * bytes at buffer, cut short where they do not suffice. Returns the length of the whole text, as
 * snprintf does. */
int gatesim_diagnostic_print(const struct gatesim_diagnostic *d, char *buffer, size_t size);

#endif
