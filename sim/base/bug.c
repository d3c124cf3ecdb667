/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of the line for a broken invariant: the message goes to stderr before abort, since
 * nobody above can be trusted to pass it on. */
#include "sim/base/bug.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void gs_bug(const char *file, int line, const char *fmt, ...)
{
    va_list args;

    fprintf(stderr, "gatesim: bug at %s:%d: ", file, line);
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputs("\n", stderr);
    abort();
}
