/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names: a set of strings, numbered from 0 in the order in which they were added, and found in
 * constant time. Lives in a reader's scratch arena; borrows the strings. */
#ifndef SIM_SCENARIO_READ_NAMES_H
#define SIM_SCENARIO_READ_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "sim/scenario/read/reader.h"

#define NAMES_NONE UINT32_MAX

struct names {
    const char **list; /* by number */
    uint32_t count;
    uint32_t *slots; /* open addressing: number + 1, or 0; slot_count is a power of two */
    size_t slot_count;
};

/* names_find(N, s, n): the number of the name that is the n bytes at s, or NAMES_NONE. */
uint32_t names_find(const struct names *N, const char *s, size_t n);

/* names_add(R, N, name): the number of name, added if it was not there; NAMES_NONE without
 * memory. */
uint32_t names_add(struct reader *R, struct names *N, const char *name);

/* names_fault(name): NULL, or why name cannot be a name, to stand behind a colon. */
const char *names_fault(const char *name);

#endif
