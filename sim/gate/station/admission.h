/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Admission: what must hold, beside a free server, before a station calls a truck of its line.
 *
 * Only stations with STATION_ADMISSION have admission rules; a plain station takes the next truck
 * of its line without asking. The line of a station with admission rules stands in parts
 * (line_by_rule.h), by the rules that concern a truck; the station's own line only counts the
 * trucks. While a server is free and the rules let nobody through, the station is held, and the
 * time of its line goes to METERED. */
#ifndef SIM_GATE_STATION_ADMISSION_H
#define SIM_GATE_STATION_ADMISSION_H

#include "sim/gate/world/world.h"

/* admission_build(W): make the admission rules of all stations. Returns 0 or GATESIM_ENOMEM. */
int admission_build(struct gatesim *W);

/* admission_join(W, S, T, key): truck T joins the line of station S, ordered by key as line_push
 * says. Returns 0 or GATESIM_ENOMEM. */
int admission_join(struct gatesim *W, struct station *S, struct truck *T, int64_t key);

/* admission_renege(W, S, T): truck T leaves the line of station S of its own will. */
void admission_renege(struct gatesim *W, struct station *S, struct truck *T);

/* admission_next(W, S): take out of the line of station S, which is not empty and has a free
 * server, the first truck by its discipline that may be called now, count the call, and give it the
 * server. Returns the truck; NULL when none may be called: the station is woken when one may be. */
struct truck *admission_next(struct gatesim *W, struct station *S);

/* admission_may(W, S): returns whether admission_next would find a truck now. Nothing changes. */
bool admission_may(const struct gatesim *W, const struct station *S);

/* admission_joined(S): returns when the truck that has stood longest in the line of station S,
 * which is not empty, joined it, whether or not that truck may be called. */
gatesim_ticks admission_joined(const struct station *S);

/* admission_seat(W, S, T): truck T, which was left in mid-service, has a server of station S again:
 * count it where servers are reserved. */
void admission_seat(struct gatesim *W, struct station *S, struct truck *T);

/* admission_leave(W, S, T): truck T gives up its server of station S. */
void admission_leave(struct gatesim *W, struct station *S, struct truck *T);

/* admission_tell(W, S): the load of station S, which has STATION_WATCHED, may have become less:
 * wake the stations that call by it. */
void admission_tell(struct gatesim *W, const struct station *S);

/* admission_due(W, S): the instant has come at which a rule of station S lets a truck through
 * again. */
void admission_due(struct gatesim *W, struct station *S);

#endif
