/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Input files: what is opened, what is not, and in which words. Each test that waited for a named
 * pipe would run into its alarm. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "sim/base/input.h"
#include "tests/unit/check.h"

/* folder(state): the folder that setup made. */
static const char *folder(void **state)
{
    return *state;
}

/* inside(state, name, path): path, of 128 bytes, becomes that of a file in the folder. */
static const char *inside(void **state, const char *name, char path[128])
{
    snprintf(path, 128, "%s/%s", folder(state), name);
    return path;
}

/* assert_refused(path, stream, words): it is not opened, for the reason that words give. */
static void assert_refused(const char *path, bool stream, const char *words)
{
    char reason[INPUT_REASON] = "";
    int64_t size;

    alarm(5);
    assert_int_equal(input_open(path, stream, &size, reason), -1);
    alarm(0);
    assert_string_equal(reason, words);
}

static void a_file_is_opened_with_its_size(void **state)
{
    char path[128], reason[INPUT_REASON], text[8];
    FILE *file = fopen(inside(state, "plain", path), "w");
    int64_t size = 0;
    int fd;

    assert_non_null(file);
    fputs("three", file);
    fclose(file);
    fd = input_open(path, false, &size, reason);
    assert_true(fd >= 0);
    assert_int_equal(size, 5);
    assert_int_equal(read(fd, text, sizeof text), 5);
    assert_memory_equal(text, "three", 5);
    assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
    close(fd);
}

static void what_is_no_file_is_named(void **state)
{
    char path[128];

    assert_refused(folder(state), false, "it is a folder");
    assert_refused("/dev/zero", false, "it is a device, not a file");
    assert_refused("/dev/zero", true, "it is a device, not a file");
    assert_refused(inside(state, "none", path), false, "No such file or directory");
}

static void a_named_pipe_is_not_waited_for(void **state)
{
    char path[128];

    assert_int_equal(mkfifo(inside(state, "pipe", path), 0600), 0);
    assert_refused(path, false, "it is a named pipe, not a file");
    assert_refused(path, true, "it is a named pipe, not a file");
}

static void a_socket_is_named(void **state)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    const int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    snprintf(at.sun_path, sizeof at.sun_path, "%s/socket", folder(state));
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    assert_refused(at.sun_path, false, "it is a socket, not a file");
    close(fd);
}

static void a_pipe_of_our_own_is_read_where_streams_are_allowed(void **state)
{
    char path[64], reason[INPUT_REASON], text[8];
    int64_t size = 7;
    int ends[2], fd;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_refused(path, false, "it is a named pipe, not a file");
    fd = input_open(path, true, &size, reason);
    assert_true(fd >= 0);
    assert_int_equal(size, 0);
    assert_false(fcntl(fd, F_GETFL) & O_NONBLOCK);
    assert_int_equal(write(ends[1], "abc", 3), 3);
    assert_int_equal(read(fd, text, sizeof text), 3);
    close(fd);
    close(ends[0]);
    close(ends[1]);
}

static int make_folder(void **state)
{
    char *path = strdup("/tmp/gatesim-input-XXXXXX");

    *state = path;
    return path == NULL || mkdtemp(path) == NULL;
}

static int drop_folder(void **state)
{
    static const char *const names[] = {"plain", "pipe", "socket"};
    char path[128];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(inside(state, names[i], path));
    rmdir(folder(state));
    free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_opened_with_its_size),
        cmocka_unit_test(what_is_no_file_is_named),
        cmocka_unit_test(a_named_pipe_is_not_waited_for),
        cmocka_unit_test(a_socket_is_named),
        cmocka_unit_test(a_pipe_of_our_own_is_read_where_streams_are_allowed),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
