/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a booked gate leaves outside of it: the wait at home for a slot, and trucks that never come.
 *
 * Eight trucks want to come at minutes 10, 20, ... 80. Two may book each hour from 02:00 to 05:00,
 * so six have a slot, at minutes 120, 120, 180, 180, 240 and 240, for which they wait 110, 100,
 * 150, 140, 190 and 180 min: 870 in all. Each is 15 min late, and the one server takes 6 min, so
 * the two of a slot are inside for 6 and 12 min: 54 in all. From the wish to crossing it takes them
 * 131, 127, 171, 167, 211 and 207 min. */
#include "tests/theory/world.h"

#define MIN (60 * GATESIM_TICKS_PER_SECOND)

#define GATE(scenario, keys)                                            \
    "[scenario]\n" scenario "[results]\nlog = trucks\nby = booked\n"    \
    "[appointments a]\nslots = 2/h\nhours = 02:00-05:00\ngrace = 1 h\n" \
    "[station s]\nservers = 1\nservice = 6 min\n[route r]\nsteps = s\n" \
    "[class t]\nroute = r\narrivals = every 10 min\nbooks = a\nuntil = 2025-01-06 01:30\n" keys
#define LATE "late = 15 min\n"
#define DAY "duration = 1 d\n"

#define TRUCKS 8
struct seen {
    size_t count;
    struct gatesim_truck truck[TRUCKS];
};

static void see(void *user, const struct gatesim_truck *truck)
{
    struct seen *seen = user;

    assert_true(seen->count < TRUCKS);
    seen->truck[seen->count++] = *truck;
}

/* minutes(R, name, expected): a time of the summary, of its classes and its routes. */
static void minutes(const struct world *R, const char *name, double expected)
{
    static const char *const groups[] = {"summary", "class", "route"};

    for (size_t i = 0; i < 3; i++) {
        const double x = world_get(R, groups[i], name, 0) / 60;

        if (fabs(x - expected) > 1e-9)
            fail_msg("%s/%s is %.12g min, not %g", groups[i], name, x, expected);
    }
}

/* near(R, name, expected): a quantile, which is read in a bucket that is 1/128 wide. */
static void near(const struct world *R, const char *name, double expected)
{
    const double x = world_get(R, "summary", name, 0) / 60;

    if (fabs(x - expected) > expected / 128)
        fail_msg("%s is %g min, not %g", name, x, expected);
}

/* counts(R, name, expected): a number of the summary and its class. */
static void counts(const struct world *R, const char *name, double expected)
{
    const double all = world_get(R, "summary", name, 0), some = world_get(R, "class", name, 0);

    if (all != expected || some != expected)
        fail_msg("%s is %g and %g, not %g", name, all, some, expected);
}

/* delayed(R, cause): minutes of all trucks. */
static double delayed(const struct world *R, enum gatesim_cause cause)
{
    return world_get(R, "delay", "total_time", cause) / 60;
}

static void demand_is_what_wanted_to_come(void **state)
{
    struct world R = world_run(GATE(DAY, LATE), NULL);

    (void)state;
    counts(&R, "trucks_wanted", 8);
    counts(&R, "trucks_arrived", 6);
    counts(&R, "trucks_crossed", 6);
    counts(&R, "trucks_no_slot", 2);
    counts(&R, "trucks_no_show", 0);
    counts(&R, "trucks_unmet", 2);
    counts(&R, "trucks_at_home", 0);
    counts(&R, "unmet_share", 0.25);
    assert_true(world_get(&R, "by", "trucks_no_slot", 0) == 2);
    assert_true(world_get(&R, "by", "trucks_unmet", 0) == 2);
    world_end(&R);
}

static void the_wait_at_home_is_a_wait(void **state)
{
    struct world R = world_run(GATE(DAY, LATE), NULL);

    (void)state;
    minutes(&R, "booking_wait_mean", 145);
    minutes(&R, "booking_wait_max", 190);
    near(&R, "booking_wait_p50", 140);
    near(&R, "booking_wait_p95", 190);
    minutes(&R, "total_time_mean", 169);
    near(&R, "total_time_p50", 167);
    near(&R, "total_time_p95", 211);
    minutes(&R, "time_in_system_mean", 9);
    minutes(&R, "wait_mean", 3);
    assert_true(delayed(&R, GATESIM_CAUSE_BOOKING) == 870);
    assert_true(delayed(&R, GATESIM_CAUSE_LATE) == 6 * 15);
    assert_true(delayed(&R, GATESIM_CAUSE_QUEUEING) == 3 * 6);
    assert_true(delayed(&R, GATESIM_CAUSE_SERVICE) == 6 * 6);
    assert_true(fabs(world_get(&R, "by", "booking_wait_mean", 0) - 145 * 60) < 1e-6);
    assert_true(fabs(world_get(&R, "by", "total_time_mean", 0) - 169 * 60) < 1e-6);
    world_end(&R);
}

