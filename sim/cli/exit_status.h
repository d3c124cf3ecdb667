/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the program ends. Only the functions of commands and main speak of it: everything below them
 * returns a status of the library (gatesim/status.h). */
#ifndef SIM_CLI_EXIT_STATUS_H
#define SIM_CLI_EXIT_STATUS_H

#include "gatesim/status.h"

/* X(code, value, meaning): how the program ends. */
#define EXIT_LIST(X)                                                                       \
    X(DONE, 0, "Done.")                                                                    \
    X(FAILED, 1, "The machine did not do its part (disk, memory), or the model is stuck.") \
    X(INPUT, 2, "Wrong input or usage; nothing was run.")                                  \
    X(STOPPED, 3, "Stopped by a signal; the results file is usable.")

enum exit_status {
#define EXIT_CODE(code, value, meaning) EXIT_##code = (value),
    EXIT_LIST(EXIT_CODE)
#undef EXIT_CODE
};

/* exit_status_of(status): returns how the program ends for a status: with GATESIM_OK done, with
 * GATESIM_EINPUT for wrong input, with GATESIM_ESTOPPED stopped, with all others failed. */
static inline enum exit_status exit_status_of(int status)
{
    switch (status) {
    case GATESIM_OK:
        return EXIT_DONE;
    case GATESIM_EINPUT:
        return EXIT_INPUT;
    case GATESIM_ESTOPPED:
        return EXIT_STOPPED;
    default:
        return EXIT_FAILED;
    }
}

#endif
