/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <unistd.h>

#include "gatesim/status.h"
#include "sim/experiment/loading.h"
#include "sim/experiment/stopping_rule.h"
#include "tests/unit/said.h"

#define BOOTH                                                                          \
    "[scenario]\nduration = 10 d\n[class truck]\nroute = r\narrivals = poisson 24/h\n" \
    "[station booth]\nservers = 1\nservice = 1 min\n[route r]\nsteps =\n    booth\n"

static void write_booth(const char *more)
{
    FILE *out = fopen("loading-booth.ini", "w");

    assert_non_null(out);
    fprintf(out, BOOTH "%s", more);
    assert_int_equal(fclose(out), 0);
}

static void mistakes_are_told_and_nothing_is_loaded(void **state)
{
    struct gatesim_scenario *scn = NULL;
    struct said S;

    (void)state;
    write_booth("severs = 2\n");
    said_begin(&S);
    assert_int_equal(load_scenario(S.stream, "loading-booth.ini", NULL, 0, &scn), GATESIM_EINPUT);
    said_has(&S, "loading-booth.ini:12: [route r]: 'severs' is no key of a [route] section");
    said_begin(&S);
    assert_int_equal(load_scenario(S.stream, "nothing-here.ini", NULL, 0, &scn), GATESIM_EINPUT);
    said_has(&S, "nothing-here.ini: the scenario cannot be read");
    unlink("loading-booth.ini");
}

static void a_precision_of_something_that_is_not_there_is_told(void **state)
{
    const char *settings[] = {"scenario.precision=5 %", "scenario.precision-of=wiat_mean"};
    struct gatesim_scenario *scn = NULL;
    struct said S;

    (void)state;
    write_booth("");
    said_begin(&S);
    assert_int_equal(load_scenario(S.stream, "loading-booth.ini", settings, 2, &scn),
                     GATESIM_EINPUT);
    said_has(&S, "wait_mean");
    unlink("loading-booth.ini");
}

static void settings_come_after_the_file(void **state)
{
    const char *settings[] = {"booth.servers=3"};
    struct gatesim_scenario *scn = NULL;
    struct gatesim_staff staff;

    (void)state;
    write_booth("");
    assert_int_equal(
        load_scenario_with(stderr, "loading-booth.ini", settings, 1, "scenario.duration=2 d", &scn),
        GATESIM_OK);
    gatesim_scenario_staff(scn, 0, &staff);
    assert_int_equal(staff.most, 3);
    assert_non_null(strstr(gatesim_scenario_text(scn), "duration = 2 d"));
    gatesim_scenario_destroy(scn);
    unlink("loading-booth.ini");
}

/* Waves are of a size that does not depend on anything but the rule. */
static void a_run_to_a_precision_begins_with_enough(void **state)
{
    const char *settings[] = {"scenario.precision=5 %", "scenario.replications-max=400"};
    struct gatesim_scenario *scn = NULL;
    struct stopping_rule P = {0};

    (void)state;
    write_booth("");
    assert_int_equal(load_scenario(stderr, "loading-booth.ini", settings, 2, &scn), GATESIM_OK);
    assert_int_equal(stopping_init(stderr, &P, scn, "loading-booth.ini"), GATESIM_OK);
    assert_float_equal(P.share, 0.05, 1e-12);
    assert_int_equal(P.most, 400);
    assert_true(stopping_first(&P, 1) >= 2); /* one has no interval */
    assert_true(stopping_first(&P, 1000) <= 400);
    gatesim_scenario_destroy(scn);
    unlink("loading-booth.ini");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_told_and_nothing_is_loaded),
        cmocka_unit_test(a_precision_of_something_that_is_not_there_is_told),
        cmocka_unit_test(settings_come_after_the_file),
        cmocka_unit_test(a_run_to_a_precision_begins_with_enough),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
