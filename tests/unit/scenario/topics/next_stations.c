/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the public face says of places: the ways between them, when they are shut, what is planned
 * to happen to them. The run starts on Monday, 2025-01-06, and lasts two weeks. */
#include "tests/unit/scenario_load.h"

#define STATION(name) "[station " name "]\nservers = 1\nservice = 1 min\n"
#define STATIONS STATION("a") STATION("b") STATION("c")
#define CLASS "[class x]\nroute = r\narrivals = poisson 60/h\n"

/* assert_links(route, more, expected): the labels of all links but those that turn back. */
static void assert_links(const char *steps, const char *more, const char *expected)
{
    char text[2000], found[2000] = "";
    struct gatesim_scenario *S;

    snprintf(text, sizeof text, "%s%s[route r]\nsteps =\n%s%s%s", LOAD_RUN, CLASS, steps, STATIONS,
             more);
    S = load(text);
    for (uint32_t i = 0; i < S->link_count; i++) {
        if (S->links[i].to == S->station_count + 1)
            continue;
        strcat(found, S->links[i].label);
        strcat(found, "\n");
    }
    assert_string_equal(found, expected);
    gatesim_scenario_destroy(S);
}

static void a_chain_has_a_link_for_each_step(void **state)
{
    (void)state;
    assert_links("    a\n    b\n    c\n", "", "arrival -> a\na -> b\nb -> c\nc -> crossed\n");
}

static void conditions_and_shares_branch(void **state)
{
    (void)state;
    assert_links("    a if class is x\n    b for 20 %\n    c\n", "",
                 "arrival -> a\narrival -> b\narrival -> c\na -> b\na -> c\nb -> c\n"
                 "c -> crossed\n");
}

static void stations_side_by_side_meet_behind(void **state)
{
    (void)state;
    assert_links("    a\n    side by side b, c\n", "",
                 "arrival -> a\na -> b\na -> c\nb -> crossed\nc -> crossed\n");
}

static void a_repeat_leads_back(void **state)
{
    (void)state;
    assert_links("    a\n    b\n    c\n    repeat from b for 10 %\n", "",
                 "arrival -> a\na -> b\nb -> c\nc -> b\nc -> crossed\n");
}

static void a_full_place_may_be_passed_by(void **state)
{
    (void)state;
    assert_links("    a\n    d\n    c\n",
                 "[station d]\nservers = 1\nservice = 1 min\nwaiting = 2\nwhen-full = skip\n",
                 "arrival -> a\na -> c\na -> d\nc -> crossed\nd -> c\n");
}

static void trucks_of_a_backlog_begin_where_they_stand(void **state)
{
    (void)state;
    assert_links("    a\n    b\n",
                 "[class y]\nroute = r\narrivals = poisson 1/h\nbacklog = 3 trucks at b\n",
                 "arrival -> a\narrival -> b\na -> b\nb -> crossed\n");
}

static void every_place_may_turn_back(void **state)
{
    struct gatesim_scenario *S = load(LOAD_RUN CLASS "[route r]\nsteps = a\n" STATION("a"));
    uint32_t back = 0;

    (void)state;
    for (uint32_t i = 0; i < S->link_count; i++)
        back += S->links[i].to == S->station_count + 1;
    assert_int_equal(back, 2); /* on arrival, and from a */
    assert_int_equal(S->first_link[0], 0);
    assert_int_equal(S->first_link[1], 2);
    assert_int_equal(S->first_link[2], S->link_count);
    gatesim_scenario_destroy(S);
}

static void assert_span(struct gatesim_span at, double from, double to)
{
    assert_int_equal(at.from, load_hours(from));
    assert_int_equal(at.to, load_hours(to));
}

static void a_place_is_shut_when_closed_or_without_servers(void **state)
{
    struct gatesim_scenario *S =
        load(LOAD_RUN CLASS "[route r]\nsteps = a\n[station a]\nservice = 1 min\n"
                            "hours = 07:00-20:00\nservers = 2, 0 during 12:00-13:00\n");
    struct gatesim_span at;
    size_t count = 0;

    (void)state;
    assert_true(gatesim_scenario_shut(S, 0, 0, &at));
    assert_span(at, 0, 7);
    assert_true(gatesim_scenario_shut(S, 0, 1, &at));
    assert_span(at, 12, 13);
    assert_true(gatesim_scenario_shut(S, 0, 2, &at));
    assert_span(at, 20, 31);
    while (gatesim_scenario_shut(S, 0, count, &at))
        count++;
    assert_int_equal(count, 29); /* the first night, 14 noons, 13 nights, the last evening */
    assert_true(gatesim_scenario_shut(S, 0, 28, &at));
    assert_span(at, 13 * 24 + 20, 14 * 24);
    gatesim_scenario_destroy(S);
}

static void a_place_without_hours_is_never_shut(void **state)
{
    struct gatesim_scenario *S = load(LOAD_RUN CLASS "[route r]\nsteps = a\n" STATION("a"));
    struct gatesim_span at;

    (void)state;
    assert_false(gatesim_scenario_shut(S, 0, 0, &at));
    gatesim_scenario_destroy(S);
}

static void planned_incidents_are_told_for_each_place(void **state)
{
    struct gatesim_scenario *S =
        load(LOAD_RUN CLASS "[route r]\nsteps =\n    a\n    b\n    c\n" STATIONS
                            "[incident storm]\nstations = a, c\neffect = closed\n"
                            "on = 2025-01-07\n"
                            "[incident chance]\nstations = b\neffect = down\n"
                            "every = exponential mean 3 d\nlasts = 2 h\n");
    struct gatesim_incident K;

    (void)state;
    assert_true(gatesim_scenario_incident(S, 0, &K));
    assert_string_equal(K.name, "storm");
    assert_int_equal(K.station, 0);
    assert_span(K.span, 24, 48);
    assert_true(gatesim_scenario_incident(S, 1, &K));
    assert_int_equal(K.station, 2);
    assert_false(gatesim_scenario_incident(S, 2, &K));
    gatesim_scenario_destroy(S);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chain_has_a_link_for_each_step),
        cmocka_unit_test(conditions_and_shares_branch),
        cmocka_unit_test(stations_side_by_side_meet_behind),
        cmocka_unit_test(a_repeat_leads_back),
        cmocka_unit_test(a_full_place_may_be_passed_by),
        cmocka_unit_test(trucks_of_a_backlog_begin_where_they_stand),
        cmocka_unit_test(every_place_may_turn_back),
        cmocka_unit_test(a_place_is_shut_when_closed_or_without_servers),
        cmocka_unit_test(a_place_without_hours_is_never_shut),
        cmocka_unit_test(planned_incidents_are_told_for_each_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
