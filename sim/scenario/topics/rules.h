/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules that the keys of a section obey together, with the sentences that report who breaks them.
 * In all of them B is the scenario under construction and s the section. */
#ifndef SIM_SCENARIO_TOPICS_RULES_H
#define SIM_SCENARIO_TOPICS_RULES_H

#include "sim/scenario/language/build.h"

/* any(s, key): returns whether the section gives the key, with or without a condition. */
bool any(const struct tree_section *s, const char *key);

/* goes_with(B, s, key, other): report a key that is given without the other one. */
void goes_with(struct build *B, const struct tree_section *s, const char *key, const char *other);

/* not_both(B, s, key, other): report two keys that exclude each other. */
void not_both(struct build *B, const struct tree_section *s, const char *key, const char *other);

/* always_too(B, s, key, record): report a key whose conditional cases, read into record, leave out
 * some trucks. */
void always_too(struct build *B, const struct tree_section *s, const char *key, const void *record);

/* missing(B, s, key, why): report a key that is not given but needed; why ends the sentence, and
 * may be empty. */
void missing(struct build *B, const struct tree_section *s, const char *key, const char *why);

#endif
