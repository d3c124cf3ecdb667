/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a command of the program ends, and with it the experiment that it made. */
#ifndef SIM_TEXT_EXIT_STATUS_H
#define SIM_TEXT_EXIT_STATUS_H

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

#endif
