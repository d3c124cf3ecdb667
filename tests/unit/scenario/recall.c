/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios that are looked at and not run: no file is opened, be it there or not. Run in
 * tests/scenario/good, where gaps.csv is. */
#include "tests/unit/scenario_load.h"

#include <unistd.h>

#define HEAD LOAD_RUN LOAD_STATION LOAD_ROUTE "[class a]\nroute = r\n"

static int recall(const char *text, struct gatesim_scenario **S, struct gatesim_diagnostics **D)
{
    return gatesim_scenario_recall(text, strlen(text), "kept.ini", S, D);
}

/* assert_no_file(text): text is a scenario, for which no file was read. */
static void assert_no_file(const char *text)
{
    struct gatesim_scenario *S = NULL;
    struct gatesim_diagnostics *D = NULL;
    size_t count = 1;

    assert_int_equal(recall(text, &S, &D), 0);
    gatesim_scenario_files(S, &count);
    assert_int_equal(count, 0);
    assert_string_equal(gatesim_scenario_name(S, GATESIM_CLASS, 0), "a");
    gatesim_scenario_destroy(S);
}

static void data_is_done_without(void **state)
{
    (void)state;
    assert_no_file(HEAD "arrivals = renewal empirical gaps.csv column gap unit min\n");
    assert_no_file(HEAD "arrivals = renewal empirical none.csv at least 1 h\n");
    assert_no_file(HEAD "arrivals = trace none.csv\n");
}

static void nothing_is_extended(void **state)
{
    struct gatesim_scenario *S = NULL;
    struct gatesim_diagnostics *D = NULL;

    (void)state;
    assert_int_equal(recall("[scenario]\nextends = minimal.ini\n", &S, &D), GATESIM_EINPUT);
    assert_string_equal(gatesim_diagnostics_at(D, 0)->message,
                        "a resolved scenario extends no other");
    gatesim_diagnostics_destroy(D);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_is_done_without),
        cmocka_unit_test(nothing_is_extended),
    };

    if (argc != 2 || chdir(argv[1]) != 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
