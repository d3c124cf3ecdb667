/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory runs out at the first allocation of the store, at the second, and so on: it says
 * so, or has written a whole file; and it loses nothing. HDF5's own memory is not touched. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/store/earlier_run.h"
#include "tests/unit/check.h"
#include "tests/unit/scarce.h"
#include "tests/unit/store_stub.h"

#define FOLDER "store_memory.tmp"
#define PATH FOLDER "/results.h5"

static int run_one(struct store *ST, const struct gatesim_scenario *S, uint32_t r)
{
    const struct gatesim_observer *observer;
    int status = store_begin(ST, r, &observer);

    if (!status) {
        stub_run(observer, r, 30);
        status = stub_publish(ST, S, r, true);
    }
    return status;
}

static int write_all(const struct gatesim_scenario *S)
{
    struct store *ST;
    int status = store_create(PATH, S, 2, &ST);

    for (uint32_t r = 0; !status && r < 2; r++)
        status = run_one(ST, S, r);
    if (!status)
        status = store_finish(ST);
    if (status)
        store_abandon(ST);
    return status;
}

/* The same from an earlier file, as far as it can be opened. */
static int copy_all(const struct gatesim_scenario *S)
{
    struct earlier_run *E = NULL;
    struct store *ST = NULL;
    struct store_record record;
    double *values = calloc(gatesim_values_count(S), sizeof *values);
    int status = values ? earlier_run_resume(PATH, S, NULL, NULL, &E) : GATESIM_ENOMEM;

    if (!status)
        status = store_create(PATH, S, 2, &ST);
    for (uint32_t r = 0; !status && r < 2; r++)
        status = earlier_run_has(E, r) ? store_copy(ST, E, r, values, &record) : run_one(ST, S, r);
    if (!status)
        status = store_finish(ST);
    if (status)
        store_abandon(ST);
    earlier_run_close(E, !status);
    free(values);
    return status;
}

/* Give the run one more allocation each time, until it has enough. */
static void starve(int (*run)(const struct gatesim_scenario *S), const struct gatesim_scenario *S)
{
    int status = GATESIM_ENOMEM;

    for (long n = 1; status; n++) {
        left = n;
        status = run(S);
        left = -1;
        assert_true(status == 0 || status == GATESIM_ENOMEM);
        assert_true(access(PATH ".partial", F_OK) != 0);
        assert_true(n < 10000);
    }
}

static void a_run_without_memory_says_so(void **state)
{
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_TRUCKS, 10);

    (void)state;
    mkdir(FOLDER, 0777);
    unlink(PATH ".partial"); /* of a test that was killed */
    starve(write_all, S);
    starve(copy_all, S);
    free(S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_run_without_memory_says_so)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
