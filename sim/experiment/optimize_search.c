/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for the best points: from points spread over the space to better neighbours, with
 * ever smaller steps, each point judged by the same replications. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/experiment/optimizing.h"
#include "sim/text/messages.h"

#define ALL 64        /* combinations that are all taken */
#define CANDIDATES 12 /* that race after a search */
#define START 16      /* of them spread over the space */
#define FINEST 256.0  /* steps into which a continuous range is cut at last */

static struct trial judge(const struct selection_run *K, size_t alternative)
{
    const double sign = K->goal == NULL && K->rules->maximise ? -1.0 : 1.0;
    struct trial T = {.goal = selection_run_estimate(K, alternative, 0)};

    T.goal.mean *= sign;
    if (isnan(T.goal.mean))
        T.goal.mean = INFINITY;
    for (size_t j = 0; j < K->limits; j++) {
        const struct estimate E = selection_run_estimate(K, alternative, 1 + j);
        const double over = E.mean - K->bound[j].value;
        const double breach = (K->bound[j].at_least ? -over : over) / K->bound[j].tolerance;

        if (isnan(breach))
            T.breach = INFINITY;
        else if (breach > 0.0)
            T.breach += breach;
    }
    return T;
}

/* Run the points that have not been tried, some replications each. Returns 0, or a negative status after a message. */
static int try_points(struct optimizing *Z)
{
    const size_t from = Z->trials, end = Z->points.count;
    struct trial *bigger = realloc(Z->trial, (end + 1) * sizeof *bigger);
    struct alternatives L;
    struct selection_run K = {.rules = &Z->rules};
    struct heat H = {.term = NULL};
    int status;

    if (bigger == NULL)
        return message_status(Z->alternatives.messages, GATESIM_ENOMEM);
    Z->trial = bigger;
    alternatives_init(&L, Z->alternatives.messages);
    status = optimize_load(&H, Z, &Z->points, from, end, &L, &K);
    for (size_t i = 0; status == GATESIM_OK && i < L.count; i++)
        L.alternative[i].wanted = (uint32_t)K.first;
    if (status == GATESIM_OK)
        status = alternatives_run(&L);
    for (size_t i = from; status == GATESIM_OK && i < end; i++)
        Z->trial[Z->trials++] = judge(&K, i - from);
    selection_run_release(&K);
    alternatives_release(&L);
    heat_release(&H);
    return status;
}

/* Whether trial a is better than b: fewer broken limits, then a smaller goal. */
static bool is_better(const struct trial *a, const struct trial *b)
{
    if (a->breach != b->breach)
        return a->breach < b->breach;
    return a->goal.mean < b->goal.mean;
}

static size_t best_trial(const struct optimizing *Z)
{
    size_t best = 0;

    for (size_t i = 1; i < Z->trials; i++)
        if (is_better(&Z->trial[i], &Z->trial[best]))
            best = i;
    return best;
}

/* How far a step goes in a factor at a scale of 1, 1/2, 1/4, ...; a level at least. */
static double step_of(const struct factor *F, double scale)
{
    if (F->continuous)
        return 0.25 * scale * (F->high - F->low);
    return fmax(1.0, floor(0.25 * scale * (double)F->levels));
}

static double moved(const struct factor *F, double place, double by)
{
    const double low = F->continuous ? F->low : 0.0;
    const double high = F->continuous ? F->high : (double)F->levels - 1.0;

    return fmin(fmax(place + by, low), high);
}

/* One neighbour: decision j goes by a step, and another one, if there is one, the other way. */
static int add_neighbour(struct optimizing *Z, const double *from, size_t j, double sign, size_t k,
                         double scale)
{
    const size_t d = Z->variation.count;
    double *place = malloc(d * sizeof *place);
    size_t added = POINTS_ENOMEM;

    if (place != NULL) {
        memcpy(place, from, d * sizeof *place);
        place[j] =
            moved(&Z->variation.factor[j], from[j], sign * step_of(&Z->variation.factor[j], scale));
        if (k != j)
            place[k] = moved(&Z->variation.factor[k], from[k],
                             -sign * step_of(&Z->variation.factor[k], scale));
        added = points_add(&Z->points, &Z->variation, place);
    }
    free(place);
    return added == POINTS_ENOMEM ? GATESIM_ENOMEM : GATESIM_OK;
}

