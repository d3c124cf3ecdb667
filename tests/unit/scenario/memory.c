/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory runs out at the first allocation of a load, at the second, and so on: the load says so
 * and leaves nothing behind. */
#include "tests/unit/check.h"
#include "tests/unit/scarce_parts.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gatesim/scenario.h"
#include "gatesim/status.h"
#include "tests/scenario/each.h"

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

#define STATIONS 6

static char text[10000];

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

    for (int i = 0; i < STATIONS; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "[station s%d]\nservers = 2, 3 during 08:00-12:00\n"
                              "service if channel is red = mixture 50 %% 1 min, 50 %% 2 min\n"
                              "service = exponential mean 1 min\nhours = 07:00-20:00\n"
                              "speed = 1, 0.5 during 10:00-11:00\nquota = 60/h, 500/d\n"
                              "quota if channel is red = 5/h\nreserved if channel is red = 1\n",
                              i);
    n += (size_t)snprintf(text + n, sizeof text - n, "[route r]\nsteps =\n");
    for (int i = 0; i < STATIONS; i++)
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

/* load_starved(name, at): load the file where only the allocations before the at-th succeed. */
static int load_starved(const char *name, long at)
{
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;
    int status;

    left = at;
    status = gatesim_scenario_load(name, NULL, 0, &S, &D);
    left = -1;
    assert_true((status == 0) == (S != NULL));
    assert_true(status == 0 || status == GATESIM_ENOMEM || status == GATESIM_EINPUT);
    assert_true(status != GATESIM_EINPUT || gatesim_diagnostics_count(D) > 0);
    gatesim_scenario_destroy(S);
    gatesim_diagnostics_destroy(D);
    return status;
}

/* starve_file(name, stride): a load with so many allocations more each time says that there is no
 * memory, until there is enough; it never says that the file is another than it is. */
static void starve_file(const char *name, long stride)
{
    const int status = load_starved(name, -1);
    int found = GATESIM_ENOMEM;

    for (long at = 1; found == GATESIM_ENOMEM; at += stride)
        found = load_starved(name, at);
    if (found != status)
        fail_msg("%s: %d, without memory %d", name, status, found);
}

static void starve_folder(const char *folder, long stride)
{
    struct dirent **list;
    char before[4096];
    int count;

    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder), 0);
    count = scandir(".", &list, is_scenario, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        starve_file(list[i]->d_name, stride);
        free(list[i]);
    }
    free(list);
    assert_int_equal(chdir(before), 0);
}

static void every_good_scenario_is_all_or_nothing(void **state)
{
    (void)state;
    starve_folder("good", 1);
}

static void of_every_bad_one_either_all_is_said_or_nothing(void **state)
{
    (void)state;
    starve_folder("bad", 13);
}

/* The folder of the scenarios is given. */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_scenario_is_all_or_nothing),
        cmocka_unit_test(of_a_bad_one_either_all_is_said_or_nothing),
        cmocka_unit_test(every_good_scenario_is_all_or_nothing),
        cmocka_unit_test(of_every_bad_one_either_all_is_said_or_nothing),
    };

    if (argc != 2 || chdir(argv[1]) != 0)
        return 2;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
