/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* setitimer */

#include "analysis/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "sim/base/number.h"

#define PIECE 65536
#define CLOCK_SECONDS 10 /* by the clock for each of the processor */
#define LOOK_MS 50       /* between two looks for signals */

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

/* The timer of the processor's time, whose signal ends the child. It has the length that it was
 * started with in its interval. */
void child_progress(void)
{
    struct itimerval timer;

    if (getitimer(ITIMER_PROF, &timer) != 0 || timer.it_interval.tv_sec == 0)
        return;
    timer.it_value = timer.it_interval;
    (void)setitimer(ITIMER_PROF, &timer, NULL);
    alarm(CLOCK_SECONDS * (unsigned)timer.it_interval.tv_sec);
}

/* In the child; does not return. */
static void be_child(int (*work)(void *user, FILE *out), void *user,
                     const struct child_limits *limits, int fd, const sigset_t *mask)
{
    static const int deadly[] = {SIGSEGV, SIGBUS,  SIGFPE,  SIGILL, SIGABRT,
                                 SIGPROF, SIGALRM, SIGINT,  SIGTERM};
    const struct itimerval timer = {{limits->seconds, 0}, {limits->seconds, 0}};
    FILE *out = fdopen(fd, "w");
    char held[PIECE];
    int status = out != NULL ? setvbuf(out, held, _IOFBF, sizeof held) : -1;

    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
        signal(deadly[i], SIG_DFL);
    (void)sigprocmask(SIG_SETMASK, mask, NULL);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_AS, mapped() + limits->memory);
    (void)setitimer(ITIMER_PROF, &timer, NULL);
    child_progress();
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

/* SIGINT and SIGTERM, those of them that would end this process, held back for a while. */
struct held {
    sigset_t signals, before;
};

static void hold(struct held *H)
{
    static const int numbers[] = {SIGINT, SIGTERM};
    struct sigaction action;

    sigemptyset(&H->signals);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (sigaction(numbers[i], NULL, &action) == 0 && action.sa_handler == SIG_DFL)
            sigaddset(&H->signals, numbers[i]);
    (void)pthread_sigmask(SIG_BLOCK, &H->signals, &H->before);
}

/* Whether one of them has come. */
static bool has_come(const struct held *H)
{
    sigset_t pending;

    return sigpending(&pending) == 0 &&
           ((sigismember(&pending, SIGINT) == 1 && sigismember(&H->signals, SIGINT) == 1) ||
            (sigismember(&pending, SIGTERM) == 1 && sigismember(&H->signals, SIGTERM) == 1));
}

/* They have their effect again; those that came have had it. Returns whether one came. */
static bool let_go(struct held *H)
{
    const struct timespec at_once = {0, 0};
    bool came = false;

    while (sigtimedwait(&H->signals, NULL, &at_once) > 0)
        came = true;
    (void)pthread_sigmask(SIG_SETMASK, &H->before, NULL);
    return came;
}

/* Read until the other end is closed, or a signal has come. */
static int take_all(struct taken *T, int fd, size_t most, const struct held *H)
{
    for (;;) {
        struct pollfd ready = {fd, POLLIN, 0};
        ssize_t length = -1;

        if (has_come(H))
            return GATESIM_ESTOPPED;
        if (make_room(T) != GATESIM_OK)
            return GATESIM_ENOMEM;
        errno = EINTR;
        if (poll(&ready, 1, LOOK_MS) > 0)
            length = read(fd, T->bytes + T->size, T->room - T->size);
        if (length == 0)
            return has_come(H) ? GATESIM_ESTOPPED : GATESIM_OK;
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
    struct held held;
    int ends[2], status;
    pid_t pid;

    *bytes = NULL;
    *size = 0;
    if (pipe(ends) != 0)
        return GATESIM_ESYSTEM;
    hold(&held);
    pid = fork();
    if (pid == 0) {
        close(ends[0]);
        be_child(work, user, limits, ends[1], &held.before);
    }
    close(ends[1]);
    status = pid > 0 ? take_all(&T, ends[0], limits->output, &held) : GATESIM_ESYSTEM;
    close(ends[0]);
    if (pid > 0)
        status = bury(pid, status);
    if (let_go(&held) && status != GATESIM_ENOMEM)
        status = GATESIM_ESTOPPED;
    if (status == GATESIM_OK) {
        *bytes = T.bytes;
        *size = T.size;
    } else {
        free(T.bytes);
    }
    return status;
}
