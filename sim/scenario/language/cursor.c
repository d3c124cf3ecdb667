/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The value is read where it lies. The line that a word is in is looked for when it is asked
 * for, from where it was looked for last. */
#include "sim/scenario/language/cursor.h"

#include <stdio.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/number.h"
#include "sim/scenario/language/build.h"
#include "sim/scenario/language/habit.h"

void cursor_init(struct cursor *c, struct build *B, struct tree_section *section,
                 struct tree_entry *entry)
{
    *c = (struct cursor){.B = B, .R = B->R, .section = section, .entry = entry};
    c->row = key_row(entry->key);
    c->p = c->at = c->counted = entry->value;
    c->end = entry->value + entry->size;
}

uint32_t cursor_row(struct cursor *c)
{
    if (c->at < c->counted) {
        c->counted = c->entry->value;
        c->rows = 0;
    }
    for (; c->counted < c->at; c->counted++)
        c->rows += *c->counted == '\n';
    return c->rows;
}

uint32_t cursor_line(struct cursor *c)
{
    const uint32_t row = cursor_row(c);

    return row < c->entry->line_count ? c->entry->lines[row] : c->entry->line;
}

struct diag_place cursor_place(struct cursor *c)
{
    return tree_entry_place(c->R, c->section, c->entry, cursor_row(c));
}

void cursor_report(struct cursor *c, const char *fmt, ...)
{
    const struct diag_place place = cursor_place(c);
    va_list args;

    va_start(args, fmt);
    reader_verror(c->R, &place, fmt, args);
    va_end(args);
}

void cursor_warn(struct cursor *c, const char *fmt, ...)
{
    const struct diag_place place = cursor_place(c);
    const char *text;
    va_list args;

    if (c->entry->set != c->B->set)
        return;
    va_start(args, fmt);
    text = arena_vprintf(c->R->scratch, fmt, args);
    va_end(args);
    if (text == NULL)
        c->R->starved = true;
    else
        diag_add(c->R->warnings, &place, "%s", text);
}

static bool blank(char c)
{
    return reader_blank(c) || c == '\n';
}

static void skip(struct cursor *c)
{
    while (c->p < c->end && blank(*c->p))
        c->p++;
}

/* plain_word(c): the next word as it stands there, quotes and all. */
static struct word plain_word(struct cursor *c)
{
    struct word w;

    skip(c);
    w = (struct word){c->p, 0};
    while (w.s + w.n < c->end && !blank(w.s[w.n]) && w.s[w.n] != ',')
        w.n++;
    if (w.n == 0 && w.s < c->end)
        w.n = 1;
    return w;
}

/* closing(c): the '"' that closes a word which c, past all blanks, stands before; NULL when no word
 * in quotes comes next: it is not empty, ends on its line, and a blank, a comma or the end is
 * behind it. */
static const char *closing(const struct cursor *c)
{
    const char *close = c->p < c->end && *c->p == '"' ? c->p + 1 : c->end;

    while (close < c->end && *close != '"' && *close != '\n')
        close++;
    if (close == c->end || *close != '"' || close == c->p + 1)
        return NULL;
    return close + 1 == c->end || blank(close[1]) || close[1] == ',' ? close : NULL;
}

struct word cursor_peek(struct cursor *c)
{
    const struct word w = plain_word(c);
    const char *close = closing(c);

    return close == NULL ? w : (struct word){c->p + 1, (size_t)(close - c->p) - 1};
}

struct word cursor_take(struct cursor *c)
{
    const struct word w = cursor_peek(c);
    const char *close = closing(c);

    c->at = w.n > 0 ? w.s : c->at;
    c->p = close == NULL ? w.s + w.n : close + 1;
    return w;
}

struct word cursor_first(const char *text)
{
    struct cursor c = {.p = text, .at = text, .end = text + strlen(text)};

    return cursor_take(&c);
}

bool word_is(struct word w, const char *text)
{
    return strlen(text) == w.n && memcmp(w.s, text, w.n) == 0;
}

const char *word_quote(struct cursor *c, struct word w)
{
    return reader_quote(c->R, w.s, w.n);
}

bool cursor_is(struct cursor *c, const char *text)
{
    return word_is(cursor_peek(c), text);
}

bool cursor_accept(struct cursor *c, const char *text)
{
    if (!cursor_is(c, text))
        return false;
    cursor_take(c);
    return true;
}

bool cursor_expect(struct cursor *c, const char *text)
{
    const struct word w = cursor_take(c);

    if (word_is(w, text))
        return true;
    if (w.n == 0)
        return cursor_error(c, "'%s' is missing at the end", text);
    return cursor_error(c, "'%s' is expected before '%s'", text, word_quote(c, w));
}

