/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number is followed by its unit, with or without a blank between. Wrong units get the
 * list of right ones, and common other names of units the one that is meant. */
#include "sim/scenario/language/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/language/habit.h"

#define SUM_EXACT 1e-9       /* the sum of shares differs from 1 by the arithmetic alone */
#define SUM_ROUNDED 0.000501 /* by shares that were rounded, such as 33.33 % or 14.29 % */

struct unit {
    const char *name;
    double factor; /* to SI */
};
static const struct unit times[] = {{"ms", 0.001}, {"s", 1},     {"min", 60},
                                    {"h", 3600},   {"d", 86400}, {"w", 604800}};
static const struct unit lengths[] = {{"m", 1}, {"km", 1000}};

/* What else people write for a unit of time. */
static const char *const others[][2] = {
    {"sec", "s"},      {"secs", "s"},      {"second", "s"}, {"seconds", "s"}, {"mins", "min"},
    {"minute", "min"}, {"minutes", "min"}, {"hr", "h"},     {"hrs", "h"},     {"hour", "h"},
    {"hours", "h"},    {"day", "d"},       {"days", "d"},   {"week", "w"},    {"weeks", "w"}};

/* What is not taken for a unit of time, and the one that may be meant. */
static const char *const habits[][2] = {{"m", "min"}, {"mn", "min"}};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* unit_find(units, count, w): the unit w, or NULL. */
static const struct unit *unit_find(const struct unit *units, size_t count, struct word w)
{
    for (size_t i = 0; i < count; i++)
        if (word_is(w, units[i].name))
            return &units[i];
    return NULL;
}

/* time_find(w): the unit of time that w is, by its own or another name, or NULL. */
static const struct unit *time_find(struct word w)
{
    for (size_t i = 0; i < COUNT(others); i++)
        if (word_is(w, others[i][0]))
            w = (struct word){others[i][1], strlen(others[i][1])};
    return unit_find(times, COUNT(times), w);
}

double gatesim_unit(const char *s, size_t n)
{
    return value_unit(s, n);
}

double value_unit(const char *s, size_t n)
{
    const struct unit *u = time_find((struct word){s, n});

    return u == NULL ? 0 : u->factor;
}

const char *value_unit_name(const char *s, size_t n)
{
    const struct unit *u = time_find((struct word){s, n});

    return u == NULL ? NULL : u->name;
}

/* meant(w): the unit of time that w may mean by other letters, in capitals or with a point; NULL:
 * none. */
static const char *meant(struct word w)
{
    char small[16];

    w.n -= w.n > 1 && w.s[w.n - 1] == '.';
    if (w.n >= sizeof small)
        return NULL;
    for (size_t i = 0; i < w.n; i++)
        small[i] = (char)(w.s[i] >= 'A' && w.s[i] <= 'Z' ? w.s[i] + ('a' - 'A') : w.s[i]);
    w.s = small;
    for (size_t i = 0; i < COUNT(habits); i++)
        if (word_is(w, habits[i][0]))
            return habits[i][1];
    return value_unit_name(w.s, w.n);
}

/* habit(w): "; write 'min'" when w may be meant for a unit of time, else "". */
static const char *habit(struct cursor *c, struct word w)
{
    const char *unit = meant(w);
    const char *text = unit == NULL ? "" : arena_printf(c->R->scratch, "; write '%s'", unit);

    return text == NULL ? "" : text;
}

/* unit_missing(c, number): the unit of the number that starts at number is missing. */
static bool unit_missing(struct cursor *c, const char *number, const char *what, const char *units)
{
    const struct word w = {number, (size_t)(c->p - number)};

    if (cursor_at_decimal_comma(c))
        return cursor_error(c, CURSOR_DECIMAL_POINT);
    return cursor_error(c, "%s needs a unit behind '%s': %s", what, word_quote(c, w), units);
}

/* number_start(c): where the next word starts. */
static const char *number_start(struct cursor *c)
{
    return cursor_peek(c).s;
}

/* negative(c, number, what): what that starts at number is below 0. */
static bool negative(struct cursor *c, const char *number, const char *what)
{
    const struct word w = {number, (size_t)(c->p - number)};

    return cursor_error(c, "'%s' is negative; %s is at least 0", word_quote(c, w), what);
}

/* unit_word(c): the next word, up to a digit, as in "1h30min", or to what makes a range of it, as
 * in "5min-10min". */
static struct word unit_word(struct cursor *c)
{
    struct word w = cursor_peek(c);

