/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Textbook queues. A station is one when the stream that reaches it is Poisson and its servers
 * do nothing that the textbook does not know of.
 *
 * A stream stays Poisson when it is thinned by independent choices (shares, attributes) and when
 * every truck is delayed independently (drives); it does not behind another station. So the
 * station must be the first that its trucks visit, and be visited once. The share of a class
 * that comes is worked out by pushing probability through its program, once for each
 * combination of the attributes that the program asks for. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/model/expected_visits.h"

#define WORK_MOST 1000000 /* steps times combinations that are gone through */

/* What is found out about one station and one class. */
struct look {
    struct passage P;
    uint32_t station;
    unsigned char *met; /* by step: a truck's first visit may be this */
    double reach;       /* P(a truck comes to the station first) */
};

/* meet(user, P, i, mass): trucks end at their first visit; what may be chosen is not clear. */
static void meet(void *user, struct passage *P, uint32_t i, double mass)
{
    const struct scn_step *s = &P->route->steps[i];
    struct look *L = user;

    if (s->op == SCN_VISIT) {
        L->met[i] = 1;
        L->reach += s->station == L->station ? mass : 0;
        return;
    }
    P->unclear = P->unclear || s->op != SCN_FEWEST;
    /* The stations depend on queues, but it is known which they may be. */
    for (uint32_t k = 0; s->op == SCN_FEWEST && k < s->count; k++) {
        L->met[s->targets[k]] = 1;
        P->unclear = P->unclear || s->stations[k] == L->station;
    }
}

/* A search forward through the program. */
struct ahead {
    const struct look *L;
    unsigned char *seen; /* by step */
    uint32_t *stack;
    uint32_t depth;
};

static void ahead_push(struct ahead *A, uint32_t step)
{
    if (step < A->L->P.route->step_count && !A->seen[step]) {
        A->seen[step] = 1;
        A->stack[A->depth++] = step;
    }
}

/* ahead_go(A, i): all steps that may follow step i. */
static void ahead_go(struct ahead *A, uint32_t i)
{
    const struct scn_step *s = &A->L->P.route->steps[i];

    if (s->op == SCN_OUT || s->op == SCN_CROSS)
        return;
    for (uint32_t k = 0; k < s->count; k++)
        ahead_push(A, s->targets[k]);
    if (s->target != SCN_NONE)
        ahead_push(A, s->target);
    if (s->op != SCN_JUMP && s->op != SCN_SHARE && s->op != SCN_FEWEST && s->op != SCN_CHOOSE)
        ahead_push(A, i + 1);
}

/* ahead_from(A, from): begin behind step from; ahead_next(A): the number of a step that was not
 * met yet, or SCN_NONE at the end of the search. */
static void ahead_from(struct ahead *A, uint32_t from)
{
    memset(A->seen, 0, A->L->P.route->step_count);
    A->depth = 0;
    ahead_go(A, from);
}

static uint32_t ahead_next(struct ahead *A)
{
    return A->depth > 0 ? A->stack[--A->depth] : SCN_NONE;
}

/* comes_again(A, from): whether a truck behind the visit at step from may come to the station. */
static bool comes_again(struct ahead *A, uint32_t from)
{
    uint32_t i;

    for (ahead_from(A, from); (i = ahead_next(A)) != SCN_NONE; ahead_go(A, i))
        if (A->L->P.route->steps[i].op == SCN_VISIT &&
            A->L->P.route->steps[i].station == A->L->station)
            return true;
    return false;
}

/* may_block(A, from): whether the place behind the visit at step from may be full. */
static bool may_block(struct ahead *A, uint32_t from)
{
    uint32_t i;

    ahead_from(A, from);
    while ((i = ahead_next(A)) != SCN_NONE) {
        const struct scn_step *s = &A->L->P.route->steps[i];
        const struct scn_station *next =
            s->op == SCN_VISIT ? &A->L->P.S->stations[s->station] : NULL;

        if (next != NULL && next->waiting != SCN_UNLIMITED && next->when_full == SCN_WAIT)
            return true;
        if (s->op == SCN_TAKE || s->op == SCN_GATHER)
            return true;
        if (next == NULL || next->when_full == SCN_SKIP)
            ahead_go(A, i);
    }
    return false;
}

