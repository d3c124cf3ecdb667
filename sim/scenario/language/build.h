/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenario under construction: the inherited tree, the drafts that values are read into, and
 * the scenario that is made of them. All stages of resolving work on it; none stops at the first
 * mistake. */
#ifndef SIM_SCENARIO_LANGUAGE_BUILD_H
#define SIM_SCENARIO_LANGUAGE_BUILD_H

#include "sim/scenario/language/draft.h"
#include "sim/scenario/model/scenario.h"
#include "sim/scenario/read/input_file.h"
#include "sim/scenario/read/names.h"
#include "sim/scenario/read/reader.h"
#include "sim/scenario/read/tree.h"

#define BUILD_PIECES 2000000 /* changes of timetables and rates in one scenario */
#define BUILD_BINS 1000000   /* bins of the time series in one scenario */

/* A data file that was read, for the digest; a file is read once. */
struct build_file {
    struct bytes bytes;
    const char *wrong; /* why it could not be read, or NULL */
};

/* The drafts of named sections. X(SECTION, type, member of struct build). */
#define DRAFT_LIST(X)                                 \
    X(CLASS, draft_class, classes)                    \
    X(LEVER, draft_attribute, levers)                 \
    X(ATTRIBUTE, draft_attribute, shares)             \
    X(CARGO, draft_cargo, cargos)                     \
    X(RISK, draft_risk, risks)                        \
    X(PROFILE, draft_profile, profiles)               \
    X(CALENDAR, draft_calendar, calendars)            \
    X(APPOINTMENTS, draft_appointments, appointments) \
    X(POOL, draft_pool, pools)                        \
    X(STATION, draft_station, stations)               \
    X(CHOICE, draft_route_choice, route_choices)      \
    X(SERVICE, draft_data_service, data_services)     \
    X(INCIDENT, draft_incident, incidents)            \
    X(ROUTE, draft_route, routes)                     \
    X(PROMISE, draft_promise, promises)               \
    X(CHANGE, draft_change, changes)

struct build {
    struct reader *R;
    struct tree *T;
    struct gatesim_scenario *S; /* being built, in R->keep */

    struct tree_section **of[SECTION_KINDS]; /* sections by kind, in order */
    struct names names[SECTION_KINDS];       /* their names, same numbers */
    struct names attributes;                 /* the builtins, then the declared ones */
    struct names agencies;                   /* words of stations' agency, each once */
    uint32_t booked;                         /* the attribute of that name; SCN_NONE: none */
    struct names *values;                    /* of each attribute */
    uint32_t usable; /* attributes that a condition may ask for: those before this number */

    struct draft_scenario scenario;
    struct draft_results results;
#define DRAFT_MEMBER(SECTION, type, member) struct type *member;
    DRAFT_LIST(DRAFT_MEMBER) /* by the number of the section */
#undef DRAFT_MEMBER
    struct draft_costs costs;

    /* Of a scenario from the date of a [change] on: the one that it begins as, the change's
     * settings, and its date, s since 1970-01-01. */
    const struct build *before;
    const struct tree_entry *set;
    int64_t since;
    struct build *next; /* from the next date on, or NULL */

    struct names paths; /* of data files, as opened */
    struct build_file *files;
    int64_t pieces; /* of timetables and rates that may still be made */
};

/* build_draft(B, kind, i): the draft of the i-th section of a kind. */
void *build_draft(struct build *B, enum section_kind kind, uint32_t i);

/* build_file(B, path): the data file at path, or NULL without memory. */
const struct build_file *build_file(struct build *B, const char *path);

/* build_place(B, s, key): returns the place of the key in section s, or that of the section where
 * it has no such key, for a diagnostic. */
struct diag_place build_place(struct build *B, const struct tree_section *s, const char *key);

/* build_row_place(B, s, key, row): returns the place of a line of the key's value, the row'th from
 * 0, for a diagnostic. */
struct diag_place build_row_place(struct build *B, const struct tree_section *s, const char *key,
                                  uint32_t row);

/* build_take(B, n): count n pieces. Returns false when a scenario may not have so many. */
bool build_take(struct build *B, int64_t n);

#endif
