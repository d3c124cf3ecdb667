/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Availability: what gives a station more or fewer servers than its timetable says: breakdowns and
 * maintenance, incidents, and extra servers that come when its line is long.
 *
 * Only stations with something of the kind keep this record. Whenever one of the causes changes,
 * the servers of the station on shift and in order are worked out anew, and the work in progress is
 * dealt with: at closing and maintenance by 'at-closing', with fewer servers on shift by
 * 'off-shift', at a breakdown by 'on-failure'. */
#ifndef SIM_GATE_STATION_AVAILABILITY_H
#define SIM_GATE_STATION_AVAILABILITY_H

#include "sim/gate/station/failures.h"
#include "sim/gate/world/world.h"

/* Extra servers are not called, called, or there. */
enum reaction_state { REACTION_NONE, REACTION_CALLED, REACTION_THERE };

struct availability {
    const struct scn_availability *scn;
    uint32_t timetable; /* servers by the timetable */
    bool open;          /* by the timetable */
    double pace;        /* speed by the timetable */
    struct failure_process failure;
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

/* availability_build(W, S): make the record of station S, if it needs one, before its timetable
 * starts. Returns 0 or GATESIM_ENOMEM. */
int availability_build(struct gatesim *W, struct station *S);

/* incidents_build(W): schedule the first begin of every incident, once the stations are there.
 * Returns 0 or GATESIM_ENOMEM. */
int incidents_build(struct gatesim *W);

/* availability_timetable(W, S, change): from now on the timetable of station S says what change
 * does.
 */
void availability_timetable(struct gatesim *W, struct station *S, const struct scn_change *change);

/* availability_look(W, S): the servers of station S have chosen their trucks: call or send away
 * extra servers by its line, and schedule the breakdown that time at work brings. */
void availability_look(struct gatesim *W, struct station *S);

/* availability_open_window(W): the warm-up is over: note what has been counted so far. */
void availability_open_window(struct gatesim *W);

/* availability_breakdown(W, S, clock): the server of station S that the clock stands for, or all of
 * them, breaks down now. */
void availability_breakdown(struct gatesim *W, struct station *S, uint32_t clock);

/* availability_repaired(W, S, clock): the repair of that server is over. */
void availability_repaired(struct gatesim *W, struct station *S, uint32_t clock);

/* availability_maintenance(W, S): maintenance of station S begins or ends now. */
void availability_maintenance(struct gatesim *W, struct station *S);

/* availability_extra(W, S): the extra servers of station S that were called arrive now. */
void availability_extra(struct gatesim *W, struct station *S);

/* incident_begins(W, incident): the incident of that number takes hold of its stations now. */
void incident_begins(struct gatesim *W, uint32_t incident);

/* incident_ends(W, incident): the incident lets go of its stations now. */
void incident_ends(struct gatesim *W, uint32_t incident);

#endif
