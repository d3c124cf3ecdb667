/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The load that is known before a run, and the cycle that it is of. */
#include "tests/unit/scenario_load.h"

#include <math.h>

#include "sim/scenario/model/scenario.h"
#include "tests/unit/close.h"

#define WEEKS(n) "[scenario]\nstart = 2025-01-06\nduration = " n " w\n"
#define COME(keys) "[class a]\nroute = r\n" keys
#define DESK(keys) "[station desk]\n" keys
#define ROUTE "[route r]\nsteps =\n    desk\n"
#define WET "[attribute goods]\nshares = wet 50 %, dry 50 %\n"
#define AGAIN ROUTE "    repeat from desk for 25 %\n"
#define DAY (INT64_C(86400) * GATESIM_TICKS_PER_SECOND)

/* 60 trucks a day of 18 min are 18 h of work; 54 h a week are what one server can do in its hours,
 * 168 h without; two of them at half speed as much as one. */
static void work_is_held_against_open_hours(void **state)
{
    static const struct {
        const char *text;
        double load;
        gatesim_ticks cycle;
    } cases[] = {
        {WEEKS("3") COME("arrivals = poisson 60/d\n")
             DESK("servers = 1\nservice = gamma mean 18 min cv 0.5\n") ROUTE,
         18.0 / 24, 0},
        {WEEKS("3") COME("arrivals = every 24 min\n")
             DESK("servers = 2\nspeed = 0.5\nservice = 18 min\nhours = Mon-Fri 08:00-18:00, Sat "
                  "08:00-12:00\n") ROUTE,
         7 * 18.0 / 54, 7 * DAY},
        {WEEKS("3") COME("arrivals = poisson 20/d\nbatch = 3\n")
             DESK("servers = 1, 2 during 08:00-14:00\nservice = 18 min\n") ROUTE,
         18.0 / 30, DAY},
        {WEEKS("3") COME("arrivals = poisson 60/d\n") DESK("servers = unlimited\nservice = 9 h\n")
             ROUTE,
         0, 0},
        /* Half of the trucks take twice as long, and a quarter comes again. */
        {WEEKS("3") COME("arrivals = poisson 60/d\n")
             DESK("servers = 2\nservice = 6 min\nservice if goods is wet = 12 min\n") WET AGAIN,
         60 * 9 / 0.75 / (2 * 24 * 60), 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct gatesim_scenario *S = load(cases[i].text);

        assert_close(S->station_load[0], cases[i].load, 1e-9);
        assert_int_equal(S->cycle, cases[i].cycle);
        gatesim_scenario_destroy(S);
    }
}

/* Two desks share two officers, who are on shift all day; both are open 12 h. */
static void people_have_a_load_of_their_own(void **state)
{
    struct gatesim_scenario *S = load(WEEKS("2") COME("arrivals = poisson 48/d\n") DESK(
        "servers = 3\nneeds = officers\nservice = 12 min\nhours = Mon-Sun "
        "07:00-19:00\n") "[station hall]\nservers = 3\nneeds = officers\nservice = 6 "
                         "min\n"
                         "hours = Mon-Sun 07:00-19:00\n[pool officers]\npeople = "
                         "1\nadded = 1\n"
                         "[route r]\nsteps =\n    desk\n    hall\n");

    (void)state;
    assert_close(S->pool_load[0], 48 * 18 / (2 * 12 * 60.0), 1e-9);
    assert_close(S->station_load[0], 48 * 12 / (3 * 12 * 60.0), 1e-9);
    gatesim_scenario_destroy(S);
}

/* What breaks down, or is kept as a place, is not known before the run. */
static void what_is_not_known_has_no_load(void **state)
{
    static const char *const keys[] = {"fails-after = exponential mean 20 d\nrepair = 1 h\n",
                                       "keeps-place = yes\n"};

    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char text[1000];
        struct gatesim_scenario *S;

        snprintf(text, sizeof text, "%s%s%s",
                 WEEKS("2") COME("arrivals = poisson 48/d\n")
                     DESK("servers = 3\nservice = 12 min\n"),
                 keys[i], ROUTE);
        S = load(text);
        assert_true(isnan(S->station_load[0]));
        gatesim_scenario_destroy(S);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_is_held_against_open_hours),
        cmocka_unit_test(people_have_a_load_of_their_own),
        cmocka_unit_test(what_is_not_known_has_no_load),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
