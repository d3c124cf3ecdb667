/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trucks that wait for one another through groups, people, places and admission: the same gate
 * stands still, or has a way out that a truck, a timetable or a driver's patience opens later.
 * Circles are looked for at the end of each bin, which is an hour unless the scenario says
 * otherwise. */
#include "tests/theory/sections.h"
#include "tests/theory/waits.h"

#define RUN(duration) "[scenario]\nduration = " duration "\n"
#define POOL(name, people) "[pool " name "]\npeople = " people "\n"
#define UNTIL(time) "until = 2025-01-06 " time "\n"
/* Two lanes, one's by a, to a group of so many. */
#define EITHER(group) ROUTE("r", "  either a if class is one or b otherwise\n  gather " group "\n")

/* Who is told of, in words that the test's gate makes true. */
struct told {
    size_t trucks;
    const char *words[2];
};
#define TOLD(trucks, ...) (&(const struct told){trucks, {__VA_ARGS__}})

/* stands(sections, hour, T): it stands still, which is found after so many hours, and told as *T.
 */
static void stands(const char *const *sections, int hour, const struct told *T)
{
    struct world W = gate_begin(sections);
    size_t named = 0;

    assert_int_equal(world_finish(W.G), GATESIM_EDEADLOCK);
    if (gatesim_now(W.G) != hour * 60 * MIN)
        fail_msg("found after %g h", (double)gatesim_now(W.G) / 60 / (double)MIN);
    for (size_t i = 0; i < 2 && T->words[i] != NULL; i++)
        if (strstr(gatesim_trouble(W.G), T->words[i]) == NULL)
            fail_msg("\"%s\" is not in \"%s\"", T->words[i], gatesim_trouble(W.G));
    for (const char *at = gatesim_trouble(W.G); (at = strstr(at, "; ")) != NULL; at++)
        named++;
    if (named != T->trucks)
        fail_msg("%zu trucks in \"%s\"", named, gatesim_trouble(W.G));
    if (strstr(gatesim_trouble(W.G), "; nothing of it comes free any more") == NULL)
        fail_msg("\"%s\"", gatesim_trouble(W.G));
    world_end(&W);
}

/* goes_on(sections, crossed): it runs to its end, by which so many trucks have crossed. */
static void goes_on(const char *const *sections, int crossed)
{
    struct world W = gate_begin(sections);

    if (world_finish(W.G) < 0)
        fail_msg("at %g min: %s", (double)gatesim_now(W.G) / (double)MIN, gatesim_trouble(W.G));
    assert_int_equal(world_get(&W, "summary", "trucks_crossed", 0), crossed);
    world_end(&W);
}

/* Trucks of one fill lane a, where two of three for a group stand; two comes by lane b. */
#define ONE STANDING("one", "r", "4", "a")
#define LANES(service_b) STATION("a", "2", "1 min") STATION("b", "2", service_b)
#define TWO_LATER CLASS("two", "r", "every 150 min") UNTIL("03:00")

/* Truck two 0 comes at 2:30 and completes the group; then a's last two wait for a third, which
 * nobody will ever be: no circle. */
static void a_truck_to_come_by_another_lane_completes_the_group(void **state)
{
    (void)state;
    goes_on(GATE_OF(RUN("6 h"), ONE, TWO_LATER, LANES("1 min"), EITHER("3")), 3);
}

/* It stands in the other lane, where it is looked at until 3:01. */
static void a_truck_at_work_elsewhere_completes_the_group(void **state)
{
    (void)state;
    goes_on(GATE_OF(RUN("6 h"), ONE, STANDING("two", "r", "1", "b"), LANES("181 min"), EITHER("3")),
            3);
}

/* The same truck is the first of the gate, and of its first class. */
static void whoever_completes_the_group_may_be_the_first_of_all(void **state)
{
    (void)state;
    goes_on(GATE_OF(RUN("6 h"), STANDING("two", "r", "1", "b"), ONE, LANES("181 min"), EITHER("3")),
            3);
    goes_on(GATE_OF(RUN("6 h"), TWO_LATER, ONE, LANES("1 min"), EITHER("3")), 3);
}

