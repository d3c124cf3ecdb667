/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a view of the gate is told at an instant, worked out by hand: what every place does, where
 * every truck is, since when and until when. */
#include "tests/theory/world.h"

#include "gatesim/state.h"

#define MIN (60 * GATESIM_TICKS_PER_SECOND)

struct sight {
    enum gatesim_doing doing;
    uint32_t station, last;
    double since, until; /* minutes; until -1: not known */
};

static gatesim_ticks ticks(double minutes)
{
    return minutes < 0 ? GATESIM_NEVER : (gatesim_ticks)(minutes * (double)MIN);
}

/* check_truck(G, serial, place, S): the truck of class 0 is seen once at that place, as *S says. */
static void check_truck(const struct gatesim *G, uint32_t serial, const struct sight *S)
{
    struct gatesim_presence T;
    uint32_t cursor = 0;
    unsigned seen = 0;

    while (gatesim_trucks(G, &cursor, &T)) {
        if (T.serial != serial || T.station != S->station)
            continue;
        seen++;
        if (T.doing != S->doing)
            fail_msg("truck %u is %s", serial, gatesim_doing_name(T.doing));
        assert_int_equal(T.class_index, 0);
        assert_int_equal(T.last, S->last);
        assert_true(T.since == ticks(S->since));
        assert_true(T.until == ticks(S->until));
    }
    if (seen != 1)
        fail_msg("truck %u is %u times at station %u", serial, seen, S->station);
}

/* check_trucks(G, first, count, sights): the trucks inside are as many, numbered from first. */
static void check_trucks(const struct gatesim *G, uint32_t first, unsigned count,
                         const struct sight *sights)
{
    struct gatesim_presence T;
    uint32_t cursor = 0;
    unsigned inside = 0;

    while (gatesim_trucks(G, &cursor, &T))
        inside++;
    assert_int_equal(inside, count);
    for (unsigned i = 0; i < count; i++)
        check_truck(G, first + i, &sights[i]);
}

static struct gatesim *begin(const char *text, struct gatesim_scenario **S)
{
    struct gatesim *G = NULL;

    *S = world_scenario(text);
    assert_int_equal(gatesim_create(*S, 0, NULL, &G), 0);
    return G;
}

static void at(struct gatesim *G, double minutes)
{
    assert_true(gatesim_run_until(G, ticks(minutes)) >= 0);
}

static void end(struct gatesim *G, struct gatesim_scenario *S)
{
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
}

#define RUN(route)                                                                     \
    "[scenario]\nduration = 12 h\n[class truck]\nroute = r\narrivals = every 10 min\n" \
    "[route r]\nsteps =\n" route

/* Trucks come at 10, 20, ...; called forward for 1 min, served for 14. The exit takes one for 40
 * min and has no room to wait: the second, done at 40, is blocked at its booth until 65. */
#define LANE                                                          \
    RUN("  booth\n  exit\n")                                          \
    "[station booth]\nservers = 1\nsetup = 1 min\nservice = 14 min\n" \
    "[station exit]\nservers = 1\nwaiting = 0\nservice = 40 min\nclosed = 01:05-02:00\n"

static void trucks_in_a_lane(void **state)
{
    struct gatesim_scenario *S;
    struct gatesim *G = begin(LANE, &S);

    (void)state;
    at(G, 9.5);
    check_trucks(G, 0, 0, NULL);
    at(G, 10.5);
    check_trucks(G, 0, 1, &(struct sight){GATESIM_DOING_IN_SETUP, 0, 0, 10, 11});
    at(G, 22);
    check_trucks(G, 0, 2,
                 (const struct sight[]){{GATESIM_DOING_IN_SERVICE, 0, 0, 11, 25},
                                        {GATESIM_DOING_IN_LINE, 0, 0, 20, -1}});
    at(G, 45);
    check_trucks(G, 0, 4,
                 (const struct sight[]){{GATESIM_DOING_IN_SERVICE, 1, 1, 25, 65},
                                        {GATESIM_DOING_BLOCKED, 0, 0, 40, -1},
                                        {GATESIM_DOING_IN_LINE, 0, 0, 30, -1},
                                        {GATESIM_DOING_IN_LINE, 0, 0, 40, -1}});
    end(G, S);
}

static void places_of_a_lane(void **state)
{
    struct gatesim_scenario *S;
    struct gatesim *G = begin(LANE, &S);
    struct gatesim_place booth, out;
    struct gatesim_flow flow;

    (void)state;
    at(G, 45);
    gatesim_place(G, 0, &booth);
    gatesim_place(G, 1, &out);
    gatesim_flow(G, 0, &flow);
    assert_int_equal(booth.state, GATESIM_PLACE_OPEN);
    assert_int_equal(booth.queue, 2);
    assert_int_equal(booth.busy, 0);
    assert_int_equal(booth.blocked, 1);
    assert_int_equal(booth.before, 0);
    assert_int_equal(booth.on_shift, 1);
    assert_int_equal(booth.servers, 1);
    assert_int_equal(booth.waiting, GATESIM_UNLIMITED);
    assert_int_equal(booth.arrived, 4);
    assert_int_equal(booth.served, 2);
    assert_true(booth.speed == 1);
    assert_int_equal(out.busy, 1);
    assert_int_equal(out.before, 1);
    assert_int_equal(out.waiting, 0);
    assert_int_equal(out.served, 0);
    assert_int_equal(flow.arrived, 4);
    assert_int_equal(flow.crossed, 0);
    at(G, 66);
    gatesim_place(G, 1, &out);
    gatesim_flow(G, 0, &flow);
    assert_int_equal(out.state, GATESIM_PLACE_CLOSED);
    assert_int_equal(out.served, 1);
    assert_int_equal(flow.arrived, 6);
    assert_int_equal(flow.crossed, 1);
    assert_int_equal(flow.turned_back, 0);
    end(G, S);
}

