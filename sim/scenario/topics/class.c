/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [class]: kinds of truck. No truck may come back at once again and again. */

#include <math.h>
#include <string.h>

#include "sim/scenario/language/condition.h"
#include "sim/scenario/language/schedule.h"
#include "sim/scenario/topics/arrivals.h"
#include "sim/scenario/topics/declare.h"
#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/profile_shape.h"
#include "sim/scenario/topics/rules.h"
#include "sim/scenario/topics/topics.h"

#define SHORTEST 1e-3   /* s: a mean time to come back */
#define TRUCKS_MOST 4e9 /* of one class in one run; a truck's number has 32 bits */

/* poisson_only(B, s, key): a key that only a rate has use for. */
static void poisson_only(struct build *B, const struct tree_section *s, const char *key)
{
    const struct diag_place place = build_place(B, s, key);

    if (tree_has(s, key))
        reader_error(B->R, &place,
                     "'%s' goes with 'arrivals = poisson RATE' or 'counts FILE.csv' only", key);
}

/* window_check(B, s, D): from and until. */
static void window_check(struct build *B, const struct tree_section *s, const struct draft_class *D)
{
    const struct diag_place until = build_place(B, s, "until");

    if (!D->until.given)
        return;
    if (D->from.given && D->until.at <= D->from.at)
        reader_error(B->R, &until, "'until' is not after 'from'");
    else if (D->until.at <= B->scenario.start)
        reader_error(B->R, &until, "'until' is not after the start of the run");
}

/* number_check(B, s, D): no more trucks than can be numbered. */
static void number_check(struct build *B, const struct tree_section *s, const struct draft_class *D)
{
    const double duration = gatesim_seconds(B->scenario.duration);
    const double batch = D->batch.given ? dist_count_mean(&D->batch.dist) : 1;
    const struct diag_place place = build_place(B, s, "arrivals");
    double arrivals = 0;

    if (D->arrivals.kind == SCN_ARRIVALS_POISSON)
        arrivals = schedule_most(&D->arrivals.rates) * duration;
    else if (D->arrivals.kind == SCN_ARRIVALS_RENEWAL && dist_mean(&D->arrivals.gap) > 1e-3)
        arrivals = duration / dist_mean(&D->arrivals.gap);
    if (arrivals * batch > TRUCKS_MOST)
        reader_error(B->R, &place, "that is %.3g trucks in one run; 4000000000 is the most",
                     arrivals * batch);
}

/* days_check(B, s, D): rates that differ by day, or counts, say themselves how much comes on which
 * day. */
static void days_check(struct build *B, const struct tree_section *s, const struct draft_class *D)
{
    const bool daily = D->arrivals.rates.count > 0 || D->arrivals.counts != NULL;
    const struct diag_place place = build_place(B, s, "profile");

    if (daily && D->profile != SCN_NONE && !profile_is_even(&B->profiles[D->profile].weekday))
        reader_error(B->R, &place,
                     "profile '%s' has 'weekday', and the arrivals say already how many come on "
                     "which day; leave one of them out",
                     B->names[SECTION_PROFILE].list[D->profile]);
}

/* class_check(B, i): what the keys of a class must be together. */
static void class_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_CLASS][i];
    const struct draft_class *D = &B->classes[i];
    const struct diag_place place = tree_section_place(B->R, s);

    if (!tree_has(s, "arrivals") && !tree_has(s, "backlog") && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place,
                     "this class has no trucks: 'arrivals' or 'backlog' must be "
                     "given, such as: arrivals = poisson 38 trucks/h");
    if (D->arrivals.kind == SCN_ARRIVALS_RENEWAL || D->arrivals.kind == SCN_ARRIVALS_TRACE ||
        !tree_has(s, "arrivals")) {
        poisson_only(B, s, "profile");
        poisson_only(B, s, "surge");
        poisson_only(B, s, "varies-by-day");
    }
    window_check(B, s, D);
    number_check(B, s, D);
    days_check(B, s, D);
}