/* Two of one are still at work on their way past the group: what follows theirs in the scenario is
 * not what follows for them. */
static void a_group_on_another_way_is_not_completed(void **state)
{
    (void)state;
    stands(GATE_OF(RUN("6 h"), STANDING("one", "r", "2", "a"), STANDING("two", "r", "4", "b"),
                   STATION("a", "1", "150 min"), STATION("b", "2", "1 min"), ROUTE("left", "  a\n"),
                   ROUTE("right", "  b for 50 %\n  gather 3\n"), ROUTE("r", "  choose way\n"),
                   "[choice way]\noptions = left, right\n",
                   "rule = shares\nshares = left 50 %, right 50 %\n"),
           1, TOLD(2, "truck two 0 waits at b for a group of 3", "truck two 2 waits in line at b"));
}

/* The fourth of four would come by the open lane, but no more trucks come. */
static void a_group_that_nobody_comes_to_any_more_stands_still(void **state)
{
    (void)state;
    stands(GATE_OF(RUN("6 h"), ONE, STANDING("two", "r", "1", "b"), LANES("1 min"), EITHER("4")), 1,
           TOLD(2, "truck one 0 waits at a for a group of 4", "truck one 2 waits in line at a"));
    stands(GATE_OF(RUN("6 h"), "[results]\nbin = 3 h\n", ONE, STANDING("two", "r", "1", "b"),
                   LANES("1 min"), EITHER("4")),
           3, TOLD(2, "truck one 0 waits at a for a group of 4"));
}

/* Trucks of two come to the group by desks of which they take the shorter line, or any. */
#define BY_EITHER_DESK(desks)                                                            \
    GATE_OF(RUN("6 h"), ONE, CLASS("two", "s", "every 1 h"), UNTIL("00:30"),             \
            CLASS("three", "r", "every 150 min"), UNTIL("03:00"), LANES("1 min"),        \
            STATION("c", "1", "1 min"), STATION("d", "1", "1 min"), ROUTE("s", "  c\n"), \
            ROUTE("r", "  " desks "\n  either a if class is one or b otherwise\n  gather 3\n"))

static void a_truck_to_come_by_either_desk_completes_the_group(void **state)
{
    (void)state;
    goes_on(BY_EITHER_DESK("shortest of c, d"), 3);
    goes_on(BY_EITHER_DESK("either c 40 % or d 60 %"), 3);
}

/* Of the second group, two are there at 60; the third still goes through the first. */
static void a_group_behind_a_group_is_completed(void **state)
{
    (void)state;
    goes_on(GATE_OF(RUN("3 h"), CLASS("one", "r", "every 20 min"), STATION("a", "9", "1 min"),
                    STATION("b", "9", "1 min"), ROUTE("r", "  a\n  gather 2\n  b\n  gather 3\n")),
            6);
}

/* Two of one are at work behind the group, and go through it once more. */
static void a_truck_that_goes_round_completes_the_group(void **state)
{
    (void)state;
    goes_on(GATE_OF(RUN("150 min"), STANDING("one", "r", "3", "a"), STANDING("two", "r", "2", "b"),
                    STATION("a", "3", "1 min"), STATION("b", "1", "2 min"),
                    STATION("c", "3", "100 min"),
                    ROUTE("r", "  either b if class is two or a otherwise\n  gather 3\n  c\n"
                               "  repeat from a at most 1 time\n")),
            0);
}

/* Five are wanted, two stand in each lane, and who is to come has no lane to come by. */
static void a_group_that_fills_all_lanes_stands_still(void **state)
{
    (void)state;
    stands(GATE_OF(RUN("6 h"), CLASS("one", "r", "every 7 min"), CLASS("two", "r", "every 13 min"),
                   LANES("1 min"), EITHER("5")),
           1, TOLD(2, "truck one 0 waits at a for a group of 5", "truck one 2 waits in line at a"));
}

