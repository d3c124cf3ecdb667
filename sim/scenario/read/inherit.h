/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inheritance: a scenario, the scenarios that it extends, and the settings of the command
 * line, made one tree. */
#ifndef SIM_SCENARIO_READ_INHERIT_H
#define SIM_SCENARIO_READ_INHERIT_H

#include "sim/scenario/read/tree.h"

#define INHERIT_DEEPEST 64 /* scenarios in a chain of extends */

/* inherit_bases(R, main, T): *T was read from main; merge it over the scenarios that it
 * extends. Returns false without memory; what else is wrong is reported. */
bool inherit_bases(struct reader *R, const struct input_file *main, struct tree *T);

/* inherit_settings(R, main, settings, count, T): apply "section.key=value", in order; then
 * take out the keys whose value is 'none'. Returns as inherit_bases. */
bool inherit_settings(struct reader *R, const struct input_file *main, const char *const *settings,
                      size_t count, struct tree *T);

/* inherit_dated(R, set, T): apply the settings of a [change], one a line of its 'set'; each is of a
 * key that may change during a run. Returns as inherit_bases. */
bool inherit_dated(struct reader *R, const struct tree_entry *set, struct tree *T);

#endif
