/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory runs out at the first allocation of a run, at the second, and so on: the run says so, and
 * with just enough it is the run that it is with plenty. */
#include "tests/unit/check.h"
#include "tests/unit/scarce_parts.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gatesim/simulation.h"
#include "gatesim/status.h"
#include "tests/scenario/each.h"

#define DAY (86400 * GATESIM_TICKS_PER_SECOND)

/* run_starved(S, at, print): the first day, where only the allocations before the at-th succeed,
 * and its fingerprint if it came to its end. Returns the status. */
static int run_starved(const struct gatesim_scenario *S, long at, uint64_t *print)
{
    struct gatesim *G = NULL;
    int64_t status;

    left = at;
    status = gatesim_create(S, 0, NULL, &G);
    if (status == 0)
        status = gatesim_run_until(G, DAY);
    left = -1;
    if (status >= 0)
        *print = gatesim_fingerprint(G);
    gatesim_destroy(G);
    return status < 0 ? (int)status : GATESIM_OK;
}

static void starve(const char *name)
{
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;
    uint64_t whole = 0, print = 0;
    int status = GATESIM_ENOMEM;

    assert_int_equal(gatesim_scenario_load(name, NULL, 0, &S, &D), 0);
    assert_int_equal(run_starved(S, -1, &whole), GATESIM_OK);
    for (long at = 1; status == GATESIM_ENOMEM; at++)
        status = run_starved(S, at, &print);
    if (status != GATESIM_OK || print != whole)
        fail_msg("%s: status %d or another run", name, status);
    gatesim_scenario_destroy(S);
    gatesim_diagnostics_destroy(D);
}

static void a_run_is_all_or_nothing(void **state)
{
    struct dirent **list;
    const int count = scandir(".", &list, is_scenario, alphasort);

    (void)state;
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        starve(list[i]->d_name);
        free(list[i]);
    }
    free(list);
}

/* The folder of the scenarios is given. */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_run_is_all_or_nothing)};

    if (argc != 2 || chdir(argv[1]) != 0)
        return 2;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
