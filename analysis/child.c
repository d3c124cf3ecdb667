/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "sim/base/number.h"

#define PIECE 65536

/* Bytes of address space that this process has, so that a sanitizer's shadow does not count;
 * 0 where the system does not say. */
static size_t mapped(void)
{
    char text[64];
    double pages = 0.0;
    const int fd = open("/proc/self/statm", O_RDONLY);
    const ssize_t length = fd >= 0 ? read(fd, text, sizeof text - 1) : 0;

    if (fd >= 0)
        close(fd);
    if (length > 0)
        (void)number_parse(text, number_span(text, (size_t)length), &pages);
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void limit(int resource, size_t value)
{
    struct rlimit now;

    if (getrlimit(resource, &now) != 0)
        return;
    if (now.rlim_max == RLIM_INFINITY || value < now.rlim_max)
        now.rlim_cur = now.rlim_max = (rlim_t)value;
    (void)setrlimit(resource, &now);
}

/* In the child; does not return. */
static void be_child(int (*work)(void *user, FILE *out), void *user,
                     const struct child_limits *limits, int fd)
{
    static const int deadly[] = {SIGSEGV, SIGBUS,  SIGFPE, SIGILL,
                                 SIGABRT, SIGALRM, SIGINT, SIGTERM};
    FILE *out = fdopen(fd, "w");
    char held[PIECE];
    int status = out != NULL ? setvbuf(out, held, _IOFBF, sizeof held) : -1;

    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
        signal(deadly[i], SIG_DFL);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_AS, mapped() + limits->memory);
    limit(RLIMIT_CPU, limits->seconds);
    alarm(10 * limits->seconds);
    if (status == 0)
        status = work(user, out);
    if (status == 0)
        status = fflush(out);
    /* Neither what else stdio holds back nor handlers at exit are the child's. */
    _exit(status == 0 ? 0 : 1);
}

struct taken {
    unsigned char *bytes;
    size_t size, room;
};

static int make_room(struct taken *T)
{
    const size_t room = T->room == 0 ? PIECE : 2 * T->room;
    unsigned char *bigger = T->size < T->room ? T->bytes : realloc(T->bytes, room);

    if (bigger == NULL)
        return GATESIM_ENOMEM;
    if (T->size == T->room)
        T->room = room;
    T->bytes = bigger;
    return GATESIM_OK;
}

/* Read until the other end is closed. */
static int take_all(struct taken *T, int fd, size_t most)
{
    for (;;) {
        ssize_t length;

        if (make_room(T) != GATESIM_OK)
            return GATESIM_ENOMEM;
        length = read(fd, T->bytes + T->size, T->room - T->size);
        if (length == 0)
            return GATESIM_OK;
        if (length < 0 && errno != EINTR)
            return GATESIM_ESYSTEM;
        T->size += length > 0 ? (size_t)length : 0;
        if (T->size > most)
            return GATESIM_EIO;
    }
}

/* Wait for the child, which is killed when its bytes are not wanted any more. */
static int bury(pid_t pid, int status)
{
    int how;

    if (status != GATESIM_OK)
        (void)kill(pid, SIGKILL);
    while (waitpid(pid, &how, 0) < 0)
        if (errno != EINTR)
            return GATESIM_ESYSTEM;
    if (status != GATESIM_OK)
        return status;
    return WIFEXITED(how) && WEXITSTATUS(how) == 0 ? GATESIM_OK : GATESIM_EIO;
}

int child_run(int (*work)(void *user, FILE *out), void *user, const struct child_limits *limits,
              unsigned char **bytes, size_t *size)
{
    struct taken T = {NULL, 0, 0};
    int ends[2], status;
    pid_t pid;

    *bytes = NULL;
    *size = 0;
    if (pipe(ends) != 0)
        return GATESIM_ESYSTEM;
    pid = fork();
    if (pid == 0) {
        close(ends[0]);
        be_child(work, user, limits, ends[1]);
    }
    close(ends[1]);
    status = pid > 0 ? take_all(&T, ends[0], limits->output) : GATESIM_ESYSTEM;
    close(ends[0]);
    if (pid > 0)
        status = bury(pid, status);
    if (status == GATESIM_OK) {
        *bytes = T.bytes;
        *size = T.size;
    } else {
        free(T.bytes);
    }
    return status;
}
