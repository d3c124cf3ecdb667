/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both signals are blocked in this thread, and looked for among the pending ones: no handler runs,
 * so nothing is interrupted in the middle. */
#include "sim/base/held.h"

#include <stddef.h>
#include <time.h>

void held_begin(struct held *H)
{
    static const int numbers[] = {SIGINT, SIGTERM};
    struct sigaction action;

    sigemptyset(&H->signals);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (sigaction(numbers[i], NULL, &action) == 0 && action.sa_handler == SIG_DFL)
            sigaddset(&H->signals, numbers[i]);
    (void)pthread_sigmask(SIG_BLOCK, &H->signals, &H->before);
}

int held_come(const struct held *H)
{
    sigset_t pending;

    if (sigpending(&pending) != 0)
        return 0;
    if (sigismember(&pending, SIGINT) == 1 && sigismember(&H->signals, SIGINT) == 1)
        return SIGINT;
    return sigismember(&pending, SIGTERM) == 1 && sigismember(&H->signals, SIGTERM) == 1 ? SIGTERM
                                                                                         : 0;
}

int held_end(struct held *H)
{
    const struct timespec at_once = {0, 0};
    int came = 0, number;

    while ((number = sigtimedwait(&H->signals, NULL, &at_once)) > 0)
        came = number;
    (void)pthread_sigmask(SIG_SETMASK, &H->before, NULL);
    return came;
}
