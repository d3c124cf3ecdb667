/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why two alternatives of a comparison may not be comparable: other starts, lengths, windows or
 * chance. */
#include <string.h>

#include "sim/present/compare.h"
#include "sim/text/sentences.h"
#include "sim/text/text.h"

#define WINDOWS "numbers over different windows are not comparable as differences in policy"

static void on_start(struct sentences *T, const struct compared *P, size_t i)
{
    const char *start = P->C->run[0]->start, *other = P->C->run[i]->start;

    if (strcmp(start, other) != 0)
        teller_say(T, "%s starts at %s, %s at %s: " WINDOWS, P->name[i], other, P->name[0], start);
}

static void on_duration(struct sentences *T, const struct compared *P, size_t i)
{
    const double duration = P->C->run[0]->duration, other = P->C->run[i]->duration;
    char a[TEXT_SIZE], b[TEXT_SIZE];

    if (duration != other)
        teller_say(T, "%s lasts %s, %s %s: " WINDOWS, P->name[i], text_span(b, other), P->name[0],
                   text_span(a, duration));
}

static void on_warm_up(struct sentences *T, const struct compared *P, size_t i)
{
    const double warm_up = P->C->run[0]->warm_up, other = P->C->run[i]->warm_up;
    char a[TEXT_SIZE], b[TEXT_SIZE];

    if (warm_up != other)
        teller_say(T, "the warm-up of %s is %s, that of %s %s: " WINDOWS, P->name[i],
                   text_span(b, other), P->name[0], text_span(a, warm_up));
}

/* Rows do not subtract where the differences are over other replications than the means. */
static void on_pairs(struct sentences *T, const struct compared *P, size_t i)
{
    const size_t n = P->C->run[0]->count, other = P->C->run[i]->count, pairs = P->C->pairs[i];

    if (P->C->paired[i] && (pairs < n || pairs < other))
        teller_say(T,
                   "differences of %s are over the %zu replications that it shares with %s; means "
                   "are over all, %zu and %zu, so they do not subtract to these",
                   P->name[i], pairs, P->name[0], other, n);
}

int compare_warnings(const struct compared *P, void (*take)(void *user, const char *text),
                     void *user)
{
    struct sentences T = {.take = take, .user = user};

    for (size_t i = 1; i < P->C->runs; i++) {
        on_start(&T, P, i);
        on_duration(&T, P, i);
        on_warm_up(&T, P, i);
        on_pairs(&T, P, i);
    }
    return sentences_status(&T);
}
