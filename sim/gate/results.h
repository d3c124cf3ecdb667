/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of several groups of columns share. */
#ifndef SIM_GATE_RESULTS_H
#define SIM_GATE_RESULTS_H

#include "sim/gate/world.h"

/* results_window(W): ticks measured so far; NaN before the window opens. */
double results_window(const struct gatesim *W);

/* results_areas(W, station): the station's integrals over the window, up to now. */
struct station_areas results_areas(const struct gatesim *W, size_t station);

#endif
