/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Designs: at which points of a space of factors to experiment.
 *
 * A point is one number for each of d factors: a level's number in a grid, or a place in the
 * unit cube [0, 1)^d that the caller scales. Points lie row by row. */
#ifndef ANALYSIS_ESTIMATE_DESIGN_H
#define ANALYSIS_ESTIMATE_DESIGN_H

#include <stddef.h>
#include <stdint.h>

#include <gsl/gsl_qrng.h>

/* design_grid_size(d, levels): the product of the levels; SIZE_MAX when it is beyond that. */
size_t design_grid_size(size_t d, const size_t *levels);

/* design_grid(d, levels, i, point): point i of the full grid, the last factor running fastest.
 * i < design_grid_size. */
void design_grid(size_t d, const size_t *levels, size_t i, size_t *point);

/* design_lhs(n, d, seed, points): a Latin hypercube (McKay, Beckman & Conover, "A comparison of
 * three methods for selecting values of input variables", Technometrics 21, 1979): in every
 * factor each of n equal slices holds one point, at a random place in it. The same seed gives
 * the same points. Returns 0 or GATESIM_ENOMEM. */
int design_lhs(size_t n, size_t d, uint64_t seed, double *points);

/* Sobol's sequence, which fills the cube evenly at any number of points (Sobol 1967; Antonov &
 * Saleev 1979, as gsl_qrng_sobol). The first is the middle. */
#define DESIGN_SOBOL_MAX 40

/* design_sobol(d, Q): its beginning, of which gsl_qrng_get takes one point of d numbers after the
 * other; gsl_qrng_free in either case. Returns 0, GATESIM_ERANGE when d > DESIGN_SOBOL_MAX, or
 * GATESIM_ENOMEM, with *Q NULL. */
int design_sobol(size_t d, gsl_qrng **Q);

/* design_level(u, levels): the level that u in [0, 1) falls on, of levels equal slices. */
size_t design_level(double u, size_t levels);

#endif
