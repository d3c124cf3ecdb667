/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Declarations: what a scenario names, before anything is understood of it: sections, attributes
 * and the values of attributes. */
#ifndef SIM_SCENARIO_TOPICS_DECLARE_H
#define SIM_SCENARIO_TOPICS_DECLARE_H

#include "sim/scenario/language/build.h"

/* declare_names(B): fill in B->of, names, attributes and values; report names that are taken twice,
 * and attributes with too many values. Returns false without memory. */
bool declare_names(struct build *B);

/* declare_attribute(B, kind, i): returns the number, among all attributes, of the attribute that
 * section i of the kind declares. */
uint32_t declare_attribute(const struct build *B, enum section_kind kind, uint32_t i);

#endif
