/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario: the description of a gate, read from a file, checked, and const.
 *
 * Loading goes through stages, each a type of its own: text, tree of sections,
 * tree with its bases merged in, checked scenario. Everything wrong with the
 * input is collected and reported in one pass. A loaded scenario is immutable:
 * any number of simulations, on any number of threads, may share it. */
#ifndef GATESIM_SCENARIO_H
#define GATESIM_SCENARIO_H

#include <stddef.h>
#include <stdint.h>

#include "gatesim/time.h"

struct gatesim_scenario;

/* One thing that is wrong with the input. Strings belong to the list. */
struct gatesim_diagnostic {
    const char *file;    /* NULL when it is not about a file */
    unsigned line;       /* from 1; 0 when it is not about a line */
    const char *section; /* "station customs"; NULL when unknown */
    const char *key;     /* NULL when it is about the whole section */
    const char *message; /* what is wrong, and what would be right */
};

/* All that is wrong, in the order of the file. */
struct gatesim_diagnostics;
size_t gatesim_diagnostics_count(const struct gatesim_diagnostics *D);
const struct gatesim_diagnostic *gatesim_diagnostics_at(const struct gatesim_diagnostics *D,
                                                        size_t i);
void gatesim_diagnostics_destroy(struct gatesim_diagnostics *D); /* NULL is fine */

/* gatesim_diagnostic_print(d, buffer, size): "file:line: [section] key: message"
 * as snprintf would; returns the length that the whole text has. */
int gatesim_diagnostic_print(const struct gatesim_diagnostic *d, char *buffer, size_t size);

/* gatesim_scenario_load(path, settings, count, scenario, diagnostics): read the
 * file at path and its bases, apply count settings "section.key=value", check all.
 * Returns 0 and a scenario that the caller destroys; or GATESIM_EINPUT with at
 * least one diagnostic, or GATESIM_ENOMEM. *diagnostics is then the caller's to
 * destroy, and NULL when there is none.
 *
 * Only regular files are opened, and opening never waits; path alone may also be "/dev/stdin" or
 * "/dev/fd/N". What a [change] sets may not name a file: that is a diagnostic, and nothing is
 * opened for it, so that a [change] section may be made of text that a stranger sent. */
int gatesim_scenario_load(const char *path, const char *const *settings, size_t count,
                          struct gatesim_scenario **scenario,
                          struct gatesim_diagnostics **diagnostics);

/* gatesim_scenario_parse(text, size, name, ...): the same from memory. name stands
 * for the file in messages; relative paths in the text start from its folder. */
int gatesim_scenario_parse(const char *text, size_t size, const char *name,
                           const char *const *settings, size_t count,
                           struct gatesim_scenario **scenario,
                           struct gatesim_diagnostics **diagnostics);

/* gatesim_scenario_recall(text, size, name, scenario, diagnostics): as gatesim_scenario_parse, but
 * for looking at a scenario, not for running it, and without opening any file: a trace is as if it
 * held no truck, and empirical data as if they were the value 1. For the resolved text in a results
 * file, which a stranger may have written. 'extends' is a mistake in it. */
int gatesim_scenario_recall(const char *text, size_t size, const char *name,
                            struct gatesim_scenario **scenario,
                            struct gatesim_diagnostics **diagnostics);

void gatesim_scenario_destroy(struct gatesim_scenario *S); /* NULL is fine */

/* gatesim_scenario_notes(S): what is no mistake but perhaps not meant: each section that nothing
 * uses. Owned by S. */
const struct gatesim_diagnostics *gatesim_scenario_notes(const struct gatesim_scenario *S);

/* gatesim_scenario_warnings(S): what is no mistake but does not do what it seems to say: each key
 * whose dates all lie before the run, or all after it; each list with hours of some days beside
 * hours of every day; each comment that may be meant as a part of a text. Owned by S. */
const struct gatesim_diagnostics *gatesim_scenario_warnings(const struct gatesim_scenario *S);

/* gatesim_scenario_files(S, count): the paths of the *count files that S was read from, as they
 * were opened, each once: its own, the scenarios that it extends and their data files. None is its
 * own when it was parsed from memory. Owned by S. */
const char *const *gatesim_scenario_files(const struct gatesim_scenario *S, size_t *count);

/* gatesim_scenario_text(S): the resolved scenario, bases and settings merged in and
 * defaults made visible, as text that loads to the same scenario. Owned by S. */
const char *gatesim_scenario_text(const struct gatesim_scenario *S);

/* gatesim_scenario_sha256(S): 64 lower-case hexadecimal digits: the digest of the
 * resolved text and of every data file that it reads. Owned by S. */
const char *gatesim_scenario_sha256(const struct gatesim_scenario *S);

/* What the scenario says of itself. Strings belong to S. */
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
    const char *precision_of;   /* the column it is of; "" not said */
    const char *precision_file; /* where it is said: a file, and a line, or 0 */
    unsigned precision_line;
    uint32_t replications_max; /* at most so many for it; 0: not said */
    enum gatesim_log { GATESIM_LOG_NONE, GATESIM_LOG_TRUCKS, GATESIM_LOG_VISITS } log;
};
void gatesim_scenario_info(const struct gatesim_scenario *S, struct gatesim_scenario_info *info);

/* The named things of a scenario, numbered from 0 in the order of the file. */
enum gatesim_entity {
    GATESIM_CLASS,
    GATESIM_STATION,
    GATESIM_ROUTE,
    GATESIM_ATTRIBUTE,
    GATESIM_ENTITIES
};
size_t gatesim_scenario_count(const struct gatesim_scenario *S, enum gatesim_entity entity);
const char *gatesim_scenario_name(const struct gatesim_scenario *S, enum gatesim_entity entity,
                                  size_t i);

