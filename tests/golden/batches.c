/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulation does not know how it is turned: event by event, in batches of any size, or to
 * instants that its caller chooses, it is the same one. */
#include "tests/theory/world.h"

/* What two runs must have in common. */
struct trace {
    uint64_t fingerprint;
    struct gatesim_progress progress;
    double time_in_system;
};

/* How a run is turned: so many events at a time, or so many ticks. */
struct turning {
    int64_t events;
    gatesim_ticks slice;
};

static void turn(struct gatesim *G, const struct turning *how)
{
    while (!gatesim_finished(G)) {
        if (how->events > 0)
            assert_true(gatesim_step(G, how->events) >= 0);
        else
            assert_true(gatesim_run_until(G, gatesim_now(G) + how->slice) >= 0);
    }
}

static struct trace trace_of(const struct gatesim_scenario *S, const struct turning *how)
{
    struct trace trace = {0};
    struct gatesim *G = NULL;

    assert_int_equal(gatesim_create(S, 0, NULL, &G), 0);
    turn(G, how);
    trace.fingerprint = gatesim_fingerprint(G);
    trace.time_in_system = world_value(S, G, "summary", "time_in_system_mean", 0);
    gatesim_progress(G, &trace.progress);
    gatesim_destroy(G);
    return trace;
}

/* Slices of a quarter of an hour end where bins, shifts and openings do; slices of a little less
 * than an hour end between events. */
static void test_any_batch_gives_the_same_run(void **state)
{
    static const struct turning turnings[] = {
        {.events = 1},
        {.events = 7},
        {.events = 8192},
        {.slice = 900 * GATESIM_TICKS_PER_SECOND},
        {.slice = 3599 * GATESIM_TICKS_PER_SECOND + 12345},
    };
    const char *path = *state;
    struct gatesim_scenario *S = NULL;
    struct gatesim_diagnostics *D = NULL;
    const struct turning whole = {.events = INT64_MAX};
    struct trace first;

    assert_int_equal(gatesim_scenario_load(path, NULL, 0, &S, &D), 0);
    first = trace_of(S, &whole);
    assert_true(first.progress.arrived > 1000);
    for (size_t i = 0; i < sizeof turnings / sizeof *turnings; i++) {
        const struct trace other = trace_of(S, &turnings[i]);

        assert_true(other.fingerprint == first.fingerprint);
        assert_memory_equal(&other.progress, &first.progress, sizeof first.progress);
        assert_true(other.time_in_system == first.time_in_system);
    }
    gatesim_scenario_destroy(S);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_any_batch_gives_the_same_run, argc > 1 ? argv[1] : NULL),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
