/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trucks ask in order of time, and each takes the first slot with room that is not over: so what
 * was full once need never be looked at again. */
#include "sim/gate/flow/appointments.h"

#include <math.h>

#include "sim/gate/account/sojourn.h"
#include "sim/gate/flow/arrivals.h"
#include "sim/gate/flow/passage.h"
#include "sim/gate/world/by_truck.h"

/* books(F, A): the flow has trucks that book. Returns whether there was memory. */
static bool books(struct flow *F, struct arena *A)
{
    F->booked = ARENA_NEW(A, struct booked_flow);
    flow_init(F);
    return F->booked != NULL;
}

/* flows_build(W): room for what is counted where a class books. Returns 0 or GATESIM_ENOMEM. */
static int flows_build(struct gatesim *W)
{
    const struct gatesim_scenario *scn = W->scn;
    bool there = books(&W->merged->all, W->arena);
    uint32_t i;

    W->exits |= EXIT_BOOKED;
    W->at_home = ARENA_ARRAY(W->arena, struct level, scn->class_count);
    W->at_home_at_warm_up = ARENA_ARRAY(W->arena, stat_sum, scn->class_count);
    for (i = 0; there && i < scn->subgroup_count; i++)
        there = books(&W->subgroups[i], W->arena);
    for (i = 0; there && i < scn->class_count; i++) {
        const struct scn_class *C = &scn->classes[i];

        if (C->books != SCN_NONE)
            there = books(&W->flows[i], W->arena) && books(&W->merged->routes[C->route], W->arena);
    }
    return there && W->at_home != NULL && W->at_home_at_warm_up != NULL ? 0 : GATESIM_ENOMEM;
}

int appointments_build(struct gatesim *W)
{
    const uint32_t count = W->scn->appointments_count;
    uint32_t i;

    W->books = ARENA_ARRAY(W->arena, struct book, count);
    for (i = 0; W->books != NULL && i < count; i++) {
        W->books[i].scn = &W->scn->appointments[i];
        W->books[i].taken = ARENA_ARRAY(W->arena, uint32_t, W->books[i].scn->slot_count);
        if (W->books[i].taken == NULL)
            return GATESIM_ENOMEM;
    }
    if (W->books == NULL || W->scn->booked == SCN_NONE)
        return W->books == NULL ? GATESIM_ENOMEM : 0;
    return flows_build(W);
}

/* class_of(W, T): returns the class of truck T. */
static const struct scn_class *class_of(const struct gatesim *W, const struct truck *T)
{
    return &W->scn->classes[T->class_index];
}

/* book_of(W, T): returns the book of slots in which the class of truck T books. */
static struct book *book_of(const struct gatesim *W, const struct truck *T)
{
    return &W->books[class_of(W, T)->books];
}

/* count_one(W, counter): one more, when the window is open. */
static void count_one(const struct gatesim *W, uint64_t *counter)
{
    *counter += W->now >= W->counted_from;
}

/* send_back(W, T): the truck comes, and must go. */
static void send_back(struct gatesim *W, struct truck *T)
{
    count_one(W, &book_of(W, T)->counts.refused);
    passage_enter(W, T);
    world_note(W, EVENT_KEEP, world_truck_id(W, T), NO_STATION);
    passage_end(W, T, GATESIM_OUTCOME_REFUSED);
}

/* walk_in(W, T): the truck comes without a slot. */
static void walk_in(struct gatesim *W, struct truck *T)
{
    truck_values(T)[W->scn->booked] = SCN_NOT_BOOKED;
    truck_past(&W->trucks, T)->slot = GATESIM_NEVER;
    if (book_of(W, T)->scn->walk_ins == SCN_REFUSED)
        send_back(W, T);
    else
        arrivals_enter(W, T);
}

/* slot_after(B, t): the first slot that starts at t or later. */
static uint32_t slot_after(const struct scn_appointments *A, gatesim_ticks t)
{
    return (uint32_t)((t - A->first + A->slot - 1) / A->slot);
}

/* take_slot(W, B): the number of the first slot with room from now on, taken; or slot_count. */
static uint32_t take_slot(const struct gatesim *W, struct book *B)
{
    const uint32_t now = slot_after(B->scn, W->now);

    if (B->next < now)
        B->next = now;
    while (B->next < B->scn->slot_count && B->taken[B->next] >= B->scn->room[B->next])
        B->next++;
    if (B->next >= B->scn->slot_count)
        return B->scn->slot_count;
    B->taken[B->next]++;
    return B->next;
}

/* delay(W, T, choice, stream): how much the truck is early or late, for its present slot. */
static gatesim_ticks delay(const struct gatesim *W, struct truck *T,
                           const struct scn_by_truck *choice, uint64_t stream)
{
    const struct substream at = {stream, world_who(W, T), T->visit, W->mirror};
    const struct dist *D = by_truck_for(choice, truck_values(T));

    return D == NULL ? 0 : world_ticks(dist_draw(D, &at));
}

