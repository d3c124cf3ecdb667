/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checked scenario, as the model reads it: const, numbers resolved, units gone.
 *
 * Last stage of the reader. Everything hangs in one arena; names point into it; every index
 * is valid; times are ticks since the start, quantities SI. What could be worked out once
 * is worked out here: timetables are lists of changes, routes are small programs, profiles
 * are piecewise constant rates. */
#ifndef SIM_SCENARIO_MODEL_SCENARIO_H
#define SIM_SCENARIO_MODEL_SCENARIO_H

#include <stdbool.h>
#include <stdint.h>

#include "gatesim/scenario.h"
#include "sim/base/arena.h"
#include "sim/random/dist.h"
#include "sim/scenario/model/one_of.h"

#define SCN_NONE UINT32_MAX      /* no station, no step, no limit */
#define SCN_UNLIMITED UINT32_MAX /* servers or waiting places without limit */
#define SCN_VALUES_MAX 256       /* values of one attribute */
#define SCN_OPTIONS_MAX 64       /* of one choice */
#define SCN_REPEATS_MAX 65535    /* of one truck by one REPEAT */

/* Attributes 0, 1 and 2 are built in and follow from the class; the rest are drawn for each truck,
 * or read from its trace: those of [attribute], [lever] and [risk], and whether it has booked. */
enum scn_builtin { SCN_CLASS, SCN_DIRECTION, SCN_CARGO, SCN_BUILTINS };

/* "attribute is value or value": bit v of values tells whether value v will do. */
struct scn_test {
    uint32_t attribute;
    const uint64_t *values; /* SCN_VALUES_MAX / 64 words */
};

/* All tests must hold; no tests: always. */
struct scn_condition {
    uint32_t count;
    const struct scn_test *tests;
};

/* A distribution that depends on the truck: the first case whose condition holds. Where
 * count > 0 and there is no unconditional case, a truck that fits none has none. */
struct scn_case {
    struct scn_condition when;
    struct dist dist;
    double mean; /* of dist */
};
struct scn_by_truck { /* a number that depends on the truck is a choice among constants */
    uint32_t count;   /* 0: absent */
    const struct scn_case *cases;
};

/* Shares of an attribute's values for trucks that fit; cumulated, the last is 1. */
struct scn_shares {
    struct scn_condition when; /* on builtins and on attributes declared before this one */
    const double *cumulated;   /* by value */
};

/* How a truck's value of a declared attribute is drawn. */
enum scn_drawn {
    SCN_DRAWN_SHARES,
    SCN_DRAWN_CHANGING, /* shares that move to the later ones between two instants */
    SCN_DRAWN_DATED,    /* as it is drawn at the instant, by dated */
    SCN_DRAWN_RISK,
    SCN_DRAWN_BOOKED /* by the share of the class that books */
};

/* A uniform of at least red[b] makes a truck red, else one of at least yellow[b] yellow; b: 1 when
 * it is bad. */
struct scn_cutoffs {
    double red[2], yellow[2];
};

struct scn_risk {
    const char *name;
    uint32_t attribute;
    struct scn_test bad; /* on the truth */
    double detects;      /* of bad trucks that are red, the share that is found */
    uint32_t red_count, yellow_count;
    const struct scn_condition *red, *yellow; /* the first that holds, the last always does */
    const struct scn_cutoffs *cutoffs;        /* [red][yellow] */
};

struct scn_attribute;

/* From instant at on, an attribute is drawn as this one is. */
struct scn_dated {
    gatesim_ticks at;
    const struct scn_attribute *as;
};

struct scn_attribute {
    const char *name;
    enum scn_drawn drawn;
    uint64_t purpose; /* hash for its substream */
    uint32_t value_count;
    const char *const *values;
    uint32_t share_count;
    const struct scn_shares *shares; /* first that fits; the last always does */
    uint32_t later_count;            /* CHANGING: first that fits; none: the shares stay */
    const struct scn_shares *later;
    gatesim_ticks from, to; /* CHANGING: of the change; may lie outside of the run */
    uint32_t dated_count;   /* DATED: the first at tick 0 */
    const struct scn_dated *dated;
    const struct scn_risk *risk; /* RISK */
};

