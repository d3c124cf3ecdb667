/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Look-ups in data services, while a truck holds its server.
 *
 * A data service answers so many questions at once, first come first served, and is up or down.
 * What an outage means to a truck is a matter of its station: it waits and asks again, or goes
 * on without an answer. */
#ifndef SIM_GATE_LOOK_UP_H
#define SIM_GATE_LOOK_UP_H

#include "sim/gate/fault.h"
#include "sim/gate/world.h"

struct service {
    const struct scn_service *scn;
    struct fault fault;
    uint32_t struck;         /* incidents that keep it down */
    struct truck_list line;  /* trucks that wait for their question to be taken up */
    struct truck_list asked; /* questions under way; both chained through the trucks' look-ups */
    struct level out;        /* 1 while it is down */
    struct level under_way;
    uint64_t outages, outages_at_warm_up; /* not by maintenance */
    stat_sum out_at_warm_up, under_way_at_warm_up;
    struct tally time; /* from asking to the answer, of those answered in the window */
};

/* services_build(W): all data services. Returns 0 or GATESIM_ENOMEM. */
int services_build(struct gatesim *W);

/* look_up_begin(W, T): the truck, at the server of its station, asks the first of the station's
 * data services; once it has done with the last, its service begins. */
void look_up_begin(struct gatesim *W, struct truck *T);

/* look_up_go_on(W, T): the same from the look-up on that the truck had come to. */
void look_up_go_on(struct gatesim *W, struct truck *T);

/* look_up_give_up(W, T): its server leaves the truck: the question is forgotten. */
void look_up_give_up(struct gatesim *W, struct truck *T);

/* look_up_answer(W, T): the answer is there. */
void look_up_answer(struct gatesim *W, struct truck *T);

/* What happens to a data service. */
void service_breakdown(struct gatesim *W, uint32_t service);
void service_repaired(struct gatesim *W, uint32_t service);
void service_maintenance(struct gatesim *W, uint32_t service);

/* service_strike(W, service, begins): an incident that puts it out of work begins or ends. */
void service_strike(struct gatesim *W, uint32_t service, bool begins);

/* services_open_window(W): warm-up is over. */
void services_open_window(struct gatesim *W);

#endif
