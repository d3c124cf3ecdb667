/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a bug: it says where it is, and ends the process. */
#include "tests/unit/check.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/base/bug.h"

static void a_bug_says_where_and_aborts(void **state)
{
    int ends[2], status;
    char text[300] = "";
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        dup2(ends[1], STDERR_FILENO);
        GS_ASSERT(text[0] == 'x');
        _exit(0);
    }
    close(ends[1]);
    assert_true(read(ends[0], text, sizeof text - 1) > 0);
    close(ends[0]);
    assert_true(waitpid(child, &status, 0) == child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    assert_non_null(strstr(text, "bug.c:"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bug_says_where_and_aborts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
