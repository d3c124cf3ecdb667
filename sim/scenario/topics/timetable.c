/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep over the begins and ends of all spans, with a count of how many spans of each kind
 * hold: openings win over closures, closures over hours, and of the rules of a schedule the
 * last. A clock that is ahead of the gate's moves all its spans to before. */
#include "sim/scenario/topics/timetable.h"

#include <stdlib.h>

enum { WHO_HOURS, WHO_CLOSED, WHO_OPEN, WHO_RULES };

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

/* on_day(B, s, start, day, who, E): the edges of the span s on one day. */
static bool on_day(struct build *B, const struct span *s, int64_t start, int64_t day, uint32_t who,
                   struct timetable_edges *E)
{
    const int64_t midnight = day * SPAN_DAY - start;

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

bool timetable_edges_add(struct build *B, const struct span_list *spans, int64_t ahead,
                         uint32_t who, struct timetable_edges *E)
{
    const int64_t start = B->scenario.start + ahead;
    const int64_t end = start + B->scenario.duration / GATESIM_TICKS_PER_SECOND;
    const int64_t before = floor_day(start) - 2, after = floor_day(end);

    for (uint32_t i = 0; i < spans->count; i++) {
        const struct span *s = &spans->list[i];
        const int64_t first = !s->weekly && s->first > before ? s->first : before;
        const int64_t last = !s->weekly && s->last < after ? s->last : after;

        if (!build_take(B, last < first ? 1 : last - first + 1))
            return false;
        for (int64_t day = first; day <= last; day++)
            if (!on_day(B, s, start, day, who, E))
                return false;
    }
    return true;
}

bool timetable_rules_add(struct build *B, const struct draft_schedule *D, int64_t ahead,
                         uint32_t who, struct timetable_edges *E)
{
    for (uint32_t i = 0; i < D->count; i++)
        if (!timetable_edges_add(B, &D->rules[i].during, ahead, who + i, E))
            return false;
    return true;
}

double timetable_scheduled(const struct draft_schedule *D, const uint32_t *holding)
{
    uint32_t i = D->count;

    while (i > 0 && holding[i - 1] == 0)
        i--;
    return i == 0 ? D->value : D->rules[i - 1].value;
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
    uint32_t *holding;                     /* by WHO_.. and rule: how many spans hold */
    struct scn_change *changes;
    uint32_t count;
    uint32_t most; /* servers at any time */
};

/* calendar_edges(W, C, ahead, E): the edges of hours, closures and openings. */
static bool calendar_edges(struct sweep *W, const struct draft_calendar *C, int64_t ahead,
                           struct timetable_edges *E)
{
    return timetable_edges_add(W->B, &C->hours, ahead, WHO_HOURS, E) &&
           timetable_edges_add(W->B, &C->closed, ahead, WHO_CLOSED, E) &&
           timetable_edges_add(W->B, &C->open, ahead, WHO_OPEN, E);
}

/* edges_of(W, E): the edges of all spans of a station and its calendar. */
static bool edges_of(struct sweep *W, struct timetable_edges *E)
{
    const struct draft_station *D = W->draft;
    const int64_t ahead = timetable_clock(W->B, D);

    if (W->calendar != NULL && !calendar_edges(W, W->calendar, W->calendar->clock.ahead, E))
        return false;
    return calendar_edges(W, &D->times, ahead, E) &&
           timetable_rules_add(W->B, &D->staff, ahead, WHO_RULES, E) &&
           timetable_rules_add(W->B, &D->speed, ahead, WHO_RULES + D->staff.count, E);
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
    const double servers = timetable_scheduled(&W->draft->staff, &W->holding[WHO_RULES]);

    if (servers == 0 || servers == SCN_UNLIMITED)
        return (uint32_t)servers;
    return (uint32_t)servers + (uint32_t)W->draft->added;
}

/* change(W, at): note what holds from second at on, if it is not what held before. */
static bool change(struct sweep *W, int64_t at)
{
    const struct draft_station *D = W->draft;
    const struct scn_change now = {
        at * GATESIM_TICKS_PER_SECOND, servers_now(W), D->waiting, open_now(W),
        timetable_scheduled(&D->speed, &W->holding[WHO_RULES + D->staff.count])};
    const struct scn_change *last = W->count == 0 ? NULL : &W->changes[W->count - 1];

    if (last != NULL && last->servers == now.servers && last->open == now.open &&
        last->speed == now.speed)
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

    for (; i < E->count && E->list[i].at == 0; i++)
        W->holding[E->list[i].who] += (uint32_t)E->list[i].step;
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

/* sweep(W): go through everything that the sweep has been given. Returns false without memory. */
static bool sweep(struct sweep *W)
{
    struct timetable_edges E = {0};
    struct reader *R = W->B->R;

    W->holding = READER_ARRAY(R, R->scratch, uint32_t,
                              WHO_RULES + W->draft->staff.count + W->draft->speed.count);
    if (W->holding == NULL || !edges_of(W, &E))
        return false;
    timetable_edges_sort(&E);
    if (!run(W, &E))
        return false;
    W->changes = reader_copy(R, R->keep, W->changes, W->count, sizeof *W->changes);
    return W->changes != NULL;
}

/* has_hours(W): whether weekly hours are given, be it 'never'. */
static bool has_hours(const struct sweep *W, uint32_t number)
{
    const struct tree_section *s = W->B->of[SECTION_STATION][number];

    return W->calendar != NULL || tree_entry_find(s, "hours") != NULL;
}

int64_t timetable_clock(const struct build *B, const struct draft_station *D)
{
    if (D->times.clock.given || D->calendar == SCN_NONE)
        return D->times.clock.ahead;
    return B->calendars[D->calendar].clock.ahead;
}

void timetable_build(struct build *B, uint32_t number, struct scn_station *station)
{
    const struct draft_station *draft = &B->stations[number];
    struct sweep W = {.B = B, .draft = draft};

    if (draft->calendar != SCN_NONE)
        W.calendar = &B->calendars[draft->calendar];
    W.hours = has_hours(&W, number);
    if (!sweep(&W))
        return;
    station->changes = W.changes;
    station->change_count = W.count;
    station->servers_max = W.most;
}

void timetable_pool(struct build *B, uint32_t number, struct scn_pool *pool)
{
    const struct draft_station plain = {.staff = B->pools[number].staff,
                                        .added = B->pools[number].added,
                                        .speed = {.value = 1},
                                        .calendar = SCN_NONE};
    struct sweep W = {.B = B, .draft = &plain};

    if (!sweep(&W))
        return;
    pool->changes = W.changes;
    pool->change_count = W.count;
    pool->people_max = W.most;
}
