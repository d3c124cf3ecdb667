/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timetables: weekly hours, closures, openings and shifts made one list of changes. */
#ifndef SIM_SCENARIO_TOPICS_TIMETABLE_H
#define SIM_SCENARIO_TOPICS_TIMETABLE_H

#include "sim/scenario/language/build.h"

/* One begin or end of a span, s since the start of the run. */
struct timetable_edge {
    int64_t at;
    uint32_t who; /* what the span belongs to: the caller's number */
    int32_t step; /* +1 begin, -1 end */
};
struct timetable_edges {
    struct timetable_edge *list;
    uint32_t count;
};

/* timetable_edges_add(B, spans, ahead, who, E): add the begins and ends of spans within the run to
 * E, those of spans that have begun before it at 0. ahead: s that the clock in which they are
 * written is ahead of the gate's; who: what they belong to. Returns false when there would be too
 * many pieces, or without memory. */
bool timetable_edges_add(struct build *B, const struct span_list *spans, int64_t ahead,
                         uint32_t who, struct timetable_edges *E);

/* timetable_rules_add(B, D, ahead, who, E): add the begins and ends of the rules of schedule D to
 * E, as timetable_edges_add does, those of rule i as belonging to who + i. */
bool timetable_rules_add(struct build *B, const struct draft_schedule *D, int64_t ahead,
                         uint32_t who, struct timetable_edges *E);

/* timetable_scheduled(D, holding): returns what schedule D says when holding[i] spans of rule i
 * hold. */
double timetable_scheduled(const struct draft_schedule *D, const uint32_t *holding);

/* timetable_edges_sort(E): sort the edges by time. */
void timetable_edges_sort(struct timetable_edges *E);

/* timetable_clock(B, D): returns the s that the clock of the station with draft D is ahead of the
 * gate's: its own, or else that of its calendar. */
int64_t timetable_clock(const struct build *B, const struct draft_station *D);

/* timetable_build(B, number, station): make the changes and servers_max of a station from its draft
 * and its calendar. number: of the station. */
void timetable_build(struct build *B, uint32_t number, struct scn_station *station);

/* timetable_pool(B, number, pool): make the changes and people_max of a pool, which has shifts
 * only. */
void timetable_pool(struct build *B, uint32_t number, struct scn_pool *pool);

#endif
