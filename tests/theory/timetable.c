/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surges, exceptional dates and shifts, worked out by hand. 2025-01-06 is a Monday. */
#include "tests/theory/waits.h"

#define ARRIVALS_MOST 2000

struct arrivals {
    size_t count;
    gatesim_ticks at[ARRIVALS_MOST];
};

static void arrivals_see(void *user, const struct gatesim_truck *truck)
{
    struct arrivals *seen = user;

    if (seen->count < ARRIVALS_MOST)
        seen->at[seen->count++] = truck->arrived;
}

/* arrivals_of(surge, seen): four days of 10 trucks an hour; a minute each, so that they leave in
 * the order in which they came. */
static void arrivals_of(const char *surge, struct arrivals *seen)
{
    const struct gatesim_observer observer = {seen, arrivals_see, NULL};
    struct world W;
    char text[400];

    snprintf(text, sizeof text,
             "[scenario]\nduration = 4 d\n[results]\nlog = trucks\n[class truck]\nroute = r\n"
             "arrivals = poisson 10/h\n%s[route r]\nsteps =\n  booth\n"
             "[station booth]\nservers = unlimited\nservice = 1 min\n",
             surge);
    seen->count = 0;
    W = world_run(text, &observer);
    world_end(&W);
}

/* surged(t, a, b, f): when the truck of instant t comes if the rate is f times as high from a to
 * b. Truck k comes when as many trucks are expected as its stream says, with and without. */
static double surged(double t, double a, double b, double f)
{
    if (t <= a)
        return t;
    if (t - a < f * (b - a))
        return a + (t - a) / f;
    return t - (f - 1) * (b - a);
}

/* check_surge(surge, a, b, f): each of the first trucks comes when it should, a and b in hours;
 * to the tick and one more, since both instants are rounded to ticks and then compared. */
static void check_surge(const char *surge, double a, double b, double f)
{
    struct arrivals plain, changed;
    size_t i, within = 0;

    arrivals_of("", &plain);
    arrivals_of(surge, &changed);
    assert_true(plain.count > 800 && plain.count < 1100); /* 960, 5 standard deviations of 31 */
    for (i = 0; i < plain.count && i < changed.count; i++) {
        const double hour = 60.0 * (double)MIN;
        const double should = hour * surged((double)plain.at[i] / hour, a, b, f);

        if (fabs((double)changed.at[i] - should) > 2)
            fail_msg("truck %zu comes at tick %.0f, not %.0f", i, (double)changed.at[i], should);
        within += should >= a * hour && should < b * hour;
    }
    assert_true(f > 0 ? (double)within > 5 * f * (b - a)
                      : within == 0); /* half of those expected */
}

static void test_surge_of_a_day(void **state)
{
    (void)state;
    check_surge("surge = x 2 on 2025-01-07\n", 24, 48, 2);
}

static void test_surge_of_hours(void **state)
{
    (void)state;
    check_surge("surge = x 3.5 on 2025-01-07 06:00-12:00\n", 30, 36, 3.5);
}

static void test_surge_to_nothing(void **state)
{
    (void)state;
    check_surge("surge = x 0 on 2025-01-07..2025-01-08\n", 24, 72, 0);
}

static void test_surges_that_overlap_multiply(void **state)
{
    (void)state;
    check_surge("surge = x 4 on 2025-01-07, x 0.5 on 2025-01-07\n", 24, 48, 2);
}

/* The truck of 09:40 is done as the booth closes. Those of 10:10, 10:40 and so on are served one
 * after another from 11:00 on, 20 min each, 30 min apart: each waits 10 min less. */
static void test_closed_for_an_hour(void **state)
{
    (void)state;
    check_waits(
        GATE("09:10", "30 min", "servers = 1\nservice = 20 min\nclosed = 2025-01-06 10:00-11:00"),
        8, (const int[]){0, 50, 40, 30, 20, 10, 0, 0});
}

#define MORNINGS "servers = 1\nservice = 20 min\nhours = 08:00-12:00\n"

