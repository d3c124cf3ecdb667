/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O_NONBLOCK lets a named pipe be opened without a writer; what was opened is then looked at by its
 * descriptor, so that nobody can exchange the file between the look and the opening. */
#include "sim/base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* kind_words(mode): what a file is that is not regular. */
static const char *kind_words(mode_t mode)
{
    if (S_ISDIR(mode))
        return "it is a folder";
    if (S_ISFIFO(mode))
        return "it is a named pipe, not a file";
    if (S_ISSOCK(mode))
        return "it is a socket, not a file";
    return "it is a device, not a file";
}

/* is_stream(path): whether path names a stream that the program was started with. */
static bool is_stream(const char *path)
{
    return strcmp(path, "/dev/stdin") == 0 || strncmp(path, "/dev/fd/", 8) == 0 ||
           strncmp(path, "/proc/self/fd/", 14) == 0;
}

/* say(reason, words): reason becomes words. */
static void say(char *reason, const char *words)
{
    strncpy(reason, words, INPUT_REASON - 1);
    reason[INPUT_REASON - 1] = '\0';
}

/* say_error(path, error, reason): reason becomes errno error in words; of a path that cannot be
 * opened because it is a socket, this. */
static void say_error(const char *path, int error, char *reason)
{
    struct stat S;

    if (error == ENXIO && stat(path, &S) == 0 && S_ISSOCK(S.st_mode))
        say(reason, kind_words(S.st_mode));
    else if (strerror_r(error, reason, INPUT_REASON) != 0)
        say(reason, "it cannot be read");
}

/* wait_for(fd): reads of fd wait for data again. Returns false with errno set. */
static bool wait_for(int fd)
{
    const int flags = fcntl(fd, F_GETFL);

    return flags >= 0 && fcntl(fd, F_SETFL, flags & ~O_NONBLOCK) == 0;
}

/* fits(fd, stream, size, reason): whether the open file fd may be read; *size is then its size. */
static bool fits(int fd, bool stream, int64_t *size, char *reason)
{
    struct stat S;

    if (fstat(fd, &S) != 0 || !wait_for(fd)) {
        say_error("", errno, reason);
        return false;
    }
    *size = S_ISREG(S.st_mode) ? S.st_size : 0;
    if (S_ISREG(S.st_mode) ||
        (stream && (S_ISFIFO(S.st_mode) || S_ISSOCK(S.st_mode) || isatty(fd))))
        return true;
    say(reason, kind_words(S.st_mode));
    return false;
}

int input_open(const char *path, bool stream, int64_t *size, char *reason)
{
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

    if (fd < 0) {
        say_error(path, errno, reason);
        return -1;
    }
    if (fits(fd, stream && is_stream(path), size, reason))
        return fd;
    close(fd);
    return -1;
}