/* The same, and it does not matter that others wait for something else meanwhile. */
static void a_group_stands_still_while_others_wait(void **state)
{
    (void)state;
    stands(GATE_OF(RUN("6 h"), CLASS("one", "r", "every 7 min"), CLASS("two", "r", "every 13 min"),
                   STANDING("three", "s", "2", "c"), LANES("1 min"), STATION("c", "1", "5 h"),
                   ROUTE("s", "  c\n"), EITHER("5")),
           1, TOLD(2, "truck one 0 waits at a for a group of 5", "truck one 2 waits in line at a"));
}

/* The same with at most 5 hours to wait. */
static void a_group_with_a_limit_does_not_stand_still(void **state)
{
    (void)state;
    goes_on(GATE_OF(RUN("6 h"), CLASS("one", "r", "every 7 min"), STATION("a", "2", "1 min"),
                    ROUTE("r", "  a\n  gather 5 at most 5 h\n")),
            2);
}

/* Who finds the only server taken passes it by, and joins the group without it: trucks 0, 1, 2
 * come at 40, 80 and 120. */
static void who_passes_a_full_station_by_completes_the_group(void **state)
{
    (void)state;
    goes_on(GATE_OF(RUN("3 h"), CLASS("one", "r", "every 40 min"), STATION("a", "1", "1 min"),
                    "waiting = 0\nwhen-full = skip\n", ROUTE("r", "  a\n  gather 3\n")),
            3);
}

/* Only trucks that have come back, or have booked, can complete it. */
static void a_truck_that_comes_back_completes_the_group(void **state)
{
    (void)state;
    goes_on(GATE_OF(RUN("6 h"), ONE, STANDING("first", "out", "1", "c"),
                    "returns-as = two\nreturn-after = 150 min\n", CLASS("two", "r", "returns"),
                    LANES("1 min"), STATION("c", "1", "1 min"), ROUTE("out", "  c\n"), EITHER("3")),
            4);
}

/* The way to the group leads through desks side by side, of which y calls while nobody stands in
 * the lane: the first to gather keeps all others from coming. */
#define DESKS(desks, below)                                                            \
    GATE_OF(RUN("6 h"), CLASS("one", "r", "every 20 min"), STATION("x", "1", "1 min"), \
            STATION("y", "1", "1 min"), "admit-while = lane below " below "\n",        \
            STATION("lane", "9", "1 min"),                                             \
            ROUTE("r", "  side by side " desks "\n  lane\n  gather 3\n"))

static void a_group_behind_a_desk_that_waits_for_it_stands_still(void **state)
{
    (void)state;
    stands(DESKS("x, y", "1 trucks"), 1, TOLD(1, "truck one 0 waits at lane for a group of 3"));
    stands(DESKS("y, x", "1 trucks"), 1, TOLD(1, "truck one 0 waits at lane for"));
    goes_on(DESKS("x, y", "3 trucks"), 15);
}

/* Trucks of the group must take a driver first, and both are with who waits in it: those of 20 and
 * of 40, while that of 60 asks: at the end of the first hour it has not come yet. */
#define DRIVERS_INSIDE(drivers)                                                      \
    GATE_OF(RUN("6 h"), CLASS("one", "r", "every 20 min"), POOL("drivers", drivers), \
            STATION("lane", "9", "1 min"), ROUTE("r", "  take drivers\n  lane\n  gather 3\n"))

static void a_group_whose_people_are_in_it_stands_still(void **state)
{
    (void)state;
    stands(DRIVERS_INSIDE("2"), 2,
           TOLD(2, "truck one 0 waits at lane for a group of 3",
                "truck one 2 waits at the gate for drivers"));
}

/* The third driver comes at 4:00. By then 12 trucks have come, which go three at a time, and those
 * of 260, 280 and 300. One who goes at 0:30 comes again tomorrow, after the end. */
