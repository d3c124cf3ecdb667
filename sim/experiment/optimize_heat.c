/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points of a search become alternatives that are compared. What decisions cost is known of a point
 * before it is run. */
#include <math.h>
#include <stdlib.h>

#include "sim/experiment/optimizing.h"
#include "sim/text/messages.h"

/* The part of the goal that decisions cost at a point. */
static double cost_at(const struct optimizing *Z, const double *place)
{
    double sum = 0.0;

    for (size_t i = 0; i < Z->costs; i++)
        if (Z->cost[i].decision < Z->variation.count)
            sum += Z->cost[i].each * factor_number(&Z->variation.factor[Z->cost[i].decision],
                                                   place[Z->cost[i].decision]);
    return sum;
}

/* The smallest difference that decisions alone can make: half of it is a zone that loses
 * nothing. 0 when measures are in the goal or a decision is continuous. */
static double natural_zone(const struct optimizing *Z)
{
    double least = INFINITY;

    for (size_t i = 0; i < Z->costs; i++) {
        const struct factor *F;

        if (Z->cost[i].decision == Z->variation.count)
            return 0.0;
        F = &Z->variation.factor[Z->cost[i].decision];
        if (F->continuous)
            return 0.0;
        for (size_t k = 1; k < F->levels; k++)
            least = fmin(least,
                         fabs(Z->cost[i].each) * fabs(F->level[k].number - F->level[k - 1].number));
    }
    return Z->rules.metric == NULL && isfinite(least) ? 0.5 * least : 0.0;
}

static int load_point(struct optimizing *Z, struct alternatives *L, const double *place)
{
    const size_t own = Z->study.settings.count;
    int status = factors_settings(&Z->variation, place, &Z->study.settings);

    if (status == GATESIM_OK)
        status = study_load(&Z->study, L, Z->path);
    settings_truncate(&Z->study.settings, own);
    return status;
}

static int heat_init(struct heat *H, struct optimizing *Z, const struct design_points *P,
                     size_t from, size_t end)
{
    *H = (struct heat){.term = calloc(Z->costs + 1, sizeof *H->term),
                       .base = calloc(end - from + 1, sizeof *H->base)};
    if (H->term == NULL || H->base == NULL)
        return message_status(Z->study.messages, GATESIM_ENOMEM);
    for (size_t i = from; i < end; i++)
        H->base[i - from] = cost_at(Z, points_at(P, i));
    for (size_t i = 0; i < Z->costs; i++)
        if (Z->cost[i].decision == Z->variation.count)
            H->term[H->goal.terms++] = (struct selection_term){Z->cost[i].name, Z->cost[i].each};
    H->goal.term = H->term;
    H->goal.base = H->base;
    H->goal.zone = natural_zone(Z);
    H->goal.currency = Z->currency != NULL ? Z->currency : "";
    return GATESIM_OK;
}

void heat_release(struct heat *H)
{
    free(H->term);
    free(H->base);
}

/* The goal of a selection with nothing but a metric is the metric, in its unit. */
static const struct selection_goal *goal_of(const struct heat *H, const struct optimizing *Z)
{
    return Z->costs > 0 ? &H->goal : NULL;
}

int optimize_load(struct heat *H, struct optimizing *Z, const struct design_points *P, size_t from,
                  size_t end, struct alternatives *L, struct selection_run *K)
{
    int status = heat_init(H, Z, P, from, end);

    for (size_t i = from; status == GATESIM_OK && i < end; i++)
        status = load_point(Z, L, points_at(P, i));
    study_alternatives(&Z->study, L);
    return status == GATESIM_OK ? selection_run_init(K, &Z->rules, goal_of(H, Z), L) : status;
}