/* The values that an attribute may take ("green", "yellow", "red"). */
size_t gatesim_scenario_value_count(const struct gatesim_scenario *S, size_t attribute);
const char *gatesim_scenario_value(const struct gatesim_scenario *S, size_t attribute,
                                   size_t value);

/* The servers of a station: the most on shift at any time, with how many were added to what its
 * timetable says. */
struct gatesim_staff {
    int unlimited; /* then the numbers are 0 */
    uint32_t most, added;
};
void gatesim_scenario_staff(const struct gatesim_scenario *S, size_t station,
                            struct gatesim_staff *staff);

/* gatesim_scenario_people(S, pool, staff): as gatesim_scenario_staff, but of the people of a pool,
 * whose name is label pool of the axis GATESIM_AXIS_POOL; *staff stays as it is when there is no
 * such pool. Returns the number of pools of S. */
size_t gatesim_scenario_people(const struct gatesim_scenario *S, size_t pool,
                               struct gatesim_staff *staff);

/* gatesim_scenario_slots(S, i, staff): as gatesim_scenario_staff, but of the slots an hour of
 * appointment system i, whose name is label i of the axis GATESIM_AXIS_APPOINTMENTS; *staff stays
 * as it is when there is no such system. Returns the number of appointment systems of S. */
size_t gatesim_scenario_slots(const struct gatesim_scenario *S, size_t i,
                              struct gatesim_staff *staff);

/* gatesim_scenario_blocking(S, station, places): whether trucks that find the line of the station
 * full wait where they are, and the line always has the same number of places. Returns 1, with
 * that number as *places, or 0. */
int gatesim_scenario_blocking(const struct gatesim_scenario *S, size_t station, uint32_t *places);

/* gatesim_scenario_shut(S, station, i, span): the i-th span of the run, from 0, in which the
 * station is closed or has nobody on shift by its timetable. Returns 1, or 0 when there are no
 * more. */
struct gatesim_span {
    gatesim_ticks from, to; /* to is not in it */
};
int gatesim_scenario_shut(const struct gatesim_scenario *S, size_t station, size_t i,
                          struct gatesim_span *span);

/* gatesim_scenario_incident(S, i, K): the i-th of the incidents that are planned by date, once for
 * each date and station; those that last by chance are not. Returns 1, or 0 when there are no more.
 */
struct gatesim_incident {
    const char *name;
    size_t station;
    struct gatesim_span span; /* within the run */
};
int gatesim_scenario_incident(const struct gatesim_scenario *S, size_t i,
                              struct gatesim_incident *K);

/* gatesim_scenario_link(S, i, L): the i-th way, from 0, that trucks may go from one place to the
 * next. Returns 1, or 0 when there are no more. */
struct gatesim_link {
    size_t from; /* a station, or the number of stations: from outside */
    size_t to;   /* a station; the number of stations: across; one more: back */
};
int gatesim_scenario_link(const struct gatesim_scenario *S, size_t i, struct gatesim_link *L);

/* gatesim_scenario_arrivals(S, class_index): the expected number of trucks of a class that arrive
 * in the measured window; NaN unless they come one by one at Poisson's random. */
double gatesim_scenario_arrivals(const struct gatesim_scenario *S, size_t class_index);

/* gatesim_scenario_service(S, station): the mean of its service time, s; NaN when that depends
 * on the truck. */
double gatesim_scenario_service(const struct gatesim_scenario *S, size_t station);

/* A station that is a queue of the textbooks: what its theory needs. */
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

/* gatesim_scenario_queue(S, station, Q): fill *Q; kind GATESIM_QUEUE_NONE unless the
 * station's answer is known exactly in steady state. */
void gatesim_scenario_queue(const struct gatesim_scenario *S, size_t station,
                            struct gatesim_queue *Q);

/* The reference of the language, from the table that the reader itself uses. */
struct gatesim_key {
    const char *section; /* "station", "class", ... */
    const char *key;
    const char *type;    /* "duration", "share", ... in words; "one of": a word of the range */
    const char *unit;    /* "ms, s, min, h, d, w" or "" */
    const char *range;   /* "above 0" or "" */
    const char *value;   /* the default as it is written; "" none; NULL: must be given */
    const char *meaning; /* one or more sentences */
    const char *example; /* "servers = 2, 4 during Mon-Fri 08:00-17:00" */
    int conditional;     /* 1: may be written 'key if ATTRIBUTE is VALUE' */
};
const struct gatesim_key *gatesim_keys(size_t *count);

/* gatesim_key_changes(i): 1 when a [change] may set key number i in mid-run, else 0. */
int gatesim_key_changes(size_t i);

/* gatesim_unit(s, n): the seconds in the unit of time that the n bytes at s name, "min" or
 * "minutes"; 0 when they name none. */
double gatesim_unit(const char *s, size_t n);

/* The sections of the language and their meaning, the distributions, and the steps of a route. */
struct gatesim_topic {
    const char *name; /* "station", "lognormal" */
    const char *form; /* "[station NAME]", "lognormal mean D cv C" */
    const char *meaning;
};
const struct gatesim_topic *gatesim_sections(size_t *count);
const struct gatesim_topic *gatesim_distributions(size_t *count);
const struct gatesim_topic *gatesim_route_steps(size_t *count);

#endif
