/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hold model (Jones, "An empirical comparison of priority-queue and event-set
 * implementations", CACM 29(4), 1986): the list keeps its length while time goes on. The
 * increments are drawn beforehand so that only the list is timed. */
#include <stdlib.h>

#include "sim/base/bug.h"
#include "sim/core/fel.h"
#include "tests/bench/bench.h"
#include "tests/bench/chance.h"

#define INCREMENTS (1U << 14)

static gatesim_ticks *draw_increments(uint32_t pending)
{
    gatesim_ticks *increments = malloc(INCREMENTS * sizeof(*increments));
    struct chance chance;

    chance_init(&chance, BENCH_INLINED, 2385);
    for (uint32_t i = 0; increments != NULL && i < INCREMENTS; i++)
        increments[i] = (gatesim_ticks)chance_exponential(&chance, 1e6 * pending);
    return increments;
}

static void hold(struct fel *F, const gatesim_ticks *increments, uint32_t count)
{
    struct fel_event event;

    for (uint32_t i = 0; i < count; i++) {
        GS_ASSERT(fel_pop(F, &event));
        event.time += increments[i % INCREMENTS];
        GS_ASSERT(fel_push(F, &event, NULL) == 0);
    }
}

static int fill(struct fel *F, const gatesim_ticks *increments, uint32_t pending)
{
    for (uint32_t i = 0; i < pending; i++) {
        const struct fel_event event = {.time = increments[i % INCREMENTS] + i, .what = i};

        if (fel_push(F, &event, NULL) != 0)
            return -1;
    }
    return 0;
}

double hold_cost(uint32_t pending, uint32_t holds)
{
    struct fel *F = fel_create();
    gatesim_ticks *increments = draw_increments(pending);
    double cost = -1;

    if (F == NULL || increments == NULL || fill(F, increments, pending) != 0)
        goto done;
    hold(F, increments, pending); /* into its steady state */
    const double started = bench_now();

    hold(F, increments, holds);
    cost = (bench_now() - started) / holds;
done:
    free(increments);
    if (F != NULL)
        fel_destroy(F);
    return cost;
}
