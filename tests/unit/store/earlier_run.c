/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run that was stopped, killed or sharded and put together again leaves the bytes of one
 * that ran through. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/store/earlier_run.h"
#include "tests/unit/check.h"
#include "tests/unit/store_stub.h"

#define FOLDER "later run.tmp"
#define WHOLE FOLDER "/whole.h5"
#define PATH FOLDER "/results.h5"

enum { REPLICATIONS = 9, TRUCKS = 20011 };

static void clear(void)
{
    mkdir(FOLDER, 0777);
    unlink(PATH);
    unlink(PATH ".partial");
    unlink(PATH ".previous");
}

static void run_one(struct store *ST, const struct gatesim_scenario *S, uint32_t r, bool complete)
{
    const struct gatesim_observer *observer;

    assert_int_equal(store_begin(ST, r, &observer), 0);
    stub_run(observer, r, complete ? TRUCKS : TRUCKS / 2);
    assert_int_equal(stub_publish(ST, S, r, complete), 0);
}

static void write_whole(const struct gatesim_scenario *S)
{
    struct store *ST;

    mkdir(FOLDER, 0777);
    assert_int_equal(store_create(WHOLE, S, REPLICATIONS, &ST), 0);
    for (uint32_t r = 0; r < REPLICATIONS; r++)
        run_one(ST, S, r, true);
    assert_int_equal(store_finish(ST), 0);
}

static int copy(struct store *ST, const struct gatesim_scenario *S, struct earlier_run *E,
                uint32_t r)
{
    double *values = calloc(gatesim_values_count(S), sizeof *values);
    struct store_record record;
    const int status = store_copy(ST, E, r, values, &record);

    assert_true(record.complete && record.values == values);
    assert_true(values[0] == stub_value(r, 0, 0));
    free(values);
    return status;
}

/* Go on with what is left at PATH; returns how many replications were there. */
static uint32_t resume(const struct gatesim_scenario *S)
{
    struct earlier_run *E;
    struct store *ST;
    uint32_t found = 0;

    assert_int_equal(earlier_run_resume(PATH, S, NULL, NULL, &E), 0);
    assert_int_equal(store_create(PATH, S, REPLICATIONS, &ST), 0);
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        if (earlier_run_has(E, r)) {
            assert_int_equal(copy(ST, S, E, r), 0);
            found++;
        } else {
            run_one(ST, S, r, true);
        }
    }
    assert_int_equal(store_finish(ST), 0);
    earlier_run_close(E, true);
    assert_true(access(PATH ".partial", F_OK) != 0 && access(PATH ".previous", F_OK) != 0);
    return found;
}

static void a_stopped_run_goes_on_to_the_same_bytes(void **state)
{
    (void)state;
    for (enum gatesim_log log = GATESIM_LOG_NONE; log <= GATESIM_LOG_VISITS; log++) {
        struct gatesim_scenario *S = stub_scenario(log, 10);
        struct store *ST;

        clear();
        write_whole(S);
        assert_int_equal(store_create(PATH, S, REPLICATIONS, &ST), 0);
        for (uint32_t r = 0; r < 5; r++)
            run_one(ST, S, r, r != 1 && r != 4);
        assert_int_equal(store_finish(ST), 0);
        assert_int_equal(resume(S), 3);
        assert_true(same_bytes(WHOLE, PATH));
        free(S);
    }
}

