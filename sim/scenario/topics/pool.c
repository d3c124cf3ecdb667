/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [pool]: people whom stations need and routes take along. Nobody may need more of them than there
 * ever are, which is checked where they are asked for. */
#include "sim/scenario/topics/pool.h"

#include "sim/scenario/language/fields.h"
#include "sim/scenario/language/value.h"
#include "sim/scenario/topics/failures.h"
#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/timetable.h"
#include "sim/scenario/topics/topics.h"

#define MEMBERS_MOST 1000000

/* need_read(c, D): "customs-officers 2", or without a number one. */
static bool need_read(struct cursor *c, struct draft_needs *D)
{
    int64_t members = 1;
    uint32_t pool;

    if (!cursor_name(c, &c->B->names[SECTION_POOL], "pool", &pool))
        return false;
    for (uint32_t i = 0; i < D->count; i++)
        if (D->list[i].pool == pool)
            return cursor_error(c, "'%s' is there twice", c->B->names[SECTION_POOL].list[pool]);
    if (cursor_at_number(c) && !value_whole(c, 1, MEMBERS_MOST, &members))
        return false;
    if (!READER_ROOM(c->R, D->list, D->count))
        return false;
    D->list[D->count++] = (struct scn_need){pool, (uint32_t)members};
    return true;
}

bool field_needs(struct cursor *c, void *out)
{
    do
        if (!need_read(c, out))
            return false;
    while (cursor_accept(c, ","));
    return cursor_end(c);
}

void pool_enough(struct build *B, uint32_t pool, uint32_t members, const struct diag_place *place)
{
    const struct draft_schedule *staff = &B->pools[pool].staff;
    double most = staff->value;

    for (uint32_t i = 0; i < staff->count; i++)
        most = staff->rules[i].value > most ? staff->rules[i].value : most;
    most += most > 0 ? (double)B->pools[pool].added : 0;
    if (B->before == NULL && most > 0 && members > most)
        reader_error(B->R, place, "'%s' never has %u people; at most %.0f are on shift",
                     B->names[SECTION_POOL].list[pool], (unsigned)members, most);
}

/* pool_check(B, i): absences have a beginning and an end, and time between them. */
static void pool_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_POOL][i];
    const bool fails = tree_entry_find(s, "fails-after") != NULL;
    const struct diag_place place = build_place(B, s, fails ? "fails-after" : "repair");

    if (fails != (tree_entry_find(s, "repair") != NULL))
        reader_error(B->R, &place, "'fails-after' and 'repair' go together");
    failures_check_gap(B, s, "fails-after", &B->pools[i].fails_after);
}

/* needs_check(B, i): a station needs no more people than there are. */
static void needs_check(struct build *B, uint32_t i)
{
    const struct draft_needs *needs = &B->stations[i].needs;
    const struct diag_place place = build_place(B, B->of[SECTION_STATION][i], "needs");

    for (uint32_t k = 0; k < needs->count; k++)
        pool_enough(B, needs->list[k].pool, needs->list[k].members, &place);
}

/* place_check(B, i): a server that is kept as a place is reserved for nobody. */
static void place_check(struct build *B, uint32_t i)
{
    const struct draft_station *D = &B->stations[i];
    const struct diag_place place = build_place(B, B->of[SECTION_STATION][i], "keeps-place");

    if (D->keeps_place && D->reserved.count > 0)
        reader_error(B->R, &place, "'keeps-place' does not go together with 'reserved'");
}

static void pools_check(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_POOL].count; i++)
        pool_check(B, i);
    for (uint32_t i = 0; i < B->names[SECTION_STATION].count; i++) {
        needs_check(B, i);
        place_check(B, i);
    }
}

/* pool_make(B, i, p): one pool. */
static void pool_make(struct build *B, uint32_t i, struct scn_pool *p)
{
    const struct draft_pool *D = &B->pools[i];
    const char *name = B->names[SECTION_POOL].list[i];

    p->name = make_name(B, name);
    p->agency = D->agency == NULL ? "" : D->agency;
    p->purpose = make_purpose(B, "pool", name);
    p->serve = (enum scn_serve)D->serve;
    p->added = (uint32_t)D->added;
    p->trips = D->trips == 0 ? SCN_UNLIMITED : (uint32_t)D->trips;
    make_by_truck(B, &D->fails_after, &p->fails_after);
    make_by_truck(B, &D->repair, &p->repair);
    timetable_pool(B, i, p);
}

static void pools_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_POOL].count;
    struct scn_pool *list = READER_ARRAY(B->R, B->R->keep, struct scn_pool, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        pool_make(B, i, &list[i]);
    B->S->pools = list;
    B->S->pool_count = count;
}

const struct topic topic_pool = {.check = pools_check, .make = pools_make};