static int add_neighbours(struct optimizing *Z, size_t point, double scale)
{
    const size_t d = Z->variation.count;
    double *from = malloc(d * sizeof *from);
    int status = from != NULL ? GATESIM_OK : GATESIM_ENOMEM;

    if (from != NULL)
        memcpy(from, points_at(&Z->points, point), d * sizeof *from);
    for (size_t j = 0; status == GATESIM_OK && j < d; j++)
        for (size_t k = 0; status == GATESIM_OK && k < d; k++) {
            if (Z->points.count < Z->tries)
                status = add_neighbour(Z, from, j, 1.0, k, scale);
            if (status == GATESIM_OK && k == j && Z->points.count < Z->tries)
                status = add_neighbour(Z, from, j, -1.0, k, scale);
        }
    free(from);
    return status;
}

static bool is_finest(const struct optimizing *Z, double scale)
{
    for (size_t j = 0; j < Z->variation.count; j++) {
        const struct factor *F = &Z->variation.factor[j];

        if (F->continuous ? scale > 4.0 / FINEST : step_of(F, scale) > 1.0)
            return false;
    }
    return true;
}

/* From the best to a better neighbour, or to smaller steps, until neither is left. */
static int descend(struct optimizing *Z)
{
    double scale = 1.0;
    int status = GATESIM_OK;

    while (status == GATESIM_OK && Z->points.count < Z->tries) {
        const size_t best = best_trial(Z);

        if (add_neighbours(Z, best, scale) != GATESIM_OK)
            return message_status(Z->alternatives.messages, GATESIM_ENOMEM);
        if (Z->points.count > Z->trials)
            status = try_points(Z);
        if (status != GATESIM_OK || best_trial(Z) != best)
            continue;
        if (is_finest(Z, scale))
            break;
        scale *= 0.5;
    }
    return status;
}

static int search(struct optimizing *Z)
{
    const size_t start = Z->tries < START ? Z->tries : START;
    int status = points_make(&Z->points, &Z->variation, POINTS_SOBOL, start, 1);

    Z->searched = true;
    if (status == GATESIM_OK)
        status = try_points(Z);
    return status == GATESIM_OK ? descend(Z) : status;
}

static bool all_have_levels(const struct factors *V)
{
    double size = 1.0;

    for (size_t j = 0; j < V->count; j++)
        size *= (double)V->factor[j].levels;
    return size > 0.0 && size <= POINTS_MOST;
}

/* Take all combinations when they are few. Returns whether that was done, or a negative status. */
static int take_all(struct optimizing *Z, bool *done)
{
    int status = GATESIM_OK;

    *done = false;
    if (!all_have_levels(&Z->variation))
        return status;
    status = points_make(&Z->finalists, &Z->variation, POINTS_GRID, 0, 1);
    if (status != GATESIM_OK)
        return status;
    *done = Z->finalists.count <= ALL;
    if (!*done)
        points_release(&Z->finalists);
    return GATESIM_OK;
}

/* The best trials that may keep the limits: by breach and goal, with as many by goal among
 * those that break a limit by little, since ten replications may be wrong about that. */
static size_t next_finalist(const struct optimizing *Z, const bool *taken, bool near)
{
    size_t best = Z->trials;

    for (size_t i = 0; i < Z->trials; i++) {
        const struct trial *T = &Z->trial[i];
        bool better;

        if (taken[i] || isinf(T->goal.mean) || (near && !(T->breach > 0.0 && T->breach < 10.0)))
            continue;
        better = best == Z->trials ||
                 (near ? T->goal.mean < Z->trial[best].goal.mean : is_better(T, &Z->trial[best]));
        if (better)
            best = i;
    }
    return best;
}

static int choose_finalists(struct optimizing *Z)
{
    bool *taken = calloc(Z->trials + 1, sizeof *taken);
    int status =
        taken != NULL ? GATESIM_OK : message_status(Z->alternatives.messages, GATESIM_ENOMEM);

    Z->finalists = (struct design_points){.factors = Z->variation.count};
    for (size_t i = 0; status == GATESIM_OK && i < CANDIDATES; i++) {
        size_t next = next_finalist(Z, taken, i % 3 == 2);

        if (next == Z->trials)
            next = next_finalist(Z, taken, false);
        if (next == Z->trials)
            break;
        taken[next] = true;
        if (points_add(&Z->finalists, &Z->variation, points_at(&Z->points, next)) == POINTS_ENOMEM)
            status = message_status(Z->alternatives.messages, GATESIM_ENOMEM);
    }
    free(taken);
    return status;
}

int optimize_choose(struct optimizing *Z)
{
    bool all = false;
    int status = take_all(Z, &all);

    if (status == GATESIM_OK && !all)
        status = search(Z);
    return status == GATESIM_OK && !all ? choose_finalists(Z) : status;
}