/* Publish in a child that kills itself in the middle of the sixth replication. */
static void be_killed(const struct gatesim_scenario *S)
{
    pid_t child = fork();
    int status;

    assert_true(child >= 0);
    if (child == 0) {
        const struct gatesim_observer *observer;
        struct store *ST;

        if (store_create(PATH, S, REPLICATIONS, &ST))
            _exit(1);
        for (uint32_t r = 0; r < 6; r++) {
            if (store_begin(ST, r, &observer))
                _exit(1);
            stub_run(observer, r, TRUCKS);
            if (r == 5)
                raise(SIGKILL);
            if (stub_publish(ST, S, r, true) || store_flush(ST))
                _exit(1);
        }
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static void a_killed_run_keeps_what_was_finished(void **state)
{
    (void)state;
    for (enum gatesim_log log = GATESIM_LOG_NONE; log <= GATESIM_LOG_VISITS; log++) {
        struct gatesim_scenario *S = stub_scenario(log, 10);
        uint32_t found;

        clear();
        write_whole(S);
        be_killed(S);
        assert_true(access(PATH, F_OK) != 0);
        found = resume(S);
        /* With a log, the last rows, less than a chunk of 65,536, were in memory alone. */
        assert_int_equal(found, log == GATESIM_LOG_NONE ? 5 : 3);
        assert_true(same_bytes(WHOLE, PATH));
        free(S);
    }
}

static void write_shard(const char *path, const struct gatesim_scenario *S, uint32_t first)
{
    struct store *ST;

    assert_int_equal(store_create(path, S, REPLICATIONS, &ST), 0);
    for (uint32_t r = first; r < REPLICATIONS; r += 2)
        run_one(ST, S, r, true);
    assert_int_equal(store_finish(ST), 0);
}

static void shards_add_up_to_the_whole(void **state)
{
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_TRUCKS, 10);
    struct earlier_run *shards[2];
    struct store *ST;

    (void)state;
    clear();
    write_whole(S);
    write_shard(FOLDER "/0.h5", S, 0);
    write_shard(FOLDER "/1.h5", S, 1);
    assert_int_equal(earlier_run_open(FOLDER "/0.h5", S, &shards[0]), 0);
    assert_int_equal(earlier_run_open(FOLDER "/1.h5", S, &shards[1]), 0);
    assert_int_equal(store_create(PATH, S, REPLICATIONS, &ST), 0);
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        assert_true(earlier_run_has(shards[r % 2], r) && !earlier_run_has(shards[1 - r % 2], r));
        assert_int_equal(copy(ST, S, shards[r % 2], r), 0);
    }
    assert_int_equal(store_finish(ST), 0);
    earlier_run_close(shards[0], false);
    earlier_run_close(shards[1], false);
    assert_true(same_bytes(WHOLE, PATH));
    free(S);
}

static void results_of_another_scenario_are_no_source(void **state)
{
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_NONE, 10);
    struct gatesim_scenario *other = stub_scenario(GATESIM_LOG_NONE, 999);
    struct earlier_run *E;
    FILE *f;

    (void)state;
    clear();
    write_whole(S);
    assert_int_equal(earlier_run_open(WHOLE, other, &E), GATESIM_EINPUT);
    assert_non_null(strstr(earlier_run_error(E), "it is about another scenario"));
    assert_non_null(strstr(earlier_run_error(E), WHOLE));
    earlier_run_close(E, false);
    assert_int_equal(earlier_run_resume(WHOLE, other, NULL, NULL, &E), GATESIM_EINPUT);
    earlier_run_close(E, false);
    assert_int_equal(access(WHOLE, F_OK), 0);
    assert_int_equal(earlier_run_resume(FOLDER "/none.h5", S, NULL, NULL, &E), 0);
    assert_null(E);
    assert_int_equal(earlier_run_open(FOLDER "/none.h5", S, &E), GATESIM_EIO);
    earlier_run_close(E, false);
    f = fopen(PATH, "w");
    assert_non_null(f);
    fputs("no results", f);
    fclose(f);
    assert_int_equal(earlier_run_open(PATH, S, &E), GATESIM_EIO);
    earlier_run_close(E, false);
    assert_int_equal(earlier_run_resume(PATH, S, NULL, NULL, &E), GATESIM_EIO);
    assert_non_null(strstr(earlier_run_error(E), PATH));
    earlier_run_close(E, false);
    f = fopen(PATH, "w"); /* nothing at all, as when a run has only just begun */
    assert_non_null(f);
    fclose(f);
    assert_int_equal(earlier_run_resume(PATH, S, NULL, NULL, &E), 0);
    assert_null(E);
    free(other);
    free(S);
}

/* assert_difference(there, here, said): of a file about the one, for the other. */
static void assert_difference(const char *there, const char *here, const char *said)
{
    struct gatesim_scenario *S = stub_scenario_of(there), *other = stub_scenario_of(here);
    struct earlier_run *E;

    clear();
    write_whole(S);
    assert_int_equal(earlier_run_open(WHOLE, other, &E), GATESIM_EINPUT);
    assert_non_null(strstr(earlier_run_error(E), said));
    earlier_run_close(E, false);
    free(other);
    free(S);
}

static void the_first_line_that_differs_is_told(void **state)
{
    (void)state;
    assert_difference("[a]\nx = 1\n\n[b]\ny = 22\n", "[a]\nx = 1\n\n[b]\ny = 3\n",
                      ": [b]: \"y = 22\" there, \"y = 3\" now");
    assert_difference("[a]\nx = 1\n\n[b]\n", "[a]\nx = 1\n", ": [a]: \"[b]\" there, \"\" now");
    assert_difference("[a]\nx = 1\n", "[a]\nx = 1\n\n[b]\n", ": [a]: \"\" there, \"[b]\" now");
}