    for (size_t i = 1; i < w.n; i++) {
        const bool full_stop = w.s[i] == '.' && i + 1 == w.n;

        if (strchr("0123456789-.", w.s[i]) != NULL && !full_stop &&
            time_find((struct word){w.s, i}) != NULL)
            w.n = i;
    }
    return w;
}

/* duration_unit(c, number, factor): the unit behind a number of a duration. */
static bool duration_unit(struct cursor *c, const char *number, double *factor)
{
    struct word w;
    const struct unit *u;

    if (habit_range(c, number) || habit_clock(c, number))
        return false;
    w = unit_word(c);
    u = time_find(w);
    if (w.n == 0 || w.s[0] == ',' || cursor_at_number(c))
        return unit_missing(c, number, "a duration", "ms, s, min, h, d or w");
    if (u == NULL) {
        cursor_take(c);
        return cursor_error(c, "'%s' is no unit of time: ms, s, min, h, d or w%s", word_quote(c, w),
                            habit(c, w));
    }
    c->p = w.s + w.n;
    *factor = u->factor;
    return !habit_range(c, number);
}

/* at_part(c): whether another "30 min" of the same duration follows. */
static bool at_part(struct cursor *c)
{
    const struct word w = cursor_peek(c);

    return w.n > 0 && w.s[0] >= '0' && w.s[0] <= '9';
}

/* plain_zero(c, x): whether x, just read, is a 0 that stands without a unit. */
static bool plain_zero(struct cursor *c, double x)
{
    const bool alone = c->p == c->end || *c->p == ',' || reader_blank(*c->p) || *c->p == '\n';

    return x == 0 && alone && time_find(cursor_peek(c)) == NULL;
}

/* duration_part(c, x): "30 min", or a plain 0. */
static bool duration_part(struct cursor *c, double *x)
{
    const char *number = number_start(c);
    double factor = 0;

    if (!cursor_number(c, x))
        return false;
    if (plain_zero(c, *x))
        return true;
    if (!duration_unit(c, number, &factor))
        return false;
    if (*x < 0)
        return negative(c, number, "a duration");
    *x *= factor;
    return true;
}

bool value_duration(struct cursor *c, double *x)
{
    const char *number = number_start(c);
    double part;

    if (!duration_part(c, x))
        return false;
    while (*x > 0 && at_part(c)) {
        if (!duration_part(c, &part))
            return false;
        *x += part;
    }
    if (*x <= VALUE_MILLENNIUM)
        return true;
    return cursor_error(c, "'%s' is too long; a duration is at most 1000 years",
                        reader_quote(c->R, number, (size_t)(c->p - number)));
}

/* trucks_word(w): whether w says what is counted. */
static bool trucks_word(struct word w)
{
    return word_is(w, "trucks") || word_is(w, "truck");
}

/* rate_unit(c, number, u): "/h" or "/ h" or "trucks/h" behind the number of a rate. */
static bool rate_unit(struct cursor *c, const char *number, const struct unit **u)
{
    const char *behind = c->p;
    struct word w = cursor_until(c, "/");

    if (w.n == 0 && cursor_peek(c).n == 0)
        return unit_missing(c, number, "a rate", "/s, /min, /h, /d or /w");
    if ((w.n > 0 && !trucks_word(w)) || cursor_peek(c).n == 0 || *cursor_peek(c).s != '/') {
        c->p = behind;
        return habit_rate(c, number);
    }
    c->p = cursor_peek(c).s + 1;
    w = cursor_take(c);
    *u = time_find(w);
    return *u != NULL || cursor_error(c, "'%s' is no unit of time: s, min, h, d or w%s",
                                      word_quote(c, w), habit(c, w));
}

bool value_per(struct cursor *c, double *count, double *period)
{
    const char *number = number_start(c);
    const struct unit *u = NULL;

    struct cursor behind;

    if (!cursor_amount(c, count))
        return false;
    behind = *c;
    if (!rate_unit(c, number, &u))
        return false;
    habit_thousands(&behind, number, u->factor >= 86400);
    if (*count < 0)
        return negative(c, number, "a rate");
    *period = u->factor;
    return true;
}

bool value_rate(struct cursor *c, double *x)
{
    double period;

    if (!value_per(c, x, &period))
        return false;
    *x /= period;
    return true;
}

/* share_missing(c): what comes next is no share. */
static bool share_missing(struct cursor *c)
{
    const struct word w = cursor_take(c);

    if (w.n == 0)
        return cursor_error(c, "a share is missing at the end, such as '20 %%'");
    return cursor_error(c, "a share is missing before '%s', such as '20 %%'", word_quote(c, w));
}

