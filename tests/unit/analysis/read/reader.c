/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader on a file that is as it should be: three replications of two stations, of which the
 * second is not complete. */
#define FUZZ_FOLDER ""          /* nothing is read from it */
#include "tests/fuzz/results.c" /* what makes the file, and the reader */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>

/* forged(path): have path, a template of mkstemp, name a file of the kind. */
static void forged(char *path)
{
    struct forge F = {0};
    const int fd = mkstemp(path);

    assert_true(fd >= 0);
    close(fd);
    forge(&F, path);
}

static void assert_values(const struct run_data *X, const char *name, size_t size,
                          const double *values)
{
    const struct run_data_column *C = run_data_column(X, "station", name);

    assert_non_null(C);
    assert_int_equal(C->size, size);
    for (size_t r = 0; r < 2; r++)
        for (size_t i = 0; i < size; i++)
            assert_true(fabs(run_data_at(X, r, C, i) - values[r * size + i]) < 1e-12);
}

static void complete_replications_are_read_and_no_others(void **state)
{
    const char *reason;
    struct run_data *X;
    char path[] = P_tmpdir "/gatesim-sound-XXXXXX";

    (void)state;
    forged(path);
    if (run_data_read(path, &X, &reason) != GATESIM_OK)
        fail_msg("%s", reason);
    assert_int_equal(X->count, 2);
    assert_int_equal(X->replication[0], 0);
    assert_int_equal(X->replication[1], 2);
    assert_values(X, "served", 1, (const double[]){1, 3});
    assert_values(X, "wait_mean", 2, (const double[]){1, 2, 5, 6});
    assert_null(run_data_column(X, "station", "queue"));
    run_data_destroy(X);
    assert_int_equal(run_data_read_whole(path, &X, &reason), GATESIM_OK);
    assert_values(X, "queue", 2, (const double[]){1, 2, 5, 6});
    run_data_destroy(X);
    unlink(path);
}

static void more_values_than_memory_are_told_in_figures(void **state)
{
    const double needed = 2 * 3 * sizeof(double);
    const char *reason;
    struct run_data *X;
    char path[] = P_tmpdir "/gatesim-sound-XXXXXX";

    (void)state;
    forged(path);
    assert_int_equal(run_data_read_within(path, false, needed, &X, &reason), GATESIM_OK);
    run_data_destroy(X);
    assert_int_equal(run_data_read_within(path, false, needed - 1, &X, &reason), GATESIM_EINPUT);
    assert_string_equal(reason,
                        "reading its 2 replications of 3 values takes 4.8e-08 GB of memory; "
                        "this program can have 4.7e-08 GB");
    run_data_destroy(X);
    unlink(path);
}

static void what_is_no_regular_file_is_told_at_once(void **state)
{
    const char *reason;
    struct run_data *X;

    (void)state;
    assert_int_equal(run_data_read("/dev/zero", &X, &reason), GATESIM_EINPUT);
    assert_string_equal(reason, "it is a device, not a file");
    run_data_destroy(X);
    assert_int_equal(run_data_read("/dev", &X, &reason), GATESIM_EINPUT);
    assert_string_equal(reason, "it is a folder");
    run_data_destroy(X);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(complete_replications_are_read_and_no_others),
        cmocka_unit_test(more_values_than_memory_are_told_in_figures),
        cmocka_unit_test(what_is_no_regular_file_is_told_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
