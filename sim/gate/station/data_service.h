/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data services: databases in which a station looks a truck up while the truck holds its server.
 *
 * A data service answers a limited number of questions at once, first come first served, and is up
 * or down. What an outage means to a truck is a matter of its station: the truck waits and asks
 * again, or goes on without an answer. */
#ifndef SIM_GATE_STATION_DATA_SERVICE_H
#define SIM_GATE_STATION_DATA_SERVICE_H

#include "sim/gate/station/failures.h"
#include "sim/gate/world/world.h"

struct data_service {
    const struct scn_data_service *scn;
    struct failure_process failure;
    uint32_t struck;         /* incidents that keep it down */
    struct truck_list line;  /* trucks that wait for their question to be taken up */
    struct truck_list asked; /* questions under way; both chained through the trucks' look-ups */
    struct level out;        /* 1 while it is down */
    struct level under_way;
    uint64_t outages, outages_at_warm_up; /* not by maintenance */
    stat_sum out_at_warm_up, under_way_at_warm_up;
    struct tally time; /* from asking to the answer, of those answered in the window */
};

/* data_services_build(W): make all data services. Returns 0 or GATESIM_ENOMEM. */
int data_services_build(struct gatesim *W);

/* data_service_begin(W, T): the truck, at the server of its station, asks the first of the
 * station's data services; once it has done with the last, its service begins. */
void data_service_begin(struct gatesim *W, struct truck *T);

/* data_service_go_on(W, T): truck T, which has a server again, goes on with the look-up that it had
 * come to. */
void data_service_go_on(struct gatesim *W, struct truck *T);

/* data_service_give_up(W, T): the server leaves truck T, whose question is forgotten. */
void data_service_give_up(struct gatesim *W, struct truck *T);

/* data_service_answer(W, T): the answer to the question of truck T is there. */
void data_service_answer(struct gatesim *W, struct truck *T);

/* data_service_breakdown(W, service): the data service of that number breaks down now. */
void data_service_breakdown(struct gatesim *W, uint32_t service);

/* data_service_repaired(W, service): the data service is in order again. */
void data_service_repaired(struct gatesim *W, uint32_t service);

/* data_service_maintenance(W, service): maintenance of the data service begins or ends now. */
void data_service_maintenance(struct gatesim *W, uint32_t service);

/* data_service_strike(W, service, begins): an incident that puts the data service out of work
 * begins, or ends. */
void data_service_strike(struct gatesim *W, uint32_t service, bool begins);

/* data_services_open_window(W): the warm-up is over: note what has been counted so far. */
void data_services_open_window(struct gatesim *W);

#endif
