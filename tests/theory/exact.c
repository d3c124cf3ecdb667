/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deterministic gates, worked out by hand: every truck's wait, to the tick. */
#include "tests/theory/waits.h"

/* One truck every 4 min, 5 min of work each: truck k waits k min. */
static void test_overload(void **state)
{
    (void)state;
    check_waits(GATE("00:00", "4 min", "servers = 1\nservice = 5 min"), 12,
                (const int[]){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
}

#define HOURS "servers = 1\nhours = 08:00-12:00, 13:00-17:00\n"

/* Trucks at 07:40, 08:10, ... The one of 11:40 ends as the gate closes: nobody leaves it. The
 * ones of 12:10 and 12:40 start at 13:00 and 13:20. */
static void test_lunch(void **state)
{
    (void)state;
    check_waits(GATE("07:10", "30 min", HOURS "service = 20 min\nat-closing = leave"), 14,
                (const int[]){20, 10, 0, 0, 0, 0, 0, 0, 0, 50, 40, 30, 20, 10});
}

/* 25 min of work: the truck of 11:40 is done at 12:05 when the officer finishes it. */
static void test_lunch_finish(void **state)
{
    (void)state;
    check_waits(GATE("07:10", "30 min", HOURS "service = 25 min\nat-closing = finish"), 12,
                (const int[]){20, 15, 10, 5, 0, 0, 0, 0, 0, 50, 45, 40});
}

/* The officer leaves it for an hour: done at 13:05, and the next starts then. */
static void test_lunch_leave(void **state)
{
    (void)state;
    check_waits(GATE("07:10", "30 min", HOURS "service = 25 min\nat-closing = leave"), 12,
                (const int[]){20, 15, 10, 5, 0, 0, 0, 0, 60, 55, 50, 45});
}

/* Off shift from 10 to 11: the truck of 09:50 is left for an hour after 10 min of its 25. */
static void test_off_shift(void **state)
{
    (void)state;
    check_waits(GATE("09:20", "30 min",
                     "servers = 1, 0 during 10:00-11:00\noff-shift = leave\nservice = 25 min"),
                4, (const int[]){60, 55, 50, 45});
}

static void count_hour(void *user, const struct gatesim_truck *truck)
{
    double *hours = user;

    hours[truck->arrived / (60 * MIN) % 24]++;
}

/* Poisson arrivals by the hour: sum (n - e)^2 / e is chi-square with 24 degrees, as the
 * expected counts are known; its 99.9 % quantile is 51.18. */
static void test_profile(void **state)
{
    double hours[24] = {0}, square = 0;
    const struct gatesim_observer observer = {hours, count_hour, NULL};
    const struct world W = world_run(
        "[scenario]\nduration = 210 d\n[results]\nlog = trucks\n[profile day]\n"
        "hourly = 1 2 3 4 5 6 7 8 9 10 11 12 12 11 10 9 8 7 6 5 4 3 2 1\n"
        "[class truck]\nroute = r\narrivals = poisson 40/h\nprofile = day\n"
        "[station booth]\nservers = unlimited\nservice = 1 s\n[route r]\nsteps =\n  booth\n",
        &observer);
    int h;

    (void)state;
    for (h = 0; h < 24; h++) {
        const double e = 210 * 40 * (h < 12 ? h + 1 : 24 - h) / 6.5;

        square += (hours[h] - e) * (hours[h] - e) / e;
    }
    print_message("chi-square %.1f\n", square);
    assert_true(square < 51.18);
    world_end(&W);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_overload),     cmocka_unit_test(test_lunch),
        cmocka_unit_test(test_lunch_finish), cmocka_unit_test(test_lunch_leave),
        cmocka_unit_test(test_off_shift),    cmocka_unit_test(test_profile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
