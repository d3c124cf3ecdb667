/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status codes: how a gatesim function says that it failed.
 *
 * A function that returns int and can fail returns 0 or one of these negative
 * codes; a void function cannot fail. What is wrong with the user's input is
 * not a code but a list of diagnostics (diagnostics.h); GATESIM_EINPUT says that
 * the list has something in it. */
#ifndef GATESIM_STATUS_H
#define GATESIM_STATUS_H

/* X(code, value, text): the one list from which codes, names and texts come. */
#define GATESIM_STATUS_LIST(X)                                  \
    X(OK, 0, "done")                                            \
    X(ENOMEM, -1, "out of memory")                              \
    X(EINPUT, -2, "the input has errors")                       \
    X(EIO, -3, "cannot read or write a file")                   \
    X(EDEADLOCK, -4, "trucks wait for one another in a circle") \
    X(ESTOPPED, -5, "stopped by a signal")                      \
    X(ERANGE, -6, "a number is out of range")                   \
    X(ESYSTEM, -7, "the operating system refused a service")    \
    X(EENDLESS, -8, "events without end at one instant")

enum gatesim_status {
#define GATESIM_STATUS_CODE(code, value, text) GATESIM_##code = (value),
    GATESIM_STATUS_LIST(GATESIM_STATUS_CODE)
#undef GATESIM_STATUS_CODE
};

/* gatesim_status_text(status): the text of a code, never NULL; static storage. */
const char *gatesim_status_text(int status);

/* gatesim_status_explained(status): whether gatesim_trouble says more of it; 0 or 1. */
static inline int gatesim_status_explained(int status)
{
    return status == GATESIM_EDEADLOCK || status == GATESIM_EENDLESS;
}

#endif
