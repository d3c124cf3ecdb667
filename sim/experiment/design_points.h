/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points: the combinations of values at which an experiment is made, each a place in every
 * factor of a variation. */
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

/* points_make(P, V, design, wanted, seed): the points that the variation's limits allow, each
 * once: all of a grid; value i of every factor together (all have as many); or wanted points of
 * a Latin hypercube or of Sobol's sequence, fewer when there are not so many. Returns -1, or an
 * exit status after saying what is wrong. points_release in either case. */
int points_make(struct design_points *P, const struct factors *V, enum points_design design,
                size_t wanted, uint64_t seed);

/* points_add(P, V, place): one more, unless it is there or not allowed. Returns the point's
 * number, SIZE_MAX when it is not allowed, or SIZE_MAX - 1 when there is no memory. */
size_t points_add(struct design_points *P, const struct factors *V, const double *place);
#define POINTS_REFUSED SIZE_MAX
#define POINTS_ENOMEM (SIZE_MAX - 1)

void points_release(struct design_points *P);

/* points_at(P, i): its places. */
static inline const double *points_at(const struct design_points *P, size_t i)
{
    return P->place + i * P->factors;
}

#endif