/* At this age of the goods this share of their value is lost; straight between two points. */
struct scn_loss {
    gatesim_ticks at;
    double share;
};
struct scn_cargo {
    const char *name;
    uint64_t purpose;
    double value;                  /* of a truckload, money */
    double weight;                 /* kg */
    double spoiled_above;          /* share of the value */
    double home_price;             /* share of what is left of the value */
    bool perishable;               /* has a shelf life */
    struct dist age;               /* on arrival, s */
    uint32_t loss_count;           /* 0: nothing is lost */
    const struct scn_loss *losses; /* ascending */
};
struct scn_costs {
    bool given;                     /* the scenario has prices: [cargo], [costs] or 'cost' */
    double driver, parking, reefer; /* money/s of a truck */
    double booking;                 /* money/s of a truck that waits at home for its slot */
    double idling;                  /* l/s */
    double co2;                     /* kg/l */
    struct scn_by_truck fee;        /* money; constants */
};

struct scn_subgroup {
    uint32_t attribute, value;
    const char *label; /* "channel is red" */
};

/* From instant at on: the station is open or not, and has this many servers on shift and places
 * to wait. A service that starts takes its time divided by speed; at 0 none starts. */
struct scn_change {
    gatesim_ticks at;
    uint32_t servers; /* on shift; SCN_UNLIMITED */
    uint32_t waiting; /* SCN_UNLIMITED at all times or never */
    bool open;
    double speed;
};

/* Calls only while station has fewer than below trucks: in line, at servers, under way to it. */
struct scn_limit {
    uint32_t station, below;
};

/* At most so many calls of trucks that fit in each hour or day of the station's clock. */
struct scn_quota {
    struct scn_condition when;
    gatesim_ticks period;
    uint32_t calls;
};

/* So many of the servers on shift call only trucks that fit. */
struct scn_reserved {
    struct scn_condition when;
    uint32_t servers;
};

#define SCN_RULES_MOST 32 /* quotas and reservations of one station */

/* What must hold, beside a free server, before a station calls a truck. All of it. */
struct scn_admission {
    gatesim_ticks gap; /* least time between calls; 0: any */
    uint32_t limit_count, quota_count, reserved_count;
    const struct scn_limit *limits;
    const struct scn_quota *quotas;
    const struct scn_reserved *reserved;
};

/* [from, to) of a list that ascends and does not overlap; to may be GATESIM_NEVER. */
struct scn_interval {
    gatesim_ticks from, to;
};
struct scn_intervals {
    uint32_t count;
    const struct scn_interval *list;
};

struct scn_failure {
    bool fails;         /* otherwise only maintenance */
    bool operating;     /* after is time at work, not of the calendar */
    bool whole;         /* all servers at once */
    struct dist after;  /* seconds */
    struct dist repair; /* seconds */
    struct scn_intervals maintenance;
};

/* The line, or the wait of the truck that is next, is above or below a threshold. */
struct scn_trigger {
    bool wait;       /* of the next truck; else trucks in line */
    bool below;      /* else above */
    int64_t against; /* ticks, or trucks */
};

/* Servers that come when the line is long. */
struct scn_reaction {
    uint32_t servers; /* 0: none */
    struct scn_trigger when, until;
    gatesim_ticks delay; /* from the call to their coming */
    gatesim_ticks least; /* they stay */
};

/* What takes servers from a station or brings some, beside its timetable. */
struct scn_availability {
    struct scn_failure failure;
    enum scn_on_failure on_failure;
    struct scn_reaction reaction;
};

/* A data service. */
struct scn_data_service {
    const char *name;
    const char *agency;
    uint64_t purpose;
    struct dist latency; /* seconds */
    uint32_t concurrent; /* questions at once; SCN_UNLIMITED */
    struct scn_failure failure;
};

struct scn_effect {
    enum scn_effect_kind kind;
    double speed;     /* SPEED */
    uint32_t servers; /* SERVERS */
};
struct scn_incident {
    const char *name;
    uint64_t purpose;
    uint32_t station_count, data_service_count;
    const uint32_t *stations, *data_services;
    struct scn_effect effect; /* data services: down */
    bool by_date;             /* on; else every */
    bool lasts_drawn;         /* lasts; else as long as the interval */
    struct dist every, lasts; /* seconds */
    struct scn_intervals on;
};

