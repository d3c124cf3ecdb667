/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of attributes that are not drawn by shares which are always the same. */
#ifndef SIM_GATE_FLOW_ATTRIBUTES_H
#define SIM_GATE_FLOW_ATTRIBUTES_H

#include "sim/gate/world/world.h"

/* attribute_value(W, T, A, u): the truck's value of A, which is drawn otherwise than by constant
 * shares from the uniform u; values of attributes before A are known. */
uint8_t attribute_value(const struct gatesim *W, struct truck *T, const struct scn_attribute *A,
                        double u);

#endif
