/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The world of one replication: the gate as it is at this instant.
 *
 * The model in prose. Trucks come from sources, one a class, and walk their route: a small
 * program whose steps send them to a station, put them on the way for a time, choose, repeat
 * or end. At a station a truck joins a line; a server on shift at an open station calls it
 * (setup), serves it, and holds it until the next place of its route has room: blocking after
 * service. A truck that holds no server while it waits for room stands on the road. Servers
 * choose only when everything else of an instant has happened: a station that could start
 * something is put on the ready list, and the list is worked off before the clock moves on.
 *
 * One module a concern: arrivals.c brings trucks, route.c walks them, station.c serves them,
 * availability.c changes the servers that it has, data_service.c asks data services, handlers.c has
 * one handler an event kind, counters.c, boundaries.c and values.c count, blocked_circle.c and
 * audit.c watch. Everything lies in one arena. */
#ifndef SIM_GATE_WORLD_WORLD_H
#define SIM_GATE_WORLD_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "gatesim/simulation.h"
#include "sim/base/arena.h"
#include "sim/base/bug.h"
#include "sim/core/fel.h"
#include "sim/gate/world/counters.h"
#include "sim/gate/world/event.h"
#include "sim/gate/world/line.h"
#include "sim/gate/world/station_features.h"
#include "sim/gate/world/truck.h"
#include "sim/scenario/model/scenario.h"

/* Integrals of a station since the start: trucks in line or on the road before it (queue), those
 * on the road (road), servers by what they do, and the time
 * in which it was full. */
struct station_areas { /* of unlimited servers, none is idle */
    stat_sum queue, road, busy, blocked, kept, suspended, idle, down, full;
};

struct admission;
struct availability;
struct incident;
struct data_service;

/* What they are made from: moments (counters.h), and areas that are mostly nothing. */
struct station_moments {
    stat_sum queue, road, busy, blocked, kept, suspended, servers;
    stat_sum over;       /* area: servers that work on when fewer are on shift */
    stat_sum down, full; /* areas */
};

struct station_counts {
    uint64_t arrived, balked, reneged, served;
    uint64_t fallbacks; /* look-ups that it did without */
};

/* What every visit touches comes first. */
struct station {
    const struct scn_station *scn;
    struct station *next_ready; /* on the ready list */
    uint32_t number;
    bool ready;        /* on the ready list */
    bool lacks_people; /* a server is free for the line, people are not */
    uint32_t held;     /* servers that are busy, blocked or kept */
    uint32_t busy;     /* servers in setup or service */
    uint32_t blocked;  /* servers held by served trucks */
    uint32_t on_shift; /* servers, by the timetable, of incidents and extra ones; 0: closed */
    uint32_t servers;  /* of these, that may start now (station_set_servers) */
    uint32_t waiting;  /* places to wait; SCN_UNLIMITED */
    uint32_t flags;    /* STATION_ADMISSION and others */
    uint32_t kept;     /* servers held as places by trucks that have gone on */
    uint32_t incoming; /* trucks under way that have a place here */
    uint32_t outside;  /* trucks on the road before it, for want of room: some of entry */
    struct line line;
    struct truck_list entry;     /* trucks elsewhere that wait for room here, first in first out */
    struct truck_list suspended; /* left in mid-service */
    struct truck_list inside; /* in setup or service, by start; kept if they may be interrupted */
    gatesim_ticks since;      /* peaks, over and full have all that was before */
    struct peak queue_peak, occupancy_peak;
    struct station_moments moments;
    enum gatesim_place_state state;
    gatesim_ticks state_since;
    gatesim_ticks clocks[STATION_CLOCKS]; /* time in each state, up to state_since */
    gatesim_ticks clocks_at_warm_up[STATION_CLOCKS];
    struct admission *admission;       /* of a station with STATION_ADMISSION */
    struct availability *availability; /* NULL: only the timetable changes its servers */
    double fees;                       /* paid here in the window, money */
    stat_sum line_time;        /* of trucks that have left the line or the road: for Little's law */
    double speed;              /* a service that starts takes its time divided by this */
    const struct truck *ahead; /* the first in line, if its service has been drawn already */
    gatesim_ticks ahead_service;
    const struct dist *service_dist; /* of every visit; NULL: it depends */
    struct tally wait;               /* of those that joined in the window */
    struct tally service;            /* services that began in the window, without setup */
    struct station_counts counts;
    struct agency *agency; /* the agency that works here; NULL: none */
    uint64_t service_stream, setup_stream, travel_stream, patience_stream, pick_stream;
    uint32_t change; /* next one of the timetable */
    struct station_areas areas_at_warm_up;
    uint64_t at_start; /* trucks that stood here, or on the road before it, at the start */
    struct station_counts counts_at_warm_up;
    uint64_t served_at_bin;
    stat_sum queue_at_bin, busy_at_bin;
    struct histogram wait_hist;
};

