/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Permits: what must hold, beside a free server, before a station calls a truck of its line.
 *
 * Only stations with STATION_PERMIT have one; a plain station takes the next truck of its line
 * without asking. The line of one with a permit stands in parts, by the rules that concern a
 * truck; the station's own line only counts them. While a server is free and the permit lets nobody
 * through, the station is held (world.h), and the time of its line goes to METERED. */
#ifndef SIM_GATE_STATION_ADMISSION_H
#define SIM_GATE_STATION_ADMISSION_H

#include "sim/gate/world/world.h"

/* admission_build(W): the permits of all stations, and their flags. Returns 0 or GATESIM_ENOMEM. */
int admission_build(struct gatesim *W);

/* admission_join(W, S, T, key): the truck joins the line, as line_push; admission_renege: it leaves
 * it of its own will. */
int admission_join(struct gatesim *W, struct station *S, struct truck *T, int64_t key);
void admission_renege(struct gatesim *W, struct station *S, struct truck *T);

/* admission_next(W, S): a server of the station is free and its line not empty: take out the first
 * truck, by the discipline, that may be called now, and count the call; it has its server. NULL
 * when there is none: the station is woken when there may be one. */
struct truck *admission_next(struct gatesim *W, struct station *S);

/* admission_may(W, S): whether admission_next would find a truck now; nothing changes. */
bool admission_may(const struct gatesim *W, const struct station *S);

/* admission_joined(S): when the truck of the line came that came first, whether or not it may be
 * called. The line is not empty. */
gatesim_ticks admission_joined(const struct station *S);

/* admission_seat(W, S, T): the truck, left in mid-service, has a server again. */
void admission_seat(struct gatesim *W, struct station *S, struct truck *T);

/* admission_leave(W, S, T): the truck gives its server up. */
void admission_leave(struct gatesim *W, struct station *S, struct truck *T);

/* admission_tell(W, S): the load of a station with STATION_WATCHED may have become less. */
void admission_tell(struct gatesim *W, const struct station *S);

/* admission_due(W, S): the instant has come that the station waited for. */
void admission_due(struct gatesim *W, struct station *S);

#endif
