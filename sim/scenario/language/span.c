/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An element names days (all of them if it names none) and then parts of these days. If it names no
 * parts it has those of the elements behind it, as in "Mon, Wed, Fri 08:00-10:00", or else the
 * whole day. */
#include "sim/scenario/language/span.h"

#include <string.h>

#include "sim/scenario/language/habit.h"
#include "sim/scenario/language/value.h"

static const char *const day_names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

#define DAYS 7

unsigned span_weekday(int64_t day)
{
    const int64_t r = (day + 3) % DAYS; /* 1970-01-01 is a Thursday */

    return (unsigned)(r < 0 ? r + DAYS : r);
}

/* day_name(s, n): 0 Monday .. 6 Sunday, or 7 for no day's name. */
static unsigned day_name(const char *s, size_t n)
{
    unsigned i = 0;

    while (i < DAYS && (n != 3 || memcmp(s, day_names[i], 3) != 0))
        i++;
    return i;
}

/* days_scan(w, days): "Mon" or "Mon-Fri", as bits. */
static bool days_scan(struct word w, unsigned *days)
{
    const unsigned first = day_name(w.s, w.n < 3 ? w.n : 3);
    const unsigned last = w.n == 7 && w.s[3] == '-' ? day_name(w.s + 4, 3) : first;

    if (first == DAYS || last == DAYS || (w.n != 3 && w.n != 7) || (w.n == 7 && w.s[3] != '-'))
        return false;
    for (unsigned d = first;; d = (d + 1) % DAYS) {
        *days |= 1U << d;
        if (d == last)
            return true;
    }
}

/* dates_scan(w, s): "2025-01-28" or "2025-01-28..2025-02-02". */
static bool dates_scan(struct word w, struct span *s)
{
    if (!day_scan(w.s, w.n < 10 ? w.n : 10, &s->first))
        return false;
    s->last = s->first;
    return w.n == 10 ||
           (w.n == 22 && memcmp(w.s + 10, "..", 2) == 0 && day_scan(w.s + 12, 10, &s->last));
}

/* looks_like_date(w): whether w starts with a year and a hyphen. */
static bool looks_like_date(struct word w)
{
    return w.n > 4 && w.s[4] == '-' && memchr(w.s, ':', w.n) == NULL;
}

/* part_scan(w, s): "07:00-20:00". */
static bool part_scan(struct word w, struct span *s)
{
    const char *hyphen = memchr(w.s, '-', w.n);
    const size_t n = hyphen == NULL ? 0 : (size_t)(hyphen - w.s);

    return hyphen != NULL && clock_scan(w.s, n, &s->from) &&
           clock_scan(hyphen + 1, w.n - n - 1, &s->to);
}

/* part_read(c, w, s): a part of a day; one that ends before it starts runs over midnight. */
static bool part_read(struct cursor *c, struct word w, struct span *s)
{
    if (!part_scan(w, s))
        return cursor_error(c, "'%s' is no part of a day%s; write 07:00-20:00", word_quote(c, w),
                            clock_scan(w.s, w.n, &s->from)
                                ? ": its end is missing, without a blank between"
                                : habit_fault(c, w, "0123456789:-"));
    if (s->from == s->to)
        return cursor_error(c, "'%s' is empty; write 00:00-24:00 for the whole day",
                            word_quote(c, w));
    if (s->from == SPAN_DAY)
        return cursor_error(c, "'%s' starts at 24:00; write 00:00 of the next day",
                            word_quote(c, w));
    if (s->to < s->from)
        s->to += SPAN_DAY;
    return true;
}

/* append(c, L, s): s at the end of L. */
static bool append(struct cursor *c, struct span_list *L, const struct span *s)
{
    if (!READER_ROOM(c->R, L->list, L->count))
        return false;
    L->list[L->count++] = *s;
    return true;
}

/* dates_read(c, w, s): the days of an element that starts with a date. */
static bool dates_read(struct cursor *c, struct word w, enum span_mode mode, struct span *s)
{
    cursor_take(c);
    if (!dates_scan(w, s))
        return cursor_error(c, "'%s' is no date%s; write 2025-01-28 or 2025-01-28..2025-02-02",
                            word_quote(c, w), w.n == 10 ? date_fault(c, w) : "");
    if (!(mode & SPAN_DATES))
        return cursor_error(c, "'%s' is a date; weekly hours have none: use 'closed' or 'open'",
                            word_quote(c, w));
    if (s->last < s->first)
        return cursor_error(c, "'%s' ends before it starts", word_quote(c, w));
    return true;
}

/* days_read(c, mode, s): the days of an element. */
static bool days_read(struct cursor *c, enum span_mode mode, struct span *s)
{
    struct word w = cursor_peek(c);

    if (looks_like_date(w))
        return dates_read(c, w, mode, s);
    s->weekly = true;
    while (days_scan(w, &s->days)) {
        cursor_take(c);
        w = cursor_peek(c);
    }
    return true;
}

