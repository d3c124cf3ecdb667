/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search for the best decisions: what is to be small, the points that were tried, those that are
 * compared. */
#ifndef SIM_EXPERIMENT_OPTIMIZING_H
#define SIM_EXPERIMENT_OPTIMIZING_H

#include "sim/experiment/design_points.h"
#include "sim/experiment/selection_run.h"
#include "sim/experiment/study.h"

#define OPTIMIZE_TRIES 200 /* points of a search, unless told */

/* What one unit costs. */
struct cost {
    char *name; /* owned */
    double each;
    size_t decision; /* its number, or the variation's count: a measure */
};

/* What the replications of a point that was tried say. */
struct trial {
    struct estimate goal; /* of what is to be small */
    double breach;        /* how far limits are broken, in tolerances; 0: none */
};

struct optimizing {
    struct study study;
    struct selection_rules rules;
    struct settings vary, constraints, costs_text;
    uint64_t tries;
    struct factors variation;
    size_t costs;
    struct cost *cost;
    char *currency;              /* of the costs; owned; NULL: they are numbers */
    struct design_points points; /* that were tried */
    struct trial *trial;         /* by point */
    size_t trials;
    bool searched;
    const char *path;
    struct design_points finalists;
    struct alternatives alternatives; /* of the finalists */
    struct selection_run selection;
};

/* What a selection of some points borrows. */
struct heat {
    struct selection_goal goal;
    struct selection_term *term;
    double *base;
};

/* optimize_load(H, Z, P, from, end, L, K): load points from .. end - 1 into alternatives, and make
 * a selection of them. Returns 0 or a negative status; heat_release in either case. */
int optimize_load(struct heat *H, struct optimizing *Z, const struct design_points *P, size_t from,
                  size_t end, struct alternatives *L, struct selection_run *K);

/* heat_release(H): free what H owns. */
void heat_release(struct heat *H);

/* optimize_choose(Z): the finalists: all combinations when they are few, or what a search finds.
 * Returns 0, or a negative status after a message. */
int optimize_choose(struct optimizing *Z);

/* optimize_goal(Z): what is to be small or large, as it is told. */
const char *optimize_goal(const struct optimizing *Z);

#endif
