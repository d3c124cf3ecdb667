/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points are kept in the order in which they came and found by a hash of their settings, so that
 * none is there twice. Samples are drawn until enough of them keep the limits. */
#include "sim/experiment/design_points.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/estimate/design.h"
#include "gatesim/status.h"
#include "sim/base/hash.h"
#include "sim/text/messages.h"

#define TRIES 10000 /* points that are tried in vain before it is given up */
#define HYPERCUBES 12

void points_release(struct design_points *P)
{
    free(P->place);
    free(P->slots);
    *P = (struct design_points){.place = NULL};
}

/* Where the point of a place is, or would be, among the slots. */
static size_t find(const struct design_points *P, const double *place)
{
    const size_t bytes = P->factors * sizeof *place, mask = 2 * P->room - 1;
    size_t slot = hash_bytes(place, bytes) & mask;

    while (P->slots[slot] != 0 && memcmp(points_at(P, P->slots[slot] - 1), place, bytes) != 0)
        slot = (slot + 1) & mask;
    return slot;
}

/* Forget all points, but not their room. */
static void empty(struct design_points *P)
{
    P->count = 0;
    if (P->slots != NULL)
        memset(P->slots, 0, 2 * P->room * sizeof *P->slots);
}

/* Room for one more; it is a power of two. */
static int grow(struct design_points *P)
{
    const size_t room = P->room == 0 ? 64 : 2 * P->room;
    double *bigger = realloc(P->place, room * P->factors * sizeof *bigger);
    uint32_t *slots = calloc(2 * room, sizeof *slots);

    P->place = bigger != NULL ? bigger : P->place;
    if (bigger == NULL || slots == NULL) {
        free(slots);
        return GATESIM_ENOMEM;
    }
    free(P->slots);
    P->slots = slots;
    P->room = room;
    for (size_t i = 0; i < P->count; i++)
        P->slots[find(P, points_at(P, i))] = (uint32_t)i + 1;
    return GATESIM_OK;
}

size_t points_add(struct design_points *P, const struct factors *V, const double *place)
{
    size_t slot;

    if (P->count == P->room && grow(P) != GATESIM_OK)
        return POINTS_ENOMEM;
    slot = find(P, place);
    if (P->slots[slot] != 0)
        return P->slots[slot] - 1;
    if (!factors_allows(V, place))
        return POINTS_REFUSED;
    memcpy(P->place + P->count * P->factors, place, P->factors * sizeof *place);
    P->slots[slot] = (uint32_t)++P->count;
    return P->count - 1;
}

static int say_too_many(FILE *messages)
{
    message(messages, "more than %d points: take larger steps, or --sample some of them",
            POINTS_MOST);
    return GATESIM_EINPUT;
}

/* The step of a factor has its unit, as "/5 min" or, of a rate, "/5/h". */
static int say_step_missing(FILE *messages, const struct factor *F)
{
    message(messages,
            "--vary %s: a step is needed, such as %g..%g/%g%s%s, or --sample N to take values "
            "between",
            F->key, F->low, F->high, (F->high - F->low) / 4.0,
            F->unit[0] == '\0' || F->unit[0] == '/' ? "" : " ", F->unit);
    return GATESIM_EINPUT;
}

/* Whether each factor has the levels that a grid or a lockstep needs. */
static int check_levels(FILE *messages, const struct factors *V)
{
    for (size_t i = 0; i < V->count; i++)
        if (V->factor[i].levels == 0)
            return say_step_missing(messages, &V->factor[i]);
    return GATESIM_OK;
}

/* Point i of a grid. */
static void grid_place(const struct factors *V, const size_t *levels, size_t i, double *place)
{
    size_t at[64];

    design_grid(V->count, levels, i, at);
    for (size_t j = 0; j < V->count; j++)
        place[j] = (double)at[j];
}

static int make_grid(FILE *messages, struct design_points *P, const struct factors *V,
                     const size_t *levels, double *place)
{
    const size_t size = design_grid_size(V->count, levels);

    if (size > POINTS_MOST)
        return say_too_many(messages);
    for (size_t i = 0; i < size; i++) {
        grid_place(V, levels, i, place);
        if (points_add(P, V, place) == POINTS_ENOMEM)
            return message_status(messages, GATESIM_ENOMEM);
    }
    return GATESIM_OK;
}

static int make_lockstep(FILE *messages, struct design_points *P, const struct factors *V,
                         const size_t *levels, double *place)
{
    for (size_t j = 1; j < V->count; j++)
        if (levels[j] != levels[0]) {
            message(messages, "--lockstep: %s has %zu values and %s has %zu", V->factor[0].key,
                    levels[0], V->factor[j].key, levels[j]);
            return GATESIM_EINPUT;
        }
    for (size_t i = 0; i < levels[0]; i++) {
        for (size_t j = 0; j < V->count; j++)
            place[j] = (double)i;
        if (points_add(P, V, place) == POINTS_ENOMEM)
            return message_status(messages, GATESIM_ENOMEM);
    }
    return GATESIM_OK;
}