static void a_driver_of_a_later_shift_completes_the_group(void **state)
{
    (void)state;
    goes_on(DRIVERS_INSIDE("2, 3 during 04:00-06:00"), 15);
    goes_on(DRIVERS_INSIDE("2, 3 during 00:00-00:30"), 0);
}

/* one holds the lane and wants drivers, and one more waits for the lane; two has a driver and wants
 * the lane too. three has as many as it takes for 3 h. */
#define LANE_AND_DRIVERS(wanted, drivers, lanes, three)                                         \
    GATE_OF(                                                                                    \
        RUN("5 h"), CLASS("one", "ra", "every 3 min"), UNTIL("00:04"),                          \
        CLASS("two", "rb", "every 5 min"), UNTIL("00:06"), CLASS("three", "rc", "every 1 min"), \
        UNTIL("00:02"), POOL("drivers", drivers), STATION("lane", lanes, "10 min"),             \
        ROUTE("ra", "  lane\n  take drivers " wanted "\n  drive 1 min\n"),                      \
        ROUTE("rb", "  take drivers\n  lane\n"),                                                \
        ROUTE("rc", "  take drivers " three "\n  drive 3 h\n  c\n"), STATION("c", "1", "1 min"))

static void a_lane_and_its_only_driver_stand_still(void **state)
{
    static const struct told both = {
        2, {"truck one 0 waits at lane for drivers", "truck two 0 waits in line at lane"}};

    (void)state;
    stands(LANE_AND_DRIVERS("2", "2", "1", "1"), 1, &both);
    stands(LANE_AND_DRIVERS("3", "3", "1", "1"), 1, &both);
}

/* Two of three are left for the truck in the lane when three is back; or a driver, or a lane, is
 * added at 3:30, or was there until 0:02 and comes again tomorrow. */
static void a_lane_with_drivers_enough_goes_on(void **state)
{
    (void)state;
    goes_on(LANE_AND_DRIVERS("2", "3", "1", "2"), 3);
    goes_on(LANE_AND_DRIVERS("3", "3, 4 during 03:30-05:00", "1", "1"), 3);
    goes_on(LANE_AND_DRIVERS("3", "3", "1, 2 during 03:30-05:00", "1"), 3);
    goes_on(LANE_AND_DRIVERS("3", "3", "1, 2 during 00:00-00:02", "2"), 1);
}

/* Officers go along with a truck to the desk, which needs one more of them. */
#define DESK_AND_OFFICERS(people, needs)                                                    \
    GATE_OF(RUN("3 h"), CLASS("one", "r", "every 10 min"), UNTIL("00:25"),                  \
            POOL("officers", people), STATION("desk", "5", "7 min"), "needs = " needs "\n", \
            ROUTE("r", "  take officers\n  desk\n"))

static void a_desk_whose_people_stand_in_its_line_stands_still(void **state)
{
    (void)state;
    stands(DESK_AND_OFFICERS("1", "officers"), 1, TOLD(1, "truck one 0 waits in line at desk"));
    stands(DESK_AND_OFFICERS("2", "officers 2"), 1, TOLD(2, "in line at desk"));
    goes_on(DESK_AND_OFFICERS("2", "officers"), 2);
    goes_on(DESK_AND_OFFICERS("1, 2 during 02:00-03:00", "officers"), 2);
}

/* Nobody waits for another truck here: the officers are gone for good, and the desk is closed. */
static void who_waits_for_what_never_comes_is_in_no_circle(void **state)
{
    (void)state;
    goes_on(DESK_AND_OFFICERS("0, 1 during 00:00-00:05", "officers"), 0);
    goes_on(GATE_OF(RUN("3 h"), CLASS("one", "r", "every 20 min"),
                    CLASS("two", "s", "every 40 min"), STATION("desk", "1", "1 min"),
                    "closed = 00:30-03:00\n", STATION("lane", "9", "1 min"), ROUTE("r", "  desk\n"),
                    ROUTE("s", "  lane\n  gather 2\n")),
            5);
}

