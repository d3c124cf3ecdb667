/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pools of people: officers whom stations need for a service, drivers whom trucks take along.
 *
 * A member is free, with a truck, or on the way back. Nobody takes a member at once: who wants
 * some says so, and when all stations have done what they can do without, the pools are dealt
 * with one after the other, and each gives its free members by its rule. A station of several
 * pools starts when it has all that it needs at once.
 *
 * Members are saved up for whoever comes first by the rule: if it needs more than are free, nobody
 * behind it gets any that it needs, unless they cannot be enough. They can be when all are back who
 * are on shift and not with a truck that waits: these come back whatever others do, so that nobody
 * waits for somebody who waits for him. */
#ifndef SIM_GATE_STATION_POOLS_H
#define SIM_GATE_STATION_POOLS_H

#include "sim/gate/world/world.h"

struct pool_areas {
    stat_sum people, busy; /* on shift and not away; with a truck or on the way back */
    stat_sum over;         /* busy beyond those on shift: they work on after its end */
};

struct pool {
    const struct scn_pool *scn;
    struct truck_list line; /* trucks that take members, first in first out */
    uint32_t on_shift;
    bool away;          /* all are, at once */
    uint32_t returning; /* members on the way back */
    uint32_t busy;      /* members with a truck or on the way back */
    uint32_t stuck;     /* members with trucks that wait themselves, when the last deal began */
    uint32_t *holders;  /* trucks that have taken members; people_max of them at most */
    uint32_t holder_count;
    bool mixed;          /* one may lack members when another has enough (pools.c) */
    uint32_t change;     /* next one of the timetable */
    uint64_t trips;      /* since midnight */
    uint32_t absences;   /* so far */
    gatesim_ticks since; /* of the areas */
    struct pool_areas areas, areas_at_warm_up;
    uint64_t taken, taken_at_warm_up; /* members, each time */
    struct tally wait;                /* of those that had theirs in the window */
    struct histogram wait_hist;
    uint64_t fails_stream, repair_stream;
};

struct pools {
    struct station desk; /* stands for the people on the ready list; its scn is NULL */
    struct pool *list;   /* pool_count */
    uint32_t *stations;  /* that need somebody, in their order */
    bool *refused;       /* by position there: its admission rules let nobody through just now */
    uint32_t station_count;
    bool saving; /* somebody has been held back for another since the last deal began */
};

/* pools_build(W): make the pools of the scenario, if it has any. Returns 0 or GATESIM_ENOMEM. */
int pools_build(struct gatesim *W);

/* pools_here(P): returns the members of pool P who are on shift and not away. */
static inline uint32_t pools_here(const struct pool *P)
{
    return P->away ? 0 : P->on_shift;
}

/* pools_touch(P, now): bring the integrals of pool P over time up to now. */
void pools_touch(struct pool *P, gatesim_ticks now);

/* pools_open_window(W): the warm-up is over: note what has been counted so far. */
void pools_open_window(struct gatesim *W);

/* pools_look(W): a member may have become free, or is wanted: deal when the other work of this
 * instant is done. */
void pools_look(struct gatesim *W);

/* pools_settle(W): a truck that has members begins to wait, or a station that needs members
 * changes: if members are saved up, deal anew when the other work of this instant is done. */
static inline void pools_settle(struct gatesim *W)
{
    if (W->pools != NULL && W->pools->saving)
        pools_look(W);
}

/* pools_deal(W): send all free members where they are wanted, by the rule of their pool. */
void pools_deal(struct gatesim *W);

/* pools_take(W, S): the members that station S needs begin their work on a truck. */
void pools_take(struct gatesim *W, const struct station *S);

/* pools_give(W, S): the members end their work on a truck of station S. */
void pools_give(struct gatesim *W, const struct station *S);

/* pools_waited(W, S, T): a server of station S calls truck T: count how long members were missing
 * for it. */
void pools_waited(struct gatesim *W, const struct station *S, struct truck *T);

/* pools_join(W, T): the present step of truck T takes members; the truck goes on when it has them.
 */
void pools_join(struct gatesim *W, struct truck *T);

/* pools_release(W, T, pool, back): truck T gives up all members of the pool, who are free again
 * after back ticks. */
void pools_release(struct gatesim *W, struct truck *T, uint32_t pool, gatesim_ticks back);

/* pools_end(W, T): truck T leaves the system and gives up all members that it has. */
void pools_end(struct gatesim *W, struct truck *T);

/* pools_shift(W, pool): the timetable of the pool changes now. */
void pools_shift(struct gatesim *W, uint32_t pool);

/* pools_midnight(W, pool): it is midnight: the trips of the day begin anew. */
void pools_midnight(struct gatesim *W, uint32_t pool);

/* pools_fail(W, pool): all members of the pool are away from now on, but finish what they do. */
void pools_fail(struct gatesim *W, uint32_t pool);

/* pools_repaired(W, pool): the members who were away are back. */
void pools_repaired(struct gatesim *W, uint32_t pool);

/* pools_return(W, pool, members): that number of members is back from the way. */
void pools_return(struct gatesim *W, uint32_t pool, uint32_t members);

#endif
