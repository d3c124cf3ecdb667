/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/cli/points.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/design.h"
#include "gatesim/status.h"
#include "sim/cli/cli.h"

#define TRIES 10000 /* points that are tried in vain before it is given up */
#define HYPERCUBES 12

void points_release(struct points *P)
{
    free(P->place);
    *P = (struct points){.place = NULL};
}

static int grow(struct points *P)
{
    const size_t room = P->room == 0 ? 64 : 2 * P->room;
    double *bigger = realloc(P->place, room * P->factors * sizeof *bigger);

    if (bigger == NULL)
        return GATESIM_ENOMEM;
    P->place = bigger;
    P->room = room;
    return GATESIM_OK;
}

size_t points_add(struct points *P, const struct variation *V, const double *place)
{
    const size_t bytes = P->factors * sizeof *place;

    for (size_t i = 0; i < P->count; i++)
        if (memcmp(points_at(P, i), place, bytes) == 0)
            return i;
    if (!variation_allows(V, place))
        return POINTS_REFUSED;
    if (P->count == P->room && grow(P) != GATESIM_OK)
        return POINTS_ENOMEM;
    memcpy(P->place + P->count * P->factors, place, bytes);
    return P->count++;
}

static int say_too_many(void)
{
    cli_say("more than %d points: take larger steps, or --sample some of them", POINTS_MOST);
    return EXIT_INPUT;
}

/* Factors whose levels a grid or a lockstep needs. */
static int count_levels(const struct variation *V, size_t *levels)
{
    for (size_t i = 0; i < V->count; i++) {
        levels[i] = V->factor[i].levels;
        if (levels[i] == 0) {
            cli_say("--vary %s: a step is needed, such as %g..%g/%g, or --sample N to take values "
                    "between",
                    V->factor[i].key, V->factor[i].low, V->factor[i].high,
                    (V->factor[i].high - V->factor[i].low) / 4.0);
            return EXIT_INPUT;
        }
    }
    return -1;
}

/* Point i of a grid. */
static void grid_place(const struct variation *V, const size_t *levels, size_t i, double *place)
{
    size_t at[64];

    design_grid(V->count, levels, i, at);
    for (size_t j = 0; j < V->count; j++)
        place[j] = (double)at[j];
}

static int make_grid(struct points *P, const struct variation *V, size_t *levels, double *place)
{
    const size_t size = design_grid_size(V->count, levels);

    if (size > POINTS_MOST)
        return say_too_many();
    for (size_t i = 0; i < size; i++) {
        grid_place(V, levels, i, place);
        if (points_add(P, V, place) == POINTS_ENOMEM)
            return cli_status(GATESIM_ENOMEM);
    }
    return -1;
}

static int make_lockstep(struct points *P, const struct variation *V, const size_t *levels,
                         double *place)
{
    for (size_t j = 1; j < V->count; j++)
        if (levels[j] != levels[0]) {
            cli_say("--lockstep: %s has %zu values and %s has %zu", V->factor[0].key, levels[0],
                    V->factor[j].key, levels[j]);
            return EXIT_INPUT;
        }
    for (size_t i = 0; i < levels[0]; i++) {
        for (size_t j = 0; j < V->count; j++)
            place[j] = (double)i;
        if (points_add(P, V, place) == POINTS_ENOMEM)
            return cli_status(GATESIM_ENOMEM);
    }
    return -1;
}

/* Add those of n points of the unit cube that are allowed, up to wanted in all. */
static int add_cube(struct points *P, const struct variation *V, const double *u, size_t n,
                    size_t wanted, double *place)
{
    for (size_t i = 0; i < n && P->count < wanted; i++) {
        for (size_t j = 0; j < V->count; j++)
            place[j] = vary_place(&V->factor[j], u[i * V->count + j]);
        if (points_add(P, V, place) == POINTS_ENOMEM)
            return GATESIM_ENOMEM;
    }
    return GATESIM_OK;
}

/* Sobol's sequence is gone on with until there are enough, or no more are found. */
static int make_sobol(struct points *P, const struct variation *V, size_t wanted, double *place)
{
    double u[DESIGN_SOBOL_MAX];
    struct design_sobol *Q;
    int status = design_sobol_create(V->count, &Q);

    for (size_t vain = 0; status == GATESIM_OK && P->count < wanted && vain < TRIES; vain++) {
        const size_t before = P->count;

        design_sobol_next(Q, u);
        status = add_cube(P, V, u, 1, wanted, place);
        if (P->count > before)
            vain = 0;
    }
    design_sobol_destroy(Q);
    return status;
}

/* A hypercube has a number of points: the first with enough that are allowed is taken. */
static int make_lhs(struct points *P, const struct variation *V, size_t wanted, uint64_t seed,
                    double *place)
{
    size_t n = wanted;
    int status = GATESIM_OK;

    for (int i = 0; status == GATESIM_OK && P->count < wanted && i < HYPERCUBES; i++) {
        double *u = calloc(n * V->count, sizeof *u);

        P->count = 0;
        status = u != NULL ? design_lhs(n, V->count, seed, u) : GATESIM_ENOMEM;
        if (status == GATESIM_OK)
            status = add_cube(P, V, u, n, wanted, place);
        free(u);
        n *= 2;
    }
    return status;
}

static int make_sample(struct points *P, const struct variation *V, enum points_design design,
                       size_t wanted, uint64_t seed, double *place)
{
    int status;

    if (wanted > POINTS_MOST)
        return say_too_many();
    status = design == POINTS_SOBOL ? make_sobol(P, V, wanted, place)
                                    : make_lhs(P, V, wanted, seed, place);
    if (status == GATESIM_ERANGE) {
        cli_say("--design sobol: at most %d keys can be varied", DESIGN_SOBOL_MAX);
        return EXIT_INPUT;
    }
    return status == GATESIM_OK ? -1 : cli_status(status);
}

/* Whether there are no more points than are wanted: they are all levels, and can be counted. */
static bool wants_all(const struct variation *V, size_t wanted, size_t *levels, double *place)
{
    size_t size, allowed = 0;

    for (size_t j = 0; j < V->count; j++)
        levels[j] = V->factor[j].levels;
    size = design_grid_size(V->count, levels);
    if (size == 0 || size > POINTS_MOST)
        return false;
    for (size_t i = 0; i < size && allowed <= wanted; i++) {
        grid_place(V, levels, i, place);
        allowed += variation_allows(V, place);
    }
    return allowed <= wanted;
}

int points_make(struct points *P, const struct variation *V, enum points_design design,
                size_t wanted, uint64_t seed)
{
    size_t *levels = calloc(V->count, sizeof *levels);
    double *place = calloc(V->count, sizeof *place);
    int status = -1;

    *P = (struct points){.factors = V->count};
    if (levels == NULL || place == NULL)
        status = cli_status(GATESIM_ENOMEM);
    if (status < 0 && design >= POINTS_LHS && wants_all(V, wanted, levels, place))
        design = POINTS_GRID;
    if (status < 0 && (design == POINTS_GRID || design == POINTS_LOCKSTEP))
        status = count_levels(V, levels);
    if (status < 0 && design == POINTS_GRID)
        status = make_grid(P, V, levels, place);
    else if (status < 0 && design == POINTS_LOCKSTEP)
        status = make_lockstep(P, V, levels, place);
    else if (status < 0)
        status = make_sample(P, V, design, wanted, seed, place);
    free(levels);
    free(place);
    if (status < 0 && P->count == 0) {
        cli_say("no combination of the values keeps the constraints");
        status = EXIT_INPUT;
    }
    return status;
}
