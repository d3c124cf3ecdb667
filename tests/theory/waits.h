/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gates that are worked out by hand: every truck's wait, to the tick. */
#ifndef TESTS_THEORY_WAITS_H
#define TESTS_THEORY_WAITS_H

#include "tests/theory/world.h"

#define MIN (60 * GATESIM_TICKS_PER_SECOND)
#define WAITS_MOST 16

struct waits {
    size_t count;
    gatesim_ticks arrived[WAITS_MOST], wait[WAITS_MOST];
    enum gatesim_outcome outcome[WAITS_MOST];
};

static inline void waits_see(void *user, const struct gatesim_truck *truck)
{
    struct waits *seen = user;

    if (truck->outcome == GATESIM_OUTCOME_INSIDE || seen->count == WAITS_MOST)
        return;
    seen->arrived[seen->count] = truck->arrived;
    seen->outcome[seen->count] = truck->outcome;
    seen->wait[seen->count++] =
        truck->delay[GATESIM_CAUSE_QUEUEING] + truck->delay[GATESIM_CAUSE_CLOSED] +
        truck->delay[GATESIM_CAUSE_ROAD] + truck->delay[GATESIM_CAUSE_BLOCKED];
}

/* check_waits(text, count, minutes): the first trucks to leave have waited so long, in minutes;
 * -1 - x for a truck that lost patience after x. The scenario must log trucks. */
static inline void check_waits(const char *text, size_t count, const int *minutes)
{
    struct waits seen = {0};
    const struct gatesim_observer observer = {&seen, waits_see, NULL};
    const struct world W = world_run(text, &observer);
    size_t i;

    assert_true(seen.count >= count);
    for (i = 0; i < count; i++) {
        const int m = minutes[i] < 0 ? -1 - minutes[i] : minutes[i];

        if (seen.wait[i] != m * MIN)
            fail_msg("truck %zu, arrived at minute %g: waits %g min, not %d", i,
                     (double)seen.arrived[i] / (double)MIN, (double)seen.wait[i] / (double)MIN, m);
        assert_int_equal(seen.outcome[i],
                         minutes[i] < 0 ? GATESIM_OUTCOME_RENEGED : GATESIM_OUTCOME_CROSSED);
    }
    world_end(&W);
}

/* check_cut_short(text, length, words): the run ends in a circle that is told in so many bytes, all
 * that there are, and these words are among them. */
static inline void check_cut_short(const char *text, size_t length, const char *words)
{
    const struct world W = world_begin(text, NULL);

    assert_int_equal(world_finish(W.G), GATESIM_EDEADLOCK);
    assert_int_equal(strlen(gatesim_trouble(W.G)), length);
    assert_non_null(strstr(gatesim_trouble(W.G), words));
    world_end(&W);
}

/* One booth; a truck every gap, the first one gap after from, Monday 2025-01-06; "keys" are
 * lines of the station, and sections may follow them. */
#define BOOTH(duration, from, gap, keys)                                                    \
    "[scenario]\nduration = " duration "\n[results]\nlog = trucks\n[class truck]\n"         \
    "route = r\nfrom = 2025-01-06 " from "\narrivals = every " gap "\n[route r]\nsteps =\n" \
    "  booth\n[station booth]\n" keys "\n"
#define GATE(from, gap, keys) BOOTH("1 d", from, gap, keys)

#endif
