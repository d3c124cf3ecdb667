/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each function recognises one way in which people write a value elsewhere, and reports what to
 * write instead. It is asked only after the right form has failed, so nothing that is right is
 * taken for a habit. */
#include "sim/scenario/language/habit.h"

#include <string.h>

#include "sim/base/number.h"
#include "sim/scenario/language/value.h"

/* character(s, end): the character of UTF-8 at s, which is before end. */
static struct word character(const char *s, const char *end)
{
    struct word w = {s, 1};

    while (s + w.n < end && ((unsigned char)s[w.n] & 0xc0) == 0x80)
        w.n++;
    return w;
}

/* length(from, to): of a stretch of text that a message shows. */
static int length(const char *from, const char *to)
{
    return to - from < 20 ? (int)(to - from) : 20;
}

static bool is_digit(char x)
{
    return x >= '0' && x <= '9';
}

/* text_or_empty(c, text): text; "" after noting that there was no memory for it. */
static const char *text_or_empty(struct cursor *c, const char *text)
{
    c->R->starved = c->R->starved || text == NULL;
    return text != NULL ? text : "";
}

const char *habit_fault(struct cursor *c, struct word w, const char *allowed)
{
    for (size_t i = 0; i < w.n; i++)
        if (strchr(allowed, w.s[i]) == NULL)
            return text_or_empty(c, arena_printf(c->R->scratch, ": '%s' stands in it",
                                                 word_quote(c, character(w.s + i, w.s + w.n))));
    return "";
}

bool habit_number(struct cursor *c, struct word w)
{
    for (size_t i = 0; i < w.n; i++)
        if (is_digit(w.s[i]))
            return cursor_error(c, "'%s' is no number: '%s' stands before it", word_quote(c, w),
                                word_quote(c, character(w.s, w.s + w.n)));
    return cursor_error(c, "'%s' is no number", word_quote(c, w));
}

/* per_word(w): whether w stands for '/' in "38 per hour". */
static bool per_word(struct word w)
{
    return word_is(w, "per") || word_is(w, "a") || word_is(w, "an") || word_is(w, "each");
}

/* rate_in_words(c, unit): whether "per hour" or "h" comes next; *unit is then the unit of time. */
static bool rate_in_words(struct cursor *c, struct word *unit)
{
    *unit = cursor_take(c);
    if (per_word(*unit))
        *unit = cursor_take(c);
    return value_unit(unit->s, unit->n) > 0;
}

/* behind(c): the word or character that comes next, up to a '/'. */
static struct word behind(struct cursor *c)
{
    struct word w = cursor_until(c, "/");
    const char letter = w.n > 0 ? (char)(w.s[0] | 0x20) : '\0';

    return w.n > 0 && !(letter >= 'a' && letter <= 'z') ? character(w.s, w.s + w.n) : w;
}

bool habit_rate(struct cursor *c, const char *number)
{
    const char *all = reader_quote(c->R, number, (size_t)(c->end - number));
    const char *amount = reader_quote(c->R, number, (size_t)(c->p - number));
    struct cursor ahead = *c;
    struct word w;

    if (cursor_at_decimal_comma(c))
        return cursor_error(c, "'%s' is no rate: " CURSOR_DECIMAL_POINT, all);
    if (cursor_is(&ahead, "trucks") || cursor_is(&ahead, "truck"))
        cursor_take(&ahead);
    if (rate_in_words(&ahead, &w))
        return cursor_error(c, "'%s' is no rate; write '%s/%s'", all, amount,
                            value_unit_name(w.s, w.n));
    w = behind(c);
    if (w.n > 0 && is_digit(w.s[0]))
        return cursor_error(c, "'%s' is no rate: a blank stands in the number; write 1900 or 1,900",
                            all);
    if (w.n > 0 && !word_is(w, "trucks") && !word_is(w, "truck"))
        return cursor_error(c,
                            "'%s' is no rate: '%s' stands behind '%s'; write '38/h' or '38 "
                            "trucks/h'",
                            all, word_quote(c, w), amount);
    return cursor_error(c, "'%s' is no rate; write '38/h' or '38 trucks/h'", all);
}