/* behind_ok(L): nothing behind the first visits comes back to the station or blocks it. */
static bool behind_ok(struct look *L)
{
    const uint32_t n = L->P.route->step_count;
    struct ahead A = {.L = L, .seen = calloc(n, 1), .stack = calloc(n, sizeof *A.stack)};
    bool ok = A.seen != NULL && A.stack != NULL;

    for (uint32_t i = 0; ok && i < n; i++)
        if (L->met[i])
            ok = !comes_again(&A, i) &&
                 (L->P.route->steps[i].station != L->station || !may_block(&A, i));
    free(A.seen);
    free(A.stack);
    return ok;
}

/* visits(route, station): whether the program visits the station at all. */
static bool visits(const struct scn_route *route, uint32_t station)
{
    for (uint32_t i = 0; i < route->step_count; i++)
        if (route->steps[i].op == SCN_VISIT && route->steps[i].station == station)
            return true;
    return false;
}

/* look_at(L): find reach, and whether all is clear. */
static void look_at(struct look *L)
{
    L->met = calloc(L->P.route->step_count, 1);
    L->P.unclear = L->met == NULL;
    if (!L->P.unclear)
        passage_go(&L->P);
    L->P.unclear = L->P.unclear || !behind_ok(L);
    free(L->met);
}

/* steady(S, C): whether the class arrives as one homogeneous Poisson stream. */
static bool steady(const struct gatesim_scenario *S, const struct scn_class *C)
{
    return C->arrivals == SCN_ARRIVALS_POISSON && C->rate_count == 1 && !C->varies.given && C->from == 0 &&
           C->until == S->info.duration && !C->batched && C->backlog_count == 0;
}

/* exponential(choice, mean): whether it is one exponential law for all, and its mean. */
static bool exponential(const struct scn_by_truck *choice, double *mean)
{
    const struct dist *D = choice->count == 1 ? &choice->cases[0].dist : NULL;

    if (D == NULL || choice->cases[0].when.count > 0 || D->kind != DIST_EXPONENTIAL || D->truncated)
        return false;
    *mean = dist_mean(D);
    return true;
}

/* The streams that come to a station, taken together. */
struct stream {
    double rate;
    double patience;     /* mean; 0 none; < 0 no one exponential law */
    bool patience_known; /* from a class before */
    bool clear;
};

/* patience_add(W, C): the patience of one more class, which must be that of the others. */
static void patience_add(struct stream *W, const struct scn_class *C)
{
    double mean = 0;

    if (C->patience.count > 0 && !exponential(&C->patience, &mean))
        mean = -1;
    if (W->patience_known && W->patience != mean)
        mean = -1;
    W->patience = mean;
    W->patience_known = true;
}

/* class_add(W, S, station, C): one more class. */
static void class_add(struct stream *W, const struct gatesim_scenario *S, uint32_t station,
                      const struct scn_class *C)
{
    struct look L = {.P = {.S = S,
                           .C = C,
                           .route = &S->routes[C->route],
                           .work = WORK_MOST,
                           .meet = meet,
                           .user = &L},
                     .station = station};

    if (!visits(L.P.route, station))
        return;
    look_at(&L);
    if (L.P.unclear || (L.reach > 0 && !steady(S, C))) {
        W->clear = false;
        return;
    }
    if (L.reach > 0)
        patience_add(W, C);
    W->rate += L.reach > 0 ? L.reach * C->rates[0].rate : 0;
}

