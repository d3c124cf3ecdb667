/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rate is constant between edges: parts of the day when there is a profile, begins and ends of
 * rules, counts and surges, from and until. */
#include "sim/scenario/topics/arrivals.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/topics/counts.h"
#include "sim/scenario/topics/profile_shape.h"
#include "sim/scenario/topics/timetable.h"

#define WHO_NONE UINT32_MAX /* an edge at which only the clock moves on */

/* instant(B, at): seconds since 1970 as ticks of the run, held within it. */
static gatesim_ticks instant(const struct build *B, int64_t at)
{
    const int64_t s = at - B->scenario.start;

    if (s <= 0)
        return 0;
    if (s > B->scenario.duration / GATESIM_TICKS_PER_SECOND)
        return B->scenario.duration;
    return s * GATESIM_TICKS_PER_SECOND;
}

struct rates {
    struct build *B;
    const struct draft_class *draft;
    struct profile_shape shape;
    struct counts counts;
    uint32_t *surging; /* by surge */
    uint32_t *ruling;  /* by rule of the rates */
    struct scn_rate *list;
    uint32_t count;
};

/* level(Q, at): the arrivals a second at second at of the run, before surges. */
static double level(const struct rates *Q, int64_t at)
{
    const int64_t t = at + Q->B->scenario.start;

    if (Q->draft->arrivals.counts != NULL)
        return counts_rate(&Q->counts, &Q->shape, t);
    return timetable_scheduled(&Q->draft->arrivals.rates, Q->ruling) * profile_factor(&Q->shape, t);
}

/* parted(Q, at): whether the rates before and after tick at may not be merged: days that differ
 * have pieces of their own. */
static bool parted(const struct rates *Q, gatesim_ticks at)
{
    const int64_t t = at / GATESIM_TICKS_PER_SECOND + Q->B->scenario.start;

    return Q->draft->varies.given && t % SPAN_DAY == 0;
}

/* rate_from(Q, C, at): note the rate from tick at on, if it is another than before. */
static bool rate_from(struct rates *Q, const struct scn_class *C, gatesim_ticks at)
{
    double rate = at < C->from || at >= C->until ? 0 : level(Q, at / GATESIM_TICKS_PER_SECOND);

    for (uint32_t i = 0; i < Q->draft->surges.count && rate > 0; i++)
        if (Q->surging[i] > 0)
            rate *= Q->draft->surges.list[i].factor;
    if (Q->count > 0 &&
        ((Q->list[Q->count - 1].rate == rate && !parted(Q, at)) || at >= Q->B->scenario.duration))
        return true;
    if (!READER_ROOM(Q->B->R, Q->list, Q->count))
        return false;
    Q->list[Q->count++] = (struct scn_rate){at, rate};
    return true;
}

/* mark(Q, E, at): an edge at which only the clock moves on, if it lies in the run. */
static bool mark(struct rates *Q, struct timetable_edges *E, int64_t at)
{
    if (at <= 0 || at > Q->B->scenario.duration / GATESIM_TICKS_PER_SECOND)
        return true;
    if (!READER_ROOM(Q->B->R, E->list, E->count))
        return false;
    E->list[E->count++] = (struct timetable_edge){at, WHO_NONE, 0};
    return true;
}

/* parts_mark(Q, E): an edge at the begin of each part of the day that the profile tells apart, and
 * at midnight where days differ. */
static bool parts_mark(struct rates *Q, struct timetable_edges *E)
{
    const int64_t length = Q->B->scenario.duration / GATESIM_TICKS_PER_SECOND;
    const int64_t part = profile_part(&Q->shape, Q->draft->varies.given);
    const int64_t start = Q->B->scenario.start;

    if (part == 0)
        return true;
    if (!build_take(Q->B, length / part + 1))
        return false;
    for (int64_t at = part - (start % part + part) % part; at <= length; at += part)
        if (!mark(Q, E, at))
            return false;
    return true;
}

/* counts_mark(Q, E): an edge at the begin and at the end of each count. */
static bool counts_mark(struct rates *Q, struct timetable_edges *E)
{
    for (uint32_t i = 0; i < Q->counts.count; i++)
        if (!mark(Q, E, Q->counts.list[i].from - Q->B->scenario.start) ||
            !mark(Q, E, Q->counts.list[i].to - Q->B->scenario.start))
            return false;
    return true;
}

/* edges_of(Q, C, E): all edges of a class. Rules of the rates come behind the surges. */
static bool edges_of(struct rates *Q, const struct scn_class *C, struct timetable_edges *E)
{
    const uint32_t surges = Q->draft->surges.count;

    for (uint32_t i = 0; i < surges; i++)
        if (!timetable_edges_add(Q->B, &Q->draft->surges.list[i].days, 0, i, E))
            return false;
    return timetable_rules_add(Q->B, &Q->draft->arrivals.rates, 0, surges, E) && parts_mark(Q, E) &&
           counts_mark(Q, E) && mark(Q, E, C->from / GATESIM_TICKS_PER_SECOND) &&
           mark(Q, E, C->until / GATESIM_TICKS_PER_SECOND);
}

/* run(Q, C, E): the sweep; the first rate is at 0. */
static bool run(struct rates *Q, const struct scn_class *C, const struct timetable_edges *E)
{
    uint32_t i = 0;
    int64_t at = 0;

    for (;;) {
        for (; i < E->count && E->list[i].at == at; i++)
            if (E->list[i].who != WHO_NONE)
                Q->surging[E->list[i].who] += (uint32_t)E->list[i].step;
        if (!rate_from(Q, C, at * GATESIM_TICKS_PER_SECOND))
            return false;
        if (i == E->count)
            return true;
        at = E->list[i].at;
    }
}

void arrivals_rates(struct build *B, uint32_t number, struct scn_class *C)
{
    struct rates Q = {.B = B, .draft = &B->classes[number]};
    const struct draft_class *D = Q.draft;
    struct timetable_edges E = {0};

    C->from = D->from.given ? instant(B, D->from.at) : 0;
    C->until = D->until.given ? instant(B, D->until.at) : B->scenario.duration;
    C->varies = D->varies;
    if (D->arrivals.kind != SCN_ARRIVALS_POISSON)
        return;
    profile_shape_init(&Q.shape, B, D->profile,
                       D->arrivals.rates.count > 0 || D->arrivals.counts != NULL);
    Q.surging =
        READER_ARRAY(B->R, B->R->scratch, uint32_t, D->surges.count + D->arrivals.rates.count + 1);
    if (Q.surging == NULL || !counts_read(&Q.counts, B, number, &Q.shape))
        return;
    Q.ruling = Q.surging + D->surges.count;
    if (!edges_of(&Q, C, &E))
        return;
    timetable_edges_sort(&E);
    if (!run(&Q, C, &E))
        return;
    C->rates = reader_copy(B->R, B->R->keep, Q.list, Q.count, sizeof *Q.list);
    C->rate_count = Q.count;
}
