/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected arrivals of each class are multiplied by its expected visits and by the mean service of
 * its trucks there. Whatever follows from queues, or is drawn by rules that change with time, makes
 * the load of the places that it concerns unknown rather than wrong. */
#include "sim/scenario/expected_load.h"

#include <math.h>

#include "sim/scenario/model/expected_visits.h"

#define DAY (INT64_C(86400) * GATESIM_TICKS_PER_SECOND)
#define WEEK (7 * DAY)
#define LOOK (30 * 60 * GATESIM_TICKS_PER_SECOND) /* from one look at the inputs to the next */
#define LOOKED (8 * WEEK)                         /* of a run, at most */
#define STRAY 0.1        /* share of looks that may differ: holidays, closures, surges */
#define WORK_MOST 200000 /* steps times combinations of one class */

/* What is found out. Arrays by station, or by pool. */
struct loads {
    const struct gatesim_scenario *S;
    gatesim_ticks from, to;  /* the part of the run that the load is of */
    double *capacity, *open; /* by station: s of servers at full speed; s with any of them */
    double *work, *calls;    /* by station */
    double *people;          /* by pool: s of people while a place that needs them is open */
    double *people_work;     /* by pool */
    bool *unknown, *people_unknown;
    double arrivals; /* of the class at hand */
};

