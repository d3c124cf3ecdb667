/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the value of each key goes, and its limits. */
#ifndef SIM_SCENARIO_LANGUAGE_KEYS_H
#define SIM_SCENARIO_LANGUAGE_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/scenario/read/vocabulary.h"

struct key_place {
    size_t offset;    /* of the member of the section's draft that the value goes to */
    double low, high; /* limits of the value, in SI units */
    bool above;       /* low itself is not allowed */
};

struct key_row {
    struct key_word word;
    struct key_place place;
};

/* key_row(i): the i-th key, with its word as key_word(i). */
struct key_row key_row(size_t i);

#endif
