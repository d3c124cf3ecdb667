/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a view of the gate is told at an instant, worked out by hand: what every place does, where
 * every truck is, since when and until when. */
#include "tests/theory/sections.h"

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

static void at(struct world W, double minutes)
{
    assert_true(gatesim_run_until(W.G, ticks(minutes)) >= 0);
}

/* check_truck(G, serial, S): the truck of class 0 is seen once at that place, as *S says. */
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

/* check_trucks(W, minutes, count, sights): as many trucks are inside then, the first that came. */
static void check_trucks(struct world W, double minutes, unsigned count, const struct sight *sights)
{
    struct gatesim_presence T;
    uint32_t cursor = 0;
    unsigned inside = 0;

    at(W, minutes);
    while (gatesim_trucks(W.G, &cursor, &T))
        inside++;
    assert_int_equal(inside, count);
    for (unsigned i = 0; i < count; i++)
        check_truck(W.G, i, &sights[i]);
}

static struct gatesim_place place(struct world W, uint32_t station)
{
    struct gatesim_place P;

    gatesim_place(W.G, station, &P);
    return P;
}

/* Of class 0. */
static struct gatesim_flow flow(struct world W)
{
    struct gatesim_flow F;

    gatesim_flow(W.G, 0, &F);
    return F;
}

#define RUN(route)                                                                     \
    "[scenario]\nduration = 12 h\n[class truck]\nroute = r\narrivals = every 10 min\n" \
    "[route r]\nsteps =\n" route

/* Trucks come at 10, 20, ...; called forward for 1 min, served for 14. The exit takes one for 40
 * min and has no room to wait: the second, done at 40, is blocked at its booth until 65. */
#define LANE                                                                              \
    GATE_OF(RUN("  booth\n  exit\n"), STATION("booth", "1", "14 min"), "setup = 1 min\n", \
            STATION("exit", "1", "40 min"), "waiting = 0\nclosed = 01:05-02:00\n")

static void trucks_in_a_lane(void **state)
{
    const struct world W = gate_begin(LANE);

    (void)state;
    check_trucks(W, 9.5, 0, NULL);
    check_trucks(W, 10.5, 1, &(struct sight){GATESIM_DOING_IN_SETUP, 0, 0, 10, 11});
    check_trucks(W, 22, 2,
                 (const struct sight[]){{GATESIM_DOING_IN_SERVICE, 0, 0, 11, 25},
                                        {GATESIM_DOING_IN_LINE, 0, 0, 20, -1}});
    check_trucks(W, 45, 4,
                 (const struct sight[]){{GATESIM_DOING_IN_SERVICE, 1, 1, 25, 65},
                                        {GATESIM_DOING_BLOCKED, 0, 0, 40, -1},
                                        {GATESIM_DOING_IN_LINE, 0, 0, 30, -1},
                                        {GATESIM_DOING_IN_LINE, 0, 0, 40, -1}});
    world_end(&W);
}

static void places_of_a_lane(void **state)
{
    const struct world W = gate_begin(LANE);
    struct gatesim_place booth, out;
    struct gatesim_flow F;

    (void)state;
    at(W, 45);
    booth = place(W, 0);
    out = place(W, 1);
    F = flow(W);
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
    assert_int_equal(F.arrived, 4);
    assert_int_equal(F.crossed, 0);
    at(W, 66);
    out = place(W, 1);
    F = flow(W);
    assert_int_equal(out.state, GATESIM_PLACE_CLOSED);
    assert_int_equal(out.served, 1);
    assert_int_equal(F.arrived, 6);
    assert_int_equal(F.crossed, 1);
    assert_int_equal(F.turned_back, 0);
    world_end(&W);
}

/* The first truck is done at 11 and under way until 15; its papers take until 20 + 30. */
static void trucks_between_stations(void **state)
{
    const struct world W = gate_begin(GATE_OF(RUN("  booth\n  hall\n  await papers 30 min\n"),
                                              STATION("booth", "1", "1 min"), "travel = 4 min\n",
                                              STATION("hall", "1", "5 min")));

    (void)state;
    check_trucks(W, 12, 1, &(struct sight){GATESIM_DOING_UNDER_WAY, 1, 0, 11, 15});
    assert_int_equal(place(W, 1).incoming, 1);
    check_trucks(W, 20.5, 2,
                 (const struct sight[]){{GATESIM_DOING_AWAITS, 1, 1, 20, -1},
                                        {GATESIM_DOING_IN_SERVICE, 0, 0, 20, 21}});
    world_end(&W);
}

/* Three go on together: the first two, done at 11 and 21, wait at the booth for the third. */
static void trucks_that_gather(void **state)
{
    const struct world W = gate_begin(
        GATE_OF(RUN("  booth\n  gather 3\n  turn back\n"), STATION("booth", "3", "1 min")));

    (void)state;
    check_trucks(W, 29, 2,
                 (const struct sight[]){{GATESIM_DOING_GATHERS, 0, 0, 11, -1},
                                        {GATESIM_DOING_GATHERS, 0, 0, 21, -1}});
    check_trucks(W, 32, 0, NULL);
    assert_int_equal(flow(W).turned_back, 3);
    world_end(&W);
}

/* The desk closes at 15 and leaves its truck in mid-service until 60. */
static void a_truck_left_in_mid_service(void **state)
{
    const struct world W = gate_begin(GATE_OF(RUN("  booth\n"), STATION("booth", "1", "8 min"),
                                              "closed = 00:15-01:00\nat-closing = leave\n"));
    struct gatesim_place booth;

    (void)state;
    check_trucks(W, 16, 1, &(struct sight){GATESIM_DOING_SUSPENDED, 0, 0, 15, -1});
    booth = place(W, 0);
    assert_int_equal(booth.state, GATESIM_PLACE_CLOSED);
    assert_int_equal(booth.suspended, 1);
    assert_int_equal(booth.on_shift, 0);
    world_end(&W);
}

/* The only officer is with the first truck: a booth is free for the second, people are not. */
static void places_short_of_staff(void **state)
{
    const struct world W = gate_begin(GATE_OF(RUN("  booth\n"), "[pool officers]\npeople = 1\n",
                                              STATION("booth", "2", "1 h"), "needs = officers\n"));
    struct gatesim_place booth;

    (void)state;
    at(W, 25);
    booth = place(W, 0);
    assert_int_equal(booth.state, GATESIM_PLACE_STAFF);
    assert_int_equal(booth.queue, 1);
    assert_int_equal(booth.busy, 1);
    world_end(&W);
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
