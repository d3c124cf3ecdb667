/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/design.h"

#include <stdlib.h>

#include <gsl/gsl_qrng.h>
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

struct design_sobol {
    gsl_qrng *sequence;
};

int design_sobol_create(size_t d, struct design_sobol **Q)
{
    *Q = NULL;
    if (d > DESIGN_SOBOL_MAX)
        return GATESIM_ERANGE;
    *Q = malloc(sizeof **Q);
    if (*Q == NULL)
        return GATESIM_ENOMEM;
    (*Q)->sequence = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)d);
    if ((*Q)->sequence != NULL)
        return GATESIM_OK;
    free(*Q);
    *Q = NULL;
    return GATESIM_ENOMEM;
}

void design_sobol_destroy(struct design_sobol *Q)
{
    if (Q == NULL)
        return;
    gsl_qrng_free(Q->sequence);
    free(Q);
}

void design_sobol_next(struct design_sobol *Q, double *point)
{
    (void)gsl_qrng_get(Q->sequence, point);
}

size_t design_level(double u, size_t levels)
{
    const size_t level = (size_t)(u * (double)levels);

    return level < levels ? level : levels - 1;
}
