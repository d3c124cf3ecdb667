/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit that ends every run: what must be so if the program is right. */
#ifndef SIM_GATE_AUDIT_H
#define SIM_GATE_AUDIT_H

#include "sim/gate/world/world.h"

/* audit_levels(W): trucks are conserved per class, per station and in all; the integral of
 * every line and of the trucks in the system equals the time that trucks spent there, to the
 * tick (Little 1961, in the form that holds for every path). GS_BUG otherwise. Before
 * the present is charged. Returns 0, or GATESIM_ENOMEM when there was no room to count in. */
int audit_levels(const struct gatesim *W);

/* audit_delays(W): each class's charged time equals its time in the system within the
 * measured window, to the tick. After the present is charged. */
void audit_delays(const struct gatesim *W);

#endif
