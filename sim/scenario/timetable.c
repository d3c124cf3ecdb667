/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep over the begins and ends of all spans, with a count of how many spans of each kind
 * hold: openings win over closures, closures over hours, and of the shifts the last. */
#include "sim/scenario/timetable.h"

#include <stdlib.h>

enum { WHO_HOURS, WHO_CLOSED, WHO_OPEN, WHO_SHIFT };

/* edge(B, E, at, who, step): one edge; those after the end of the run are left out. */
static bool edge(struct build *B, struct timetable_edges *E, int64_t at, uint32_t who, int32_t step)
{
    if (at > B->scenario.duration / GATESIM_TICKS_PER_SECOND)
        return true;
    if (!READER_ROOM(B->R, E->list, E->count))
        return false;
    E->list[E->count++] = (struct timetable_edge){at < 0 ? 0 : at, who, step};
    return true;
}

/* on_day(B, s, day, who, E): the edges of the span s on one day. */
static bool on_day(struct build *B, const struct span *s, int64_t day, uint32_t who,
                   struct timetable_edges *E)
{
    const int64_t midnight = day * SPAN_DAY - B->scenario.start;

    if (s->weekly && !(s->days >> span_weekday(day) & 1))
        return true;
    if (midnight + s->to <= 0)
        return true;
    return edge(B, E, midnight + s->from, who, 1) && edge(B, E, midnight + s->to, who, -1);
}

/* floor_day(t): the day that the second t lies in. */
static int64_t floor_day(int64_t t)
{
    return t / SPAN_DAY - (t % SPAN_DAY < 0);
}

bool timetable_edges_add(struct build *B, const struct span_list *spans, uint32_t who,
                         struct timetable_edges *E)
{
    const int64_t end = B->scenario.start + B->scenario.duration / GATESIM_TICKS_PER_SECOND;
    const int64_t before = floor_day(B->scenario.start) - 2, after = floor_day(end);

    for (uint32_t i = 0; i < spans->count; i++) {
        const struct span *s = &spans->list[i];
        const int64_t first = !s->weekly && s->first > before ? s->first : before;
        const int64_t last = !s->weekly && s->last < after ? s->last : after;

        if (!build_take(B, last < first ? 1 : last - first + 1))
            return false;
        for (int64_t day = first; day <= last; day++)
            if (!on_day(B, s, day, who, E))
                return false;
    }
    return true;
}

static int by_time(const void *a, const void *b)
{
    const struct timetable_edge *x = a, *y = b;

    return (x->at > y->at) - (x->at < y->at);
}

void timetable_edges_sort(struct timetable_edges *E)
{
    if (E->count > 1)
        qsort(E->list, E->count, sizeof *E->list, by_time);
}

struct sweep {
    struct build *B;
    const struct draft_station *draft;
    const struct draft_calendar *calendar; /* or NULL */
    bool hours;                            /* it has weekly hours */
    uint32_t *holding;                     /* by WHO_..: how many spans hold */
    struct scn_change *changes;
    uint32_t count;
    uint32_t most; /* servers at any time */
};

/* edges_of(W, E): the edges of all spans of a station and its calendar. */
static bool edges_of(struct sweep *W, struct timetable_edges *E)
{
    const struct draft_calendar *own = &W->draft->times, *shared = W->calendar;

    if (shared != NULL && !(timetable_edges_add(W->B, &shared->hours, WHO_HOURS, E) &&
                            timetable_edges_add(W->B, &shared->closed, WHO_CLOSED, E) &&
                            timetable_edges_add(W->B, &shared->open, WHO_OPEN, E)))
        return false;
    if (!timetable_edges_add(W->B, &own->hours, WHO_HOURS, E) ||
        !timetable_edges_add(W->B, &own->closed, WHO_CLOSED, E) ||
        !timetable_edges_add(W->B, &own->open, WHO_OPEN, E))
        return false;
    for (uint32_t i = 0; i < W->draft->staff.count; i++)
        if (!timetable_edges_add(W->B, &W->draft->staff.shifts[i].during, WHO_SHIFT + i, E))
            return false;
    return true;
}

/* open_now(W): whether the station is open. */
static bool open_now(const struct sweep *W)
{
    if (W->holding[WHO_OPEN] > 0)
        return true;
    return W->holding[WHO_CLOSED] == 0 && (!W->hours || W->holding[WHO_HOURS] > 0);
}

/* servers_now(W): how many are on shift. */
static uint32_t servers_now(const struct sweep *W)
{
    const struct draft_staff *staff = &W->draft->staff;
    uint32_t i = staff->count;

    while (i > 0 && W->holding[WHO_SHIFT + i - 1] == 0)
        i--;
    return i == 0 ? staff->servers : staff->shifts[i - 1].servers;
}

/* change(W, at): note what holds from second at on, if it is not what held before. */
static bool change(struct sweep *W, int64_t at)
{
    const struct scn_change now = {at * GATESIM_TICKS_PER_SECOND, servers_now(W), open_now(W)};
    const struct scn_change *last = W->count == 0 ? NULL : &W->changes[W->count - 1];

    if (last != NULL && last->servers == now.servers && last->open == now.open)
        return true;
    if (!READER_ROOM(W->B->R, W->changes, W->count))
        return false;
    W->changes[W->count++] = now;
    W->most = now.servers > W->most ? now.servers : W->most;
    return true;
}

/* run(W, E): the sweep. The first change is at 0 in any case. */
static bool run(struct sweep *W, const struct timetable_edges *E)
{
    uint32_t i = 0;

    while (i < E->count && E->list[i].at == 0)
        W->holding[E->list[i].who] += (uint32_t)E->list[i].step, i++;
    if (!change(W, 0))
        return false;
    while (i < E->count) {
        const int64_t at = E->list[i].at;

        for (; i < E->count && E->list[i].at == at; i++)
            W->holding[E->list[i].who] += (uint32_t)E->list[i].step;
        if (!change(W, at))
            return false;
    }
    return true;
}

/* has_hours(W): whether weekly hours are given, be it 'never'. */
static bool has_hours(const struct sweep *W, uint32_t number)
{
    const struct tree_section *s = W->B->of[SECTION_STATION][number];

    return W->calendar != NULL || tree_entry_find(s, "hours") != NULL;
}

void timetable_build(struct build *B, uint32_t number, struct scn_station *station)
{
    const struct draft_station *draft = &B->stations[number];
    struct sweep W = {.B = B, .draft = draft};
    struct timetable_edges E = {0};

    if (draft->calendar != SCN_NONE)
        W.calendar = &B->calendars[draft->calendar];
    W.hours = has_hours(&W, number);
    W.holding = READER_ARRAY(B->R, B->R->scratch, uint32_t, WHO_SHIFT + draft->staff.count);
    if (W.holding == NULL || !edges_of(&W, &E))
        return;
    timetable_edges_sort(&E);
    if (!run(&W, &E))
        return;
    station->changes = reader_copy(B->R, B->R->keep, W.changes, W.count, sizeof *W.changes);
    station->change_count = W.count;
    station->servers_max = W.most;
}
