/* SPDX-License-Identifier: GPL-3.0-or-later
 * Included before a source file of a coverage build: a process that leaves by _exit, as the child
 * that reads a results file does, writes down what it has run. */
#ifndef TESTS_COVERAGE_LEAVE_H
#define TESTS_COVERAGE_LEAVE_H

#include <unistd.h>

void __gcov_dump(void);

/* A function, for status to be worked out first. */
static inline _Noreturn void leave(int status)
{
    __gcov_dump();
    _exit(status);
}

#define _exit leave

#endif