/* Add those of n points of the unit cube that are allowed, up to wanted in all. */
static int add_cube(struct design_points *P, const struct factors *V, const double *u, size_t n,
                    size_t wanted, double *place)
{
    for (size_t i = 0; i < n && P->count < wanted; i++) {
        for (size_t j = 0; j < V->count; j++)
            place[j] = factor_place(&V->factor[j], u[i * V->count + j]);
        if (points_add(P, V, place) == POINTS_ENOMEM)
            return GATESIM_ENOMEM;
    }
    return GATESIM_OK;
}

/* Sobol's sequence is gone on with until there are enough, or no more are found. */
static int make_sobol(struct design_points *P, const struct factors *V, size_t wanted,
                      double *place)
{
    double u[DESIGN_SOBOL_MAX];
    gsl_qrng *Q;
    int status = design_sobol(V->count, &Q);

    for (size_t vain = 0; status == GATESIM_OK && P->count < wanted && vain < TRIES; vain++) {
        const size_t before = P->count;

        (void)gsl_qrng_get(Q, u);
        status = add_cube(P, V, u, 1, wanted, place);
        if (P->count > before)
            vain = 0;
    }
    gsl_qrng_free(Q);
    return status;
}

/* A hypercube has a number of points: the first with enough that are allowed is taken. */
static int make_lhs(struct design_points *P, const struct factors *V, size_t wanted, uint64_t seed,
                    double *place)
{
    size_t n = wanted;
    int status = GATESIM_OK;

    for (int i = 0; status == GATESIM_OK && P->count < wanted && i < HYPERCUBES; i++) {
        double *u = calloc(n * V->count, sizeof *u);

        empty(P);
        status = u != NULL ? design_lhs(n, V->count, seed, u) : GATESIM_ENOMEM;
        if (status == GATESIM_OK)
            status = add_cube(P, V, u, n, wanted, place);
        free(u);
        n *= 2;
    }
    return status;
}

static int make_sample(FILE *messages, struct design_points *P, const struct factors *V,
                       enum points_design design, size_t wanted, uint64_t seed, double *place)
{
    int status;

    if (wanted > POINTS_MOST)
        return say_too_many(messages);
    status = design == POINTS_SOBOL ? make_sobol(P, V, wanted, place)
                                    : make_lhs(P, V, wanted, seed, place);
    if (status == GATESIM_ERANGE) {
        message(messages, "--design sobol: at most %d keys can be varied", DESIGN_SOBOL_MAX);
        return GATESIM_EINPUT;
    }
    return status == GATESIM_OK ? GATESIM_OK : message_status(messages, status);
}

/* Whether there are no more points than are wanted: they are all levels, and can be counted. */
static bool wants_all(const struct factors *V, size_t wanted, const size_t *levels, double *place)
{
    const size_t size = design_grid_size(V->count, levels);
    size_t allowed = 0;

    if (size == 0 || size > POINTS_MOST)
        return false;
    for (size_t i = 0; i < size && allowed <= wanted; i++) {
        grid_place(V, levels, i, place);
        allowed += factors_allows(V, place);
    }
    return allowed <= wanted;
}

int points_make(struct design_points *P, const struct factors *V, enum points_design design,
                size_t wanted, uint64_t seed)
{
    FILE *messages = V->messages;
    size_t *levels = calloc(V->count, sizeof *levels);
    double *place = calloc(V->count, sizeof *place);
    int status = GATESIM_OK;

    *P = (struct design_points){.factors = V->count};
    if (levels == NULL || place == NULL)
        status = message_status(messages, GATESIM_ENOMEM);
    for (size_t j = 0; status == GATESIM_OK && j < V->count; j++)
        levels[j] = V->factor[j].levels;
    if (status == GATESIM_OK && design >= POINTS_LHS && wants_all(V, wanted, levels, place))
        design = POINTS_GRID;
    if (status == GATESIM_OK && (design == POINTS_GRID || design == POINTS_LOCKSTEP))
        status = check_levels(messages, V);
    if (status == GATESIM_OK && design == POINTS_GRID)
        status = make_grid(messages, P, V, levels, place);
    else if (status == GATESIM_OK && design == POINTS_LOCKSTEP)
        status = make_lockstep(messages, P, V, levels, place);
    else if (status == GATESIM_OK)
        status = make_sample(messages, P, V, design, wanted, seed, place);
    free(levels);
    free(place);
    if (status == GATESIM_OK && P->count == 0) {
        message(messages, "no combination of the values keeps the constraints");
        status = GATESIM_EINPUT;
    }
    return status;
}
