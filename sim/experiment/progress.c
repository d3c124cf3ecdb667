/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line on a terminal, written over itself; nothing where nobody watches. */
#include "sim/experiment/progress.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/text/text.h"

#define BAR_MAX 40
#define COLUMNS 80 /* of a terminal that does not say */

bool progress_wanted(FILE *to)
{
    const char *term = getenv("TERM");

    const int terminal = to != NULL ? fileno(to) : -1;

    return terminal >= 0 && isatty(terminal) && (term == NULL || strcmp(term, "dumb") != 0);
}

/* "9 of 20 replications, 1,234,567 trucks/s, 12.3 s left" */
static void describe(const struct experiment_state *state, char *text, size_t size)
{
    const double left = state->share > 0.0 ? state->wall * (1.0 / state->share - 1.0) : NAN;
    char rate[TEXT_SIZE], time[TEXT_SIZE], count[TEXT_SIZE] = "";

    text_number(rate, floor((double)state->trucks / state->wall));
    if (left < 60.0)
        snprintf(time, sizeof time, "%.0f s", ceil(left));
    else
        text_duration(time, left);
    if (state->cells > 1)
        snprintf(count, sizeof count, "%llu of %llu replications, ",
                 (unsigned long long)state->complete, (unsigned long long)state->cells);
    snprintf(text, size, "%3.0f %%  %s%s trucks/s, %s left", 100.0 * state->share, count, rate,
             time);
}

void progress_show(FILE *to, const struct experiment_state *state)
{
    char text[4 * TEXT_SIZE], bar[BAR_MAX + 1];
    const int columns = text_columns(to);
    const int wide = (columns > 0 ? columns : COLUMNS) - 1; /* a full line would wrap */
    int room, done;

    describe(state, text, sizeof text);
    room = wide - (int)strlen(text) - 3;
    room = room > BAR_MAX ? BAR_MAX : room;
    if (room < 5) {
        fprintf(to, "\r\033[K%.*s", wide, text);
        return;
    }
    done = (int)(state->share * room);
    memset(bar, '.', sizeof bar);
    memset(bar, '#', (size_t)done);
    fprintf(to, "\r\033[K[%.*s] %s", room, bar, text);
}

void progress_clear(FILE *to)
{
    fputs("\r\033[K", to);
}
