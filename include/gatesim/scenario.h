/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario: the description of a gate, read from a file, checked, and const.
 *
 * Loading goes through stages, each a type of its own: text, tree of sections, tree with its bases
 * merged in, checked scenario. Everything wrong with the input is collected and reported in one
 * pass. A loaded scenario is immutable: any number of simulations, on any number of threads, may
 * share it. */
#ifndef GATESIM_SCENARIO_H
#define GATESIM_SCENARIO_H

#include <stddef.h>
#include <stdint.h>

#include "gatesim/diagnostics.h"
#include "gatesim/language.h"
#include "gatesim/time.h"

struct gatesim_scenario;

/* gatesim_scenario_load(path, settings, count, scenario, diagnostics): read the file at path and
 * the scenarios that it extends, apply count settings "section.key=value" in their order, and check
 * everything.
 *
 * Only regular files are opened, and opening never waits; path alone may also be "/dev/stdin" or
 * "/dev/fd/N". What a [change] sets may not name a file: that is a diagnostic, and nothing is
 * opened for it, so that a [change] section may be made of text that a stranger sent.
 *
 * Returns 0 with *scenario, which the caller destroys; GATESIM_EINPUT with at least one diagnostic
 * in *diagnostics, which the caller destroys; or GATESIM_ENOMEM. What is not given is NULL. */
int gatesim_scenario_load(const char *path, const char *const *settings, size_t count,
                          struct gatesim_scenario **scenario,
                          struct gatesim_diagnostics **diagnostics);

/* gatesim_scenario_parse(text, size, name, settings, count, scenario, diagnostics): load a scenario
 * from the size bytes at text. name stands for the file in messages, and relative paths in the text
 * start from its folder. Returns as gatesim_scenario_load does. */
int gatesim_scenario_parse(const char *text, size_t size, const char *name,
                           const char *const *settings, size_t count,
                           struct gatesim_scenario **scenario,
                           struct gatesim_diagnostics **diagnostics);

/* gatesim_scenario_recall(text, size, name, scenario, diagnostics): load a scenario from memory for
 * looking at it, not for running it, without opening any file: a trace counts as one without
 * trucks, and empirical data as the value 1. It serves for the resolved text in a results file,
 * which a stranger may have written. 'extends' is a mistake in it. Returns as gatesim_scenario_load
 * does. */
int gatesim_scenario_recall(const char *text, size_t size, const char *name,
                            struct gatesim_scenario **scenario,
                            struct gatesim_diagnostics **diagnostics);

/* gatesim_scenario_destroy(S): free the scenario, which no simulation may be using. NULL is fine.
 */
void gatesim_scenario_destroy(struct gatesim_scenario *S);

/* gatesim_scenario_notes(S): returns what is no mistake but perhaps not meant: each section that
 * nothing uses. The list belongs to S. */
const struct gatesim_diagnostics *gatesim_scenario_notes(const struct gatesim_scenario *S);

/* gatesim_scenario_warnings(S): returns what is no mistake but does not do what it seems to say:
 * each key whose dates all lie before the run or all after it; each list with hours of some days
 * beside hours of every day; each comment that may be meant as a part of a text. The list belongs
 * to S. */
const struct gatesim_diagnostics *gatesim_scenario_warnings(const struct gatesim_scenario *S);

/* gatesim_scenario_files(S, count): returns the paths of the files that S was read from, as they
 * were opened, each once, and their number as *count: its own, the scenarios that it extends, and
 * their data files. A scenario that was parsed from memory has no file of its own. The list belongs
 * to S. */
const char *const *gatesim_scenario_files(const struct gatesim_scenario *S, size_t *count);

/* gatesim_scenario_text(S): returns the resolved scenario, with bases and settings merged in and
 * defaults made visible, as text that loads to an equal scenario. The text belongs to S. */
const char *gatesim_scenario_text(const struct gatesim_scenario *S);

/* gatesim_scenario_sha256(S): returns the digest of the resolved text and of every data file that
 * the scenario reads, as 64 lower-case hexadecimal digits. They belong to S. */
const char *gatesim_scenario_sha256(const struct gatesim_scenario *S);

/* What the truck log of a run holds. X(code, "word of the key 'log'") */
#define GATESIM_LOG_LIST(X) X(NONE, "none") X(TRUCKS, "trucks") X(VISITS, "visits")

enum gatesim_log {
#define GATESIM_LOG_CODE(code, word) GATESIM_LOG_##code,
    GATESIM_LOG_LIST(GATESIM_LOG_CODE)
#undef GATESIM_LOG_CODE
};

