/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goods, costs and forces, worked out by hand on gates without chance. */
#include "tests/theory/world.h"

#define HOUR 3600.0

/* Fruit comes at 06:00, 12:00 and 18:00, is served for 2 h without a wait, and crosses 3 h old:
 * 30 % of its shelf life of 10 h are gone. Fish comes at 10:00 and 20:00, is looked at for 1 h and
 * sent home. */
#define GATE                                                                               \
    "[scenario]\nduration = 1 d\n[results]\nby = cargo\n"                                  \
    "[cargo fruit]\nvalue = 1 thousand VND\nweight = 10 t\nshelf-life = 10 h\nage = 1 h\n" \
    "spoiled-above = 25 %\n"                                                               \
    "[cargo fish]\nvalue = 1000 VND\nshelf-life = 10 h\nloss = step\nhome-price = 25 %\n"  \
    "[costs]\ndriver = 24 VND/d\nparking = 1 VND/h\nreefer = 2 VND/h\nidling = 2 l/h\n"    \
    "fee = 50 VND\nfee if cargo is fish = 70 VND\n"                                        \
    "[class fruit]\ncargo = fruit\nroute = through\narrivals = every 6 h\n"                \
    "[class fish]\ncargo = fish\nroute = home\narrivals = every 10 h\n"                    \
    "[station customs]\nagency = customs\nservers = 1\nservice = 2 h\ncost = 100 VND/h\n"  \
    "fee = 7 VND\n"                                                                        \
    "[station vet]\nagency = quarantine\nservers = 1\nservice = 1 h\n"                     \
    "fee if cargo is fruit = 5 VND\nfee = 11 VND\n"                                        \
    "[route through]\nsteps =\n  customs\n[route home]\nsteps =\n  vet\n  turn back\n"

static struct gatesim_scenario *scenario;
static struct gatesim *gate;

static void run(const char *text)
{
    scenario = world_scenario(text);
    assert_int_equal(gatesim_create(scenario, 0, NULL, &gate), 0);
    assert_true(world_finish(gate) >= 0);
}

static int stop(void **state)
{
    (void)state;
    gatesim_destroy(gate);
    gatesim_scenario_destroy(scenario);
    return 0;
}

static void check(const char *group, const char *name, size_t i, double expected)
{
    const double value = world_value(scenario, gate, group, name, i);

    if (!(fabs(value - expected) <= 1e-9 * fabs(expected)))
        fail_msg("%s/%s[%zu] is %.12g, not %.12g", group, name, i, value, expected);
}

/* Driver 1, parking 1, reefer 2: 4 VND an hour; 3 trucks of 2 h, 2 trucks of 1 h. */
static void test_time_costs_what_drivers_places_and_cooling_cost(void **state)
{
    (void)state;
    run(GATE);
    check("cost", "time_cost", 0, 3 * 2 * 4);
    check("cost", "time_cost", 1, 2 * 1 * 4);
    check("agency", "time_cost", 0, 24);
    check("agency", "staff_cost", 0, 2400);
    check("summary", "staff_cost", 0, 2400);
    check("summary", "fuel", 0, 0); /* nobody waits */
}

static void test_goods_lose_value_by_their_age(void **state)
{
    (void)state;
    run(GATE);
    check("cost", "value_lost", 0, 3 * 300);
    check("cost", "spoiled", 0, 3);
    check("cost", "spoiled_weight", 0, 30000);
    check("cost", "turned_back_loss", 1, 2 * 750); /* fresh, but at a quarter of the price */
    check("summary", "total_cost", 0, 32 + 900 + 1500 + 2400);
}

/* One truck that crosses after an hour; its goods lose nothing before 2 h, 10 % at once then, and
 * evenly up to 40 % at 5 h and up to 80 % at 10 h, after which no more. */
