/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes as programs: which step leads where. */
#include "tests/unit/scenario_load.h"

#define STATIONS                                                                             \
    "[attribute channel]\nshares = green 60 %, red 40 %\n"                                   \
    "[station a]\nservers = 1\nservice = 1 min\n[station b]\nservers = 1\nservice = 1 min\n" \
    "[station c]\nservers = 1\nservice = 1 min\n"

/* load_steps(steps): a scenario whose route 0 has these steps. */
static struct gatesim_scenario *load_steps(const char *steps)
{
    char text[2000];

    snprintf(text, sizeof text, "%s%s%s%s", LOAD_RUN,
             "[class x]\nroute = r\narrivals = poisson 1/h\n", STATIONS "[route r]\nsteps =\n",
             steps);
    return load(text);
}

static void assert_ops(const struct scn_route *route, const enum scn_op *ops, uint32_t count)
{
    assert_int_equal(route->step_count, count);
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(route->steps[i].op, ops[i]);
}

static void a_condition_and_a_share_lead_past_the_step(void **state)
{
    static const enum scn_op ops[] = {SCN_VISIT, SCN_UNLESS, SCN_CHANCE,
                                      SCN_VISIT, SCN_VISIT,  SCN_CROSS};
    struct gatesim_scenario *S = load_steps("    a\n    b if channel is red for 20 %\n    c\n");
    const struct scn_step *s = S->routes[0].steps;

    (void)state;
    assert_ops(&S->routes[0], ops, 6);
    assert_int_equal(s[0].station, 0);
    assert_int_equal(s[1].target, 4);
    assert_int_equal(s[1].when.count, 1);
    assert_int_equal(s[2].target, 4);
    assert_near(s[2].chance, 0.2, 1e-15);
    assert_int_equal(s[3].station, 1);
    gatesim_scenario_destroy(S);
}

static void shares_choose_among_visits(void **state)
{
    static const enum scn_op ops[] = {SCN_SHARE, SCN_VISIT, SCN_JUMP,
                                      SCN_VISIT, SCN_VISIT, SCN_CROSS};
    struct gatesim_scenario *S = load_steps("    either a 60 % or b 40 %\n    c\n");
    const struct scn_step *s = S->routes[0].steps;

    (void)state;
    assert_ops(&S->routes[0], ops, 6);
    assert_int_equal(s[0].count, 2);
    assert_int_equal(s[0].targets[0], 1);
    assert_int_equal(s[0].targets[1], 3);
    assert_int_equal(s[0].stations[1], 1);
    assert_near(s[0].cumulated[0], 0.6, 1e-15);
    assert_true(s[0].cumulated[1] == 1);
    assert_int_equal(s[2].target, 4);
    gatesim_scenario_destroy(S);
}

static void conditions_choose_the_first_that_holds(void **state)
{
    static const enum scn_op ops[] = {SCN_UNLESS, SCN_VISIT, SCN_JUMP,  SCN_UNLESS,
                                      SCN_VISIT,  SCN_JUMP,  SCN_VISIT, SCN_CROSS};
    struct gatesim_scenario *S =
        load_steps("    either a if channel is green or red or b if class is x or c otherwise\n");
    const struct scn_step *s = S->routes[0].steps;

    (void)state;
    assert_ops(&S->routes[0], ops, 8);
    assert_int_equal(s[0].target, 3);
    assert_true(scn_test_holds(&s[0].when.tests[0], 0) && scn_test_holds(&s[0].when.tests[0], 1));
    assert_int_equal(s[2].target, 7);
    assert_int_equal(s[3].target, 6);
    assert_int_equal(s[5].target, 7);
    assert_int_equal(s[6].station, 2);
    gatesim_scenario_destroy(S);
}

static void the_shortest_is_found_among_stations(void **state)
{
    static const enum scn_op ops[] = {SCN_FEWEST, SCN_VISIT, SCN_JUMP, SCN_VISIT, SCN_CROSS};
    struct gatesim_scenario *S = load_steps("    shortest of c, b\n");
    const struct scn_step *s = S->routes[0].steps;

    (void)state;
    assert_ops(&S->routes[0], ops, 5);
    assert_int_equal(s[0].stations[0], 2);
    assert_int_equal(s[0].stations[1], 1);
    assert_int_equal(s[0].targets[1], 3);
    gatesim_scenario_destroy(S);
}

/* 99.97 % of 65535 times: 3e-9; 99.96 %: 4e-12. */
static void a_repeat_that_is_cut_short_is_warned_of(void **state)
{
    static const struct {
        const char *steps;
        size_t warnings;
    } cases[] = {{"    a\n    repeat from a for 99.97 %\n", 1},
                 {"    a\n    repeat from a for 99.96 %\n", 0},
                 {"    a\n    repeat from a for 99.99 % at most 60000 times\n", 0}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct gatesim_scenario *S = load_steps(cases[i].steps);
        const struct gatesim_diagnostics *D = gatesim_scenario_warnings(S);

        assert_int_equal(gatesim_diagnostics_count(D), cases[i].warnings);
        if (cases[i].warnings > 0)
            assert_string_equal(gatesim_diagnostics_at(D, 0)->message,
                                "a truck repeats 65535 times at most; say 'at most N times' for "
                                "fewer");
        gatesim_scenario_destroy(S);
    }
}

