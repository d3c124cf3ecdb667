/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the backlog of a gate grows: one judgement for every command.
 *
 * What is known before the run weighs most: the load of each station and pool (columns 'load'), the
 * work that is expected of trucks over what can be done in open hours, in whole cycles of the
 * timetables and profiles. Above 1 a backlog grows whatever one run shows; below 1 it does not,
 * unless servers are kept from their work by what the load does not know of, such as a full place
 * ahead, which shows in how much of the open time they are busy or blocked.
 *
 * Where the load is not known, that share of the open time, for all trucks that came rather than
 * for those that were served, stands for it, with the chance error of so many services; and the
 * slope from one whole cycle to the next (summary/backlog_growth) must not contradict. A gate that
 * loses trucks, who turn back, has a bound to its backlog, and is judged by the slope alone. */
#ifndef ANALYSIS_COMPARE_TREND_H
#define ANALYSIS_COMPARE_TREND_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/estimate/estimate.h"
#include "analysis/read/run_data.h"

/* X(code, name) */
#define TREND_LIST(X)                                                             \
    X(NONE, "none")           /* nothing was measured */                          \
    X(TOO_SHORT, "too_short") /* the run does not tell */                         \
    X(CLOSE, "close")         /* so near to its limit that no run of use tells */ \
    X(STEADY, "steady")       /* the backlog does not grow */                     \
    X(GROWS, "grows")                                                             \
    X(SHRINKS, "shrinks") /* one that was there clears */

enum trend_kind {
#define TREND_CODE(code, name) TREND_##code,
    TREND_LIST(TREND_CODE)
#undef TREND_CODE
};

struct trend {
    enum trend_kind kind;
    double rate;  /* trucks a day, from one whole cycle to the next; NaN: less than two were seen */
    double load;  /* the greatest that is known; NaN: none is */
    bool people;  /* it is that of a pool */
    size_t place; /* of the pool, or of the station, on its axis */
    double cycle; /* s; 0: nothing changes with time */
    /* Of one that shrinks: the days after the end in which the trucks that are then inside would be
     * gone at this rate, and an interval, of 90 % or more: of both the trucks and the rate at 95 %.
     * NaN: it does not shrink, or one replication gives no interval; most is INFINITY where the
     * rate may be none. */
    double clear, clear_least, clear_most;
};

/* Where the numbers of a run come from. number(user, group, name, i): the estimate of a column's
 * number i over the replications; its n is 0 where there is none. */
struct trend_source {
    struct estimate (*number)(const void *user, const char *group, const char *name, size_t i);
    const void *user;
    size_t stations, pools;
};

/* trend_judge(source): the judgement. */
struct trend trend_judge(const struct trend_source *source);

/* trend_of(X): the judgement of one run. */
struct trend trend_of(const struct run_data *X);

/* trend_name(kind): its word in JSON. */
const char *trend_name(enum trend_kind kind);

#endif