static void test_loss_is_straight_between_its_points(void **state)
{
    static const struct {
        int age; /* when it crosses, min */
        double lost;
    } cases[] = {{60, 0},    {119, 0},   {120, 100}, {210, 250},
                 {300, 400}, {450, 600}, {600, 800}, {900, 800}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[800];

        snprintf(text, sizeof text,
                 "[scenario]\nduration = 1 d\n[cargo fruit]\nvalue = 1000 VND\n"
                 "loss = 10 %% at 2 h, 40 %% at 5 h, 80 %% at 10 h\nage = %d min\n"
                 "[class fruit]\ncargo = fruit\nroute = r\narrivals = every 20 h\n"
                 "[station s]\nservers = 1\nservice = 1 h\n[route r]\nsteps =\n  s\n",
                 cases[i].age - 60);
        run(text);
        check("cost", "value_lost", 0, cases[i].lost);
        if (i + 1 < sizeof cases / sizeof *cases)
            stop(state);
    }
}

/* Fruit pays 7 VND at customs and 50 when it crosses; fish pays 11 at the vet's, whose 5 are for
 * fruit, and does not cross. */
static void test_fees_are_paid_where_a_truck_is_served_and_when_it_crosses(void **state)
{
    (void)state;
    run(GATE);
    check("cost", "fees", 0, 3 * (7 + 50));
    check("cost", "fees", 1, 2 * 11);
    check("agency", "fees", 0, 3 * 7);
    check("agency", "fees", 1, 2 * 11);
}

/* Every 2 h a truck of 3 h of work: truck k = 0, 1, ... waits k h, 0 + 1 + ... + 7 h of those
 * that have been called by 24:00 (the first comes at 02:00, so truck 7 is called at 23:00); the
 * trucks 8, 9, 10 came at 18:00, 20:00, 22:00 and wait 6, 4 and 2 h up to the end. */
static void test_who_moves_up_in_a_line_burns_fuel(void **state)
{
    (void)state;
    run("[scenario]\nduration = 1 d\n[costs]\nidling = 2 l/h\nco2 = 3 kg/l\n[class truck]\nroute = "
        "r\n"
        "arrivals = every 2 h\n[station booth]\nagency = customs\nservers = 1\nservice = 3 "
        "h\n[route r]\nsteps =\n"
        "  booth\n");
    check("summary", "fuel", 0, 2 * (28 + 12));
    check("summary", "co2", 0, 3 * 2 * (28 + 12));
    check("agency", "co2", 0, 3 * 2 * (28 + 12));
}

static void test_a_force_is_timed_from_joining_to_release(void **state)
{
    (void)state;
    run(GATE);
    check("agency", "visits", 0, 3);
    check("agency", "time_mean", 0, 2 * HOUR);
    check("agency", "time_sd", 0, 0);
    check("agency", "wait_mean", 0, 0);
    check("agency", "service_mean", 1, HOUR);
    check("agency", "utilisation", 0, 0.25);
    check("delay", "agency_time", 1 * GATESIM_CAUSES + GATESIM_CAUSE_SERVICE, 2 * HOUR);
}

/* Values of cargo in the order of the classes: fruit, fish. */
static void test_trucks_are_told_apart_by_attribute(void **state)
{
    (void)state;
    run(GATE);
    check("by", "trucks_crossed", 0, 3);
    check("by", "time_in_system_mean", 0, 2 * HOUR);
    check("by", "trucks_turned_back", 1, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_time_costs_what_drivers_places_and_cooling_cost, stop),
        cmocka_unit_test_teardown(test_goods_lose_value_by_their_age, stop),
        cmocka_unit_test_teardown(test_loss_is_straight_between_its_points, stop),
        cmocka_unit_test_teardown(test_fees_are_paid_where_a_truck_is_served_and_when_it_crosses,
                                  stop),
        cmocka_unit_test_teardown(test_who_moves_up_in_a_line_burns_fuel, stop),
        cmocka_unit_test_teardown(test_a_force_is_timed_from_joining_to_release, stop),
        cmocka_unit_test_teardown(test_trucks_are_told_apart_by_attribute, stop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