/* So many members of a pool at once. */
struct scn_need {
    uint32_t pool, members;
};

struct scn_station {
    const char *name;
    uint32_t agency;         /* SCN_NONE: none */
    double cost;             /* money/s of a server on shift */
    struct scn_by_truck fee; /* money that a truck pays when it is served; constants */
    uint64_t purpose;        /* hash of the name; the model derives substreams from it */
    uint32_t servers_max;    /* the most on shift at any time; SCN_UNLIMITED */
    uint32_t added;          /* of these, more than the timetable says */
    uint32_t waiting;        /* places to wait; SCN_UNLIMITED */
    enum scn_when_full when_full;
    enum scn_discipline discipline;
    enum scn_interrupt at_closing; /* what is in service when the station closes */
    enum scn_interrupt off_shift;  /* what is in service when its server goes off shift */
    bool on_road;                  /* its waiting line stands on the road */
    gatesim_ticks ageing;          /* PRIORITY: a step of priority is worth so much waiting */
    int64_t clock;                 /* s that its clock is ahead of the gate's */
    struct scn_admission admission;
    bool keeps_place;      /* a served truck keeps its server when it goes on */
    int32_t pool_priority; /* among those that want a pool's members; higher first */
    uint32_t need_count;
    const struct scn_need *needs; /* of pools, by each call; each pool once */
    struct scn_by_truck service;  /* always has an unconditional case; seconds */
    struct scn_by_truck setup;    /* seconds */
    struct scn_by_truck travel;   /* from here to the next place; seconds */
    struct scn_by_truck patience; /* seconds; overrides the class's where it fits */
    uint32_t change_count;        /* >= 1; the first at tick 0; only real changes */
    const struct scn_change *changes;
    const struct scn_availability *availability; /* NULL: only the timetable changes its servers */
    uint32_t data_service_count;
    const uint32_t *data_services;
    enum scn_on_outage on_outage;
    struct scn_by_truck paper; /* seconds; where on_outage is PAPER, with an unconditional case */
};

struct scn_pool {
    const char *name;
    const char *agency; /* "" none */
    uint64_t purpose;   /* hash of the name, for its substreams */
    enum scn_serve serve;
    uint32_t people_max;                     /* the most on shift at any time */
    uint32_t added;                          /* of these, more than the timetable says */
    uint32_t trips;                          /* of one member a day; SCN_UNLIMITED */
    struct scn_by_truck fails_after, repair; /* seconds; from the return of all on, and away */
    uint32_t change_count;                   /* as of a station that is always open */
    const struct scn_change *changes;
};

struct scn_appointments {
    const char *name;
    gatesim_ticks first; /* start of slot 0; not after the start of the run */
    gatesim_ticks slot;  /* length */
    uint32_t slot_count;
    const uint32_t *room; /* trucks that may book each slot */
    uint32_t most;        /* trucks an hour of the fullest slots, rounded */
    uint32_t added;       /* of these, more than the rules say */
    enum scn_walk_ins walk_ins;
    enum scn_missed missed;
    gatesim_ticks grace;
};

struct scn_route_choice;

/* From instant at on, drivers choose by this one's rule. */
struct scn_ruling {
    gatesim_ticks at;
    const struct scn_route_choice *as;
};

struct scn_route_choice {
    const char *name;
    uint32_t count;             /* of options */
    uint32_t first;             /* number of its first option among all options */
    const char *const *options; /* "NAME is OPTION" */
    const double *bias;         /* s */
    const double *cumulated;    /* BY_SHARES */
    enum scn_rule rule;
    double sensitivity;         /* LOGIT, 1/s */
    gatesim_ticks every, delay; /* of publication; every 0: the present is known */
    uint32_t ruling_count;      /* later ones; before the first, its own rule holds */
    const struct scn_ruling *rulings;
};

/* A route is a program. A truck holds the number of its next step and runs until a step that
 * takes time, or an end. */
