/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measured window: from the end of the warm-up to now. */
#ifndef SIM_GATE_ACCOUNT_WINDOW_H
#define SIM_GATE_ACCOUNT_WINDOW_H

#include "sim/gate/world/world.h"

/* window_length(W): returns the ticks measured so far; NaN before the window opens. */
double window_length(const struct gatesim *W);

/* window_areas(W, station): returns the integrals of the station over the window, up to now. */
struct station_areas window_areas(const struct gatesim *W, size_t station);

#endif
