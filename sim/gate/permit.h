/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Permits: what must hold, beside a free server, before a station calls a truck of its line.
 *
 * Only stations with STATION_PERMIT have one; a plain station takes the next truck of its line
 * without asking. While a server is free and the permit lets nobody through, the station is held
 * (world.h), and the time of its line goes to METERED. */
#ifndef SIM_GATE_PERMIT_H
#define SIM_GATE_PERMIT_H

#include "sim/gate/world.h"

/* permit_build(W): the permits of all stations, and their flags. Returns 0 or GATESIM_ENOMEM. */
int permit_build(struct gatesim *W);

/* permit_next(W, S): a server of the station is free and its line not empty: take out the first
 * truck, by the discipline, that may be called now, and count the call. NULL when there is
 * none. */
struct truck *permit_next(struct gatesim *W, struct station *S);

#endif
