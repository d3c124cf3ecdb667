/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Old trucks at the beginning of the list are passed over, and removed when they make half of the
 * list, so that each truck is moved at most once. */
#include "sim/live/recent.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct crossing {
    gatesim_ticks at;
    double sojourn; /* s */
};

static const struct crossing *crossing(const struct recent *R, size_t i)
{
    return VECTOR_AT(&R->crossings, struct crossing, i);
}

void recent_init(struct recent *R)
{
    vector_init(&R->crossings, sizeof(struct crossing));
    R->first = 0;
}

void recent_release(struct recent *R)
{
    vector_release(&R->crossings);
    R->first = 0;
}

void recent_clear(struct recent *R)
{
    R->crossings.count = R->first = 0;
}

/* Returns the position of the first truck that crossed after the instant `at`. */
static size_t first_after(const struct recent *R, gatesim_ticks at)
{
    size_t i = R->first;

    while (i < R->crossings.count && crossing(R, i)->at <= at)
        i++;
    return i;
}

/* Remove the trucks that are passed over when they make half of the list. */
static void take_out(struct recent *R)
{
    const size_t left = R->crossings.count - R->first;

    if (R->first < left)
        return;
    memmove(R->crossings.items, VECTOR_AT(&R->crossings, struct crossing, R->first),
            left * sizeof(struct crossing));
    R->crossings.count = left;
    R->first = 0;
}

void recent_add(struct recent *R, gatesim_ticks at, double sojourn)
{
    const struct crossing one = {at, sojourn};

    R->first = first_after(R, at - RECENT_SPAN);
    if (R->first > 0)
        take_out(R);
    (void)vector_append(&R->crossings, &one, 1);
}

struct recent_summary recent_sum_up(const struct recent *R, gatesim_ticks now)
{
    const size_t from = first_after(R, now - RECENT_SPAN), count = R->crossings.count - from;
    double *sojourns = count == 0 ? NULL : malloc(count * sizeof *sojourns);
    struct recent_summary S = {.count = count, .mean = (double)NAN, .p95 = (double)NAN};
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += crossing(R, from + i)->sojourn;
        if (sojourns != NULL)
            sojourns[i] = crossing(R, from + i)->sojourn;
    }
    if (count > 0)
        S.mean = sum / (double)count;
    if (sojourns != NULL) {
        gsl_sort(sojourns, 1, count);
        S.p95 = gsl_stats_quantile_from_sorted_data(sojourns, 1, count, 0.95);
    }
    free(sojourns);
    return S;
}
