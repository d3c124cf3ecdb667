/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growth: the trend of the trucks in the system, whole cycles compared with whole cycles. */
#ifndef SIM_GATE_ACCOUNT_GROWTH_H
#define SIM_GATE_ACCOUNT_GROWTH_H

#include "sim/gate/world/world.h"

/* growth_of(W): returns the least-squares slope, in trucks a day, of the trucks in the system over
 * the second half of the measured window so far: of the means of its whole cycles (scn->cycle), two
 * of them at least, or bin by bin where nothing ever changes. NaN when the window has not two
 * cycles, or three bins. */
double growth_of(const struct gatesim *W);

#endif