/* shows_up(W, T): whether a truck with a slot comes at all. */
static bool shows_up(const struct gatesim *W, struct truck *T)
{
    const struct source *Q = world_source(W, T);
    const struct substream at = {Q->no_show_stream, world_who(W, T), T->visit, W->mirror};

    return Q->scn->no_show.count == 0 ||
           substream_uniform(&at) >= by_truck_number(&Q->scn->no_show, truck_values(T), 0);
}

/* counts_of(W, T): what is counted of the truck's class. */
static struct flow_counts *counts_of(const struct gatesim *W, const struct truck *T)
{
    return &W->flows[T->class_index].counts;
}

/* find_none(W, T): truck T, which was never in the system, does not come: there is no slot for it.
 */
static void find_none(struct gatesim *W, struct truck *T)
{
    count_one(W, &book_of(W, T)->counts.no_slot);
    counts_of(W, T)->no_slot++;
    passage_unmet(W, T, &(struct flow_counts){.no_slot = 1});
}

/* stay_away(W, T): truck T, which was never in the system, does not come to the slot that it has
 * booked. */
static void stay_away(struct gatesim *W, struct truck *T)
{
    count_one(W, &book_of(W, T)->counts.no_shows);
    counts_of(W, T)->no_show++;
    passage_unmet(W, T, &(struct flow_counts){.no_show = 1});
}

/* at_home(W, T, is): whether the truck is at home with a slot from now on. */
static void at_home(struct gatesim *W, struct truck *T, bool is)
{
    struct truck_past *past = truck_past(&W->trucks, T);

    if (past->at_home)
        sojourn_charge_home(W, T);
    past->at_home = is;
    level_add(&W->at_home[T->class_index], W->now, is ? 1 : -1);
    if (is)
        W->trucks.inside--;
    else
        W->trucks.inside++;
}

/* set_out(W, T, slot): the truck comes to its slot, not before now. */
static void set_out(struct gatesim *W, struct truck *T, gatesim_ticks slot)
{
    const struct source *Q = world_source(W, T);
    const gatesim_ticks at = slot + delay(W, T, &Q->scn->late, Q->late_stream) -
                             delay(W, T, &Q->scn->early, Q->early_stream);

    truck_past(&W->trucks, T)->slot = slot;
    at_home(W, T, true);
    world_schedule(W, EVENT_KEEP, at > W->now ? at : W->now, T->number, NO_STATION, T->wait_id,
                   NULL);
}

/* book(W, T): the truck takes a slot. */
static void book(struct gatesim *W, struct truck *T)
{
    struct book *B = book_of(W, T);
    const uint32_t slot = take_slot(W, B);

    if (slot == B->scn->slot_count) {
        find_none(W, T);
        return;
    }
    count_one(W, &B->counts.booked);
    truck_past(&W->trucks, T)->booked = true;
    if (shows_up(W, T))
        set_out(W, T, B->scn->first + (gatesim_ticks)slot * B->scn->slot);
    else
        stay_away(W, T);
}

void appointments_ask(struct gatesim *W, struct truck *T)
{
    T->since = truck_past(&W->trucks, T)->wished = W->now;
    counts_of(W, T)->wanted++;
    if (truck_values(T)[W->scn->booked] == SCN_BOOKED) {
        book(W, T);
        return;
    }
    count_one(W, &book_of(W, T)->counts.walk_ins);
    walk_in(W, T);
}

/* miss(W, T): the truck comes too late for its slot. */
static void miss(struct gatesim *W, struct truck *T)
{
    struct book *B = book_of(W, T);

    count_one(W, &B->counts.missed);
    switch (B->scn->missed) {
    case SCN_WALK_IN:
        walk_in(W, T);
        break;
    case SCN_SEND_BACK:
        send_back(W, T);
        break;
    case SCN_REBOOK:
        T->visit++;
        book(W, T);
        break;
    }
}

void appointments_come(struct gatesim *W, struct truck *T)
{
    const struct scn_appointments *A = book_of(W, T)->scn;

    at_home(W, T, false);
    if (W->now > truck_past(&W->trucks, T)->slot + A->slot + A->grace)
        miss(W, T);
    else
        arrivals_enter(W, T);
}

void appointments_end(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; W->at_home != NULL && i < W->trucks.used; i++) {
        struct truck *T = truck_at(&W->trucks, i);

        if (truck_past(&W->trucks, T)->at_home)
            sojourn_charge_home(W, T);
    }
}

double appointments_use(const struct gatesim *W, uint32_t i)
{
    const struct book *B = &W->books[i];
    const gatesim_ticks from = W->scn->info.warm_up;
    uint64_t room = 0, taken = 0;
    uint32_t s;

    for (s = slot_after(B->scn, from); s < B->scn->slot_count; s++) {
        if (B->scn->first + (gatesim_ticks)s * B->scn->slot >= W->now)
            break;
        room += B->scn->room[s];
        taken += B->taken[s];
    }
    return room > 0 ? (double)taken / (double)room : (double)NAN;
}
