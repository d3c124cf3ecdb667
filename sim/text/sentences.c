/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence is put together before it is handed on, however long it is. */
#include "sim/text/sentences.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "gatesim/status.h"

void teller_say(struct sentences *T, const char *fmt, ...)
{
    char *text = NULL;
    va_list args, again;
    int length;

    va_start(args, fmt);
    va_copy(again, args);
    length = vsnprintf(NULL, 0, fmt, args);
    if (length >= 0)
        text = malloc((size_t)length + 1);
    if (text != NULL) {
        (void)vsnprintf(text, (size_t)length + 1, fmt, again);
        T->take(T->user, text);
    } else {
        T->lost = true;
    }
    va_end(again);
    va_end(args);
    free(text);
}

int sentences_status(const struct sentences *T)
{
    return T->lost ? GATESIM_ENOMEM : GATESIM_OK;
}