bool cursor_at_end(struct cursor *c)
{
    return cursor_peek(c).n == 0;
}

bool cursor_end(struct cursor *c)
{
    struct word w = cursor_take(c);

    if (w.n == 0)
        return true;
    w.n = (size_t)(c->end - w.s);
    return cursor_error(c, "'%s' is not understood here", word_quote(c, w));
}

bool cursor_at_number(struct cursor *c)
{
    const struct word w = plain_word(c);
    size_t i = 0;

    if (i < w.n && (w.s[i] == '+' || w.s[i] == '-'))
        i++;
    if (i < w.n && w.s[i] == '.')
        i++;
    return i < w.n && w.s[i] >= '0' && w.s[i] <= '9';
}

bool cursor_at_decimal_comma(const struct cursor *c)
{
    return c->end - c->p > 1 && c->p[0] == ',' && c->p[1] >= '0' && c->p[1] <= '9';
}

bool cursor_number(struct cursor *c, double *x)
{
    const struct word w = plain_word(c);
    const size_t n = number_span(w.s, w.n);
    int status;

    c->at = w.n > 0 ? w.s : c->at;
    if (w.n == 0)
        return cursor_error(c, "a number is missing at the end");
    if (n == 0 && word_is(w, ","))
        return cursor_error(c, "a number is missing before ','");
    if (n == 0)
        return habit_number(c, w);
    status = number_parse(w.s, n, x);
    if (status == GATESIM_ENOMEM)
        c->R->starved = true;
    if (status == GATESIM_ERANGE)
        cursor_report(c, "'%s' is too large a number", reader_quote(c->R, w.s, n));
    c->p = w.s + n;
    return status == 0;
}

bool cursor_amount(struct cursor *c, double *x)
{
    const struct word w = plain_word(c);
    const size_t n = number_groups(w.s, (size_t)(c->end - w.s));

    if (n == 0)
        return cursor_number(c, x);
    c->at = w.s;
    c->p = w.s + n;
    if (number_parse_groups(w.s, n, x) == 0)
        return true;
    return cursor_error(c, "'%s' is too large a number", reader_quote(c->R, w.s, n));
}

struct word cursor_until(struct cursor *c, const char *stop)
{
    struct word w = plain_word(c);

    for (size_t i = 0; i < w.n; i++)
        if (strchr(stop, w.s[i]) != NULL)
            w.n = i;
    c->at = w.n > 0 ? w.s : c->at;
    c->p = w.s + w.n;
    return w;
}

char *cursor_rest(struct cursor *c)
{
    char *text;

    skip(c);
    text = reader_text(c->R, c->R->keep, c->p, (size_t)(c->end - c->p));
    c->p = c->end;
    if (text != NULL)
        tree_words(text);
    return text;
}

/* name_hidden(c, names, w): whether w may be one of the names, in a part of the input that was
 * lost. Attributes and values are declared within sections too. */
static bool name_hidden(const struct cursor *c, const struct names *names, struct word w)
{
    for (unsigned kind = 0; kind < SECTION_KINDS; kind++)
        if (names == &c->B->names[kind])
            return reader_lacks(c->R, w.s, w.n);
    return c->R->blind;
}

/* name_wrong(c, names, what, w): report that w is none of the names. */
static bool name_wrong(struct cursor *c, const struct names *names, const char *what, struct word w)
{
    if (name_hidden(c, names, w))
        return false;
    if (w.n == 0)
        return cursor_error(c, "the name of the %s is missing at the end", what);
    return cursor_error(c, "there is no %s '%s'%s", what, word_quote(c, w),
                        reader_known(c->R, w.s, w.n, names->list, names->count));
}

bool cursor_name(struct cursor *c, const struct names *names, const char *what, uint32_t *number)
{
    const struct word w = cursor_take(c);

    *number = w.n == 0 ? NAMES_NONE : names_find(names, w.s, w.n);
    return *number != NAMES_NONE || name_wrong(c, names, what, w);
}

void cursor_note(struct cursor *c, const char *fmt, ...)
{
    struct tree_note *note = READER_NEW(c->R, c->R->scratch, struct tree_note);
    char text[128];
    va_list args;

    if (note == NULL)
        return;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    note->line = cursor_row(c);
    note->text = reader_text(c->R, c->R->scratch, text, strlen(text));
    note->next = c->entry->notes;
    if (note->text != NULL)
        c->entry->notes = note;
}
