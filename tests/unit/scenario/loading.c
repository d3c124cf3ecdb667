/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that a scenario was read from. Run in tests/scenario/good. */
#include "tests/unit/scenario_load.h"

#include <unistd.h>

static void assert_files(const struct gatesim_scenario *S, const char *const *expected,
                         size_t expected_count)
{
    size_t count;
    const char *const *files = gatesim_scenario_files(S, &count);

    assert_int_equal(count, expected_count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(files[i], expected[i]);
}

static void bases_and_data_are_files_of_a_scenario(void **state)
{
    static const char *const expected[] = {"extending.ini", "base/evening.ini", "base/gate.ini",
                                           "base/data/times.csv", "base/data/day.csv"};
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;

    (void)state;
    assert_int_equal(gatesim_scenario_load("extending.ini", NULL, 0, &S, &D), 0);
    assert_files(S, expected, 5);
    gatesim_scenario_destroy(S);
}

static void text_from_memory_has_its_data_only(void **state)
{
    static const char *const expected[] = {"gaps.csv"};
    struct gatesim_scenario *S =
        load(LOAD_RUN LOAD_STATION LOAD_ROUTE "[class a]\nroute = r\narrivals = renewal empirical "
                                              "gaps.csv column gap unit min\n");

    (void)state;
    assert_files(S, expected, 1);
    gatesim_scenario_destroy(S);
    S = load(LOAD_RUN LOAD_CLASS LOAD_STATION LOAD_ROUTE);
    assert_files(S, NULL, 0);
    gatesim_scenario_destroy(S);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bases_and_data_are_files_of_a_scenario),
        cmocka_unit_test(text_from_memory_has_its_data_only),
    };

    if (argc != 2 || chdir(argv[1]) != 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