/* Officers who go nowhere, at a desk whose line grows, are no circle. */
static void a_long_line_for_officers_is_no_circle(void **state)
{
    (void)state;
    goes_on(GATE_OF(RUN("3 h"), CLASS("one", "r", "every 10 min"), POOL("officers", "1"),
                    STATION("desk", "5", "50 min"), "needs = officers\n",
                    ROUTE("r", "  desk\n  gather 2\n")),
            2);
}

/* In lane b, which has no room to wait before it, truck one 0 waits for a second one: that stands
 * at a, from where it cannot go on, and the next ones before a. */
#define NO_ROOM(a, b)                                                                       \
    GATE_OF(RUN("4 h"), CLASS("one", "r", "every 10 min"), UNTIL("00:35"),                  \
            STATION("a", "1", "1 min"), "on-road = yes\n" a, STATION("b", "1", "1 min"), b, \
            ROUTE("r", "  a\n  b\n  gather 2\n"))

static void a_group_with_no_room_for_its_second_truck_stands_still(void **state)
{
    (void)state;
    stands(NO_ROOM("", "waiting = 0\n"), 1,
           TOLD(2, "truck one 0 waits at b for a group of 2",
                "truck one 1 is held at a until b has room"));
    stands(NO_ROOM("waiting = 0\n", "waiting = 0\n"), 1, TOLD(2, "truck one 1 is held at a"));
    stands(NO_ROOM("", "waiting = 1\n"), 1, TOLD(2, "truck one 1 waits in line at b"));
}

/* b gets its second server at 2:30, and the group is complete. */
static void a_group_that_gets_room_later_goes_on(void **state)
{
    (void)state;
    goes_on(
        NO_ROOM("", "waiting = 0\n[change later]\nat = 2025-01-06 02:30\nset = b.servers = 2\n"),
        2);
}

/* The truck in b's only place may give up, and who is held at a moves in: only the group waits for
 * good. Where b has no place to wait, there is nobody who could give up. */
static void lost_patience_gives_room(void **state)
{
    (void)state;
    stands(NO_ROOM("", "waiting = 1\npatience = 90 min\n"), 1,
           TOLD(1, "truck one 0 waits at b for a group of 2"));
    stands(NO_ROOM("", "waiting = 0\npatience = 90 min\n"), 1,
           TOLD(2, "truck one 1 is held at a until b has room"));
}

#define WHILE(station, number) "admit-while = " station " below " number "\n"

/* a calls while b has fewer trucks than its number, b while a has: each has its line. */
#define EACH_OTHER(in_a, in_b, below_b, below_a)                                            \
    GATE_OF(RUN("5 h"), STANDING("one", "ra", in_a, "a"), STANDING("two", "rb", in_b, "b"), \
            STATION("a", "1", "1 min"), WHILE("b", below_b), STATION("b", "1", "1 min"),    \
            WHILE("a", below_a), ROUTE("ra", "  a\n"), ROUTE("rb", "  b\n"))

static const struct told each_other = {2,
                                       {"truck one 0 waits at a until b has fewer trucks",
                                        "truck two 0 waits at b until a has fewer trucks"}};

static void two_lines_that_wait_for_each_other_stand_still(void **state)
{
    (void)state;
    stands(EACH_OTHER("2", "3", "3", "2"), 1, &each_other);
    goes_on(EACH_OTHER("2", "3", "4", "2"), 5);
    goes_on(EACH_OTHER("2", "3", "3", "3"), 5);
}

/* zero waits for trucks of the circle, but none of them for it. */
static void who_only_waits_for_a_circle_is_not_named(void **state)
{
    (void)state;
    stands(GATE_OF(RUN("5 h"), STANDING("zero", "rc", "1", "c"), STANDING("one", "ra", "1", "a"),
                   STANDING("two", "rb", "1", "b"), STATION("a", "1", "1 min"), WHILE("b", "1"),
                   STATION("b", "1", "1 min"), WHILE("a", "1"), STATION("c", "1", "1 min"),
                   WHILE("a", "1"), ROUTE("ra", "  a\n"), ROUTE("rb", "  b\n"),
                   ROUTE("rc", "  c\n")),
           1, &each_other);
}