/* Of each truck, to the tick. */
static void delays_from_the_wish_are_the_total_time(void **state)
{
    struct seen seen = {0};
    const struct gatesim_observer observer = {&seen, see, NULL};
    struct world R = world_run(GATE(DAY, LATE), &observer);

    (void)state;
    assert_int_equal(seen.count, 6);
    for (size_t i = 0; i < seen.count; i++) {
        const struct gatesim_truck *T = &seen.truck[i];
        gatesim_ticks at[2] = {0, 0};

        assert_true(T->wished == (gatesim_ticks)(i + 1) * 10 * MIN);
        for (int c = 0; c < GATESIM_CAUSES; c++)
            at[gatesim_cause_home((enum gatesim_cause)c)] += T->delay[c];
        assert_true(T->wished + at[1] == T->arrived);
        assert_true(T->arrived + at[0] == T->left);
        assert_true(T->delay[GATESIM_CAUSE_LATE] == 15 * MIN);
    }
    world_end(&R);
}

/* Who comes 30 min before the slot waits so much less at home, and more at the gate if that is
 * shut: nobody waits less in all. */
static void who_comes_early_waits_at_the_gate(void **state)
{
    struct world R = world_run(GATE(DAY, "early = 30 min\n"), NULL);

    (void)state;
    minutes(&R, "booking_wait_mean", 115);
    minutes(&R, "total_time_mean", 115 + 9);
    assert_true(delayed(&R, GATESIM_CAUSE_LATE) == 0);
    world_end(&R);
}

/* A warm-up of 200 min, a run of 250: the last two wait from 200 to 240, and are late until the
 * end, before which they do not come. The two before them come at 195. */
static void what_is_waited_at_home_is_of_the_window(void **state)
{
    struct world R = world_run(GATE("duration = 250 min\nwarm-up = 200 min\n", LATE), NULL);

    (void)state;
    assert_true(delayed(&R, GATESIM_CAUSE_BOOKING) == 2 * 40);
    assert_true(delayed(&R, GATESIM_CAUSE_LATE) == 2 * 10);
    counts(&R, "trucks_wanted", 0);
    counts(&R, "trucks_no_slot", 0);
    counts(&R, "trucks_at_home", 2);
    assert_true(isnan(world_get(&R, "summary", "unmet_share", 0)));
    assert_true(isnan(world_get(&R, "summary", "booking_wait_mean", 0)));
    world_end(&R);
}

/* Of a gate where nobody books, the time from the wish is the time in system. */
static void without_booking_the_total_is_the_time_in_system(void **state)
{
    struct world R = world_run("[scenario]\nduration = 1 d\n[station s]\nservers = 1\n"
                               "service = exponential mean 6 min\n[route r]\nsteps = s\n"
                               "[class t]\nroute = r\narrivals = poisson 8/h\n",
                               NULL);

    (void)state;
    minutes(&R, "total_time_mean", world_get(&R, "summary", "time_in_system_mean", 0) / 60);
    minutes(&R, "total_time_p95", world_get(&R, "summary", "time_in_system_p95", 0) / 60);
    assert_true(isnan(world_get(&R, "summary", "booking_wait_mean", 0)));
    counts(&R, "trucks_wanted", world_get(&R, "summary", "trucks_arrived", 0));
    counts(&R, "unmet_share", 0);
    world_end(&R);
}

/* One class books, one does not: 6 trucks of 169 min in the mean, and 8 of 6 min that pass before
 * them. */