#define STEPS_AHEAD 8U /* even: a block of the stream gives two */
/* Where days differ: the day whose rates are the present ones, its normal score, and the factor
 * that was drawn for it (arrivals.c). */
struct day_factor {
    uint64_t stream;
    int64_t epoch; /* of the run, s since 1970-01-01 */
    int64_t day;   /* since 1970-01-01 */
    double score, factor;
};

struct source {
    const struct scn_class *scn;
    const struct scn_step *steps;   /* of the class's route */
    const uint64_t *step_streams;   /* one a step */
    uint32_t loop_count;            /* of the route */
    uint8_t builtins[SCN_BUILTINS]; /* values of its trucks */
    bool comes;                     /* its next arrival is in the future-event list */
    uint64_t who_base[2];           /* arrived, initial: a truck's address is this + its serial */
    uint64_t id_base[ORIGINS];      /* and what names it in the fingerprint is this + its serial */
    uint64_t arrival_stream, batch_stream;
    uint32_t mirror;           /* of the chance of the class and its trucks */
    uint64_t arrivals;         /* drawn so far */
    uint32_t at_once;          /* arrivals since the last that had time before it */
    gatesim_ticks next;        /* instant of the last arrival drawn */
    uint32_t serials[ORIGINS]; /* next */
    uint32_t rate;             /* present piece of the rates */
    double rate_now, rate_end; /* its arrivals a second, and the second when it ends */
    double ahead[STEPS_AHEAD]; /* expected arrivals up to each of the next (arrivals.c) */
    double clock;              /* s: instant of the last arrival drawn, unrounded */
    struct day_factor day;     /* where days differ */
    uint64_t patience_stream, due_stream;
    uint64_t no_show_stream, early_stream, late_stream, return_stream;
};

/* The axes of time, filled position by position: [station or class][position] in row-major
 * order, as the columns of the results are. */
struct series {
    uint32_t bins, days, counts; /* positions */
    uint32_t counted;            /* positions of counts that are filled */
    double *station_queue_mean, *station_queue_max, *station_busy_mean, *station_departures;
    double *class_arrived, *class_crossed, *class_turned_back, *class_in_system_mean;
    double *road_queue_mean, *road_queue_max, *in_system_mean, *in_system_max, *crossed;
    double *day_backlog, *day_arrived, *day_crossed, *day_turned_back;
    double hour_crossed[24], hour_arrived[24]; /* trucks */
    gatesim_ticks hour_time[24];               /* that was measured */
};

/* What the counters were at the last boundary of an axis of time. */
struct boundary {
    gatesim_ticks at;
    uint32_t index;             /* of the position that began there */
    struct flow_counts *counts; /* by class */
    stat_sum *in_system;        /* by class; bins only */
    stat_sum all, road;
};

/* How far the trucks of the backlog have been put where they stand. */
struct standing {
    uint32_t class_index, entry; /* of its backlog */
    uint32_t placed;             /* trucks of that entry */
    bool done;                   /* all of all classes, and the run has begun */
};

struct agency;
struct agency_scratch;
struct cost;

/* Flows of several classes in one, made when results are asked for. */
struct merged {
    uint64_t at; /* events when it was made; UINT64_MAX: never */
    struct flow all;
    struct flow *routes; /* by route */
};

