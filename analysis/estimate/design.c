/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grid counts its points like an odometer. A Latin hypercube shuffles the slices of each factor
 * by itself; Sobol's sequence is GSL's. */
#include "analysis/estimate/design.h"

#include <stdlib.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "gatesim/status.h"

size_t design_grid_size(size_t d, const size_t *levels)
{
    size_t size = 1;

    for (size_t i = 0; i < d; i++)
        if (__builtin_mul_overflow(size, levels[i], &size))
            return SIZE_MAX;
    return size;
}

void design_grid(size_t d, const size_t *levels, size_t i, size_t *point)
{
    while (d-- > 0) {
        point[d] = i % levels[d];
        i /= levels[d];
    }
}

/* One factor of the hypercube: a shuffled slice for every point, and a place in it. */
static void lhs_factor(gsl_rng *rng, size_t n, size_t d, size_t *slice, double *points)
{
    for (size_t i = 0; i < n; i++)
        slice[i] = i;
    gsl_ran_shuffle(rng, slice, n, sizeof *slice);
    for (size_t i = 0; i < n; i++)
        points[i * d] = ((double)slice[i] + gsl_rng_uniform(rng)) / (double)n;
}

int design_lhs(size_t n, size_t d, uint64_t seed, double *points)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_ranlxd1);
    size_t *slice = calloc(n + 1, sizeof *slice);
    const int status = rng != NULL && slice != NULL ? GATESIM_OK : GATESIM_ENOMEM;

    if (status == GATESIM_OK) {
        gsl_rng_set(rng, seed);
        for (size_t j = 0; j < d; j++)
            lhs_factor(rng, n, d, slice, points + j);
    }
    free(slice);
    if (rng != NULL)
        gsl_rng_free(rng);
    return status;
}

int design_sobol(size_t d, gsl_qrng **Q)
{
    *Q = NULL;
    if (d > DESIGN_SOBOL_MAX)
        return GATESIM_ERANGE;
    *Q = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)d);
    return *Q != NULL ? GATESIM_OK : GATESIM_ENOMEM;
}

size_t design_level(double u, size_t levels)
{
    const size_t level = (size_t)(u * (double)levels);

    return level < levels ? level : levels - 1;
}
