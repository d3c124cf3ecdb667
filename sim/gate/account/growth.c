/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slope comes from a straight line of least squares through means of the number in the system:
 * over bins, or over whole cycles where demand repeats, so that the hour of the day is not taken
 * for growth. */
#include "sim/gate/account/growth.h"

#include <gsl/gsl_fit.h>
#include <math.h>

#include "sim/base/arena.h"

#define DAY_S 86400.0

/* Points of a trend; at in days. */
struct points {
    double *at, *level;
    uint32_t count;
};

/* slope_of(P): returns the slope of the line of least squares through the points of P, in trucks a
 * day. P has two points at least. */
static double slope_of(const struct points *P)
{
    double c0, slope, cov00, cov01, cov11, squares;

    gsl_fit_linear(P->at, 1, P->level, 1, P->count, &c0, &slope, &cov00, &cov01, &cov11, &squares);
    return slope;
}

/* bins_of(W, P, bin, window): fill P with the means of the bins in the second half of the window,
 * cut to whole days where it has one. bin and window are lengths in seconds. */
static void bins_of(const struct gatesim *W, struct points *P, double bin, double window)
{
    const double half = window / 2;
    const double span = half >= DAY_S ? floor(half / DAY_S) * DAY_S : fmax(half, 0);
    const uint32_t whole = W->bin.index;

    P->count = span / bin < whole ? (uint32_t)(span / bin) : whole;
    for (uint32_t i = 0; i < P->count; i++) {
        P->at[i] = i * bin / DAY_S;
        P->level[i] = W->series.in_system_mean[whole - P->count + i];
    }
}

/* mean_of(W, from, to): returns the mean number of trucks in the system over the bins from, from +
 * 1, ..., to - 1; from < to. */
static double mean_of(const struct gatesim *W, uint32_t from, uint32_t to)
{
    double sum = 0;

    for (uint32_t i = from; i < to; i++)
        sum += W->series.in_system_mean[i];
    return sum / (to - from);
}

/* cycles_of(W, P, bin, window): fill P with the mean of each whole cycle in the second half of the
 * window, of two cycles at least where the window has them. The last cycle ends with the last
 * whole bin. bin and window are lengths in seconds. */
static void cycles_of(const struct gatesim *W, struct points *P, double bin, double window)
{
    const double cycle = gatesim_seconds(W->scn->cycle);
    const uint32_t whole = W->bin.index, all = (uint32_t)(window / cycle);
    const uint32_t count = all / 2 > 2 ? all / 2 : 2;

    for (uint32_t k = 0; all >= 2 && k < count; k++) {
        const double back = (count - k) * cycle / bin;
        const double end = (count - k - 1) * cycle / bin;

        if (back > whole)
            continue;
        P->at[P->count] = k * cycle / DAY_S;
        P->level[P->count++] = mean_of(W, whole - (uint32_t)back, whole - (uint32_t)end);
    }
}

double growth_of(const struct gatesim *W)
{
    const double bin = gatesim_seconds(W->scn->info.bin);
    const double window = gatesim_seconds(W->now - W->scn->info.warm_up);
    struct arena *A = window > 0 ? arena_create() : NULL;
    struct points P = {.count = 0};
    double slope = (double)NAN;

    if (A == NULL)
        return slope;
    P.at = ARENA_ARRAY(A, double, W->bin.index + 1);
    P.level = ARENA_ARRAY(A, double, W->bin.index + 1);
    if (P.at != NULL && P.level != NULL) {
        if (W->scn->cycle == 0)
            bins_of(W, &P, bin, window);
        else if (bin <= gatesim_seconds(W->scn->cycle))
            cycles_of(W, &P, bin, window);
        if (P.count >= (W->scn->cycle == 0 ? 3 : 2))
            slope = slope_of(&P);
    }
    arena_destroy(A);
    return slope;
}
