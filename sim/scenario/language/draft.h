/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts: one record per section, filled key by key, before names are resolved and timetables,
 * rates and routes are worked out.
 *
 * A member is what the value of its key was read into (see KEY_LIST in keys.c); all live in
 * the reader's scratch arena. */
#ifndef SIM_SCENARIO_LANGUAGE_DRAFT_H
#define SIM_SCENARIO_LANGUAGE_DRAFT_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/scenario/language/money_goods.h"
#include "sim/scenario/language/span.h"
#include "sim/scenario/model/scenario.h"

struct tree_section;
struct tree_entry;

struct draft_scenario {
    const char *title, *question;
    int64_t start; /* seconds since 1970-01-01 */
    gatesim_ticks duration;
    struct draft_warm_up {
        bool is_auto;
        gatesim_ticks length;
    } warm_up;
    uint64_t seed;
    int64_t replications;
    double precision; /* 0: not given, as of the next */
    const char *precision_of;
    int64_t replications_max;
};

/* Numbers of attributes. */
struct draft_attributes {
    uint32_t *list;
    uint32_t count;
};

struct draft_results {
    gatesim_ticks bin, backlog_at;
    unsigned log;
    double road_spacing;
    int64_t road_lanes;
    struct draft_attributes by;
};

/* Cases of a key that may be conditional; the unconditional one goes behind the others. */
struct draft_by_truck {
    struct scn_case *cases;
    uint32_t count;
    bool always;
    struct scn_case last;
};

struct draft_surge {
    double factor;
    struct span_list days;
};
struct draft_surges {
    struct draft_surge *list;
    uint32_t count;
};

/* An instant that may not be given. */
struct draft_instant {
    bool given;
    int64_t at; /* seconds since 1970-01-01 */
};

/* A number that follows the clock: this much during these spans; the last rule that fits wins. */
struct draft_rule {
    double value;
    struct span_list during;
};
struct draft_schedule {
    double value; /* outside of all rules */
    struct draft_rule *rules;
    uint32_t count;
};

struct draft_arrivals {
    enum scn_arrivals kind;
    bool returns;                /* NONE: its trucks come back from other classes */
    struct draft_schedule rates; /* POISSON, 1/s */
    struct dist gap;             /* RENEWAL */
    const char *trace;           /* the path of TRACE, to open */
    const char *counts;          /* POISSON: the path of counts instead of rates, to open */
};

struct draft_standing {
    uint32_t trucks;
    uint32_t station;
};
struct draft_backlog {
    struct draft_standing *list;
    uint32_t count;
};

struct draft_batch {
    bool given; /* other than one truck at a time */
    struct dist dist;
};

struct draft_class {
    const char *direction, *cargo;
    int64_t priority;
    uint32_t route;   /* SCN_NONE: unknown */
    uint32_t profile; /* SCN_NONE: none */
    struct draft_arrivals arrivals;
    struct draft_surges surges;
    struct scn_day_factor varies;
    struct draft_batch batch;
    struct draft_instant from, until;
    struct draft_backlog backlog;
    struct draft_by_truck patience, due;
    uint32_t on_patience; /* a route; SCN_NONE: turn back */
    uint32_t divert;      /* the step of its route where that begins */
    uint32_t books;       /* appointments; SCN_NONE: none */
    struct draft_by_truck booked, no_show, early, late;
    struct draft_by_truck returns_as; /* the number of a class */
    struct draft_by_truck return_after;
};

struct draft_share {
    uint32_t value;
    double share;
};
struct draft_shares_case {
    struct scn_condition when;
    struct draft_share *list;
    uint32_t count;
};
struct draft_shares {
    struct draft_shares_case *cases;
    uint32_t count;
    bool always;
    struct draft_shares_case last;
};

/* From the start of the first to the end of the last day, s since 1970-01-01. */
struct draft_period {
    bool given;
    int64_t from, to;
};

/* Of an [attribute], or of a [lever], whose values are yes and no. */
struct draft_attribute {
    struct draft_shares shares, later;
    struct draft_period change;
};

/* Values of an attribute. */
struct draft_values {
    uint32_t *list;
    uint32_t count;
};
struct draft_risk {
    uint32_t truth; /* an attribute; SCN_NONE: unknown */
    struct draft_values bad;
    struct draft_by_truck prevalence, auc, true_positive, false_positive, detects;
    struct draft_by_truck red, yellow, red_above, yellow_above;
};

