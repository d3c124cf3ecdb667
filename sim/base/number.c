/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar is checked here, by hand; the digits are converted by the C library, which
 * rounds correctly. strtod and snprintf follow the locale's decimal point, and the program
 * around the library may have set one with a comma: so they are called under the C locale,
 * in this thread only. */
#include "sim/base/number.h"

#include <locale.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"

/* The C locale for the calling thread, and what it had before. */
struct number_locale {
    locale_t c, before;
};

/* number_locale_enter(L): returns false when there is no memory, which the C library allows
 * for and glibc, whose C locale is built in, never comes to. */
static bool number_locale_enter(struct number_locale *L)
{
    L->c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (L->c == (locale_t)0)
        return false;
    L->before = uselocale(L->c);
    return true;
}

static void number_locale_leave(const struct number_locale *L)
{
    uselocale(L->before);
    freelocale(L->c);
}

/* digits(s, from, n): the first position from from on, below n, that is no digit; else n. */
static size_t digits(const char *s, size_t from, size_t n)
{
    while (from < n && s[from] >= '0' && s[from] <= '9')
        from++;
    return from;
}

static bool is_sign(const char *s, size_t i, size_t n)
{
    return i < n && (s[i] == '+' || s[i] == '-');
}

/* exponent(s, i, n): the position behind an exponent that starts at i; i when none does. */
static size_t exponent(const char *s, size_t i, size_t n)
{
    size_t first, end;

    if (i == n || (s[i] != 'e' && s[i] != 'E'))
        return i;
    first = i + 1 + (is_sign(s, i + 1, n) ? 1 : 0);
    end = digits(s, first, n);
    return end > first ? end : i;
}

size_t number_span(const char *s, size_t n)
{
    const size_t first = is_sign(s, 0, n) ? 1 : 0;
    const size_t whole = digits(s, first, n);
    size_t end = whole;

    if (whole < n && s[whole] == '.' && digits(s, whole + 1, n) > whole + 1)
        end = digits(s, whole + 1, n);
    return end > first ? exponent(s, end, n) : 0;
}

/* number_convert(text, x): text is a plain decimal. Returns as number_parse. */
static int number_convert(const char *text, double *x)
{
    struct number_locale L;
    double value;

    if (!number_locale_enter(&L))
        return GATESIM_ENOMEM;
    value = strtod(text, NULL);
    number_locale_leave(&L);
    if (isinf(value))
        return GATESIM_ERANGE;
    *x = value == 0 ? 0 : value;
    return 0;
}

int number_parse(const char *s, size_t n, double *x)
{
    char room[64];
    char *text;
    int status;

    if (n == 0 || number_span(s, n) != n)
        return GATESIM_EINPUT;
    text = n < sizeof room ? room : malloc(n + 1);
    if (text == NULL)
        return GATESIM_ENOMEM;
    memcpy(text, s, n);
    text[n] = '\0';
    status = number_convert(text, x);
    if (text != room)
        free(text);
    return status;
}

size_t number_groups(const char *s, size_t n)
{
    const size_t first = digits(s, 0, n);
    size_t end = first;

    if (first == 0 || first > 3 || s[0] == '0')
        return 0;
    while (end < n && s[end] == ',' && digits(s, end + 1, n) == end + 4)
        end += 4;
    if (end == first || (end < n && s[end] == ',' && digits(s, end + 1, n) > end + 1))
        return 0;
    if (end < n && s[end] == '.' && digits(s, end + 1, n) > end + 1)
        end = digits(s, end + 1, n);
    return end;
}

int number_parse_groups(const char *s, size_t n, double *x)
{
    char *plain = malloc(n + 1);
    size_t length = 0;
    int status;

    if (plain == NULL)
        return GATESIM_ENOMEM;
    for (size_t i = 0; i < n; i++)
        if (s[i] != ',')
            plain[length++] = s[i];
    status = number_parse(plain, length, x);
    free(plain);
    return status;
}

/* number_format(x, buffer): x in the current locale's own way. */
static void number_format(double x, char buffer[NUMBER_SIZE])
{
    for (int digits_shown = 15; digits_shown <= 17; digits_shown++) {
        snprintf(buffer, NUMBER_SIZE, "%.*g", digits_shown, x);
        if (strtod(buffer, NULL) == x)
            return;
    }
}

char *number_print(double x, char buffer[NUMBER_SIZE])
{
    struct number_locale L;
    bool c;

    if (isnan(x))
        return strcpy(buffer, "nan");
    c = number_locale_enter(&L);
    number_format(x, buffer);
    if (c)
        number_locale_leave(&L);
    return buffer;
}
