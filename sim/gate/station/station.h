/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A station at work: its line, its servers, and the trucks that wait for room in it. */
#ifndef SIM_GATE_STATION_STATION_H
#define SIM_GATE_STATION_STATION_H

#include "sim/gate/world/station_state.h"
#include "sim/gate/world/world.h"

/* station_wake(W, S): it could start something or let somebody in: look at it when this
 * instant's arrivals are over. */
void station_wake(struct gatesim *W, struct station *S);

/* station_look(W, S): the same, but nothing has become free here that others watch. */
void station_look(struct gatesim *W, struct station *S);

/* station_join(W, S, T): a truck that has room there joins the line. */
void station_join(struct gatesim *W, struct station *S, struct truck *T);

/* station_turn_to(W, S, T): a truck that found no room starts to wait for it: at the
 * server that it holds, at the place that it keeps, or on the road. */
void station_turn_to(struct gatesim *W, struct station *S, struct truck *T);

/* station_hold(W, T): a served truck waits for something at the server that it holds, if any;
 * station_unhold(W, T): it has it. */
void station_hold(struct gatesim *W, const struct truck *T);
void station_unhold(struct gatesim *W, const struct truck *T);

/* station_let_go(W, T): the truck, which is on its way on, gives up the server that it holds, if
 * any, or keeps it as its place. */
void station_let_go(struct gatesim *W, struct truck *T);

/* station_start(W, S): a server that is free takes up what was left, or calls the next truck;
 * false when there is nothing that it may start. */
bool station_start(struct gatesim *W, struct station *S);

/* station_work(W, S): let in who waits for room, then start what can be started. */
void station_work(struct gatesim *W, struct station *S);

/* station_next_joined(S): when the truck came that is next in the line, which is not empty. */
gatesim_ticks station_next_joined(const struct station *S);

/* station_chosen(W, S): its servers have started what they can: what follows from that. */
void station_chosen(struct gatesim *W, struct station *S);

/* station_staff(W, S, change): the timetable says so from now on. */
void station_staff(struct gatesim *W, struct station *S, const struct scn_change *change);

/* station_interrupt(W, S, T, how, broken): the server leaves the truck, which it works on: by a
 * breakdown or not, and with this fate of the work. */
void station_interrupt(struct gatesim *W, struct station *S, struct truck *T,
                       enum scn_on_failure how, bool broken);

/* station_serve(W, S, T): the truck, at the server, has come to its service. */
void station_serve(struct gatesim *W, struct station *S, struct truck *T);

/* The ends of what a station started. */
void station_setup_done(struct gatesim *W, struct station *S, struct truck *T);
void station_service_done(struct gatesim *W, struct station *S, struct truck *T);
void station_renege(struct gatesim *W, struct station *S, struct truck *T);

#endif