struct draft_cargo {
    double value, weight, spoiled_above, home_price;
    gatesim_ticks shelf_life; /* 0: keeps for ever */
    struct dist age;
    struct loss_curve loss;
};

struct draft_costs {
    double driver, parking, reefer, booking, idling, co2;
    struct draft_by_truck fee;
};

struct draft_numbers {
    double *x;
    uint32_t count;
};
struct draft_profile {
    struct draft_numbers hourly, weekday, weekly, monthly;
};

/* How far a clock is ahead. */
struct draft_clock {
    bool given;
    int64_t ahead; /* s */
};

struct draft_calendar {
    struct span_list hours, closed, open;
    struct draft_clock clock;
};

struct draft_appointments {
    struct draft_schedule slots; /* trucks a second */
    int64_t added;               /* trucks an hour */
    gatesim_ticks slot, grace;
    struct draft_calendar times; /* open is not used */
    unsigned walk_ins, missed;
};

struct draft_limits {
    struct scn_limit *list;
    uint32_t count;
};
struct draft_quotas {
    struct scn_quota *list;
    uint32_t count;
};
struct draft_reserved {
    struct scn_reserved *list;
    uint32_t count;
};

struct draft_pool {
    const char *agency;
    struct draft_schedule staff;
    int64_t added;
    unsigned serve;
    int64_t trips; /* 0: no limit */
    struct draft_by_truck fails_after, repair;
};

struct draft_needs {
    struct scn_need *list;
    uint32_t count;
};

/* What breaks down: a station or a data service. */
struct draft_failure {
    struct draft_by_truck after, repair;
    unsigned by, scope;
    struct span_list maintenance;
};

struct draft_numbers_list {
    uint32_t *list;
    uint32_t count;
};

struct draft_trigger {
    bool given;
    struct scn_trigger trigger;
};

struct draft_station {
    const char *agency;
    double cost;
    struct draft_by_truck fee;
    struct draft_schedule staff, speed;
    int64_t added;
    struct draft_needs needs;
    int64_t pool_priority;
    uint32_t waiting;
    unsigned when_full, discipline, at_closing, off_shift;
    bool on_road, keeps_place;
    struct draft_by_truck service, setup, travel, patience;
    double admit_rate; /* 1/s; 0: any */
    struct draft_limits admit_while;
    struct draft_quotas quota;
    struct draft_reserved reserved;
    gatesim_ticks ageing;
    struct draft_calendar times; /* its own; clock too */
    uint32_t calendar;           /* SCN_NONE: none */
    struct draft_failure failure;
    unsigned on_failure;
    int64_t extra;
    struct draft_trigger extra_when, extra_until;
    gatesim_ticks extra_delay, extra_for;
    struct draft_numbers_list data_services;
    unsigned on_outage;
    struct draft_by_truck paper;
};

struct draft_data_service {
    const char *agency;
    struct draft_by_truck latency;
    uint32_t concurrent;
    struct draft_failure failure;
};

struct draft_incident {
    struct draft_numbers_list stations, data_services;
    struct scn_effect effect;
    struct draft_by_truck every, lasts;
    struct span_list on;
};

/* Something of some of the options of a choice. */
struct draft_option {
    uint32_t route;
    double x;
};
struct draft_options {
    struct draft_option *list;
    uint32_t count;
};
/* draft_option(D, route): what D says of the route; 0 where it says nothing. */
static inline double draft_option(const struct draft_options *D, uint32_t route)
{
    for (uint32_t i = 0; i < D->count; i++)
        if (D->list[i].route == route)
            return D->list[i].x;
    return 0;
}

struct draft_route_choice {
    struct draft_options options, bias, shares;
    unsigned rule;
    double sensitivity;         /* 1/s */
    gatesim_ticks every, delay; /* every 0: always */
};

struct route_step;
struct draft_steps {
    struct route_step *list;
    uint32_t count;
};
struct draft_route {
    bool broken; /* its steps were reported */
    struct draft_steps steps;
};

struct draft_promise {
    gatesim_ticks wait;
    uint32_t at;     /* a station; SCN_NONE: the total wait */
    uint32_t trucks; /* a class; SCN_NONE: all */
};

struct draft_change {
    int64_t at; /* seconds since 1970-01-01 */
    const struct tree_entry *set;
};

#endif
