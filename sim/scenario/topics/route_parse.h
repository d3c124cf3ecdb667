/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes as they are written: each line one step. What becomes of them is in route_compile.h. */
#ifndef SIM_SCENARIO_TOPICS_ROUTE_PARSE_H
#define SIM_SCENARIO_TOPICS_ROUTE_PARSE_H

#include "sim/scenario/language/cursor.h"
#include "sim/scenario/language/draft.h"

enum route_action {
    ROUTE_VISIT,    /* stations[0] */
    ROUTE_BY_SHARE, /* one of the stations, by shares */
    ROUTE_BY_TEST,  /* the first whose condition holds; the last has none */
    ROUTE_SHORTEST, /* the station with the fewest trucks */
    ROUTE_DRIVE,
    ROUTE_SET,
    ROUTE_REPEAT, /* from stations[0] */
    ROUTE_FOLLOW,
    ROUTE_CHOOSE, /* one of the options of a choice */
    ROUTE_LEAVE,
    ROUTE_TAKE,
    ROUTE_RELEASE,
    ROUTE_GATHER,
    ROUTE_SIDE,
    ROUTE_AWAIT,
    ROUTE_OUT,
    ROUTE_CROSS
};

struct route_step {
    enum route_action action;
    const char *text;    /* its own words, without condition, share and numbers */
    struct word written; /* the whole line, in the value */
    const char *suffix;  /* in it: where condition and share begin; its end: all trucks take it */
    uint32_t line;       /* in the file */
    uint32_t row;        /* in the value */
    bool tested;
    struct scn_condition when; /* tested: only if this holds */
    double chance;             /* only with this probability */

    uint32_t *stations;
    double *shares;              /* BY_SHARE: of each station */
    struct scn_condition *tests; /* BY_TEST: of each but the last */
    uint32_t count;              /* of stations */
    struct dist dist;            /* DRIVE, AWAIT, RELEASE */
    bool timed;                  /* RELEASE: has dist */
    uint32_t pool;               /* TAKE, RELEASE */
    uint32_t number;             /* TAKE, GATHER */
    gatesim_ticks at_most;       /* GATHER */
    uint32_t attribute, value;   /* SET */
    uint32_t limit;              /* REPEAT: SCN_NONE for no limit */
    uint32_t route;              /* FOLLOW */
    uint32_t route_choice;       /* CHOOSE */
};

#endif