/* comes_back(B, class): whether some class returns as this one. */
static bool comes_back(const struct build *B, uint32_t class_index)
{
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++) {
        const struct draft_by_truck *D = &B->classes[i].returns_as;

        for (uint32_t k = 0; k <= D->count; k++)
            if ((k < D->count && D->cases[k].dist.a == class_index) ||
                (k == D->count && D->always && D->last.dist.a == class_index))
                return true;
    }
    return false;
}

/* at_once(D): whether trucks of the class may come back at the instant at which they cross. */
static bool at_once(const struct draft_class *D)
{
    for (uint32_t k = 0; k < D->return_after.count; k++)
        if (dist_mean(&D->return_after.cases[k].dist) < SHORTEST)
            return true;
    return !D->return_after.always || dist_mean(&D->return_after.last.dist) < SHORTEST;
}

/* returns_to(D, circling): whether the class returns as one of those. */
static bool returns_to(const struct draft_class *D, const bool *circling)
{
    const struct draft_by_truck *as = &D->returns_as;

    for (uint32_t k = 0; k < as->count; k++)
        if (circling[(uint32_t)as->cases[k].dist.a])
            return true;
    return as->always && circling[(uint32_t)as->last.dist.a];
}

/* returns_check(B): no truck comes back at once again and again: of the classes whose trucks come
 * back at once, those are struck out that return as none of the rest, until nothing changes. */
static void returns_check(struct build *B)
{
    const uint32_t count = B->names[SECTION_CLASS].count;
    bool *circling = READER_ARRAY(B->R, B->R->scratch, bool, count), more = true;

    if (circling == NULL || B->R->blind)
        return;
    for (uint32_t i = 0; i < count; i++)
        circling[i] = (B->classes[i].returns_as.count > 0 || B->classes[i].returns_as.always) &&
                      at_once(&B->classes[i]);
    while (more) {
        more = false;
        for (uint32_t i = 0; i < count; i++)
            if (circling[i] && !returns_to(&B->classes[i], circling)) {
                circling[i] = false;
                more = true;
            }
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct diag_place place = build_place(B, B->of[SECTION_CLASS][i], "returns-as");

        if (circling[i])
            reader_error(B->R, &place,
                         "its trucks could come back at once, again and again; give "
                         "'return-after', of at least 1 ms on the average");
    }
}

/* booking_check(B, i): the keys of booking and of returning go with what they need. */
static void booking_check(struct build *B, uint32_t i)
{
    static const char *const booking[] = {"booked", "no-show", "early", "late"};
    const struct tree_section *s = B->of[SECTION_CLASS][i];
    const struct diag_place place = build_place(B, s, "arrivals");

    for (size_t k = 0; k < sizeof booking / sizeof booking[0]; k++)
        goes_with(B, s, booking[k], "books");
    goes_with(B, s, "return-after", "returns-as");
    if (B->classes[i].arrivals.returns && !B->R->blind && !comes_back(B, i))
        reader_error(B->R, &place, "no class returns as '%s': 'returns-as' names it nowhere",
                     s->name);
}

static void classes_check(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++) {
        class_check(B, i);
        booking_check(B, i);
    }
    returns_check(B);
}

/* visit_find(route, station): the first visit to the station, or SCN_NONE. */
static uint32_t visit_find(const struct scn_route *route, uint32_t station)
{
    for (uint32_t i = 0; i < route->main_count; i++)
        if (route->steps[i].op == SCN_VISIT && route->steps[i].station == station)
            return i;
    return SCN_NONE;
}