/* at_part(c): whether the element goes on. */
static bool at_part(struct cursor *c)
{
    const struct word w = cursor_peek(c);

    return w.n > 0 && w.s[0] != ',';
}

/* element_wrong(c): report an element that starts with no day, date or time. */
static bool element_wrong(struct cursor *c)
{
    const struct word w = cursor_take(c);

    if (w.n == 0 || w.s[0] == ',')
        return cursor_error(c, "something is missing %s a comma", w.n == 0 ? "behind" : "before");
    return cursor_error(c,
                        "'%s' is no day (Mon Tue Wed Thu Fri Sat Sun, Mon-Fri), date or part of "
                        "a day (07:00-20:00)",
                        word_quote(c, w));
}

/* parts_follow(c): whether elements come next that name days of the week, the last parts too. */
static bool parts_follow(const struct cursor *c)
{
    struct cursor ahead = *c;
    struct span s = {0};

    while (cursor_accept(&ahead, ",")) {
        struct word w = cursor_peek(&ahead);
        const char *start = w.s;

        for (; days_scan(w, &s.days); w = cursor_peek(&ahead))
            cursor_take(&ahead);
        if (w.s == start || part_scan(w, &s))
            return w.s != start;
    }
    return false;
}

/* first_word(word, start, c): *word becomes the text from start up to c, if it is none yet. */
static void first_word(struct word *word, const char *start, const struct cursor *c)
{
    if (word->n == 0)
        *word = (struct word){start, (size_t)(c->p - start)};
}

/* days_compare(c, L, s, named, start): warn of the first element that makes L mixed in its days. s
 * is the last span of the element, which begins at start and ends before c; named: it names its
 * days. */
static void days_compare(struct cursor *c, struct span_list *L, const struct span *s, bool named,
                         const char *start)
{
    struct word *first = named ? &L->some : &L->every;

    if (!s->weekly || (named && s->days == SPAN_ALL_DAYS) || first->n > 0)
        return;
    first_word(first, start, c);
    if (L->some.n == 0 || L->every.n == 0)
        return;
    cursor_warn(c,
                "'%s' names no days and is of every day, unlike '%s'; write its days before it, or "
                "Mon-Sun",
                word_quote(c, L->every), word_quote(c, L->some));
}

/* parts_compare(c, L, s, whole, start): warn of the first element that makes L mixed in its parts
 * of days; whole: this one names none. */
static void parts_compare(struct cursor *c, struct span_list *L, const struct span *s, bool whole,
                          const char *start)
{
    struct word *first = whole ? &L->whole : &L->parts;

    if (!s->weekly || first->n > 0)
        return;
    first_word(first, start, c);
    if (L->whole.n == 0 || L->parts.n == 0)
        return;
    cursor_warn(c,
                "'%s' names no hours and is the whole day, unlike '%s'; write its hours behind it, "
                "or 00:00-24:00",
                word_quote(c, L->whole), word_quote(c, L->parts));
}

/* days_only(c, L, s, start): an element that names days and no parts. */
static bool days_only(struct cursor *c, struct span_list *L, const struct span *s,
                      const char *start)
{
    if (s->weekly && parts_follow(c)) {
        L->carrier = L->carried == 0 ? start : L->carrier;
        L->carried |= s->days;
        return true;
    }
    parts_compare(c, L, s, true, start);
    return append(c, L, s);
}

/* carried_take(L, s, start): s, of an element that began at *start, gets the days that were carried
 * to it; the element then begins with these. */
static void carried_take(struct span_list *L, struct span *s, const char **start)
{
    s->days |= L->carried;
    *start = L->carrier;
    L->carried = 0;
}

bool span_parse(struct cursor *c, enum span_mode mode, struct span_list *L)
{
    struct span s = {.from = 0, .to = SPAN_DAY};
    const char *start = cursor_peek(c).s;
    bool days;

    if (!days_read(c, mode, &s))
        return false;
    days = cursor_peek(c).s != start;
    if (!days && (!at_part(c) || cursor_peek(c).s[0] < '0' || cursor_peek(c).s[0] > '9'))
        return element_wrong(c);
    if (!at_part(c))
        return days_only(c, L, &s, start);
    if (!days)
        s.days = SPAN_ALL_DAYS;
    if (L->carried != 0)
        carried_take(L, &s, &start);
    while (at_part(c))
        if (!part_read(c, cursor_take(c), &s) || !append(c, L, &s))
            return false;
    days_compare(c, L, &s, days, start);
    parts_compare(c, L, &s, false, start);
    return true;
}

bool span_list_parse(struct cursor *c, enum span_mode mode, struct span_list *L)
{
    do
        if (!span_parse(c, mode, L))
            return false;
    while (cursor_accept(c, ","));
    return cursor_end(c);
}