/* a calls when b is empty; b's truck is done and wants to go to a, which has two places taken. */
static void a_line_that_waits_for_a_truck_that_is_held_stands_still(void **state)
{
    (void)state;
    stands(GATE_OF(RUN("5 h"), STANDING("one", "ra", "2", "a"), STANDING("two", "rb", "1", "b"),
                   STATION("b", "1", "1 min"), STATION("a", "1", "1 min"), "waiting = 1\n",
                   WHILE("b", "1"), ROUTE("ra", "  a\n"), ROUTE("rb", "  b\n  a\n")),
           1,
           TOLD(2, "truck one 0 waits at a until b has fewer trucks",
                "truck two 0 is held at b until a has room"));
}

/* A hundred stations, each of which calls when the next one is empty. */
static void a_circle_that_is_too_long_to_tell_is_cut_short(void **state)
{
    enum { STATIONS = 100 };
    static char text[STATIONS * 200];
    int n = snprintf(text, sizeof text, RUN("2 h"));

    (void)state;
    for (int i = 0; i < STATIONS; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      STANDING("c%d", "r%d", "1", "s%d") ROUTE("r%d", "  s%d\n")
                          STATION("s%d", "1", "1 min") WHILE("s%d", "1"),
                      i, i, i, i, i, i, (i + 1) % STATIONS);
    check_cut_short(text, 3999, "truck c70 0 waits at s70 until s71 has fewer");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_truck_to_come_by_another_lane_completes_the_group),
        cmocka_unit_test(a_truck_at_work_elsewhere_completes_the_group),
        cmocka_unit_test(whoever_completes_the_group_may_be_the_first_of_all),
        cmocka_unit_test(a_group_on_another_way_is_not_completed),
        cmocka_unit_test(a_group_that_nobody_comes_to_any_more_stands_still),
        cmocka_unit_test(a_truck_to_come_by_either_desk_completes_the_group),
        cmocka_unit_test(a_group_behind_a_group_is_completed),
        cmocka_unit_test(a_truck_that_goes_round_completes_the_group),
        cmocka_unit_test(a_group_that_fills_all_lanes_stands_still),
        cmocka_unit_test(a_group_stands_still_while_others_wait),
        cmocka_unit_test(a_group_with_a_limit_does_not_stand_still),
        cmocka_unit_test(who_passes_a_full_station_by_completes_the_group),
        cmocka_unit_test(a_truck_that_comes_back_completes_the_group),
        cmocka_unit_test(a_group_behind_a_desk_that_waits_for_it_stands_still),
        cmocka_unit_test(a_group_whose_people_are_in_it_stands_still),
        cmocka_unit_test(a_driver_of_a_later_shift_completes_the_group),
        cmocka_unit_test(a_lane_and_its_only_driver_stand_still),
        cmocka_unit_test(a_lane_with_drivers_enough_goes_on),
        cmocka_unit_test(a_desk_whose_people_stand_in_its_line_stands_still),
        cmocka_unit_test(who_waits_for_what_never_comes_is_in_no_circle),
        cmocka_unit_test(a_long_line_for_officers_is_no_circle),
        cmocka_unit_test(a_group_with_no_room_for_its_second_truck_stands_still),
        cmocka_unit_test(a_group_that_gets_room_later_goes_on),
        cmocka_unit_test(lost_patience_gives_room),
        cmocka_unit_test(two_lines_that_wait_for_each_other_stand_still),
        cmocka_unit_test(who_only_waits_for_a_circle_is_not_named),
        cmocka_unit_test(a_line_that_waits_for_a_truck_that_is_held_stands_still),
        cmocka_unit_test(a_circle_that_is_too_long_to_tell_is_cut_short),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
