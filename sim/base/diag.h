/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diagnostics: everything that is wrong with the user's input, in one list.
 *
 * Behind the public type of gatesim/scenario.h. Owns its strings. Adding cannot fail for
 * the caller: a list that runs out of memory remembers it, see diag_status. */
#ifndef SIM_BASE_DIAG_H
#define SIM_BASE_DIAG_H

#include <stddef.h>

#include "gatesim/scenario.h"

/* Where in the input: any part may be NULL or 0. Borrowed strings. */
struct diag_place {
    const char *file;
    unsigned line;
    const char *section;
    const char *key;
};

/* diag_create(): an empty list, or NULL. Destroyed by gatesim_diagnostics_destroy. */
struct gatesim_diagnostics *diag_create(void);

/* diag_add(D, where, fmt, ...): add a message; copies everything. */
void diag_add(struct gatesim_diagnostics *D, const struct diag_place *where, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* diag_sort(D): bring the list into the order of the files (order of first mention), then
 * of lines; messages of one line keep their order. */
void diag_sort(struct gatesim_diagnostics *D);

/* diag_status(D): 0 when the list is empty, GATESIM_EINPUT when it has messages,
 * GATESIM_ENOMEM when memory ran out while adding. */
int diag_status(const struct gatesim_diagnostics *D);

/* diag_suggest(word, candidates, count): the candidate nearest to word by
 * Damerau-Levenshtein distance in characters of UTF-8, ignoring the case of ASCII letters; of
 * equally near ones the first. NULL when none is near enough (at most 1 + length / 4 edits,
 * fewer than word has characters), or no memory. For "did you mean". */
const char *diag_suggest(const char *word, const char *const *candidates, size_t count);

#endif