/* plain(s): whether the station always works, in order, and alike for all trucks. */
static bool plain(const struct scn_station *s)
{
    const struct scn_admission *P = &s->admission;

    if (P->gap > 0 || P->limit_count + P->quota_count + P->reserved_count > 0)
        return false;
    if (s->availability != NULL || s->data_service_count > 0)
        return false;
    return s->change_count == 1 && s->changes[0].open && s->changes[0].speed == 1 &&
           s->need_count == 0 && !s->keeps_place && s->discipline == SCN_FIFO &&
           s->setup.count == 0 && s->service.count == 1 && s->service.cases[0].when.count == 0;
}

/* kind_of(s, markov, patience): by servers, room, service and patience. */
static enum gatesim_queue_kind kind_of(const struct scn_station *s, bool markov, double patience)
{
    if (s->servers_max == SCN_UNLIMITED)
        return GATESIM_QUEUE_MGINF;
    if (s->waiting != SCN_UNLIMITED && s->when_full == SCN_WAIT)
        return GATESIM_QUEUE_NONE;
    if (s->waiting == 0)
        return GATESIM_QUEUE_MGCC;
    if (s->waiting != SCN_UNLIMITED)
        return markov && patience == 0 ? GATESIM_QUEUE_MMCK : GATESIM_QUEUE_NONE;
    if (patience != 0)
        return markov && patience > 0 ? GATESIM_QUEUE_MMCM : GATESIM_QUEUE_NONE;
    if (markov)
        return GATESIM_QUEUE_MMC;
    return s->servers_max == 1 ? GATESIM_QUEUE_MG1 : GATESIM_QUEUE_NONE;
}

/* patience_of(s, W): the mean patience at the station: its own, or its classes'. */
static double patience_of(const struct scn_station *s, const struct stream *W)
{
    double mean;

    if (s->patience.count == 0)
        return W->patience;
    return exponential(&s->patience, &mean) ? mean : -1;
}

/* fill(s, W, Q): what the theory of its kind needs. */
static void fill(const struct scn_station *s, const struct stream *W, struct gatesim_queue *Q)
{
    const struct dist *service = &s->service.cases[0].dist;
    const double patience = patience_of(s, W);
    double mean;

    Q->kind = kind_of(s, exponential(&s->service, &mean), patience);
    Q->arrival_rate = W->rate;
    Q->service_mean = dist_mean(service);
    Q->service_cv = dist_sd(service) / Q->service_mean;
    Q->servers = s->servers_max == SCN_UNLIMITED ? 0 : s->servers_max;
    Q->room = Q->kind == GATESIM_QUEUE_MMCK ? s->waiting : 0;
    Q->patience_mean = Q->kind == GATESIM_QUEUE_MMCM ? patience : 0;
}

/* streams_plain(S): whether trucks come only as their classes' arrivals say, and go only where
 * their routes do. */
static bool streams_plain(const struct gatesim_scenario *S)
{
    for (uint32_t i = 0; i < S->class_count; i++) {
        const struct scn_class *C = &S->classes[i];

        if (C->books != SCN_NONE || C->returns_as.count > 0 || C->divert != SCN_NONE)
            return false;
    }
    return true;
}

void gatesim_scenario_queue(const struct gatesim_scenario *S, size_t station,
                            struct gatesim_queue *Q)
{
    const struct scn_station *s = &S->stations[station];
    struct stream W = {.clear = true};

    *Q = (struct gatesim_queue){.kind = GATESIM_QUEUE_NONE};
    if (!streams_plain(S) || !plain(s) || !(dist_mean(&s->service.cases[0].dist) > 0))
        return;
    for (uint32_t i = 0; i < S->class_count && W.clear; i++)
        class_add(&W, S, (uint32_t)station, &S->classes[i]);
    if (!W.clear || !(W.rate > 0))
        return;
    fill(s, &W, Q);
    if (Q->kind == GATESIM_QUEUE_NONE || !isfinite(Q->service_cv))
        *Q = (struct gatesim_queue){.kind = GATESIM_QUEUE_NONE};
}
