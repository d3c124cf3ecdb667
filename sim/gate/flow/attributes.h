/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the values of attributes whose shares change with time, or come from a risk classifier or a
 * booking. */
#ifndef SIM_GATE_FLOW_ATTRIBUTES_H
#define SIM_GATE_FLOW_ATTRIBUTES_H

#include "sim/gate/world/world.h"

/* attribute_value(W, T, A, u): returns the value of attribute A that truck T draws with the uniform
 * u. A has no constant shares; the values of the attributes before A are known. */
uint8_t attribute_value(const struct gatesim *W, struct truck *T, const struct scn_attribute *A,
                        double u);

#endif