enum scn_op {
    SCN_VISIT,       /* go to station */
    SCN_DRIVE,       /* be under way for a time drawn from dist */
    SCN_UNLESS,      /* unless condition holds, go to step target */
    SCN_CHANCE,      /* with probability 1 - chance, go to step target */
    SCN_SHARE,       /* go to targets[i] with cumulated shares[i] */
    SCN_FEWEST,      /* go to targets[i] whose station (stations[i]) has the fewest trucks
                      * in line and in service for its servers on shift: least
                      * trucks / servers, closed ones last, ties to the first */
    SCN_CHOOSE,      /* go to targets[i] as the driver chooses; each of the options ends
                      * at target */
    SCN_REPEAT,      /* with probability chance, unless repeated limit times: step target */
    SCN_JUMP,        /* go to target */
    SCN_SET,         /* attribute takes value */
    SCN_LEAVE_PLACE, /* give up the place that is kept */
    SCN_TAKE,        /* wait for, and take, so many members of pool */
    SCN_RELEASE, /* give back all members of pool, who are away for a time of dist if it is there */
    SCN_GATHER,  /* wait until so many trucks are here, or for at_most */
    SCN_SIDE,    /* visit all stations at once by the VISITs at targets, then go to target */
    SCN_AWAIT,   /* wait for a time drawn from dist, without a server */
    SCN_OUT,     /* turn back: leaves the system */
    SCN_CROSS    /* the end: has crossed */
};
struct scn_step {
    enum scn_op op;
    uint32_t station; /* VISIT */
    uint32_t target;
    uint32_t occurrence; /* of this station (VISIT) or this text in the route: 0, 1, ... so
                          * that an inserted step does not shift another step's numbers */
    double chance;
    uint32_t limit; /* REPEAT; SCN_NONE: none but SCN_REPEATS_MAX */
    uint32_t loop;  /* REPEAT: number of this loop in its route, 0.. */
    struct scn_condition when;
    uint32_t pool;             /* TAKE, RELEASE */
    uint32_t number;           /* TAKE: members; GATHER: trucks */
    uint32_t gathering;        /* GATHER: number among those of all routes, 0.. */
    gatesim_ticks at_most;     /* GATHER; GATESIM_NEVER: no limit */
    bool timed;                /* RELEASE: has dist */
    struct dist dist;          /* DRIVE, AWAIT, RELEASE, seconds */
    uint64_t purpose;          /* hash for the substream of a step that draws */
    double mean;               /* DRIVE, AWAIT: of dist, seconds */
    uint32_t attribute, value; /* SET */
    uint32_t route_choice;     /* CHOOSE */
    uint32_t count;            /* of targets */
    const uint32_t *targets;
    const uint32_t *stations;
    const double *cumulated;
    unsigned line; /* in the scenario file */
};
/* What a REPEAT repeats: the steps from first up to, not including, itself. */
struct scn_loop {
    uint32_t first, end;
};
struct scn_route {
    const char *name;
    uint32_t line_count;
    const struct gatesim_step *lines; /* the route as it is written, for who draws it */
    uint32_t step_count;
    uint32_t main_count;          /* steps of the route itself; behind them, diversions */
    const struct scn_step *steps; /* sub-routes are already unfolded */
    uint32_t loop_count;
    const struct scn_loop *loops;
};

enum scn_arrivals {
    SCN_ARRIVALS_NONE,    /* only a backlog, or trucks that come back */
    SCN_ARRIVALS_POISSON, /* rates */
    SCN_ARRIVALS_RENEWAL, /* gap; a fixed interval is a constant gap */
    SCN_ARRIVALS_TRACE    /* trace */
};

/* From instant at on: this many arrivals a second (events; each may be a batch). */
struct scn_rate {
    gatesim_ticks at;
    double rate;
};

/* Days that differ: the rates of a day are multiplied by a factor of mean 1 that is drawn for it.
 * The factors of days that follow each other have normal scores that are a first-order
 * autoregression with this correlation. */
struct scn_day_factor {
    bool given;
    struct dist dist; /* gamma or lognormal */
    double correlation;
};

/* One row of a trace; values by attribute, SCN_VALUE_DRAWN where the file has no column. */
#define SCN_VALUE_DRAWN UINT16_MAX
struct scn_trace_row {
    gatesim_ticks at;       /* ascending */
    const uint16_t *values; /* by attribute, builtins included; NULL: all drawn */
};

/* Trucks that stand at a place at the start. */
struct scn_backlog {
    uint32_t trucks;
    uint32_t step; /* the VISIT of the class's route where they stand */
};