/* share_unit(c, number, x): the number x that starts at number and ends here has no '%' behind it.
 */
static bool share_unit(struct cursor *c, const char *number, double x)
{
    const char *end = c->p;
    struct word w;

    if (cursor_at_decimal_comma(c))
        return cursor_error(c, CURSOR_DECIMAL_POINT);
    w = cursor_take(c);
    if (w.n > 0 && w.s[0] != ',')
        return cursor_error(c, "a share is written in %%, such as '20 %%', not '%s'",
                            reader_quote(c->R, number, (size_t)(w.s + w.n - number)));
    return cursor_error(c, "a share is written in %%, such as '20 %%', not '%s'%s",
                        reader_quote(c->R, number, (size_t)(end - number)),
                        x > 0 && x < 1 ? arena_printf(c->R->scratch, "; write '%.6g %%'", 100 * x)
                                       : "");
}

bool value_share(struct cursor *c, double *x)
{
    const char *number = number_start(c);

    if (!cursor_at_number(c))
        return share_missing(c);
    if (!cursor_number(c, x))
        return false;
    if (!cursor_accept(c, "%"))
        return share_unit(c, number, *x);
    c->at = number;
    if (*x < 0 || *x > 100)
        return cursor_error(c, "'%s' is out of range: a share is 0 %% to 100 %%",
                            reader_quote(c->R, number, (size_t)(c->p - number)));
    *x /= 100;
    return true;
}

bool value_shares_sum(struct cursor *c, double sum, double *scale)
{
    const double off = fabs(sum - 1);

    *scale = off <= SUM_EXACT ? 1 : 1 / sum;
    return off <= SUM_ROUNDED ||
           cursor_error(c, "the shares sum to %.6g %%, not to 100 %%", sum * 100);
}

bool value_length(struct cursor *c, double *x)
{
    const char *number = number_start(c);
    const struct unit *u;
    struct word w;

    if (!cursor_number(c, x))
        return false;
    w = cursor_take(c);
    u = unit_find(lengths, COUNT(lengths), w);
    if (w.n == 0)
        return unit_missing(c, number, "a length", "m or km");
    if (u == NULL)
        return cursor_error(c, "'%s' is no unit of length: m or km", word_quote(c, w));
    *x *= u->factor;
    return true;
}

bool value_trucks(struct cursor *c, double *x)
{
    const char *number = number_start(c);

    if (!cursor_amount(c, x))
        return false;
    habit_thousands(c, number, false);
    if (*x < 0)
        return negative(c, number, "a number of trucks");
    if (trucks_word(cursor_peek(c)))
        cursor_take(c);
    return true;
}

bool value_whole(struct cursor *c, int64_t low, int64_t high, int64_t *x)
{
    const char *number = number_start(c);
    double value;

    if (!cursor_amount(c, &value))
        return false;
    if (value != floor(value))
        return cursor_error(c, "'%s' is no whole number%s",
                            reader_quote(c->R, number, (size_t)(c->p - number)),
                            habit_thousands_hint(c, number));
    habit_thousands(c, number, false);
    if (value < (double)low || value > (double)high)
        return cursor_error(c, "'%s' is out of range: %lld to %lld",
                            reader_quote(c->R, number, (size_t)(c->p - number)), (long long)low,
                            (long long)high);
    *x = (int64_t)value;
    return true;
}

/* digits(s, n, x): the n bytes at s, all digits, as a number. */
static bool digits(const char *s, size_t n, int64_t *x)
{
    *x = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
        *x = *x * 10 + (s[i] - '0');
    }
    return true;
}

static bool leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int64_t month_days(int64_t year, int64_t month)
{
    static const int64_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && leap(year) ? 1 : 0);
}

/* day_number(year, month, day): days since 1970-01-01 in the Gregorian calendar. */
static int64_t day_number(int64_t year, int64_t month, int64_t day)
{
    const int64_t y = year - 1;
    int64_t n = y * 365 + y / 4 - y / 100 + y / 400 - 719162;

    for (int64_t m = 1; m < month; m++)
        n += month_days(year, m);
    return n + day - 1;
}

bool day_scan(const char *s, size_t n, int64_t *day)
{
    int64_t year, month, in_month;

    if (n != 10 || s[4] != '-' || s[7] != '-' || !digits(s, 4, &year) ||
        !digits(s + 5, 2, &month) || !digits(s + 8, 2, &in_month))
        return false;
    if (year < 1 || month < 1 || month > 12 || in_month < 1 || in_month > month_days(year, month))
        return false;
    *day = day_number(year, month, in_month);
    return true;
}

