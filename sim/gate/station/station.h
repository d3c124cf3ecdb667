/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A station at work: its line, its servers, and the trucks that wait for room in it. */
#ifndef SIM_GATE_STATION_STATION_H
#define SIM_GATE_STATION_STATION_H

#include "sim/gate/world/station_state.h"
#include "sim/gate/world/world.h"

/* station_wake(W, S): station S may be able to start something or to let a truck in: look at it
 * when the arrivals of this instant are over. Stations that call by its load are woken too. */
void station_wake(struct gatesim *W, struct station *S);

/* station_look(W, S): look at station S when the arrivals of this instant are over; nothing has
 * become free there that other stations call by. */
void station_look(struct gatesim *W, struct station *S);

/* station_join(W, S, T): truck T, for which there is room at station S, joins the line. */
void station_join(struct gatesim *W, struct station *S, struct truck *T);

/* station_turn_to(W, S, T): truck T found no room at station S and waits for it: at the server that
 * it holds, at the place that it keeps, or on the road. */
void station_turn_to(struct gatesim *W, struct station *S, struct truck *T);

/* station_hold(W, T): the served truck T begins to wait at the server that it holds, if it holds
 * one: that server is blocked. */
void station_hold(struct gatesim *W, const struct truck *T);

/* station_unhold(W, T): what truck T waited for is there: the server is no longer blocked. */
void station_unhold(struct gatesim *W, const struct truck *T);

/* station_let_go(W, T): truck T goes on and gives up the server that it holds, if it holds one, or
 * keeps it as its place. */
void station_let_go(struct gatesim *W, struct truck *T);

/* station_start(W, S): a free server of station S takes up a truck that was left in mid-service, or
 * calls the next truck. Returns false when there is nothing that it may start. */
bool station_start(struct gatesim *W, struct station *S);

/* station_work(W, S): let in the trucks that wait for room at station S, then start what can be
 * started. */
void station_work(struct gatesim *W, struct station *S);

/* station_next_joined(S): returns when the next truck in the line of station S, which is not empty,
 * joined it. */
gatesim_ticks station_next_joined(const struct station *S);

/* station_chosen(W, S): the servers of station S have started what they can: settle its state, and
 * tell whoever looks at it then. */
void station_chosen(struct gatesim *W, struct station *S);

/* station_staff(W, S, change): from now on the timetable of station S says what change does. */
void station_staff(struct gatesim *W, struct station *S, const struct scn_change *change);

/* station_interrupt(W, S, T, how, broken): the server of station S that works on truck T leaves it.
 * how: what becomes of the work; broken: whether the server broke down. */
void station_interrupt(struct gatesim *W, struct station *S, struct truck *T,
                       enum scn_on_failure how, bool broken);

/* station_serve(W, S, T): the service of truck T, which is at its server, begins. */
void station_serve(struct gatesim *W, struct station *S, struct truck *T);

/* station_setup_done(W, S, T): the setup of truck T is over. */
void station_setup_done(struct gatesim *W, struct station *S, struct truck *T);

/* station_service_done(W, S, T): the service of truck T is over; the truck goes on. */
void station_service_done(struct gatesim *W, struct station *S, struct truck *T);

/* station_renege(W, S, T): truck T loses patience in the line of station S. */
void station_renege(struct gatesim *W, struct station *S, struct truck *T);

#endif
