/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory runs out at the first allocation of a load, at the second, and so on: the load says so
 * and leaves nothing behind. */
#include "tests/unit/check.h"
#include "tests/unit/scarce.h"

#include <stdbool.h>
#include <string.h>

#include "gatesim/scenario.h"
#include "gatesim/status.h"

/* starve(text, settings, count, status): load the text with less and less want of memory, until
 * it ends with this status. Returns how many allocations that took. */
static int starve(const char *text, const char *const *settings, size_t count, int status)
{
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;
    int found = GATESIM_ENOMEM, n = 0;

    while (found == GATESIM_ENOMEM) {
        left = ++n;
        found = gatesim_scenario_parse(text, strlen(text), "t.ini", settings, count, &S, &D);
        left = -1;
        assert_true((found == 0) == (S != NULL));
        assert_true((found == GATESIM_EINPUT) == (D != NULL));
        gatesim_scenario_destroy(S);
        gatesim_diagnostics_destroy(D);
    }
    assert_int_equal(found, status);
    return n;
}

/* Long enough to need several blocks of every arena. */
static char text[60000];

static void write_scenario(const char *extra)
{
    size_t n = (size_t)snprintf(
        text, sizeof text,
        "[scenario]\nduration = 30 d\n[class a]\nroute = r\narrivals = poisson 3/h\nprofile = p\n"
        "surge = x 2 on 2025-01-08\npatience = lognormal mean 2 h cv 1\n[profile p]\n"
        "hourly = 1 2 3 1 2 3 1 2 3 1 2 3 1 2 3 1 2 3 1 2 3 1 2 3\n"
        "[attribute channel]\nshares = green 50 %%, red 50 %%\n"
        "later = green 60 %%, red 40 %%\nchange = 2025-01-08\n"
        "[lever e]\nadoption = 40 %%\n[risk k]\ntruth = e\nbad = no\nauc = 0.8\nred = 10 %%\n"
        "[appointments t]\nslots = 40/h, 60/h during 06:00-12:00\n"
        "[class b]\nroute = w\narrivals = poisson 3/h\nbooks = t\nbooked if e is yes = 90 %%\n"
        "booked = 50 %%\nreturns-as = a\non-patience = r\n"
        "[choice c]\noptions = r, v\nsensitivity = 1/h\nbias = v 1 h\n"
        "[route v]\nsteps = turn back\n[route w]\nsteps = choose c\n%s",
        extra);

    for (int i = 0; i < 100; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "[station s%d]\nservers = 2, 3 during 08:00-12:00\n"
                              "service if channel is red = mixture 50 %% 1 min, 50 %% 2 min\n"
                              "service = exponential mean 1 min\nhours = 07:00-20:00\n"
                              "speed = 1, 0.5 during 10:00-11:00\nquota = 60/h, 500/d\n"
                              "quota if channel is red = 5/h\nreserved if channel is red = 1\n",
                              i);
    n += (size_t)snprintf(text + n, sizeof text - n, "[route r]\nsteps =\n");
    for (int i = 0; i < 100; i++)
        n +=
            (size_t)snprintf(text + n, sizeof text - n, "    s%d if channel is red for 50 %%\n", i);
}

static void a_good_scenario_is_all_or_nothing(void **state)
{
    const char *settings[] = {"s1.servers=3"};

    (void)state;
    write_scenario("");
    assert_true(starve(text, settings, 1, 0) > 10);
}

static void of_a_bad_one_either_all_is_said_or_nothing(void **state)
{
    (void)state;
    write_scenario("[station x]\nservis = 3\nservers = -1\nservice = lognorm\n");
    assert_true(starve(text, NULL, 0, GATESIM_EINPUT) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_scenario_is_all_or_nothing),
        cmocka_unit_test(of_a_bad_one_either_all_is_said_or_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
