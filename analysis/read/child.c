/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HDF5 can crash or hang on a damaged file, so such files are read in a child process with limits
 * on its memory and its processor time. What it read comes back through a pipe; how it ended tells
 * what went wrong. */
#define _XOPEN_SOURCE 700 /* setitimer */

#include "analysis/read/child.h"

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
#include "sim/base/held.h"
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
    static const int deadly[] = {SIGSEGV, SIGBUS,  SIGFPE, SIGILL, SIGABRT,
                                 SIGPROF, SIGALRM, SIGINT, SIGTERM};
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

struct child {
    pid_t pid;
    int fd; /* where its bytes come from */
    struct held held;
    int status;    /* 0, or why no more is read */
    bool ended;    /* its last byte was read */
    size_t left;   /* bytes that it may still give */
    size_t at, to; /* of bytes: those read ahead */
    unsigned char bytes[PIECE];
};

/* receive(C, to, room): read up to room bytes of child C to to, waiting for the first. Returns how
 * many; 0 at the end or with C->status set. */
static size_t receive(struct child *C, unsigned char *to, size_t room)
{
    while (C->status == GATESIM_OK && !C->ended) {
        struct pollfd ready = {C->fd, POLLIN, 0};
        ssize_t length = -1;

        errno = EINTR;
        if (held_come(&C->held) != 0)
            C->status = GATESIM_ESTOPPED;
        else if (poll(&ready, 1, LOOK_MS) > 0)
            length = read(C->fd, to, room);
        C->ended = length == 0;
        if (length < 0 && errno != EINTR)
            C->status = GATESIM_ESYSTEM;
        else if (length > 0 && (size_t)length > C->left)
            C->status = GATESIM_EIO;
        else if (length > 0) {
            C->left -= (size_t)length;
            return (size_t)length;
        }
    }
    return 0;
}

size_t child_read(struct child *C, void *to, size_t size)
{
    unsigned char *at = to;
    size_t done = 0, length = 1;

    while (done < size && length > 0) {
        if (C->at == C->to && size - done >= PIECE) {
            done += length = receive(C, at + done, size - done);
            continue;
        }
        if (C->at == C->to) {
            C->at = 0;
            C->to = receive(C, C->bytes, PIECE);
        }
        length = C->to - C->at < size - done ? C->to - C->at : size - done;
        memcpy(at + done, C->bytes + C->at, length);
        C->at += length;
        done += length;
    }
    return done;
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

int child_end(struct child *C)
{
    unsigned char more;
    int status;

    if (child_read(C, &more, 1) > 0)
        C->status = GATESIM_EIO;
    status = bury(C->pid, C->status);
    close(C->fd);
    if (held_end(&C->held) != 0)
        status = GATESIM_ESTOPPED;
    free(C);
    return status;
}

/* start(C, work, user, limits): fork the child. Returns 0, or -1 with nothing changed. */
static int start(struct child *C, int (*work)(void *user, FILE *out), void *user,
                 const struct child_limits *limits)
{
    int ends[2];

    if (pipe(ends) != 0)
        return -1;
    held_begin(&C->held);
    C->pid = fork();
    if (C->pid == 0) {
        close(ends[0]);
        be_child(work, user, limits, ends[1], &C->held.before);
    }
    close(ends[1]);
    C->fd = ends[0];
    if (C->pid > 0)
        return 0;
    (void)held_end(&C->held);
    close(ends[0]);
    return -1;
}

int child_start(int (*work)(void *user, FILE *out), void *user, const struct child_limits *limits,
                struct child **child)
{
    struct child *C = malloc(sizeof *C);

    *child = NULL;
    if (C == NULL)
        return GATESIM_ENOMEM;
    C->status = GATESIM_OK;
    C->ended = false;
    C->left = limits->output;
    C->at = C->to = 0;
    if (start(C, work, user, limits) != 0) {
        free(C);
        return GATESIM_ESYSTEM;
    }
    *child = C;
    return GATESIM_OK;
}

/* take_all(C, bytes, size): read all that child C writes to *bytes, malloced, of *size bytes.
 * Returns 0 or GATESIM_ENOMEM. */
static int take_all(struct child *C, unsigned char **bytes, size_t *size)
{
    size_t room = 0, length;

    do {
        const size_t wanted = room == 0 ? PIECE : 2 * room;
        unsigned char *bigger = realloc(*bytes, wanted);

        if (bigger == NULL)
            return GATESIM_ENOMEM;
        *bytes = bigger;
        length = child_read(C, bigger + *size, wanted - *size);
        *size += length;
        room = wanted;
    } while (*size == room);
    return GATESIM_OK;
}

int child_run(int (*work)(void *user, FILE *out), void *user, const struct child_limits *limits,
              unsigned char **bytes, size_t *size)
{
    struct child *C;
    int status = child_start(work, user, limits, &C), ended;

    *bytes = NULL;
    *size = 0;
    if (status != GATESIM_OK)
        return status;
    status = take_all(C, bytes, size);
    ended = child_end(C);
    if (status == GATESIM_OK)
        status = ended;
    if (status != GATESIM_OK) {
        free(*bytes);
        *bytes = NULL;
    }
    return status;
}