/* What the scenario says of itself. Its strings belong to the scenario. */
struct gatesim_scenario_info {
    const char *title;    /* "" when it has none */
    const char *question; /* "" when it has none */
    const char *currency; /* of its amounts of money, such as "VND"; "" when it has none */
    int64_t epoch;        /* start, seconds since 1970-01-01 00:00 local */
    gatesim_ticks duration;
    gatesim_ticks warm_up; /* statistics start here, 0 <= warm_up < duration */
    int warm_up_auto;      /* 1: it is to be found by whoever runs the scenario; warm_up is 0 */
    gatesim_ticks bin;     /* width of a bin of the time series */
    uint64_t seed;
    uint32_t replications;
    double precision;           /* half-width / mean that replications are added for; 0: none */
    const char *precision_of;   /* the column that is to be precise; "" when none is said */
    const char *precision_file; /* the file that says so */
    unsigned precision_line;    /* and the line in it; 0 when none does */
    uint32_t replications_max;  /* the most that precision may take; 0: not said */
    enum gatesim_log log;
};

/* gatesim_scenario_info(S, info): fill *info with what S says of itself. */
void gatesim_scenario_info(const struct gatesim_scenario *S, struct gatesim_scenario_info *info);

/* The kinds of named things of a scenario, numbered from 0 in the order of the file. */
enum gatesim_entity {
    GATESIM_CLASS,
    GATESIM_STATION,
    GATESIM_ROUTE,
    GATESIM_ATTRIBUTE,
    GATESIM_ENTITIES
};

/* gatesim_scenario_count(S, entity): returns how many things of that kind S has. */
size_t gatesim_scenario_count(const struct gatesim_scenario *S, enum gatesim_entity entity);

/* gatesim_scenario_name(S, entity, i): returns the name of thing i of that kind, which is below its
 * count. The name belongs to S. */
const char *gatesim_scenario_name(const struct gatesim_scenario *S, enum gatesim_entity entity,
                                  size_t i);

/* gatesim_scenario_value_count(S, attribute): returns how many values the attribute may take. */
size_t gatesim_scenario_value_count(const struct gatesim_scenario *S, size_t attribute);

/* gatesim_scenario_value(S, attribute, value): returns the name of that value, such as "green". The
 * name belongs to S. */
const char *gatesim_scenario_value(const struct gatesim_scenario *S, size_t attribute,
                                   size_t value);

/* How many of something are there when there are most: servers, people, slots. */
struct gatesim_staff {
    int unlimited;  /* 1: there is no limit, and the numbers are 0 */
    uint32_t most;  /* at any time, with those added */
    uint32_t added; /* to what the timetable says, by the key 'added' */
};

/* gatesim_scenario_staff(S, station, staff): fill *staff for the servers of a station. */
void gatesim_scenario_staff(const struct gatesim_scenario *S, size_t station,
                            struct gatesim_staff *staff);

/* gatesim_scenario_people(S, pool, staff): fill *staff for the people of a pool, whose name is
 * label pool of the axis GATESIM_AXIS_POOL; leave it when there is no such pool. Returns the number
 * of pools of S. */
size_t gatesim_scenario_people(const struct gatesim_scenario *S, size_t pool,
                               struct gatesim_staff *staff);

/* gatesim_scenario_slots(S, i, staff): fill *staff for the slots an hour of appointment system i,
 * whose name is label i of the axis GATESIM_AXIS_APPOINTMENTS; leave it when there is no such
 * system. Returns the number of appointment systems of S. */
size_t gatesim_scenario_slots(const struct gatesim_scenario *S, size_t i,
                              struct gatesim_staff *staff);

/* gatesim_scenario_blocking(S, station, places): whether trucks that find the line of the station
 * full wait where they are, while the line always has the same number of places. Returns 1, with
 * that number as *places, or 0. */
int gatesim_scenario_blocking(const struct gatesim_scenario *S, size_t station, uint32_t *places);

/* A stretch of the run. */
struct gatesim_span {
    gatesim_ticks from, to; /* to is not in it */
};

/* gatesim_scenario_shut(S, station, i, span): fill *span with stretch i, from 0, in which the
 * station is closed or has nobody on shift by its timetable. Returns 1, or 0 when there are no
 * more. */
int gatesim_scenario_shut(const struct gatesim_scenario *S, size_t station, size_t i,
                          struct gatesim_span *span);

