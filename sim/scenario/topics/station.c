/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [station]: what its keys must be together, and the station that is made of them. */

#include <string.h>

#include "sim/scenario/topics/admission.h"
#include "sim/scenario/topics/calendar.h"
#include "sim/scenario/topics/failures.h"
#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/timetable.h"
#include "sim/scenario/topics/topics.h"

/* due_somewhere(B): whether a class has deadlines. */
static bool due_somewhere(const struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++)
        if (B->classes[i].due.always || B->classes[i].due.count > 0)
            return true;
    return false;
}

/* station_check(B, i, due): what the keys of a station must be together. */
static void station_check(struct build *B, uint32_t i, bool due)
{
    const struct tree_section *s = B->of[SECTION_STATION][i];
    const struct diag_place calendar = build_place(B, s, "calendar");
    const struct diag_place discipline = build_place(B, s, "discipline");

    if (tree_has(s, "hours") && tree_has(s, "calendar"))
        reader_error(B->R, &calendar, "a station has hours or a calendar, not both");
    if (B->stations[i].discipline == SCN_EARLIEST && !due && !B->R->blind)
        reader_error(B->R, &discipline, "no class has deadlines: 'due' is given nowhere");
    calendar_check_never(B, s, &B->stations[i].times);
    admission_check(B, i);
    failures_check_station(B, i);
}

static void stations_check(struct build *B)
{
    const bool due = due_somewhere(B);

    for (uint32_t i = 0; i < B->names[SECTION_STATION].count; i++)
        station_check(B, i, due);
}

/* agencies_make(B): the forces that work at stations, each once. */
static void agencies_make(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_STATION].count; i++)
        if (B->stations[i].agency != NULL)
            names_add(B->R, &B->agencies, B->stations[i].agency);
    B->S->agencies = reader_copy(B->R, B->R->keep, B->agencies.list, B->agencies.count,
                                 sizeof *B->agencies.list);
    B->S->agency_count = B->agencies.count;
}

static uint32_t agency_number(const struct build *B, const char *name)
{
    return name == NULL ? SCN_NONE : names_find(&B->agencies, name, strlen(name));
}

/* station_make(B, i, s): one station. */
static void station_make(struct build *B, uint32_t i, struct scn_station *s)
{
    const struct draft_station *D = &B->stations[i];
    const char *name = B->names[SECTION_STATION].list[i];

    s->name = make_name(B, name);
    s->agency = agency_number(B, D->agency);
    s->cost = D->cost;
    s->purpose = make_purpose(B, "station", name);
    s->waiting = D->waiting;
    s->when_full = (enum scn_when_full)D->when_full;
    s->discipline = (enum scn_discipline)D->discipline;
    s->at_closing = (enum scn_interrupt)D->at_closing;
    s->off_shift = (enum scn_interrupt)D->off_shift;
    s->on_road = D->on_road;
    s->keeps_place = D->keeps_place;
    s->pool_priority = (int32_t)D->pool_priority;
    s->needs = reader_copy(B->R, B->R->keep, D->needs.list, D->needs.count, sizeof *s->needs);
    s->need_count = s->needs == NULL ? 0 : D->needs.count;
    make_by_truck(B, &D->service, &s->service);
    make_by_truck(B, &D->fee, &s->fee);
    make_by_truck(B, &D->setup, &s->setup);
    make_by_truck(B, &D->travel, &s->travel);
    make_by_truck(B, &D->patience, &s->patience);
    s->added = (uint32_t)D->added;
    s->ageing = D->ageing;
    s->clock = timetable_clock(B, D);
    admission_make(B, D, &s->admission);
    timetable_build(B, i, s);
    failures_make_station(B, i, s);
}

static void stations_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_STATION].count;
    struct scn_station *list = READER_ARRAY(B->R, B->R->keep, struct scn_station, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        station_make(B, i, &list[i]);
    B->S->stations = list;
    B->S->station_count = count;
}

static void stations_all_make(struct build *B)
{
    agencies_make(B);
    stations_make(B);
}

const struct topic topic_station = {.check = stations_check, .make = stations_all_make};