/* Closed on Monday and Tuesday, but open on Tuesday from 14 to 15 h, outside of its hours. The
 * trucks of Monday 12:00, Tuesday 00:00 and 12:00 are served then: after 26 h, 14 h 20 min and
 * 2 h 40 min, the last until 15:00. That of Wednesday 00:00 is first at 08:00; that of 12:00
 * comes to a booth that has just closed, and waits until Thursday 08:00. */
static void test_an_exceptional_opening_wins(void **state)
{
    (void)state;
    check_waits(BOOTH("5 d", "00:00", "12 h",
                      MORNINGS "closed = 2025-01-06..2025-01-07\nopen = 2025-01-07 14:00-15:00"),
                5, (const int[]){1560, 860, 160, 480, 1200});
}

/* The calendar is closed on Tuesday, the station on Monday from 8 to 9 h as well. Trucks come at
 * 6, 12, 18 and 0 h. Monday 06:00: served at 09:00. The next six, until Wednesday 06:00 but for
 * the first, are served on Wednesday from 08:00 on: Monday 12:00 after 44 h, then 6 h less but
 * 20 min more each. */
static void test_calendar_and_own_dates_add_up(void **state)
{
    (void)state;
    check_waits(BOOTH("5 d", "00:00", "6 h",
                      "servers = 1\nservice = 20 min\ncalendar = mornings\n"
                      "closed = 2025-01-06 08:00-09:00\n[calendar mornings]\nhours = 08:00-12:00\n"
                      "closed = 2025-01-07"),
                8, (const int[]){180, 2640, 2300, 1960, 1620, 1280, 940, 600});
}

#define TWO "servers = 2, 1 during 10:00-11:00\nservice = 25 min\noff-shift = "

/* Trucks at 09:40, 09:50, ... At 10:00 two are served. Both are finished, at 10:05 and 10:15, and
 * only then has the officer who stays a hand free: 10:15 and 10:40 for the trucks of 10:00 and
 * 10:10. From 11:00 on there are two again: 11:00, 11:05, 11:25, 11:30 for the next four. */
static void test_off_shift_finishes_one_of_two(void **state)
{
    (void)state;
    check_waits(GATE("09:30", "10 min", TWO "finish"), 8,
                (const int[]){0, 0, 15, 30, 40, 35, 45, 40});
}

/* The truck of 09:50, begun last, is left at 10:00 with 15 min to go. The officer who stays takes
 * it up at 10:05, when done with the first, before any of the line: it has lost 5 min. Then
 * services begin at 10:20, 10:45, and with two officers at 11:00, 11:10, 11:25, 11:35. */
static void test_off_shift_leaves_the_one_begun_last(void **state)
{
    (void)state;
    check_waits(GATE("09:30", "10 min", TWO "leave"), 8,
                (const int[]){0, 5, 20, 35, 40, 40, 45, 45});
}

/* Trucks at 09:30, 09:40, ... of 35 min. At 10:00 those of 09:50 and 09:40 are left, with 25 and
 * 15 min to go. The one that began first is taken up first: at 10:05, done at 10:20, and then the
 * other, done at 10:45; they lost 5 and 20 min. The next begin at 10:45, and from 11:00 on with
 * three officers at 11:00, 11:00, 11:20, 11:35, 11:35. */
static void test_left_services_go_on_in_the_order_they_began(void **state)
{
    (void)state;
    check_waits(GATE("09:20", "10 min",
                     "servers = 3, 1 during 10:00-11:00\nservice = 35 min\noff-shift = leave"),
                9, (const int[]){0, 5, 20, 45, 50, 40, 50, 55, 45});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_surge_of_a_day),
        cmocka_unit_test(test_surge_of_hours),
        cmocka_unit_test(test_surge_to_nothing),
        cmocka_unit_test(test_surges_that_overlap_multiply),
        cmocka_unit_test(test_closed_for_an_hour),
        cmocka_unit_test(test_an_exceptional_opening_wins),
        cmocka_unit_test(test_calendar_and_own_dates_add_up),
        cmocka_unit_test(test_off_shift_finishes_one_of_two),
        cmocka_unit_test(test_off_shift_leaves_the_one_begun_last),
        cmocka_unit_test(test_left_services_go_on_in_the_order_they_began),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
