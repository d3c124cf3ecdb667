/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Upkeep: what gives a station more or fewer servers than its timetable says: breakdowns and
 * maintenance, incidents, and extra servers that come when its line is long.
 *
 * Only stations that have something of the kind keep a record (station.upkeep). From what it
 * knows it works out on_shift and servers of the station whenever one of them changes, and
 * tells what becomes of the work in progress: closing and maintenance by 'at-closing', fewer
 * on shift by 'off-shift', a breakdown by 'on-failure'. */
#ifndef SIM_GATE_STATION_AVAILABILITY_H
#define SIM_GATE_STATION_AVAILABILITY_H

#include "sim/gate/station/failures.h"
#include "sim/gate/world/world.h"

/* Extra servers are not called, called, or there. */
enum reaction_state { REACTION_NONE, REACTION_CALLED, REACTION_THERE };

struct availability {
    const struct scn_upkeep *scn;
    uint32_t timetable; /* servers by the timetable */
    bool open;          /* by the timetable */
    double pace;        /* speed by the timetable */
    struct failure_process fault;
    uint64_t hit_stream;

    uint32_t armed;      /* servers at work when the breakdown was scheduled, by time at work */
    stat_sum due;        /* server-time at work at which it breaks down */
    struct fel_id alarm; /* of that event */

    uint32_t incident_count;
    uint32_t *incidents; /* that hold it now, in any order */
    bool struck_closed, struck_down;
    uint32_t most; /* servers that incidents leave on shift */
    double speed;  /* that incidents leave */

    enum reaction_state reaction;
    gatesim_ticks changed; /* it, last */
    struct level extra;    /* extra servers on shift */
    stat_sum extra_at_warm_up;
};

/* An incident of the scenario. */
struct incident {
    uint32_t holding; /* how often it holds at present */
    uint32_t number;  /* of its next begin */
};

/* availability_build(W, S): its record, if it needs one; before its timetable starts. Returns 0
 * or GATESIM_ENOMEM. */
int availability_build(struct gatesim *W, struct station *S);

/* incidents_build(W): behind the stations. Returns 0 or GATESIM_ENOMEM. */
int incidents_build(struct gatesim *W);

/* availability_timetable(W, S, change): the timetable says so from now on. */
void availability_timetable(struct gatesim *W, struct station *S, const struct scn_change *change);

/* availability_look(W, S): servers have chosen: look at the line and at the servers at work. */
void availability_look(struct gatesim *W, struct station *S);

/* availability_open_window(W): warm-up is over. */
void availability_open_window(struct gatesim *W);

/* What happens to a station. */
void availability_breakdown(struct gatesim *W, struct station *S, uint32_t clock);
void availability_repaired(struct gatesim *W, struct station *S, uint32_t clock);
void availability_maintenance(struct gatesim *W, struct station *S);
void availability_extra(struct gatesim *W, struct station *S);
void incident_begins(struct gatesim *W, uint32_t incident);
void incident_ends(struct gatesim *W, uint32_t incident);

#endif