/* range_sign(c): the length of the '-', '..' or dash that c->p stands before. */
static size_t range_sign(const struct cursor *c)
{
    static const char *const signs[] = {"..", "-", "\u2013", "\u2014"};

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        const size_t n = strlen(signs[i]);

        if ((size_t)(c->end - c->p) > n && memcmp(c->p, signs[i], n) == 0)
            return n;
    }
    return 0;
}

bool habit_range(struct cursor *c, const char *number)
{
    struct cursor ahead = *c;
    const struct word w = cursor_peek(&ahead);
    const char *sign;
    struct word end;

    ahead.p = w.s;
    sign = reader_quote(c->R, ahead.p, range_sign(&ahead));
    ahead.p += range_sign(&ahead);
    if (ahead.p == w.s || !cursor_at_number(&ahead))
        return false;
    end = cursor_take(&ahead);
    if (is_digit(end.s[end.n - 1]) && !cursor_at_end(&ahead) && !cursor_is(&ahead, ","))
        cursor_take(&ahead);
    cursor_report(c,
                  "'%s' is a range, and one duration is read here: '%s' stands in it; as a "
                  "distribution it is 'uniform low A high B'",
                  reader_quote(c->R, number, (size_t)(ahead.p - number)), sign);
    return true;
}

bool habit_clock(struct cursor *c, const char *number)
{
    const char *colon = c->p, *end = colon + 1;

    if (c->end - colon < 2 || *colon != ':' || !is_digit(colon[1]))
        return false;
    while (end < c->end && is_digit(*end))
        end++;
    cursor_report(
        c, "'%s' is no duration: ':' stands in it; write '%.*s h %.*s min' or '%.*s min %.*s s'",
        reader_quote(c->R, number, (size_t)(end - number)), length(number, colon), number,
        length(colon + 1, end), colon + 1, length(number, colon), number, length(colon + 1, end),
        colon + 1);
    return true;
}

/* point_of(s, n): the place of the point in "1.900", or 0. */
static size_t point_of(const char *s, size_t n)
{
    const size_t point = n - 4;

    if (n < 5 || n > 7 || s[point] != '.' || s[0] == '0')
        return 0;
    for (size_t i = 0; i < n; i++)
        if (i != point && !is_digit(s[i]))
            return 0;
    return point;
}

/* decimal(b, s, n): "1.900" as it is written so that nobody takes it for another: "1.9", "1.2750".
 */
static const char *decimal(char b[16], const char *s, size_t n)
{
    memcpy(b, s, n);
    b[n] = '\0';
    if (b[n - 1] != '0')
        return strcat(b, "0");
    while (b[n - 1] == '0')
        b[--n] = '\0';
    if (b[n - 1] == '.')
        b[n - 1] = '\0';
    return b;
}

void habit_thousands(struct cursor *c, const char *number, bool rare)
{
    const size_t n = (size_t)(c->p - number), point = point_of(number, n);
    char b[16];

    if (point == 0 || !(rare || number[n - 1] == '0'))
        return;
    decimal(b, number, n);
    cursor_warn(c,
                "'%.*s' is read as a decimal; write %s if it is one, or %.*s%.3s or %.*s,%.3s for "
                "thousands",
                (int)n, number, b, (int)point, number, number + point + 1, (int)point, number,
                number + point + 1);
}

const char *habit_thousands_hint(struct cursor *c, const char *number)
{
    const size_t n = (size_t)(c->p - number), point = point_of(number, n);

    if (point == 0)
        return "";
    return text_or_empty(
        c, arena_printf(c->R->scratch, "; write %.*s%.3s or %.*s,%.3s for thousands", (int)point,
                        number, number + point + 1, (int)point, number, number + point + 1));
}
