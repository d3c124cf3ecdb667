/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep over the begins and ends of all spans together with the starts of the slots: a slot has
 * the room that holds at its start. Days start at midnight, and so does a slot of each day. */
#include "sim/scenario/topics/topics.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/language/fields.h"
#include "sim/scenario/topics/timetable.h"

enum { WHO_HOURS, WHO_CLOSED, WHO_RULES };

struct sweep {
    struct build *B;
    const struct draft_appointments *draft;
    bool hours;        /* it has weekly hours */
    uint32_t *holding; /* by WHO_..: how many spans hold */
    double left;       /* what slots so far could not offer of a truck, -1e-9 to 1 */
    double most;       /* the greatest rate of a slot so far, 1/s */
};

/* edges_of(W, E): the edges of all spans. */
static bool edges_of(const struct sweep *W, struct timetable_edges *E)
{
    const struct draft_appointments *D = W->draft;

    const int64_t ahead = D->times.clock.ahead;

    return timetable_edges_add(W->B, &D->times.hours, ahead, WHO_HOURS, E) &&
           timetable_edges_add(W->B, &D->times.closed, ahead, WHO_CLOSED, E) &&
           timetable_rules_add(W->B, &D->slots, ahead, WHO_RULES, E);
}

/* room_now(W): trucks that may book a slot which starts now: the whole trucks of what the slot is
 * to offer and the slots before could not, so that the rate is kept over any time. A rate that has
 * been refused may be below 0. */
static uint32_t room_now(struct sweep *W)
{
    double rate = timetable_scheduled(&W->draft->slots, &W->holding[WHO_RULES]);
    double trucks, whole;

    if (W->holding[WHO_CLOSED] > 0 || (W->hours && W->holding[WHO_HOURS] == 0) || !(rate > 0))
        return 0;
    rate += (double)W->draft->added / 3600;
    W->most = fmax(W->most, rate);
    trucks = W->left + rate * gatesim_seconds(W->draft->slot);
    whole = floor(fmin(trucks * (1 + 1e-12) + 1e-9, 1e9));
    W->left = fmin(trucks - whole, 1);
    return (uint32_t)whole;
}

/* first_slot(B, slot, ahead): the start of the last slot that starts no later than the run, ticks;
 * days start at midnight of a clock that is so many s ahead. */
static gatesim_ticks first_slot(const struct build *B, gatesim_ticks slot, int64_t ahead)
{
    const int64_t second = (((B->scenario.start + ahead) % SPAN_DAY) + SPAN_DAY) % SPAN_DAY;

    return -(second * GATESIM_TICKS_PER_SECOND % slot);
}

/* run(W, E, first, count, room): the sweep. Returns whether a slot has room. */
static bool run(struct sweep *W, const struct timetable_edges *E, gatesim_ticks first,
                uint32_t count, uint32_t *room)
{
    bool some = false;
    uint32_t e = 0;

    for (uint32_t i = 0; i < count; i++) {
        const gatesim_ticks at = first + (gatesim_ticks)i * W->draft->slot;

        for (; e < E->count && E->list[e].at * GATESIM_TICKS_PER_SECOND <= at; e++)
            W->holding[E->list[e].who] += (uint32_t)E->list[e].step;
        room[i] = at < 0 ? 0 : room_now(W);
        some = some || room[i] > 0;
    }
    return some;
}

/* slots_count(B, first, slot): slots that start within the run, or 0 when they are too many. */
static uint32_t slots_count(struct build *B, gatesim_ticks first, gatesim_ticks slot)
{
    const int64_t count = (B->scenario.duration - first) / slot + 1;

    return build_take(B, count) ? (uint32_t)count : 0;
}

static void slots_make(struct build *B, uint32_t number, struct scn_appointments *A)
{
    const struct draft_appointments *D = &B->appointments[number];
    const struct tree_section *s = B->of[SECTION_APPOINTMENTS][number];
    const struct diag_place place = build_place(B, s, "slots");
    struct sweep W = {.B = B, .draft = D, .hours = tree_entry_find(s, "hours") != NULL};
    struct timetable_edges E = {0};
    uint32_t *room;

    A->slot = D->slot;
    A->first = first_slot(B, D->slot, D->times.clock.ahead);
    A->slot_count = slots_count(B, A->first, D->slot);
    room = READER_ARRAY(B->R, B->R->keep, uint32_t, A->slot_count);
    W.holding = READER_ARRAY(B->R, B->R->scratch, uint32_t, WHO_RULES + D->slots.count);
    if (room == NULL || W.holding == NULL || A->slot_count == 0 || !edges_of(&W, &E))
        return;
    timetable_edges_sort(&E);
    if (!run(&W, &E, A->first, A->slot_count, room))
        reader_error(B->R, &place, "no slot of the run has room for a whole truck");
    A->room = room;
    A->most = (uint32_t)fmin(floor(W.most * 3600 + 0.5), 4e9);
    A->added = (uint32_t)D->added;
}

static void appointments_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_APPOINTMENTS].count;
    struct scn_appointments *list = READER_ARRAY(B->R, B->R->keep, struct scn_appointments, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct draft_appointments *D = &B->appointments[i];
        const char *name = B->names[SECTION_APPOINTMENTS].list[i];

        list[i].name = reader_text(B->R, B->R->keep, name, strlen(name));
        list[i].walk_ins = (enum scn_walk_ins)D->walk_ins;
        list[i].missed = (enum scn_missed)D->missed;
        list[i].grace = D->grace;
        if (D->slot > 0 && D->slot <= B->scenario.duration)
            slots_make(B, i, &list[i]);
    }
    B->S->appointments = list;
    B->S->appointments_count = count;
}

bool field_appointments(struct cursor *c, void *out)
{
    return cursor_name(c, &c->B->names[SECTION_APPOINTMENTS], "appointment book", out) &&
           cursor_end(c);
}

static void slots_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_APPOINTMENTS][i];
    const struct diag_place place = build_place(B, s, "slot");
    const gatesim_ticks slot = B->appointments[i].slot, day = SPAN_DAY * GATESIM_TICKS_PER_SECOND;

    if (slot > 0 && day % slot != 0)
        reader_error(B->R, &place, "a day is no whole number of such slots");
    else if (slot > B->scenario.duration && B->scenario.duration > 0)
        reader_error(B->R, &place, "a slot is not longer than the run");
}

/* slot_order(B): a station that serves by slots needs a class that books. */
static void slot_order(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_STATION].count && B->booked == SCN_NONE; i++) {
        const struct diag_place place = build_place(B, B->of[SECTION_STATION][i], "discipline");

        if (B->stations[i].discipline == SCN_SLOT && !B->R->blind)
            reader_error(B->R, &place, "no class books appointments: 'books' is given nowhere");
    }
}

static void appointments_check(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_APPOINTMENTS].count; i++)
        slots_check(B, i);
    slot_order(B);
}

const struct topic topic_appointments = {.check = appointments_check, .make = appointments_make};