/* now_of(list, count, at): the change that holds at the instant. */
static const struct scn_change *now_of(const struct scn_change *list, uint32_t count,
                                       gatesim_ticks at)
{
    uint32_t low = 0, high = count;

    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;

        if (list[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return &list[low];
}

static double rate_of(const struct scn_class *C, gatesim_ticks at)
{
    uint32_t low = 0, high = C->rate_count;

    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;

        if (C->rates[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return C->rates[low].rate;
}

static bool alike(const struct scn_change *list, uint32_t count, gatesim_ticks a, gatesim_ticks b)
{
    const struct scn_change *x = now_of(list, count, a), *y = now_of(list, count, b);

    return x->open == y->open && x->servers == y->servers && x->speed == y->speed;
}

/* all_alike(S, a, b): whether the inputs at two instants are the same. A class brings its trucks
 * between two dates: instants outside of them say nothing about its profile. */
static bool all_alike(const struct gatesim_scenario *S, gatesim_ticks a, gatesim_ticks b)
{
    for (uint32_t i = 0; i < S->station_count; i++)
        if (!alike(S->stations[i].changes, S->stations[i].change_count, a, b))
            return false;
    for (uint32_t i = 0; i < S->pool_count; i++)
        if (!alike(S->pools[i].changes, S->pools[i].change_count, a, b))
            return false;
    for (uint32_t i = 0; i < S->class_count; i++) {
        const struct scn_class *C = &S->classes[i];

        if (C->rate_count > 1 && a >= C->from && b < C->until && rate_of(C, a) != rate_of(C, b))
            return false;
    }
    return true;
}

/* comes_back(S, cycle): whether the inputs are the same again after it, by and large. */
static bool comes_back(const struct gatesim_scenario *S, gatesim_ticks cycle)
{
    const gatesim_ticks end = S->info.duration < LOOKED ? S->info.duration : LOOKED;
    uint32_t looks = 0, strays = 0;

    for (gatesim_ticks at = LOOK / 4; at + cycle < end; at += LOOK, looks++)
        strays += !all_alike(S, at, at + cycle);
    return strays <= STRAY * looks;
}

static bool is_constant(const struct gatesim_scenario *S)
{
    for (uint32_t i = 0; i < S->station_count; i++)
        if (S->stations[i].change_count > 1)
            return false;
    for (uint32_t i = 0; i < S->pool_count; i++)
        if (S->pools[i].change_count > 1)
            return false;
    for (uint32_t i = 0; i < S->class_count; i++) {
        const struct scn_class *C = &S->classes[i];

        if (C->arrivals == SCN_ARRIVALS_TRACE || C->books != SCN_NONE || C->returns_as.count > 0)
            return false;
        for (uint32_t k = 1; k < C->rate_count; k++) /* but for the dates between which it comes */
            if (C->rates[k].at > C->from && C->rates[k].at < C->until)
                return false;
    }
    return true;
}

/* cycle_of(S): 0, a day or a week. A run that is too short to show its week again, or in which
 * nothing comes back, is taken by the longest cycle that fits twice, and at least by the day. */
static gatesim_ticks cycle_of(const struct gatesim_scenario *S)
{
    const gatesim_ticks window = S->info.duration - S->info.warm_up;

    if (is_constant(S))
        return 0;
    if (comes_back(S, DAY))
        return DAY;
    return comes_back(S, WEEK) || window >= 2 * WEEK ? WEEK : DAY;
}

/* span_until(list, count, i, to): when what change i says ends, at most to. */
static gatesim_ticks span_until(const struct scn_change *list, uint32_t count, uint32_t i,
                                gatesim_ticks to)
{
    return i + 1 < count && list[i + 1].at < to ? list[i + 1].at : to;
}

static void station_capacity(struct loads *L, uint32_t i)
{
    const struct scn_station *s = &L->S->stations[i];

    for (uint32_t k = 0; k < s->change_count; k++) {
        const struct scn_change *c = &s->changes[k];
        const gatesim_ticks from = c->at > L->from ? c->at : L->from;
        const gatesim_ticks to = span_until(s->changes, s->change_count, k, L->to);

        if (to <= from || !c->open || c->servers == 0)
            continue;
        L->open[i] += gatesim_seconds(to - from);
        L->capacity[i] += gatesim_seconds(to - from) * c->servers * c->speed;
    }
}

/* is_needed(S, pool, at): whether a station that needs the pool is open then. */
static bool is_needed(const struct gatesim_scenario *S, uint32_t pool, gatesim_ticks at)
{
    for (uint32_t i = 0; i < S->station_count; i++) {
        const struct scn_station *s = &S->stations[i];
        const struct scn_change *c = now_of(s->changes, s->change_count, at);

        for (uint32_t k = 0; k < s->need_count; k++)
            if (s->needs[k].pool == pool && c->open && c->servers > 0)
                return true;
    }
    return false;
}

/* Looked at every half hour: hours that begin between two looks shift it by little. */
static void pool_capacity(struct loads *L, uint32_t pool)
{
    const struct scn_pool *p = &L->S->pools[pool];
    const gatesim_ticks step =
        (L->to - L->from) / 20000 > LOOK / 6 ? (L->to - L->from) / 20000 : LOOK / 6;

    for (gatesim_ticks at = L->from; at < L->to; at += step)
        if (is_needed(L->S, pool, at))
            L->people[pool] += gatesim_seconds(at + step < L->to ? step : L->to - at) *
                               now_of(p->changes, p->change_count, at)->servers;
}

/* A station whose servers do more, or less, than its timetable and its services say. */
static bool is_plain(const struct scn_station *s)
{
    const struct scn_admission *P = &s->admission;

    return s->availability == NULL && s->data_service_count == 0 && !s->keeps_place &&
           P->limit_count + P->quota_count + P->reserved_count == 0;
}

static void mark_unknown(struct loads *L)
{
    const struct gatesim_scenario *S = L->S;

    for (uint32_t i = 0; i < S->station_count; i++) {
        const struct scn_station *s = &S->stations[i];

        L->unknown[i] = !is_plain(s);
        for (uint32_t k = 0; k < s->need_count; k++)
            L->people_unknown[s->needs[k].pool] |= s->needs[k].members > 1 || L->unknown[i];
    }
    for (uint32_t i = 0; i < S->incident_count; i++)
        for (uint32_t k = 0; k < S->incidents[i].station_count; k++)
            L->unknown[S->incidents[i].stations[k]] = true;
    for (uint32_t i = 0; i < S->pool_count; i++)
        L->people_unknown[i] |=
            S->pools[i].fails_after.count > 0 || S->pools[i].trips != SCN_UNLIMITED;
}

static void station_unknown(struct loads *L, uint32_t station)
{
    const struct scn_station *s = &L->S->stations[station];

    L->unknown[station] = true;
    for (uint32_t k = 0; k < s->need_count; k++)
        L->people_unknown[s->needs[k].pool] = true;
}

/* route_unknown(L, R): nothing is known of what its trucks bring anywhere. */
static void route_unknown(struct loads *L, const struct scn_route *R)
{
    for (uint32_t i = 0; i < R->step_count; i++) {
        if (R->steps[i].op == SCN_VISIT)
            station_unknown(L, R->steps[i].station);
        if (R->steps[i].op == SCN_TAKE)
            L->people_unknown[R->steps[i].pool] = true;
    }
}

/* mean_now(P, choice): the mean for the trucks at hand; 0 where they have none. */
static double mean_now(const struct passage *P, const struct scn_by_truck *choice)
{
    for (uint32_t i = 0; i < choice->count; i++)
        if (passage_holds(P, &choice->cases[i].when))
            return choice->cases[i].mean;
    return 0;
}

static void visit(struct loads *L, const struct passage *P, uint32_t station, double mass)
{
    const struct scn_station *s = &L->S->stations[station];
    const double trucks = mass * L->arrivals;
    const double work = trucks * (mean_now(P, &s->service) + mean_now(P, &s->setup));

    L->work[station] += work;
    L->calls[station] += trucks;
    for (uint32_t k = 0; k < s->need_count; k++)
        L->people_work[s->needs[k].pool] += work * s->needs[k].members;
}

/* By capacity, as the shortest line spreads trucks in the long run. */
static void spread(const struct loads *L, struct passage *P, const struct scn_step *s, double mass)
{
    double all = 0;

    for (uint32_t k = 0; k < s->count; k++)
        all += L->capacity[s->stations[k]];
    P->unclear = P->unclear || !(all > 0);
    for (uint32_t k = 0; k < s->count && all > 0; k++)
        P->mass[s->targets[k]] += mass * L->capacity[s->stations[k]] / all;
}

static void choose(const struct loads *L, struct passage *P, const struct scn_step *s, double mass)
{
    const struct scn_route_choice *K = &L->S->route_choices[s->route_choice];
    double before = 0;

    P->unclear = P->unclear || K->rule != SCN_BY_SHARES || K->ruling_count > 0;
    for (uint32_t k = 0; k < s->count && !P->unclear; k++) {
        P->mass[s->targets[k]] += mass * (K->cumulated[k] - before);
        before = K->cumulated[k];
    }
}

/* A repeat that has an end is taken as if it had none, where that is rare. */
static void repeat(struct passage *P, const struct scn_step *s, uint32_t i, double mass)
{
    P->unclear = P->unclear || (s->limit != SCN_NONE && pow(s->chance, s->limit + 1.0) > 0.001);
    P->mass[s->target] += mass * s->chance;
    P->mass[i + 1] += mass * (1 - s->chance);
}

static void side_by_side(struct loads *L, struct passage *P, const struct scn_step *s, double mass)
{
    for (uint32_t k = 0; k < s->count; k++)
        visit(L, P, P->route->steps[s->targets[k]].station, mass);
    P->mass[s->target] += mass;
}

static void meet(void *user, struct passage *P, uint32_t i, double mass)
{
    const struct scn_step *s = &P->route->steps[i];
    struct loads *L = user;

    switch (s->op) {
    case SCN_VISIT:
        visit(L, P, s->station, mass);
        P->mass[i + 1] += mass;
        break;
    case SCN_FEWEST:
        spread(L, P, s, mass);
        break;
    case SCN_CHOOSE:
        choose(L, P, s, mass);
        break;
    case SCN_REPEAT:
        repeat(P, s, i, mass);
        break;
    case SCN_SIDE:
        side_by_side(L, P, s, mass);
        break;
    case SCN_TAKE:
        L->people_unknown[s->pool] = true;
        P->mass[i + 1] += mass;
        break;
    case SCN_GATHER:
        P->mass[i + 1] += mass;
        break;
    default: /* what the route sets later conditions may ask for */
        P->unclear = true;
        break;
    }
}

static void mark_choice(struct passage *P, const struct scn_by_truck *choice)
{
    for (uint32_t i = 0; i < choice->count; i++)
        passage_mark(P, &choice->cases[i].when);
}

/* expected(L, C): trucks of the class that arrive in the span; NaN when that is not known. */
static double expected(const struct loads *L, const struct scn_class *C)
{
    const gatesim_ticks from = C->from > L->from ? C->from : L->from;
    const gatesim_ticks to = C->until < L->to ? C->until : L->to;
    const double span = to > from ? gatesim_seconds(to - from) : 0;
    double sum = 0;

    if (C->books != SCN_NONE)
        return (double)NAN;
    if (C->arrivals == SCN_ARRIVALS_RENEWAL)
        sum = span / dist_mean(&C->gap);
    for (uint32_t i = 0; C->arrivals == SCN_ARRIVALS_TRACE && i < C->trace_count; i++)
        sum += C->trace[i].at >= L->from && C->trace[i].at < L->to;
    for (uint32_t i = 0; C->arrivals == SCN_ARRIVALS_POISSON && i < C->rate_count; i++) {
        const gatesim_ticks begin = C->rates[i].at > L->from ? C->rates[i].at : L->from;
        const gatesim_ticks end =
            i + 1 < C->rate_count && C->rates[i + 1].at < L->to ? C->rates[i + 1].at : L->to;

        sum += end > begin ? C->rates[i].rate * gatesim_seconds(end - begin) : 0;
    }
    return sum * (C->batched ? dist_count_mean(&C->batch) : 1);
}

/* returns(S, class): whether trucks of another class come back as its trucks. */
static bool returns(const struct gatesim_scenario *S, uint32_t class_index)
{
    for (uint32_t i = 0; i < S->class_count; i++)
        for (uint32_t k = 0; k < S->classes[i].returns_as.count; k++)
            if ((uint32_t)S->classes[i].returns_as.cases[k].dist.a == class_index)
                return true;
    return false;
}

/* class_add(R, L, class_index): add the work that the trucks of a class bring to the stations of
 * their route. */
static void class_add(struct reader *R, struct loads *L, uint32_t class_index)
{
    const struct scn_class *C = &L->S->classes[class_index];
    struct passage P = {.S = L->S,
                        .C = C,
                        .route = &L->S->routes[C->route],
                        .work = WORK_MOST,
                        .meet = meet,
                        .user = L};

    L->arrivals = expected(L, C);
    for (uint32_t i = 0; i < P.route->step_count; i++)
        if (P.route->steps[i].op == SCN_VISIT) {
            mark_choice(&P, &L->S->stations[P.route->steps[i].station].service);
            mark_choice(&P, &L->S->stations[P.route->steps[i].station].setup);
        }
    if (L->arrivals > 0)
        passage_go(&P);
    R->starved |= P.starved;
    if (isnan(L->arrivals) || returns(L->S, class_index) || P.unclear)
        route_unknown(L, P.route);
}

/* station_result(L, i): work over capacity; calls at the least distance take time too. Unlimited
 * servers have no load. */
static double station_result(const struct loads *L, uint32_t i)
{
    const struct scn_station *s = &L->S->stations[i];
    const double spaced = L->calls[i] * gatesim_seconds(s->admission.gap) / L->open[i];

    if (s->servers_max == SCN_UNLIMITED)
        return 0;
    if (L->unknown[i] || L->work[i] == 0)
        return L->unknown[i] ? (double)NAN : 0;
    return fmax(L->work[i] / L->capacity[i], s->admission.gap > 0 ? spaced : 0);
}

static bool room(struct reader *R, struct loads *L)
{
    const size_t stations = L->S->station_count + 1, pools = L->S->pool_count + 1;

    L->capacity = READER_ARRAY(R, R->scratch, double, stations);
    L->open = READER_ARRAY(R, R->scratch, double, stations);
    L->work = READER_ARRAY(R, R->scratch, double, stations);
    L->calls = READER_ARRAY(R, R->scratch, double, stations);
    L->unknown = READER_ARRAY(R, R->scratch, bool, stations);
    L->people = READER_ARRAY(R, R->scratch, double, pools);
    L->people_work = READER_ARRAY(R, R->scratch, double, pools);
    L->people_unknown = READER_ARRAY(R, R->scratch, bool, pools);
    return L->capacity != NULL && L->open != NULL && L->work != NULL && L->calls != NULL &&
           L->unknown != NULL && L->people != NULL && L->people_work != NULL &&
           L->people_unknown != NULL;
}

static void results(struct reader *R, struct loads *L, struct gatesim_scenario *S)
{
    double *stations = READER_ARRAY(R, R->keep, double, S->station_count + 1);
    double *pools = READER_ARRAY(R, R->keep, double, S->pool_count + 1);

    for (uint32_t i = 0; stations != NULL && i < S->station_count; i++)
        stations[i] = station_result(L, i);
    for (uint32_t i = 0; pools != NULL && i < S->pool_count; i++)
        pools[i] = L->people_unknown[i]     ? (double)NAN
                   : L->people_work[i] == 0 ? 0
                                            : L->people_work[i] / L->people[i];
    S->station_load = stations;
    S->pool_load = pools;
}

/* The second half of the whole cycles of the measured window, one at least, up to its end; all of
 * the window where it has none. */
static void choose_span(struct loads *L)
{
    const struct gatesim_scenario *S = L->S;
    const gatesim_ticks window = S->info.duration - S->info.warm_up;
    const int64_t cycles = S->cycle > 0 ? window / S->cycle : 0;
    const gatesim_ticks whole = (cycles > 1 ? cycles / 2 : cycles) * S->cycle;

    L->to = S->info.duration;
    L->from = L->to - (whole > 0 ? whole : window);
}

void load_make(struct reader *R, struct gatesim_scenario *S)
{
    struct loads L = {.S = S};

    S->cycle = cycle_of(S);
    choose_span(&L);
    if (!room(R, &L))
        return;
    for (uint32_t i = 0; i < S->station_count; i++)
        station_capacity(&L, i);
    for (uint32_t i = 0; i < S->pool_count; i++)
        pool_capacity(&L, i);
    mark_unknown(&L);
    for (uint32_t i = 0; i < S->class_count; i++)
        class_add(R, &L, i);
    results(R, &L, S);
}