bool clock_scan(const char *s, size_t n, int64_t *seconds)
{
    int64_t h, m, sec = 0;

    if (n != 5 && n != 8)
        return false;
    if (s[2] != ':' || !digits(s, 2, &h) || !digits(s + 3, 2, &m))
        return false;
    if (n == 8 && (s[5] != ':' || !digits(s + 6, 2, &sec)))
        return false;
    *seconds = h * 3600 + m * 60 + sec;
    return m < 60 && sec < 60 && *seconds <= 86400;
}

const char *date_fault(struct cursor *c, struct word w)
{
    int64_t year, month, day;
    const char *text;

    if (w.n != 10 || w.s[4] != '-' || w.s[7] != '-' || !digits(w.s, 4, &year) ||
        !digits(w.s + 5, 2, &month) || !digits(w.s + 8, 2, &day) || year < 1)
        return habit_fault(c, w, "0123456789-");
    if (month < 1 || month > 12)
        text = arena_printf(c->R->scratch, ": there is no month %.2s", w.s + 5);
    else
        text = arena_printf(c->R->scratch, ": the days of that month are 1 to %lld",
                            (long long)month_days(year, month));
    return text == NULL ? "" : text;
}

bool value_date(struct cursor *c, int64_t *day)
{
    const struct word w = cursor_take(c);

    if (w.n == 0)
        return cursor_error(c, "a date is missing at the end");
    return day_scan(w.s, w.n, day) || cursor_error(c, "'%s' is no date%s; write 2025-07-01",
                                                   word_quote(c, w), date_fault(c, w));
}

bool value_day_time(struct cursor *c, int64_t *s)
{
    const struct word w = cursor_take(c);

    return clock_scan(w.s, w.n, s) ||
           cursor_error(c, "'%s' is no time of day%s; write 07:00, or 24:00 for the end of the day",
                        word_quote(c, w), habit_fault(c, w, "0123456789:"));
}

bool value_date_time(struct cursor *c, int64_t *at)
{
    const struct word w = cursor_peek(c);
    int64_t day, in_day = 0;

    if (w.n > 11 && w.s[10] == 'T' && day_scan(w.s, 10, &day)) {
        c->p = w.s + 11;
        if (!value_day_time(c, &in_day))
            return false;
        *at = day * 86400 + in_day;
        return true;
    }
    if (!value_date(c, &day) || (!cursor_at_end(c) && !value_day_time(c, &in_day)))
        return false;
    *at = day * 86400 + in_day;
    return true;
}

/* path_word(c, w): a word, which may be in quotes. */
static bool path_word(struct cursor *c, struct word *w)
{
    *w = cursor_take(c);
    if (w->n == 0)
        return cursor_error(c, "a file name is missing at the end");
    return w->s[0] != '"' || cursor_error(c, "the file name '%s' has no '\"' at its end",
                                          reader_quote(c->R, w->s, (size_t)(c->end - w->s)));
}

/* path_rewrite(c, from, written): the stretch from from up to here is printed as the path seen
 * from the main scenario. */
static bool path_rewrite(struct cursor *c, const char *from, const char *written)
{
    struct tree_rewrite *rewrite;
    const char *seen;

    if (c->entry->file->beside[0] == '\0' || written[0] == '/')
        return true;
    seen = path_join(c->R, c->entry->file->beside, written);
    rewrite = seen == NULL ? NULL : READER_NEW(c->R, c->R->scratch, struct tree_rewrite);
    if (rewrite == NULL)
        return false;
    *rewrite = (struct tree_rewrite){c->entry->rewrites, from, c->p, NULL};
    rewrite->text =
        strpbrk(seen, " ,") == NULL ? seen : arena_printf(c->R->scratch, "\"%s\"", seen);
    c->R->starved = c->R->starved || rewrite->text == NULL;
    c->entry->rewrites = rewrite;
    return rewrite->text != NULL;
}

bool value_path(struct cursor *c, const char **path)
{
    const char *from = number_start(c), *written;
    struct word w;

    if (!path_word(c, &w))
        return false;
    if (c->entry->set != NULL)
        return cursor_error(c, "a change names no file; '%s' is not opened", word_quote(c, w));
    written = reader_text(c->R, c->R->scratch, w.s, w.n);
    if (written == NULL || !path_rewrite(c, from, written))
        return false;
    *path = path_join(c->R, c->entry->file->folder, written);
    return *path != NULL;
}
