/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be expected of the chance in a scenario. */
#include "tests/unit/scenario_load.h"

#include <math.h>

#include "tests/unit/close.h"

#define REST                                                                                \
    "[station s]\nservers = 1\nservice = exponential mean 90 s\n[station t]\nservers = 1\n" \
    "service = 1 min\nservice if class is b = 2 min\n[route r]\nsteps =\n    s\n    t\n"

static double arrivals(const char *run, const char *class_keys)
{
    char text[2000];
    struct gatesim_scenario *S;
    double expected;

    snprintf(text, sizeof text, "[scenario]\n%s[class a]\nroute = r\n%s[class b]\nroute = r\n%s%s",
             run, class_keys, "arrivals = every 1 h\n", REST);
    S = load(text);
    expected = gatesim_scenario_arrivals(S, 0);
    assert_true(isnan(gatesim_scenario_arrivals(S, 1))); /* every hour: nothing is left to chance */
    gatesim_scenario_destroy(S);
    return expected;
}

/* 30 an hour in 8 of 10 days; from the ninth day on, two days; times 1.5 on the tenth; and with
 * the warm-up ending in the middle of a surge. The run starts on 2025-01-06. */
static void arrivals_are_the_integral_of_the_rate(void **state)
{
    (void)state;
    assert_close(arrivals("duration = 10 d\nwarm-up = 2 d\n", "arrivals = poisson 30/h\n"), 5760,
                 1e-6);
    assert_close(arrivals("duration = 10 d\nwarm-up = 2 d\n",
                          "arrivals = poisson 30/h\nfrom = 2025-01-14 00:00\n"),
                 1440, 1e-6);
    assert_close(
        arrivals("duration = 10 d\n", "arrivals = poisson 30/h\nsurge = x 1.5 on 2025-01-15\n"),
        7200 + 360, 1e-6);
    assert_close(arrivals("duration = 10 d\nwarm-up = 12 h\n",
                          "arrivals = poisson 30/h\nsurge = x 2 on 2025-01-06\n"),
                 12 * 60 + 9 * 720, 1e-6);
}

static void batches_and_other_streams_have_no_expectation(void **state)
{
    (void)state;
    assert_true(isnan(
        arrivals("duration = 10 d\n", "arrivals = poisson 30/h\nbatch = uniform low 2 high 6\n")));
    assert_true(
        isnan(arrivals("duration = 10 d\n", "arrivals = renewal exponential mean 2 min\n")));
    assert_true(isnan(arrivals("duration = 10 d\n", "arrivals = poisson 30/h\nreturns-as = a\n"
                                                    "return-after = 1 h\n")));
}

static void service_has_a_mean_when_it_is_one_for_all(void **state)
{
    struct gatesim_scenario *S =
        load("[scenario]\nduration = 4 d\n[class a]\nroute = r\narrivals = "
             "every 1 h\n[class b]\nroute = r\narrivals = every 1 h\n" REST);

    (void)state;
    assert_close(gatesim_scenario_service(S, 0), 90, 1e-9);
    assert_true(isnan(gatesim_scenario_service(S, 1)));
    gatesim_scenario_destroy(S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrivals_are_the_integral_of_the_rate),
        cmocka_unit_test(batches_and_other_streams_have_no_expectation),
        cmocka_unit_test(service_has_a_mean_when_it_is_one_for_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
