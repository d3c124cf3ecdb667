/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rate is constant between edges: hours of the day when there is a profile, begins and ends
 * of surges, from and until. */
#include "sim/scenario/topics/arrivals.h"

#include <math.h>
#include <string.h>

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

/* mean(N): of the numbers of a profile. */
static double mean(const struct draft_numbers *N)
{
    double sum = 0;

    for (uint32_t i = 0; i < N->count; i++)
        sum += N->x[i];
    return sum / N->count;
}

struct rates {
    struct build *B;
    const struct draft_class *draft;
    const struct draft_profile *profile; /* or NULL */
    double hourly_mean, weekday_mean;
    uint32_t *holding; /* by surge */
    struct scn_rate *list;
    uint32_t count;
};

/* swing(Q, at): the profile's factor at second at of the run. */
static double swing(const struct rates *Q, int64_t at)
{
    const int64_t t = at + Q->B->scenario.start;
    const int64_t day = t / SPAN_DAY - (t % SPAN_DAY < 0);
    const int64_t hour = (t - day * SPAN_DAY) / 3600;

    if (Q->profile == NULL)
        return 1;
    return Q->profile->hourly.x[hour] / Q->hourly_mean *
           (Q->profile->weekday.x[span_weekday(day)] / Q->weekday_mean);
}

/* rate_from(Q, C, at): note the rate from tick at on, if it is another than before. */
static bool rate_from(struct rates *Q, const struct scn_class *C, gatesim_ticks at)
{
    double rate = at < C->from || at >= C->until ? 0 : Q->draft->arrivals.rate;

    if (rate > 0)
        rate *= swing(Q, at / GATESIM_TICKS_PER_SECOND);
    for (uint32_t i = 0; i < Q->draft->surges.count && rate > 0; i++)
        if (Q->holding[i] > 0)
            rate *= Q->draft->surges.list[i].factor;
    if (Q->count > 0 && (Q->list[Q->count - 1].rate == rate || at >= Q->B->scenario.duration))
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

/* hours_mark(Q, E): an edge at every full hour of the clock. */
static bool hours_mark(struct rates *Q, struct timetable_edges *E)
{
    const int64_t length = Q->B->scenario.duration / GATESIM_TICKS_PER_SECOND;
    const int64_t first = 3600 - ((Q->B->scenario.start % 3600) + 3600) % 3600;

    if (Q->profile == NULL)
        return true;
    if (!build_take(Q->B, length / 3600 + 1))
        return false;
    for (int64_t at = first; at <= length; at += 3600)
        if (!mark(Q, E, at))
            return false;
    return true;
}

/* edges_of(Q, C, E): all edges of a class. */
static bool edges_of(struct rates *Q, const struct scn_class *C, struct timetable_edges *E)
{
    for (uint32_t i = 0; i < Q->draft->surges.count; i++)
        if (!timetable_edges_add(Q->B, &Q->draft->surges.list[i].days, 0, i, E))
            return false;
    return hours_mark(Q, E) && mark(Q, E, C->from / GATESIM_TICKS_PER_SECOND) &&
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
                Q->holding[E->list[i].who] += (uint32_t)E->list[i].step;
        if (!rate_from(Q, C, at * GATESIM_TICKS_PER_SECOND))
            return false;
        if (i == E->count)
            return true;
        at = E->list[i].at;
    }
}

/* profile_use(Q): a class's profile, and the means of its rows. */
static void profile_use(struct rates *Q)
{
    if (Q->draft->profile == SCN_NONE)
        return;
    Q->profile = &Q->B->profiles[Q->draft->profile];
    Q->hourly_mean = mean(&Q->profile->hourly);
    Q->weekday_mean = mean(&Q->profile->weekday);
}

void arrivals_rates(struct build *B, uint32_t number, struct scn_class *C)
{
    struct rates Q = {.B = B, .draft = &B->classes[number]};
    struct timetable_edges E = {0};

    C->from = Q.draft->from.given ? instant(B, Q.draft->from.at) : 0;
    C->until = Q.draft->until.given ? instant(B, Q.draft->until.at) : B->scenario.duration;
    if (Q.draft->arrivals.kind != SCN_ARRIVALS_POISSON)
        return;
    profile_use(&Q);
    Q.holding = READER_ARRAY(B->R, B->R->scratch, uint32_t, Q.draft->surges.count);
    if (Q.holding == NULL || !edges_of(&Q, C, &E))
        return;
    timetable_edges_sort(&E);
    if (!run(&Q, C, &E))
        return;
    C->rates = reader_copy(B->R, B->R->keep, Q.list, Q.count, sizeof *Q.list);
    C->rate_count = Q.count;
}