/* Replications of odd numbers are simulated by another store, and come as bytes. */
static void rows_from_another_process_are_as_good(void **state)
{
    (void)state;
    for (enum gatesim_log log = GATESIM_LOG_NONE; log <= GATESIM_LOG_VISITS; log++) {
        struct gatesim_scenario *S = stub_scenario(log, 10);
        const struct gatesim_observer *observer;
        struct store *ST, *other;
        size_t size;
        void *rows;

        clear();
        write_whole(S);
        assert_int_equal(store_create(PATH, S, REPLICATIONS, &ST), 0);
        assert_int_equal(store_collect(S, 1, &other), 0);
        for (uint32_t r = 0; r < REPLICATIONS; r++) {
            if (r % 2 == 0) {
                run_one(ST, S, r, true);
                continue;
            }
            assert_int_equal(store_begin(other, r, &observer), 0);
            stub_run(observer, r, TRUCKS);
            assert_int_equal(store_pack(other, r, &rows, &size), 0);
            assert_int_equal(rows != NULL, log != GATESIM_LOG_NONE);
            if (rows) {
                assert_int_equal(store_unpack(ST, r, rows, size), 0);
                free(rows);
            }
            assert_int_equal(stub_publish(ST, S, r, true), 0);
        }
        assert_int_equal(store_finish(ST), 0);
        store_abandon(other);
        assert_true(same_bytes(WHOLE, PATH));
        free(S);
    }
}

static void bytes_that_are_no_log_are_refused(void **state)
{
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_TRUCKS, 10);
    const struct gatesim_observer *observer;
    struct store *ST, *other;
    uint64_t many = 1000;
    size_t size;
    void *rows;

    (void)state;
    clear();
    assert_int_equal(store_create(PATH, S, REPLICATIONS, &ST), 0);
    assert_int_equal(store_collect(S, 1, &other), 0);
    assert_int_equal(store_begin(other, 0, &observer), 0);
    stub_run(observer, 0, 10);
    assert_int_equal(store_pack(other, 0, &rows, &size), 0);
    assert_int_equal(store_unpack(ST, 0, rows, size - 1), GATESIM_EIO);
    assert_int_equal(store_unpack(ST, 1, rows, 3), GATESIM_EIO);
    assert_int_equal(store_unpack(ST, 2, &many, sizeof many), GATESIM_EIO);
    free(rows);
    store_abandon(other);
    store_abandon(ST);
    free(S);
}

/* Of replication 2, rows are in the file already when it is dropped, and one of its chunks began
 * with rows of the one before. The rows of the others stay as they were. */
static void a_dropped_replication_leaves_no_rows(void **state)
{
    (void)state;
    for (enum gatesim_log log = GATESIM_LOG_TRUCKS; log <= GATESIM_LOG_VISITS; log++) {
        struct gatesim_scenario *S = stub_scenario(log, 10);
        const struct gatesim_observer *observer;
        struct store *ST;

        clear();
        write_whole(S);
        assert_int_equal(store_create(PATH, S, REPLICATIONS, &ST), 0);
        for (uint32_t r = 0; r < REPLICATIONS; r++) {
            if (r != 2 && r != 5) {
                run_one(ST, S, r, true);
                continue;
            }
            assert_int_equal(store_begin(ST, r, &observer), 0);
            stub_run(observer, r, r == 2 ? 8 * TRUCKS : TRUCKS);
            assert_int_equal(store_drop(ST, r), 0);
        }
        assert_int_equal(store_finish(ST), 0);
        assert_int_equal(resume(S), REPLICATIONS - 2);
        assert_true(same_bytes(WHOLE, PATH));
        free(S);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stopped_run_goes_on_to_the_same_bytes),
        cmocka_unit_test(a_killed_run_keeps_what_was_finished),
        cmocka_unit_test(shards_add_up_to_the_whole),
        cmocka_unit_test(rows_from_another_process_are_as_good),
        cmocka_unit_test(bytes_that_are_no_log_are_refused),
        cmocka_unit_test(a_dropped_replication_leaves_no_rows),
        cmocka_unit_test(results_of_another_scenario_are_no_source),
        cmocka_unit_test(the_first_line_that_differs_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
