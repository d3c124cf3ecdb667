/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages: lines for the person who runs the program. They go to the stream that the caller gives.
 */
#ifndef SIM_TEXT_MESSAGES_H
#define SIM_TEXT_MESSAGES_H

#include <stdio.h>

#include "gatesim/diagnostics.h"

/* message(to, fmt, ...): write "gatesim: ", the text of the format, and a line end to the stream.
 */
void message(FILE *to, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* message_status(to, status): write the text of a negative GATESIM_ status to the stream. Returns
 * the status. */
int message_status(FILE *to, int status);

/* message_line(d): returns the line that tells a diagnostic, which the caller frees; NULL without
 * memory. */
char *message_line(const struct gatesim_diagnostic *d);

/* message_diagnostic(to, d): write the line that tells a diagnostic to the stream. */
void message_diagnostic(FILE *to, const struct gatesim_diagnostic *d);

/* message_diagnostics(to, D): write a line for each diagnostic of D to the stream. NULL has none.
 */
void message_diagnostics(FILE *to, const struct gatesim_diagnostics *D);

#endif
