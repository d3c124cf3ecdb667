/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gates that are worked out by hand: where the time of every truck went, to the tick. */
#ifndef TESTS_THEORY_STAYS_H
#define TESTS_THEORY_STAYS_H

#include "tests/theory/world.h"

#define STAYS_MINUTE (60 * GATESIM_TICKS_PER_SECOND)
#define STAYS_MOST 16

/* What trucks are to have spent on a cause: minutes[i] those of truck i of its class. */
struct stays {
    uint32_t class_index;
    enum gatesim_cause cause;
    size_t count;
    const int *minutes;
    unsigned seen; /* bits */
};

static inline void stays_see(void *user, const struct gatesim_truck *truck)
{
    struct stays *list = user;

    for (; list->count > 0; list++) {
        const gatesim_ticks found = truck->delay[list->cause];

        if (list->class_index != truck->class_index || truck->serial >= list->count)
            continue;
        list->seen |= 1U << truck->serial;
        if (found != list->minutes[truck->serial] * STAYS_MINUTE)
            fail_msg("truck %u of class %u: %g min %s, not %d", truck->serial, truck->class_index,
                     (double)found / (double)STAYS_MINUTE, gatesim_cause_name(list->cause),
                     list->minutes[truck->serial]);
    }
}

/* STAYS(class, cause, minutes...): an element of the list below; at most STAYS_MOST trucks. */
#define STAYS(class_index, cause, ...)                                                        \
    {                                                                                         \
        class_index, GATESIM_CAUSE_##cause, sizeof((const int[]){__VA_ARGS__}) / sizeof(int), \
            (const int[]){__VA_ARGS__}, 0                                                     \
    }

/* check_stays(text, list): the first trucks of classes have spent so many minutes on a cause, by
 * the end of the run; the list ends with a zeroed element. The scenario must log trucks. Returns
 * the simulation, which has ended; *S its scenario, both the caller's to destroy. */
static inline struct gatesim *stays_run(const char *text, struct stays *list,
                                        struct gatesim_scenario **S)
{
    const struct gatesim_observer observer = {list, stays_see, NULL};
    struct gatesim *G = NULL;

    *S = world_scenario(text);
    assert_int_equal(gatesim_create(*S, 0, &observer, &G), 0);
    assert_true(world_finish(G) >= 0);
    for (; list->count > 0; list++)
        assert_int_equal(list->seen, (1U << list->count) - 1);
    return G;
}

static inline void check_stays(const char *text, struct stays *list)
{
    struct gatesim_scenario *S;
    struct gatesim *G = stays_run(text, list, &S);

    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
}

#endif