/* What only some scenarios do when a truck leaves: one word, tested then. */
enum world_exit {
    EXIT_RISK = 1U << 0,      /* counts what inspections found (risk_channel.h) */
    EXIT_RETURNS = 1U << 1,   /* trucks come back (returns.h) */
    EXIT_SUBGROUPS = 1U << 2, /* counts by the values of attributes */
    EXIT_COSTS = 1U << 3,     /* settles what it costs (cost.h) */
    EXIT_REPORTS = 1U << 4,   /* tells the observer */
    EXIT_PLACES = 1U << 5,    /* a truck may still keep a place (kept_place.h) */
    EXIT_PEOPLE = 1U << 6,    /* a truck may still have people with it (pools.h) */
    EXIT_BOOKED = 1U << 7,    /* trucks book: time counts from the wish (appointments.h) */
    EXIT_PROMISES = 1U << 8   /* total waits are held against promises (promises.h) */
};

struct book;
struct promise_counts;
struct route_choice;
struct route_option;
struct risk_counts;

struct gatesim {
    const struct gatesim_scenario *scn; /* borrowed */
    const struct gatesim_observer *observer;
    struct arena *arena;
    struct fel *fel;
    uint32_t replication;
    uint32_t mirror; /* 1: the antithetic partner */
    int status;      /* 0 while all is well */
    bool finished;
    bool running; /* neither finished nor failed */
    struct standing standing;
    bool window_open; /* warm-up is over */
    gatesim_ticks now;
    gatesim_ticks counted_from;    /* the end of the warm-up: events from that instant on count */
    gatesim_ticks boundary_at;     /* the instant of the next boundary (boundaries.h) */
    gatesim_ticks boundary_before; /* it is taken before the first event that is not before this:
                                    the same instant, or the tick after it */
    uint64_t fingerprint;
    uint64_t events;
    struct truck_pool trucks;
    struct station *stations;           /* station_count */
    struct source *sources;             /* class_count */
    struct data_service *data_services; /* data_service_count */
    struct incident *incidents;         /* incident_count */
    const uint64_t **step_streams;      /* by route, one a step */
    uint64_t *attribute_streams;
    struct station *ready, *last_ready; /* list of stations that could start something */

    struct promise_counts *promises;       /* by promise (promises.h) */
    struct flow *flows;                    /* by class */
    struct flow *subgroups;                /* by subgroup of the results; counts of exits only */
    struct agency *agencies;               /* by agency */
    struct cost *costs;                    /* by class; NULL: the scenario has no prices */
    struct flow_counts *counts_at_warm_up; /* by class */
    struct level *in_system;               /* by class; of an only class it is &all, counted once */
    stat_sum *in_system_at_warm_up;
    struct level *route_in_system; /* by route; likewise */
    stat_sum *route_in_system_at_warm_up;
    struct level all, road;
    stat_sum all_at_warm_up, road_at_warm_up;
    uint32_t *inside_at_warm_up; /* by class */
    stat_sum *delay;             /* [open road, then by station][class][cause], in the window */
    size_t delay_stride;         /* of a place */
    uint64_t *moves, *moves_at_warm_up; /* trucks by link */
    struct series series;
    struct boundary bin, day, hour;

    bool endows;           /* a new truck has more than what its class says */
    uint32_t exits;        /* EXIT_RISK and others */
    struct book *books;    /* by appointments */
    struct level *at_home; /* by class: trucks that are to come to their slots; NULL: none books */
    stat_sum *at_home_at_warm_up;
    struct route_choice *route_choices; /* by route choice */
    struct route_option *options;       /* of all choices */
    double *mass;                       /* scratch of the choices, by step */
    struct risk_counts *risks;          /* by risk */
    struct batching *gatherings;        /* of trucks that gather */
    struct pools *pools;                /* NULL: there are no pools */
    struct forks *forks;                /* tokens; NULL where no route has stations side by side */

    struct merged *merged; /* scratch of the results */
    struct agency_scratch *agency_scratch;
    char *trouble;          /* after a deadlock, or events without end */
    gatesim_ticks still_at; /* where the clock stood when events were last taken */
    uint64_t still_events;  /* taken since without moving it on (endless_arrivals.h) */
};