/* backlog_make(B, i, C): the trucks that stand there at the start. */
static void backlog_make(struct build *B, uint32_t i, struct scn_class *C)
{
    const struct draft_backlog *D = &B->classes[i].backlog;
    const struct tree_section *s = B->of[SECTION_CLASS][i];
    const struct scn_route *route = C->route == SCN_NONE ? NULL : &B->S->routes[C->route];
    struct scn_backlog *list = READER_ARRAY(B->R, B->R->keep, struct scn_backlog, D->count);

    if (list == NULL || route == NULL || route->step_count == 0)
        return;
    for (uint32_t k = 0; k < D->count; k++) {
        const struct diag_place place = build_place(B, s, "backlog");

        list[k] = (struct scn_backlog){D->list[k].trucks, visit_find(route, D->list[k].station)};
        if (list[k].step == SCN_NONE)
            reader_error(B->R, &place, "route '%s' does not visit '%s'", route->name,
                         B->names[SECTION_STATION].list[D->list[k].station]);
    }
    C->backlog = list;
    C->backlog_count = D->count;
}

/* side_patience_check(B, i, C): a truck that is at several stations at once loses its patience
 * at none. */
static void side_patience_check(struct build *B, uint32_t i, const struct scn_class *C)
{
    const struct scn_route *route = C->route == SCN_NONE ? NULL : &B->S->routes[C->route];
    const struct diag_place place = build_place(B, B->of[SECTION_CLASS][i], "patience");

    if (route == NULL || C->patience.count == 0)
        return;
    for (uint32_t k = 0; k < route->step_count; k++)
        if (route->steps[k].op == SCN_SIDE) {
            reader_error(B->R, &place,
                         "route '%s' has a step 'side by side', at which patience is not known; "
                         "give the other stations a patience instead",
                         route->name);
            return;
        }
}

/* class_values_make(B, D, i, C): the values of the builtins of class number i. */
static void class_values_make(struct build *B, uint32_t i, struct scn_class *C)
{
    const struct draft_class *D = &B->classes[i];
    const char *words[SCN_BUILTINS] = {B->names[SECTION_CLASS].list[i], D->direction, D->cargo};

    for (uint32_t k = 0; k < SCN_BUILTINS; k++)
        if (words[k] != NULL)
            C->values[k] = (uint16_t)names_find(&B->values[k], words[k], strlen(words[k]));
}

/* class_make(B, i, C): one class. */
static void class_make(struct build *B, uint32_t i, struct scn_class *C)
{
    const struct draft_class *D = &B->classes[i];
    const char *name = B->names[SECTION_CLASS].list[i];

    C->name = make_name(B, name);
    C->purpose = make_purpose(B, "class", name);
    class_values_make(B, i, C);
    C->goods = D->cargo == NULL ? SCN_NONE
                                : names_find(&B->names[SECTION_CARGO], D->cargo, strlen(D->cargo));
    C->priority = (int32_t)D->priority;
    C->route = D->route;
    C->arrivals = D->arrivals.kind;
    C->gap = D->arrivals.gap;
    C->batched = D->batch.given;
    C->batch = D->batch.dist;
    make_by_truck(B, &D->patience, &C->patience);
    make_by_truck(B, &D->due, &C->due);
    C->divert = D->on_patience == SCN_NONE ? SCN_NONE : D->divert;
    C->books = D->books;
    make_by_truck(B, &D->booked, &C->booked);
    make_by_truck(B, &D->no_show, &C->no_show);
    make_by_truck(B, &D->early, &C->early);
    make_by_truck(B, &D->late, &C->late);
    make_by_truck(B, &D->returns_as, &C->returns_as);
    make_by_truck(B, &D->return_after, &C->return_after);
    arrivals_rates(B, i, C);
    if (D->arrivals.kind == SCN_ARRIVALS_TRACE && D->arrivals.trace != NULL)
        arrivals_trace(B, i, C);
    backlog_make(B, i, C);
    side_patience_check(B, i, C);
}

static void classes_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_CLASS].count;
    struct scn_class *list = READER_ARRAY(B->R, B->R->keep, struct scn_class, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        class_make(B, i, &list[i]);
    B->S->classes = list;
    B->S->class_count = count;
}

const struct topic topic_class = {.check = classes_check, .make = classes_make};