static void a_repeat_goes_back_to_the_first_step_that_visits(void **state)
{
    static const enum scn_op ops[] = {SCN_VISIT,  SCN_CHANCE, SCN_SHARE, SCN_VISIT,
                                      SCN_JUMP,   SCN_VISIT,  SCN_VISIT, SCN_REPEAT,
                                      SCN_UNLESS, SCN_REPEAT, SCN_CROSS};
    struct gatesim_scenario *S =
        load_steps("    a\n    either b 50 % or c 50 % for 30 %\n    c\n    repeat from c for 5 %\n"
                   "    repeat from a at most 3 times if channel is red\n");
    const struct scn_step *s = S->routes[0].steps;

    (void)state;
    assert_ops(&S->routes[0], ops, 11);
    assert_int_equal(s[7].target, 1);
    assert_near(s[7].chance, 0.05, 1e-15);
    assert_int_equal(s[7].limit, SCN_NONE);
    assert_int_equal(s[7].loop, 0);
    assert_int_equal(s[9].target, 0);
    assert_true(s[9].chance == 1);
    assert_int_equal(s[9].limit, 3);
    assert_int_equal(s[9].loop, 1);
    assert_int_equal(s[8].target, 10);
    assert_int_equal(S->routes[0].loop_count, 2);
    gatesim_scenario_destroy(S);
}

static void routes_are_unfolded_with_their_condition_around(void **state)
{
    static const enum scn_op ops[] = {SCN_UNLESS, SCN_VISIT,  SCN_CHANCE, SCN_VISIT,
                                      SCN_VISIT,  SCN_CHANCE, SCN_VISIT,  SCN_CROSS};
    struct gatesim_scenario *S = load_steps("    follow sub if channel is red\n    follow sub\n"
                                            "[route sub]\nsteps =\n    a\n    b for 50 %\n");
    const struct scn_step *s = S->routes[0].steps;

    (void)state;
    assert_ops(&S->routes[0], ops, 8);
    assert_int_equal(s[0].target, 4);
    assert_int_equal(s[2].target, 4);
    assert_int_equal(s[5].target, 7);
    assert_int_equal(s[1].occurrence, 0);
    assert_int_equal(s[4].occurrence, 1); /* a, again */
    assert_true(s[2].purpose == s[5].purpose);
    assert_int_equal(s[2].occurrence, 0);
    assert_int_equal(s[5].occurrence, 1);
    assert_int_equal(S->routes[1].step_count, 4);
    gatesim_scenario_destroy(S);
}

static void driving_setting_leaving_and_crossing(void **state)
{
    static const enum scn_op ops[] = {SCN_VISIT,  SCN_DRIVE, SCN_SET,   SCN_CHANCE, SCN_OUT,
                                      SCN_UNLESS, SCN_CROSS, SCN_VISIT, SCN_CROSS};
    struct gatesim_scenario *S =
        load_steps("    a\n    drive exponential mean 12 min\n    set channel to red\n"
                   "    turn back for 1 %\n    cross if channel is green\n    b\n");
    const struct scn_step *s = S->routes[0].steps;

    (void)state;
    assert_ops(&S->routes[0], ops, 9);
    assert_true(s[1].dist.kind == DIST_EXPONENTIAL && s[1].dist.a == 720);
    assert_int_equal(s[2].attribute, SCN_BUILTINS);
    assert_int_equal(s[2].value, 1);
    assert_int_equal(s[3].target, 5);
    assert_int_equal(s[5].target, 7);
    gatesim_scenario_destroy(S);
}

static void another_step_does_not_shift_the_numbers_of_a_step(void **state)
{
    struct gatesim_scenario *S = load_steps("    a\n    b for 20 %\n    either a 50 % or c 50 %\n");
    struct gatesim_scenario *T =
        load_steps("    a\n    c for 10 %\n    drive 5 min\n    b for 20 %\n"
                   "    either a 50 % or c 50 %\n");

    (void)state;
    assert_true(S->routes[0].steps[1].purpose == T->routes[0].steps[4].purpose);
    assert_true(S->routes[0].steps[3].purpose == T->routes[0].steps[6].purpose);
    assert_int_equal(T->routes[0].steps[4].occurrence, 0);
    gatesim_scenario_destroy(S);
    gatesim_scenario_destroy(T);
}

static void a_backlog_stands_at_the_first_visit(void **state)
{
    struct gatesim_scenario *S =
        load(LOAD_RUN STATIONS "[class x]\nroute = r\nbacklog = 300 trucks at c, 5 at b\n"
                               "[route r]\nsteps =\n    a\n    either b 50 % or c 50 %\n    c\n");

    (void)state;
    assert_int_equal(S->classes[0].backlog_count, 2);
    assert_int_equal(S->classes[0].backlog[0].trucks, 300);
    assert_int_equal(S->classes[0].backlog[0].step, 4);
    assert_int_equal(S->classes[0].backlog[1].step, 2);
    gatesim_scenario_destroy(S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_condition_and_a_share_lead_past_the_step),
        cmocka_unit_test(shares_choose_among_visits),
        cmocka_unit_test(conditions_choose_the_first_that_holds),
        cmocka_unit_test(the_shortest_is_found_among_stations),
        cmocka_unit_test(a_repeat_that_is_cut_short_is_warned_of),
        cmocka_unit_test(a_repeat_goes_back_to_the_first_step_that_visits),
        cmocka_unit_test(routes_are_unfolded_with_their_condition_around),
        cmocka_unit_test(driving_setting_leaving_and_crossing),
        cmocka_unit_test(another_step_does_not_shift_the_numbers_of_a_step),
        cmocka_unit_test(a_backlog_stands_at_the_first_visit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
