/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/present/route_picture.h"
#include "tests/unit/said.h"

static const char gate[] =
    "[scenario]\nduration = 10 d\n"
    "[class a]\nroute = main\narrivals = poisson 24/d\n"
    "[station one]\nservers = 2\nservice = 72 min\n"
    "[station two]\nservers = unlimited\nservice = 1 min\n"
    "[route main]\nsteps =\n    one\n    side by side one, two\n    follow inner for 20 %\n    "
    "turn back\n"
    "[route inner]\nsteps =\n    two if class is a\n"
    "[route away]\nsteps =\n    two\n    drive 5 min\n";

static struct gatesim_scenario *parsed(void)
{
    struct gatesim_scenario *S = NULL;
    struct gatesim_diagnostics *D = NULL;

    if (gatesim_scenario_parse(gate, strlen(gate), "gate.ini", NULL, 0, &S, &D) != GATESIM_OK)
        fail_msg("%s", gatesim_diagnostics_at(D, 0)->message);
    return S;
}

static void note(void *user, const struct picture_row *row)
{
    fprintf(user, "%d%u %s|%s\n", row->mark, row->depth, row->name, row->who);
}

static void rows_follow_the_lines(void **state)
{
    struct gatesim_scenario *scn = parsed();
    struct said S;

    (void)state;
    said_begin(&S);
    assert_int_equal(route_picture_walk(scn, note, S.stream), GATESIM_OK);
    said_end(&S, "00 main: a (24 a day)|\n10 one|\n30 side by side one, two|\n11 one|\n11 two|\n"
                 "30 follow inner for 20 %|\n21 two|if class is a\n40 turned back|\n"
                 "00 away|\n10 two|\n30 drive 5 min|\n50 crossed|\n");
    gatesim_scenario_destroy(scn);
}

/* 24 trucks a day, twice 72 min each, two servers: 2 x 28.8 of 48 hours. */
static void loads_are_those_of_the_work(void **state)
{
    struct gatesim_scenario *scn = parsed();
    char b[PICTURE_SERVERS];

    (void)state;
    assert_float_equal(picture_load(scn, 0), 1.2, 1e-9);
    assert_true(isnan(picture_load(scn, 1)));
    assert_string_equal(picture_servers(b, scn, 0), "2 servers");
    assert_string_equal(picture_servers(b, scn, 1), "unlimited");
    gatesim_scenario_destroy(scn);
}

static void overload_is_told(void **state)
{
    struct gatesim_scenario *scn = parsed();
    struct said S;

    (void)state;
    said_begin(&S);
    route_picture_overload(scn, S.stream, "gate.ini");
    said_end(&S, "gate.ini: [station one] gets 120 % of the work that it can do in its hours: its "
                 "queue grows for as long as that lasts\n");
    gatesim_scenario_destroy(scn);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_follow_the_lines),
        cmocka_unit_test(loads_are_those_of_the_work),
        cmocka_unit_test(overload_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
