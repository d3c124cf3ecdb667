/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the results cannot be written: never a success, never a half file under the name,
 * never harm to a file that is not ours. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/check.h"
#include "tests/unit/store_stub.h"

#define FOLDER "store_trouble.tmp"
#define PATH FOLDER "/results.h5"

/* Replications of so many trucks, then the end; returns the first failure. */
static int write_all(const char *path, const struct gatesim_scenario *S, uint32_t trucks)
{
    const struct gatesim_observer *observer;
    struct store *ST;
    int status = store_create(path, S, 3, &ST);

    for (uint32_t r = 0; !status && r < 3; r++) {
        status = store_begin(ST, r, &observer);
        if (!status)
            stub_run(observer, r, trucks);
        if (!status)
            status = stub_publish(ST, S, r, true);
    }
    if (!status)
        status = store_finish(ST);
    if (status) {
        assert_true(ST == NULL || strlen(store_error(ST)) > 0);
        store_abandon(ST);
    }
    return status;
}

static void put_old(void)
{
    FILE *f;

    mkdir(FOLDER, 0777);
    f = fopen(PATH, "w");
    assert_non_null(f);
    fputs("old", f);
    fclose(f);
}

static bool old_is_kept(void)
{
    char text[8] = "";
    FILE *f = fopen(PATH, "r");
    bool kept = f && fgets(text, sizeof text, f) && strcmp(text, "old") == 0;

    if (f)
        fclose(f);
    return kept && access(PATH ".partial", F_OK) != 0;
}

static off_t size_of(const char *path)
{
    struct stat at;

    return stat(path, &at) == 0 ? at.st_size : -1;
}

/* In a child whose files may not grow beyond limit, as on a full disk: 0 when the results
 * were written, 1 when that failed and the old file is kept, 2 otherwise. */
static int write_within(rlim_t limit, struct gatesim_scenario *S, uint32_t trucks)
{
    pid_t child = fork();
    int status = 2;

    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit most = {limit, limit};

        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &most) != 0)
            _exit(2);
        status = write_all(PATH, S, trucks);
        free(S); /* the child's copy of it */
        _exit(status == 0 ? 0 : status == GATESIM_EIO && old_is_kept() ? 1 : 2);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

static void a_full_disk_keeps_the_old_file(void **state)
{
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_TRUCKS, 30000);
    off_t size;

    (void)state;
    put_old();
    assert_int_equal(write_all(PATH, S, 50000), 0);
    size = size_of(PATH);
    assert_true(size > 100000);
    for (off_t limit = 0; limit < size; limit += size / 30) {
        put_old();
        assert_int_equal(write_within((rlim_t)limit, S, 50000), 1);
    }
    assert_int_equal(write_within((rlim_t)size, S, 50000), 0);
    assert_int_equal(size_of(PATH), size);
    free(S);
}

static void assert_refused(const char *path, const char *why)
{
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_NONE, 10);
    struct store *ST;

    assert_int_equal(store_create(path, S, 1, &ST), GATESIM_EIO);
    assert_non_null(strstr(store_error(ST), path));
    assert_non_null(strstr(store_error(ST), why));
    store_abandon(ST);
    free(S);
}

static void a_path_that_cannot_be_written_is_refused_at_once(void **state)
{
    (void)state;
    mkdir(FOLDER, 0777);
    assert_refused(FOLDER, "it is a folder");
    assert_refused("/dev/null", "it is not a plain file");
    assert_refused(FOLDER "/none/results.h5", strerror(ENOENT));
    mkdir(FOLDER "/locked", 0555);
    if (geteuid() != 0) /* the superuser may write anywhere */
        assert_refused(FOLDER "/locked/results.h5", strerror(EACCES));
    rmdir(FOLDER "/locked");
}

static void two_writers_of_one_file_are_one_too_many(void **state)
{
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_NONE, 10);
    struct store *ST;

    (void)state;
    put_old();
    assert_int_equal(store_create(PATH, S, 1, &ST), 0);
    assert_refused(PATH, "another process is writing it");
    assert_int_equal(stub_publish(ST, S, 0, true), 0);
    assert_int_equal(store_finish(ST), 0);
    assert_true(size_of(PATH) > 1000);
    free(S);
}

static void an_abandoned_store_leaves_nothing(void **state)
{
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_VISITS, 10);
    const struct gatesim_observer *observer;
    struct store *ST;

    (void)state;
    put_old();
    assert_int_equal(store_create(PATH, S, 2, &ST), 0);
    assert_int_equal(store_begin(ST, 0, &observer), 0);
    stub_run(observer, 0, 100);
    assert_int_equal(stub_publish(ST, S, 0, true), 0);
    assert_int_equal(store_begin(ST, 1, &observer), 0);
    stub_run(observer, 1, 100);
    store_abandon(ST);
    assert_true(old_is_kept());
    free(S);
}

static void replications_out_of_order_end_the_store(void **state)
{
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_NONE, 10);
    struct store *ST;

    (void)state;
    put_old();
    assert_int_equal(store_create(PATH, S, 3, &ST), 0);
    assert_int_equal(stub_publish(ST, S, 1, true), 0);
    assert_int_equal(stub_publish(ST, S, 0, true), GATESIM_ERANGE);
    assert_int_equal(stub_publish(ST, S, 2, true), GATESIM_ERANGE);
    assert_int_equal(store_finish(ST), GATESIM_ERANGE);
    store_abandon(ST);
    assert_true(old_is_kept());
    free(S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_disk_keeps_the_old_file),
        cmocka_unit_test(a_path_that_cannot_be_written_is_refused_at_once),
        cmocka_unit_test(two_writers_of_one_file_are_one_too_many),
        cmocka_unit_test(an_abandoned_store_leaves_nothing),
        cmocka_unit_test(replications_out_of_order_end_the_store),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