/* An incident that is planned for a date, at one station. */
struct gatesim_incident {
    const char *name;
    size_t station;
    struct gatesim_span span; /* within the run */
};

/* gatesim_scenario_incident(S, i, K): fill *K with incident i, from 0, once for each date and
 * station; those that last by chance are left out. Returns 1, or 0 when there are no more. */
int gatesim_scenario_incident(const struct gatesim_scenario *S, size_t i,
                              struct gatesim_incident *K);

/* A way that trucks may go from one station to the next. */
struct gatesim_link {
    size_t from; /* a station, or the number of stations: from outside */
    size_t to;   /* a station; the number of stations: across; one more: back */
};

/* gatesim_scenario_link(S, i, L): fill *L with way i, from 0. Returns 1, or 0 when there are no
 * more. */
int gatesim_scenario_link(const struct gatesim_scenario *S, size_t i, struct gatesim_link *L);

/* A line of a route, as it is written. */
struct gatesim_step {
    enum gatesim_step_kind {
        GATESIM_STEP_VISIT,     /* a visit to its one place */
        GATESIM_STEP_ONE_OF,    /* a visit to one of its places, which are stations */
        GATESIM_STEP_ALL_OF,    /* visits to all of its places, side by side */
        GATESIM_STEP_FOLLOW,    /* the steps of its one place, which is a route */
        GATESIM_STEP_CHOICE,    /* the steps of one of its places, which are routes */
        GATESIM_STEP_TURN_BACK, /* the truck leaves without having crossed */
        GATESIM_STEP_CROSS,     /* the truck has crossed */
        GATESIM_STEP_OTHER      /* no place: a drive, something awaited, taken or set, a repeat */
    } kind;
    const char *text; /* all of the line */
    const char *who;  /* the end of text: the condition and the share of trucks that take the step;
                       * "" when all do */
    size_t count;     /* of places */
    const uint32_t *places; /* numbers of stations, or of routes */
};

/* gatesim_scenario_step(S, route, i, step): fill *step with line i, from 0, of a route; what it
 * points to belongs to S. Returns 1, or 0 when there are no more. */
int gatesim_scenario_step(const struct gatesim_scenario *S, size_t route, size_t i,
                          struct gatesim_step *step);

/* gatesim_scenario_class_route(S, class_index): returns the number of the route that trucks of a
 * class take. */
size_t gatesim_scenario_class_route(const struct gatesim_scenario *S, size_t class_index);

/* gatesim_scenario_station_load(S, station): returns the work that trucks are expected to bring to
 * a station over what its servers can do in the hours in which they work, known before any run: 1
 * is as much as it can do. 0 for unlimited servers; NaN where it depends on queues, on what is
 * booked, or on rules that change with time. */
double gatesim_scenario_station_load(const struct gatesim_scenario *S, size_t station);

/* gatesim_scenario_arrivals(S, class_index): returns the expected number of trucks of a class that
 * arrive in the measured window; NaN unless they come one by one as a Poisson process. */
double gatesim_scenario_arrivals(const struct gatesim_scenario *S, size_t class_index);

/* gatesim_scenario_service(S, station): returns the mean service time at a station, s; NaN when it
 * depends on the truck. */
double gatesim_scenario_service(const struct gatesim_scenario *S, size_t station);

/* A station that is a queue of the textbooks, and what its theory needs. */
struct gatesim_queue {
    enum gatesim_queue_kind {
        GATESIM_QUEUE_NONE,  /* no known answer */
        GATESIM_QUEUE_MMC,   /* M/M/c */
        GATESIM_QUEUE_MG1,   /* M/G/1 */
        GATESIM_QUEUE_MMCK,  /* M/M/c/K: waiting space, the rest turned away */
        GATESIM_QUEUE_MGCC,  /* M/G/c/c: Erlang loss */
        GATESIM_QUEUE_MGINF, /* M/G/infinity */
        GATESIM_QUEUE_MMCM   /* M/M/c+M: Erlang A */
    } kind;
    double arrival_rate;  /* trucks a second offered */
    double service_mean;  /* s */
    double service_cv;    /* standard deviation / mean */
    unsigned servers;     /* c */
    unsigned room;        /* K - c: places to wait, for MMCK */
    double patience_mean; /* s, for MMCM */
};

/* gatesim_scenario_queue(S, station, Q): fill *Q; its kind is GATESIM_QUEUE_NONE unless the answer
 * for the station is known exactly in steady state. */
void gatesim_scenario_queue(const struct gatesim_scenario *S, size_t station,
                            struct gatesim_queue *Q);

#endif
