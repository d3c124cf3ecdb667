/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Design points: the combinations of values at which an experiment is made, a setting of every
 * factor each. */
#ifndef SIM_EXPERIMENT_DESIGN_POINTS_H
#define SIM_EXPERIMENT_DESIGN_POINTS_H

#include <stddef.h>
#include <stdint.h>

#include "sim/experiment/factors.h"

#define POINTS_MOST 100000

struct design_points {
    size_t factors, count, room;
    double *place;   /* [point][factor]; owned */
    uint32_t *slots; /* open addressing, twice as many as there is room: number + 1, or 0; owned */
};

enum points_design { POINTS_GRID, POINTS_LOCKSTEP, POINTS_LHS, POINTS_SOBOL };

/* points_make(P, V, design, wanted, seed): make P the points that the limits of V allow, each
 * once: all points of a grid; value i of every factor together, where all have the same number
 * of values; or wanted points of a Latin hypercube or of Sobol's sequence, fewer when there are
 * not that many. seed: of the hypercube. Returns 0, or a negative status after a message;
 * points_release in either case. */
int points_make(struct design_points *P, const struct factors *V, enum points_design design,
                size_t wanted, uint64_t seed);

/* points_add(P, V, place): add a point, unless it is there or not allowed. Returns its number;
 * POINTS_REFUSED when it is not allowed; POINTS_ENOMEM without memory. */
size_t points_add(struct design_points *P, const struct factors *V, const double *place);
#define POINTS_REFUSED SIZE_MAX
#define POINTS_ENOMEM (SIZE_MAX - 1)

/* points_release(P): free what P owns, and empty it. */
void points_release(struct design_points *P);

/* points_at(P, i): returns the settings of point i, one for each factor. */
static inline const double *points_at(const struct design_points *P, size_t i)
{
    return P->place + i * P->factors;
}

#endif