static void classes_that_book_and_do_not_are_told_together(void **state)
{
    struct world R = world_run(GATE(DAY, LATE) "[class u]\nroute = r\narrivals = every 10 min\n"
                                               "until = 2025-01-06 01:30\n",
                               NULL);
    const double mean = (6 * 169. + 8 * 6) / 14;

    (void)state;
    assert_true(world_get(&R, "summary", "trucks_wanted", 0) == 16);
    assert_true(world_get(&R, "class", "trucks_wanted", 1) == 8);
    assert_true(fabs(world_get(&R, "summary", "total_time_mean", 0) - 60 * mean) < 1e-6);
    assert_true(fabs(world_get(&R, "route", "total_time_mean", 0) - 60 * mean) < 1e-6);
    assert_true(fabs(world_get(&R, "class", "total_time_mean", 1) - 60 * 6) < 1e-6);
    assert_true(fabs(world_get(&R, "summary", "booking_wait_mean", 0) - 60 * 145) < 1e-6);
    assert_true(isnan(world_get(&R, "class", "booking_wait_mean", 1)));
    world_end(&R);
}

static void who_does_not_come_or_is_refused_is_demand_too(void **state)
{
    struct world absent = world_run(GATE(DAY, "no-show = 100 %\n"), NULL);
    struct world refused =
        world_run(GATE(DAY, "booked = 0 %\n") "[appointments b]\nslots = 1/h\nwalk-ins = refused\n"
                                              "[class u]\nroute = r\nbooks = b\nbooked = 0 %\n"
                                              "arrivals = every 10 min\nuntil = 2025-01-06 00:40\n",
                  NULL);

    (void)state;
    counts(&absent, "trucks_wanted", 8);
    counts(&absent, "trucks_no_slot", 2);
    counts(&absent, "trucks_no_show", 6);
    counts(&absent, "trucks_unmet", 8);
    counts(&absent, "unmet_share", 1);
    assert_true(world_get(&refused, "summary", "trucks_wanted", 0) == 11);
    assert_true(world_get(&refused, "class", "trucks_unmet", 0) == 0);
    assert_true(world_get(&refused, "class", "trucks_refused", 1) == 3);
    assert_true(world_get(&refused, "class", "unmet_share", 1) == 1);
    assert_true(world_get(&refused, "summary", "trucks_unmet", 0) == 3);
    assert_true(world_get(&refused, "by", "trucks_refused", 1) == 3);
    world_end(&absent);
    world_end(&refused);
}

/* cost(keys, name): money of the gate whose truckloads are worth 100 and lose 1/100 in 100 min, and
 * 60 VND of driver and 30 of parking an hour. */
static double cost(const char *keys, const char *name)
{
    char text[2000];
    struct world R;
    double x;

    snprintf(
        text, sizeof text,
        GATE(DAY, LATE
             "cargo = c\n") "[cargo c]\nvalue = 100 VND\nhome-price = 40 %%\nshelf-life = 100 d\n"
                            "loss = 0 %% at 0 min, 10 %% at 1000 min\n"
                            "[costs]\ndriver = 60 VND/h\nparking = 30 VND/h\n%s",
        keys);
    R = world_run(text, NULL);
    x = world_get(&R, "summary", name, 0);
    world_end(&R);
    return x;
}

/* 54 min inside at 1.5 VND, 870 min at home at 1 or as the key says; goods that age for 6 x 169
 * min; two trucks without a slot, whose goods bring 40 instead of 100. */
static void waiting_at_home_costs(void **state)
{
    (void)state;
    assert_true(fabs(cost("", "time_cost") - (54 * 1.5 + 870)) < 1e-6);
    assert_true(fabs(cost("booking = 30 VND/h\n", "time_cost") - (54 * 1.5 + 435)) < 1e-6);
    assert_true(fabs(cost("booking = 0 VND/h\n", "time_cost") - 54 * 1.5) < 1e-6);
    assert_true(fabs(cost("", "value_lost") - 6 * 169 / 100.) < 1e-6);
    assert_true(fabs(cost("", "turned_back_loss") - 2 * 60) < 1e-6);
    assert_true(fabs(cost("", "total_cost") - (54 * 1.5 + 870 + 10.14 + 120)) < 1e-6);
    assert_true(fabs(cost("", "fuel")) < 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(demand_is_what_wanted_to_come),
        cmocka_unit_test(the_wait_at_home_is_a_wait),
        cmocka_unit_test(delays_from_the_wish_are_the_total_time),
        cmocka_unit_test(who_comes_early_waits_at_the_gate),
        cmocka_unit_test(what_is_waited_at_home_is_of_the_window),
        cmocka_unit_test(without_booking_the_total_is_the_time_in_system),
        cmocka_unit_test(classes_that_book_and_do_not_are_told_together),
        cmocka_unit_test(who_does_not_come_or_is_refused_is_demand_too),
        cmocka_unit_test(waiting_at_home_costs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