/* The first truck is done at 11 and under way until 15; its papers take until 20 + 30. */
static void trucks_between_stations(void **state)
{
    struct gatesim_scenario *S;
    struct gatesim *G =
        begin(RUN("  booth\n  hall\n  await papers 30 min\n") "[station booth]\nservers = "
                                                              "1\nservice = 1 min\ntravel = 4 min\n"
                                                              "[station hall]\nservers = "
                                                              "1\nservice = 5 min\n",
              &S);
    struct gatesim_place hall;

    (void)state;
    at(G, 12);
    check_trucks(G, 0, 1, &(struct sight){GATESIM_DOING_UNDER_WAY, 1, 0, 11, 15});
    gatesim_place(G, 1, &hall);
    assert_int_equal(hall.incoming, 1);
    at(G, 20.5);
    check_trucks(G, 0, 2,
                 (const struct sight[]){{GATESIM_DOING_AWAITS, 1, 1, 20, -1},
                                        {GATESIM_DOING_IN_SERVICE, 0, 0, 20, 21}});
    end(G, S);
}

/* Three go on together: the first two, done at 11 and 21, wait at the booth for the third. */
static void trucks_that_gather(void **state)
{
    struct gatesim_scenario *S;
    struct gatesim *G = begin(
        RUN("  booth\n  gather 3\n  turn back\n") "[station booth]\nservers = 3\nservice = 1 min\n",
        &S);
    struct gatesim_flow flow;

    (void)state;
    at(G, 29);
    check_trucks(G, 0, 2,
                 (const struct sight[]){{GATESIM_DOING_GATHERS, 0, 0, 11, -1},
                                        {GATESIM_DOING_GATHERS, 0, 0, 21, -1}});
    at(G, 32);
    check_trucks(G, 0, 0, NULL);
    gatesim_flow(G, 0, &flow);
    assert_int_equal(flow.turned_back, 3);
    end(G, S);
}

/* The desk closes at 15 and leaves its truck in mid-service until 60. */
static void a_truck_left_in_mid_service(void **state)
{
    struct gatesim_scenario *S;
    struct gatesim *G = begin(RUN("  booth\n") "[station booth]\nservers = 1\nservice = 8 min\n"
                                               "closed = 00:15-01:00\nat-closing = leave\n",
                              &S);
    struct gatesim_place booth;

    (void)state;
    at(G, 16);
    check_trucks(G, 0, 1, &(struct sight){GATESIM_DOING_SUSPENDED, 0, 0, 15, -1});
    gatesim_place(G, 0, &booth);
    assert_int_equal(booth.state, GATESIM_PLACE_CLOSED);
    assert_int_equal(booth.suspended, 1);
    assert_int_equal(booth.on_shift, 0);
    end(G, S);
}

/* The only officer is with the first truck: a booth is free for the second, people are not. */
static void places_short_of_staff(void **state)
{
    struct gatesim_scenario *S;
    struct gatesim *G = begin(RUN("  booth\n") "[pool officers]\npeople = 1\n"
                                               "[station booth]\nservers = 2\nservice = 1 h\n"
                                               "needs = officers\n",
                              &S);
    struct gatesim_place booth;

    (void)state;
    at(G, 25);
    gatesim_place(G, 0, &booth);
    assert_int_equal(booth.state, GATESIM_PLACE_STAFF);
    assert_int_equal(booth.queue, 1);
    assert_int_equal(booth.busy, 1);
    end(G, S);
}

/* Every name is there, and another one; beyond the last there is none. */
static void names(void **state)
{
    (void)state;
    assert_string_equal(gatesim_doing_name(GATESIM_DOING_IN_LINE), "in line at");
    assert_string_equal(gatesim_doing_name(GATESIM_DOINGS), "");
    assert_string_equal(gatesim_place_state_name(GATESIM_PLACE_HELD), "held");
    assert_string_equal(gatesim_place_state_name(GATESIM_PLACE_STATES), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trucks_in_a_lane),
        cmocka_unit_test(places_of_a_lane),
        cmocka_unit_test(trucks_between_stations),
        cmocka_unit_test(trucks_that_gather),
        cmocka_unit_test(a_truck_left_in_mid_service),
        cmocka_unit_test(places_short_of_staff),
        cmocka_unit_test(names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
