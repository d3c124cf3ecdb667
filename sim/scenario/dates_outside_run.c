/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys hold dates, and how, follows from their types in the table of keys. Instants are
 * seconds since 1970-01-01 by the clock that the key is written in. */
#include "sim/scenario/dates_outside_run.h"

#include <stdio.h>
#include <string.h>

#include "sim/scenario/topics/timetable.h"

#define STAMP sizeof "-2147483648-01-01 00:00"

enum side { SIDE_BEFORE = 1, SIDE_WITHIN = 2, SIDE_AFTER = 4 };

/* The dates of one key. */
struct outside {
    int64_t start, end; /* of the run, or of what a change leaves of it */
    unsigned sides;     /* on which any of them lies */
    uint32_t count;
    int64_t nearest, distance; /* where the one nearest to the run begins, and how far it is */
};

/* dates_see(W, from, to): one more, [from, to). */
static void dates_see(struct outside *W, int64_t from, int64_t to)
{
    const bool before = to <= W->start, after = from >= W->end;
    const int64_t distance = before ? W->start - to : from - W->end;

    W->sides |= before ? SIDE_BEFORE : after ? SIDE_AFTER : SIDE_WITHIN;
    if (W->count == 0 || distance < W->distance) {
        W->nearest = from;
        W->distance = distance;
    }
    W->count++;
}

static void spans_see(struct outside *W, const struct span_list *L)
{
    for (uint32_t i = 0; i < L->count; i++) {
        const struct span *s = &L->list[i];

        if (!s->weekly)
            dates_see(W, s->first * SPAN_DAY + s->from, s->last * SPAN_DAY + s->to);
    }
}

static void schedule_see(struct outside *W, const struct draft_schedule *D)
{
    for (uint32_t i = 0; i < D->count; i++)
        spans_see(W, &D->rules[i].during);
}

static void surges_see(struct outside *W, const struct draft_surges *D)
{
    for (uint32_t i = 0; i < D->count; i++)
        spans_see(W, &D->list[i].days);
}

/* instant_see(W, at): of what begins then. Before the run it holds all the time. */
static void instant_see(struct outside *W, int64_t at)
{
    if (at >= W->end)
        dates_see(W, at, at);
}

/* value_see(W, row, member): the dates in a value, if its type has some. Of a class that ends late
 * nothing is lost; the dates of the run are checked elsewhere. A change before the run holds from
 * its start on. */
static void value_see(struct outside *W, const struct key_row *row, const void *member)
{
    const enum key_type type = row->word.type;
    const struct draft_period *period = member;
    const struct draft_instant *instant = member;

    if (type == KEY_TYPE_DATES)
        spans_see(W, member);
    else if (type == KEY_TYPE_STAFF || type == KEY_TYPE_SPEED || type == KEY_TYPE_SLOTS)
        schedule_see(W, member);
    else if (type == KEY_TYPE_SURGES)
        surges_see(W, member);
    else if (type == KEY_TYPE_PERIOD)
        instant_see(W, period->from);
    else if (type == KEY_TYPE_DATE_TIME && strcmp(row->word.doc->key, "from") == 0)
        instant_see(W, instant->at);
    else if (row->word.section == SECTION_CHANGE && type == KEY_TYPE_DATE_TIME)
        instant_see(W, *(const int64_t *)member);
}

/* clock_of(B, kind, i): how far the clock of a section is ahead of the gate's, s. */
static int64_t clock_of(const struct build *B, enum section_kind kind, uint32_t i)
{
    if (kind == SECTION_STATION)
        return timetable_clock(B, &B->stations[i]);
    if (kind == SECTION_CALENDAR)
        return B->calendars[i].clock.ahead;
    return kind == SECTION_APPOINTMENTS ? B->appointments[i].times.clock.ahead : 0;
}

/* stamp(at, text): "2025-01-28 06:00", of a whole day its date only. Returns text. */
static const char *stamp(int64_t at, bool whole_day, char text[STAMP])
{
    struct gatesim_civil C;
    int n;

    gatesim_civil(at, 0, &C);
    n = snprintf(text, STAMP, "%04d-%02d-%02d", C.year, C.month, C.day);
    if (!whole_day)
        snprintf(text + n, STAMP - (size_t)n, " %02d:%02d", C.hour, C.minute);
    return text;
}

/* warn(B, s, e, W): say that none of a key's dates comes. */
static void warn(const struct build *B, const struct tree_section *s, const struct tree_entry *e,
                 const struct outside *W)
{
    const struct diag_place at = tree_entry_place(B->R, s, e, 0);
    const char *run = B->set != NULL ? "rest of the run" : "run";
    char date[STAMP], start[STAMP], end[STAMP];

    stamp(W->nearest, W->nearest % SPAN_DAY == 0, date);
    stamp(W->start, false, start);
    stamp(W->end, false, end);
    if (W->count == 1)
        diag_add(B->R->warnings, &at, "%s lies outside of the %s, %s to %s, and has no effect",
                 date, run, start, end);
    else
        diag_add(B->R->warnings, &at,
                 "none of the %u dates lies within the %s, %s to %s; the nearest is %s", W->count,
                 run, start, end, date);
}

/* section_warn(B, kind, i): of each key of the section that B does not have from before. */
static void section_warn(struct build *B, enum section_kind kind, uint32_t i)
{
    const char *draft = build_draft(B, kind, i);
    const struct tree_section *s = B->of[kind][i];
    const gatesim_ticks up = GATESIM_TICKS_PER_SECOND - 1; /* to a whole second */
    const int64_t clock = clock_of(B, kind, i), start = B->scenario.start + clock;
    const int64_t end = start + (B->scenario.duration + up) / GATESIM_TICKS_PER_SECOND;

    for (uint32_t k = 0; k < s->texts.count; k++) {
        struct outside W = {.start = B->set != NULL ? B->since + clock : start, .end = end};
        const struct key_row row = key_row(s->entries[k]->key);

        if (s->entries[k]->set != B->set)
            continue;
        value_see(&W, &row, draft + row.place.offset);
        if (W.sides == SIDE_BEFORE || W.sides == SIDE_AFTER)
            warn(B, s, s->entries[k], &W);
    }
}

/* build_warn(B, U): of each section that something uses. */
static void build_warn(struct build *B, const struct unused *U)
{
    for (unsigned kind = 0; kind < SECTION_KINDS; kind++)
        for (uint32_t i = 0; i < B->names[kind].count; i++)
            if (unused_remark(U, (enum section_kind)kind, i) == NULL)
                section_warn(B, (enum section_kind)kind, i);
}

void outside_warn(struct build *B, const struct unused *U)
{
    for (struct build *K = B; K != NULL; K = K->next)
        build_warn(K, U);
    diag_sort(B->R->warnings);
}
