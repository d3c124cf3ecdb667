/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line is put together before it is written, however long it is. */
#include "sim/text/messages.h"

#include <stdarg.h>
#include <stdlib.h>

#include "gatesim/status.h"

void message(FILE *to, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    fputs("gatesim: ", to);
    vfprintf(to, fmt, args);
    fputc('\n', to);
    va_end(args);
}

int message_status(FILE *to, int status)
{
    message(to, "%s", gatesim_status_text(status));
    return status;
}

char *message_line(const struct gatesim_diagnostic *d)
{
    const int length = gatesim_diagnostic_print(d, NULL, 0);
    char *line = malloc((size_t)length + 1);

    if (line != NULL)
        (void)gatesim_diagnostic_print(d, line, (size_t)length + 1);
    return line;
}

void message_diagnostic(FILE *to, const struct gatesim_diagnostic *d)
{
    char *line = message_line(d);

    fprintf(to, "%s\n", line != NULL ? line : d->message);
    free(line);
}

void message_diagnostics(FILE *to, const struct gatesim_diagnostics *D)
{
    const size_t count = gatesim_diagnostics_count(D);

    for (size_t i = 0; i < count; i++)
        message_diagnostic(to, gatesim_diagnostics_at(D, i));
}