/* world_fail(W, status): the run cannot go on; the first reason is kept. */
void world_fail(struct gatesim *W, int status);

/* world_does(W, op): whether a route has such a step. */
bool world_does(const struct gatesim *W, enum scn_op op);

/* world_schedule(W, kind, at, what, where, wait_id, id): a future event; id may be NULL. */
static inline void world_schedule(struct gatesim *W, enum event_kind kind, gatesim_ticks at,
                                  uint32_t what, uint32_t where, uint32_t wait_id,
                                  struct fel_id *id)
{
    const struct fel_event ev = {at, event_phase(kind), (uint8_t)kind, what, where, wait_id};

    if (fel_push(W->fel, &ev, id) != 0)
        world_fail(W, GATESIM_ENOMEM);
}

/* world_note(W, kind, truck, station): put an event of the model into the fingerprint. */
static inline void world_note(struct gatesim *W, enum event_kind kind, uint64_t truck,
                              uint32_t station)
{
    const uint64_t what = truck ^ (uint64_t)kind << 58 ^ station * UINT64_C(0xd6e8feb86659fd93);

    W->fingerprint = (W->fingerprint ^ (uint64_t)W->now) * UINT64_C(0x9e3779b97f4a7c15);
    W->fingerprint = (W->fingerprint ^ W->fingerprint >> 29 ^ what) * UINT64_C(0xbf58476d1ce4e5b9);
}

/* world_ready(W, S): put the station, which is not there, at the end of the ready list. */
static inline void world_ready(struct gatesim *W, struct station *S)
{
    S->ready = true;
    S->next_ready = NULL;
    if (W->ready == NULL)
        W->ready = S;
    else
        W->last_ready->next_ready = S;
    W->last_ready = S;
}
/* world_stream(W, purpose, what): the stream of one purpose, such as a station's, for something
 * that is drawn there. */
uint64_t world_stream(const struct gatesim *W, uint64_t purpose, const char *what);

/* world_ticks(seconds): a drawn duration, rounded once; what is not above 0 is 0. */
static inline gatesim_ticks world_ticks(double seconds)
{
    const double ticks = seconds * (double)GATESIM_TICKS_PER_SECOND;

    if (!(ticks > 0))
        return 0;
    return ticks < (double)GATESIM_TICKS_MAX ? (gatesim_ticks)(ticks + 0.5) : GATESIM_TICKS_MAX;
}

/* world_source(W, T): where the truck comes from: its class's. */
static inline struct source *world_source(const struct gatesim *W, const struct truck *T)
{
    return &W->sources[T->class_index];
}

/* world_step(W, T): the step of its route that the truck has come to. */
static inline const struct scn_step *world_step(const struct gatesim *W, const struct truck *T)
{
    return &world_source(W, T)->steps[T->step];
}

/* world_who(W, T): the truck's address for its substreams. */
static inline uint64_t world_who(const struct gatesim *W, const struct truck *T)
{
    if (T->origin == ORIGIN_RETURNED)
        return truck_past_at(T, W->trucks.past_at)->identity;
    return world_source(W, T)->who_base[T->origin] + T->serial;
}

/* world_truck_id(W, T): how the truck is named in the fingerprint: by class, origin, serial. */
static inline uint64_t world_truck_id(const struct gatesim *W, const struct truck *T)
{
    return world_source(W, T)->id_base[T->origin] + T->serial;
}

/* world_moves(W, T, to): the truck comes to a station, or leaves, to being as struct scn_link has
 * it; the way there is one of the scenario's links. */
static inline void world_moves(struct gatesim *W, struct truck *T, uint32_t to)
{
    const struct scn_link *links = W->scn->links;
    uint32_t i = W->scn->first_link[T->last];

    while (links[i].to != to && i + 1 < W->scn->first_link[T->last + 1])
        i++;
    GS_ASSERT(links[i].to == to);
    W->moves[i]++;
    T->last = to + 1;
}

#endif
