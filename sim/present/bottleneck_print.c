/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place that saves most is named only where its saving is told apart from all others;
 * otherwise its rivals are named with it. */
#include "sim/present/bottleneck_print.h"

#include <math.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/text/quantities.h"

#define CELL (2 * TEXT_SIZE)
#define NAMED 3 /* places that a sentence names */

const char *bottleneck_answer_name(enum one_more_answer answer)
{
    static const char *const names[] = {[ONE_MORE_UNJUDGED] = "unjudged",
                                        [ONE_MORE_NOWHERE] = "nowhere",
                                        [ONE_MORE_CLOSE] = "close",
                                        [ONE_MORE_LIMIT] = "limit"};

    return names[answer];
}

/* A saving, which may be a loss: "-3 min 10 s \u00b1 2 min". */
static const char *saving_text(char b[CELL + 1], struct estimate E)
{
    const bool loss = E.mean < 0.0;

    E.mean = fabs(E.mean);
    (void)text_duration_estimate(b + loss, E);
    if (loss)
        b[0] = '-';
    return b;
}

static const char *mark(const struct one_more *M, size_t i)
{
    if (M->answer == ONE_MORE_LIMIT)
        return i == 0 ? "<- limits the gate" : NULL;
    return M->answer == ONE_MORE_CLOSE && (i == 0 || M->row[i].rival) ? "<- too close to tell"
                                                                      : NULL;
}

static void add_row(struct table *T, const struct one_more *M, size_t i)
{
    const struct one_more_row *row = &M->row[i];
    char b[CELL + 1];

    table_row(T, mark(M, i));
    table_cell(T, row->name);
    table_cell(T, one_more_words(row->kind)->name);
    table_cell(T, text_number(b, row->most));
    table_cell(T, saving_text(b, row->saving));
    table_cell(T, text_percent(b, row->saving.mean / M->time));
}

/* "customs", "customs or barrier", "customs, barrier, yard or 2 more": the first and its rivals. */
static void name_places(char *b, size_t size, const struct one_more *M)
{
    const size_t all = M->rivals + 1, named = all <= NAMED + 1 ? all : NAMED;
    size_t told = 1;
    int at = snprintf(b, size, "%s", M->row[0].name);

    for (size_t i = 1; i < M->count && told < named && at < (int)size; i++)
        if (M->row[i].rival)
            at += snprintf(b + at, size - (size_t)at, "%s%s", ++told < all ? ", " : " or ",
                           M->row[i].name);
    if (named < all && at < (int)size)
        snprintf(b + at, size - (size_t)at, " or %zu more", all - named);
}

static void tell(const struct one_more *M, FILE *out)
{
    char b[CELL + 1], places[512];

    switch (M->answer) {
    case ONE_MORE_LIMIT:
        fprintf(out, "  What limits the gate is %s: one %s saves %s a truck.\n", M->row[0].name,
                one_more_words(M->row[0].kind)->more, saving_text(b, M->row[0].saving));
        break;
    case ONE_MORE_CLOSE:
        name_places(places, sizeof places, M);
        fprintf(out, "  What limits the gate is too close to tell: %s.\n", places);
        break;
    case ONE_MORE_NOWHERE:
        fprintf(out, "  Nowhere does one more surely save time.\n");
        break;
    case ONE_MORE_UNJUDGED:
        fprintf(out, "  One replication does not tell how sure this is.\n");
        break;
    }
}

/* "Tried, one more at a time: servers, waiting places; nothing else." */
static void tell_tried(const struct one_more *M, FILE *out)
{
    const char *before = "  Tried, one more at a time: ";
    bool tried[ONE_MORE_KINDS] = {false};

    for (size_t i = 0; i < M->count; i++)
        tried[M->row[i].kind] = true;
    for (int kind = 0; kind < ONE_MORE_KINDS; kind++) {
        if (!tried[kind])
            continue;
        fprintf(out, "%s%s", before, one_more_words((enum one_more_kind)kind)->all);
        before = ", ";
    }
    fputs(M->count > 0 ? "; nothing else.\n" : "  Nothing could be added.\n", out);
}

int bottleneck_print(const struct one_more *M, struct arena *A, FILE *out, struct style style)
{
    static const char *const headers[] = {"Place", "one more", "of", "saves a truck",
                                          "of its time"};
    struct table *T = table_create(A, 5, headers);
    int status;

    for (size_t i = 0; T != NULL && i < M->count; i++)
        add_row(T, M, i);
    fputc('\n', out);
    style_heading(style, out,
                  M->count > 1 ? "One more (intervals hold with 95 % for all places together, "
                                 "Bonferroni)"
                               : "One more");
    fputc('\n', out);
    status = table_print(T, out, style);
    tell(M, out);
    tell_tried(M, out);
    return status;
}