struct scn_class {
    const char *name;
    uint64_t purpose;
    uint16_t values[SCN_BUILTINS]; /* of class, direction, cargo */
    uint32_t goods;                /* number of its [cargo]; SCN_NONE: none */
    int32_t priority;
    uint32_t route;
    enum scn_arrivals arrivals;
    gatesim_ticks from, until; /* arrivals only in [from, until) */
    uint32_t rate_count;
    const struct scn_rate *rates; /* the first at tick 0; merged, but across midnight where days
                                   * differ */
    struct scn_day_factor varies;
    struct dist gap; /* seconds */
    uint32_t trace_count;
    const struct scn_trace_row *trace;
    bool batched;
    struct dist batch; /* trucks an arrival, rounded to a whole number, at least 1 */
    uint32_t backlog_count;
    const struct scn_backlog *backlog;
    struct scn_by_truck patience; /* seconds, at every waiting point */
    struct scn_by_truck due;      /* seconds from arrival to the deadline */
    uint32_t divert;              /* step of its route that a truck which loses patience goes on
                                   * with; SCN_NONE: it turns back */
    uint32_t books;               /* appointments; SCN_NONE: none */
    struct scn_by_truck booked;   /* share; absent: all */
    struct scn_by_truck no_show;  /* share; absent: none */
    struct scn_by_truck early, late;
    struct scn_by_truck returns_as; /* the number of a class that a truck comes back in; absent:
                                     * it does not */
    struct scn_by_truck return_after;
};

/* From a place to the next: from is 0 outside, or a station + 1; to is a station, station_count
 * for those who cross, one more for those who turn back. */
struct scn_link {
    uint32_t from, to;
    const char *label; /* "yard -> customs" */
};

/* A promise: trucks of a class, or all, wait no longer than this at a station, or in all. */
struct scn_promise {
    const char *name;
    gatesim_ticks wait;
    uint32_t station;     /* SCN_NONE: the total wait, of trucks that cross */
    uint32_t class_index; /* SCN_NONE: all */
};

struct gatesim_scenario {
    struct arena *arena;
    struct gatesim_scenario_info info;
    gatesim_ticks backlog_at; /* time of day of the daily backlog count */
    double road_spacing;      /* m of the queue on the road a truck: over its lanes */
    uint32_t class_count, station_count, route_count, attribute_count;
    uint32_t pool_count;
    uint32_t gathering_count; /* GATHER steps of all routes */
    uint32_t agency_count, cargo_count, subgroup_count, by_count;
    const char *const *agencies;
    const struct scn_cargo *cargos;
    struct scn_costs costs;
    const char *currency;                 /* NULL: no amount stands anywhere */
    const struct scn_subgroup *subgroups; /* by value, attribute by attribute of by */
    const uint32_t *by;                   /* first subgroup of each attribute that is told apart */
    uint32_t data_service_count, incident_count;
    const struct scn_class *classes;
    const struct scn_station *stations;
    const struct scn_route *routes;
    const struct scn_pool *pools;
    uint32_t link_count;
    const struct scn_link *links; /* by from, then to */
    const uint32_t *first_link;   /* by from; those of it end where the next one's begin */
    const struct scn_attribute *attributes; /* builtins first */
    uint32_t booked;                        /* the attribute that says so; SCN_NONE: none */
    uint32_t risk_count, appointments_count, route_choice_count;
    uint32_t option_count; /* of all route choices */
    const struct scn_risk *risks;
    const struct scn_appointments *appointments;
    const struct scn_route_choice *route_choices;
    const struct scn_data_service *data_services;
    const struct scn_incident *incidents;
    uint32_t promise_count;
    const struct scn_promise *promises;
    gatesim_ticks cycle;        /* in which what timetables and profiles say comes back: 0 when it
                                 * never changes, a day or a week */
    const double *station_load; /* by station: as expected_load.h says; NaN where it is not known */
    const double *pool_load;    /* by pool */
    const char *text;
    char sha256[65];
    struct gatesim_diagnostics *notes, *warnings; /* its own */
    uint32_t file_count;
    const char *const *files; /* that it was read from */
};

/* scn_test_holds(t, value): whether value satisfies the test. */
static inline bool scn_test_holds(const struct scn_test *t, uint32_t value)
{
    return (t->values[value >> 6] >> (value & 63)) & 1;
}

#endif
