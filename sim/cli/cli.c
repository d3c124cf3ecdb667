/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a signal's handler may do is little, so it writes a text that is ready and ends the
 * process. */
#include "sim/cli/cli.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "sim/text/messages.h"

void cli_say(const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    fputs("gatesim: ", stderr);
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
    va_end(args);
}

/* on_signal(number): only what a handler may do. */
static void on_signal(int number)
{
    static const char interrupted[] = "gatesim: stopped by SIGINT\n",
                      terminated[] = "gatesim: stopped by SIGTERM\n";
    const char *const text = number == SIGINT ? interrupted : terminated;

    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        _exit(EXIT_STOPPED); /* nobody to tell */
    _exit(EXIT_STOPPED);
}

void cli_end_by_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM};
    struct sigaction action;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (sigaction(numbers[i], NULL, &action) != 0 || action.sa_handler == SIG_IGN)
            continue;
        action = (struct sigaction){.sa_handler = on_signal};
        sigemptyset(&action.sa_mask);
        (void)sigaction(numbers[i], &action, NULL);
    }
}

int cli_status(int status)
{
    return message_status(stderr, status);
}

int cli_worse(int a, int b)
{
    return exit_status_of(a) >= exit_status_of(b) ? a : b;
}

/* reader_left(): whether stdout is a pipe or socket that nobody reads any more, as behind 'head'.
 */
static bool reader_left(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO};

    return poll(&out, 1, 0) == 1 && (out.revents & (POLLERR | POLLHUP)) != 0;
}

int cli_finish_stdout(int status)
{
    const int lost = ferror(stdout);

    errno = 0;
    if (fflush(stdout) == 0 && !lost)
        return status;
    if (errno == EPIPE || reader_left())
        return status; /* who reads has what it wants */
    cli_say("cannot write the output: %s", errno != 0 ? strerror(errno) : "it was cut short");
    return GATESIM_EIO;
}
