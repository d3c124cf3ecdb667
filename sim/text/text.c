/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digits are kept as far as they are known: beside a half-width a number ends at the half-width's
 * second digit, alone at its third. Durations are rounded in their last unit before they are
 * split, so that 59.9 s never becomes 60 s. */
#include "sim/text/text.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <uniwidth.h>

#include "gatesim/status.h"

#define GAP 2        /* blanks between columns */
#define DECIMALS 6   /* at most, of an estimate */
#define NOTHING 1e-6 /* of a half-width: a mean below that is 0 but for rounding */

/* Of x >= 0. */
static void write_duration(char *b, size_t size, double x)
{
    const double s = floor(x + 0.5), min = floor(x / 60.0 + 0.5), h = floor(x / 3600.0 + 0.5);

    if (x >= 1e15)
        snprintf(b, size, "without end");
    else if (x == 0.0)
        snprintf(b, size, "0 s");
    else if (x < 0.001)
        snprintf(b, size, "< 0.001 s");
    else if (x < 0.995)
        snprintf(b, size, "%.2g s", x);
    else if (x < 59.95)
        snprintf(b, size, "%.1f s", x);
    else if (s < 3600.0)
        snprintf(b, size, "%.0f min %02.0f s", floor(s / 60.0), fmod(s, 60.0));
    else if (min < 2880.0)
        snprintf(b, size, "%.0f h %02.0f min", floor(min / 60.0), fmod(min, 60.0));
    else
        snprintf(b, size, "%.0f d %02.0f h", floor(h / 24.0), fmod(h, 24.0));
}

char *text_duration(char *b, double x)
{
    const bool negative = x < 0.0;

    if (isnan(x)) {
        snprintf(b, TEXT_SIZE, "-");
        return b;
    }
    b[0] = '-';
    write_duration(b + negative, TEXT_SIZE - negative, fabs(x));
    return b;
}

char *text_span(char *b, double x)
{
    if (x > 0.0 && fmod(x, 86400.0) == 0.0)
        snprintf(b, TEXT_SIZE, "%.0f d", x / 86400.0);
    else if (x > 0.0 && fmod(x, 3600.0) == 0.0)
        snprintf(b, TEXT_SIZE, "%.0f h", x / 3600.0);
    else
        text_duration(b, x);
    return b;
}

/* Put commas between the thousands of the decimal number in b. */
static void group_thousands(char *b)
{
    const size_t sign = b[0] == '-';
    size_t digits = strcspn(b + sign, ".");

    while (digits > 3) {
        digits -= 3;
        memmove(b + sign + digits + 1, b + sign + digits, strlen(b + sign + digits) + 1);
        b[sign + digits] = ',';
    }
}

char *text_number(char *b, double x)
{
    if (!isfinite(x)) {
        snprintf(b, TEXT_SIZE, "%s", isnan(x) ? "-" : "without end");
    } else if (x > 0.0 && x < 0.005) {
        snprintf(b, TEXT_SIZE, "< 0.01");
    } else if (fabs(x) < 99.95 && x != floor(x)) {
        snprintf(b, TEXT_SIZE, "%.3g", x);
    } else if (fabs(x) < 1e15) {
        snprintf(b, TEXT_SIZE, "%.0f", x);
        group_thousands(b);
    } else {
        snprintf(b, TEXT_SIZE, "%.3g", x);
    }
    return b;
}

char *text_percent(char *b, double x)
{
    const double percent = 100.0 * x;

    if (isnan(x))
        snprintf(b, TEXT_SIZE, "-");
    else if (percent > 0.0 && percent < 0.05)
        snprintf(b, TEXT_SIZE, "< 0.1 %%");
    else if (percent == 0.0 || percent >= 9.95)
        snprintf(b, TEXT_SIZE, "%.0f %%", percent);
    else
        snprintf(b, TEXT_SIZE, "%.1f %%", percent);
    return b;
}

char *text_length(char *b, double x)
{
    if (isnan(x))
        snprintf(b, TEXT_SIZE, "-");
    else if (x < 999.5)
        snprintf(b, TEXT_SIZE, "%.0f m", x);
    else
        snprintf(b, TEXT_SIZE, "%.1f km", x / 1000.0);
    return b;
}

/* The power of ten of the second digit of x > 0: 0 for 34, -2 for 0.123, 1 for 996, which two
 * digits make 1,000. */
static int second_digit(double x)
{
    const int e = (int)floor(log10(x)) - 1;

    return x >= 99.5 * pow(10.0, e) ? e + 1 : e;
}

/* place_beside(x, half_width): the power of ten to which x >= 0 is written beside its half-width:
 * of the half-width's second digit, or, where that would leave nothing of x, of the first digit of
 * x.
 */
static int place_beside(double x, double half_width)
{
    const int place = second_digit(half_width);

    if (x < NOTHING * half_width || x >= 0.5 * pow(10.0, place))
        return place;
    return (int)floor(log10(x));
}

/* Whether E has a half-width that is worth writing: more than rounding leaves. */
static bool has_half_width(struct estimate E)
{
    return E.half_width > 1e-12 * fabs(E.mean) && fabs(E.mean) < 1e15 && E.half_width < 1e15;
}

/* x to the power of ten place, at most DECIMALS decimals. */
static char *number_to(char *b, double x, int place)
{
    const double unit = pow(10.0, place > 0 ? place : 0);
    const int decimals = place < -DECIMALS ? DECIMALS : place < 0 ? -place : 0;

    snprintf(b, TEXT_SIZE, "%.*f", decimals, place > 0 ? unit * floor(x / unit + 0.5) : x);
    group_thousands(b);
    return b;
}

char *text_number_estimate(char *b, struct estimate E)
{
    char width[TEXT_SIZE];

    if (!has_half_width(E) || (E.mean > 0.0 && E.mean + E.half_width < 0.005))
        return text_number(b, E.mean);
    number_to(b, E.mean, place_beside(E.mean, E.half_width));
    strcat(b, " \u00b1 "); /* both halves fit into TEXT_SIZE */
    return strcat(b, number_to(width, E.half_width, second_digit(E.half_width)));
}

char *text_length_estimate(char *b, struct estimate E)
{
    const bool far = E.mean >= 999.5;
    const double metres = far ? 1000.0 : 1.0;
    const char *unit = far ? " km" : " m";
    const double half_width = E.half_width / metres;
    char width[TEXT_SIZE];

    if (!has_half_width(E))
        return text_length(b, E.mean);
    number_to(b, E.mean / metres, place_beside(E.mean / metres, half_width));
    strcat(strcat(b, unit), " \u00b1 "); /* both halves fit into TEXT_SIZE */
    return strcat(strcat(b, number_to(width, half_width, second_digit(half_width))), unit);
}

/* A place of durations: the last unit that is written, and in it the power of ten of the last
 * digit. */
struct clock_place {
    size_t unit; /* of clock_units */
    int digit;
};

static const struct {
    double seconds;
    const char *word;
} clock_units[] = {{86400.0, "d"}, {3600.0, "h"}, {60.0, "min"}, {1.0, "s"}};
#define CLOCK_UNITS (sizeof clock_units / sizeof *clock_units)

/* That of the second digit of a half-width > 0 in the largest unit in which it has two. */
static struct clock_place clock_place_of(double half_width)
{
    size_t u = 0;

    while (u + 1 < CLOCK_UNITS && half_width / clock_units[u].seconds < 9.95)
        u++;
    return (struct clock_place){u, second_digit(half_width / clock_units[u].seconds)};
}

/* clock_place_beside(x, half_width): the place to which x >= 0 s is written beside its half-width:
 * that of the half-width, or, where that would leave nothing of x, the largest unit of which x has
 * one, or the first digit of its seconds. */
static struct clock_place clock_place_beside(double x, double half_width)
{
    const struct clock_place place = clock_place_of(half_width);
    size_t u = 0;

    if (x < NOTHING * half_width ||
        x >= 0.5 * clock_units[place.unit].seconds * pow(10.0, place.digit))
        return place;
    while (u + 1 < CLOCK_UNITS && x < clock_units[u].seconds)
        u++;
    return (struct clock_place){u, x < 1.0 ? (int)floor(log10(x)) : 0};
}

/* The unit that a duration of s begins with: hours up to two days, none behind the last. */
static size_t first_unit(double s, size_t last)
{
    size_t u = s < 2.0 * 86400.0 ? 1 : 0;

    while (u < last && s < clock_units[u].seconds)
        u++;
    return u < last ? u : last;
}

/* x >= 0 s to a place: "8 h 35 min", "2 d 04 h 10 min", "35 min 02.4 s". */
static char *duration_to(char *b, double x, struct clock_place place)
{
    const int decimals = place.digit < -DECIMALS ? DECIMALS : place.digit < 0 ? -place.digit : 0;
    const double last = clock_units[place.unit].seconds * pow(10.0, place.digit);
    const double rounding = 0.5 * fmin(last, 1.0); /* well above that of doubles */
    double left = last * floor(x / last + 0.5);
    const size_t from = first_unit(left + rounding, place.unit);
    int at = 0;

    for (size_t u = from; u < place.unit; u++) {
        const double whole = floor((left + rounding) / clock_units[u].seconds);

        at += snprintf(b + at, TEXT_SIZE - (size_t)at, u == from ? "%.0f %s " : "%02.0f %s ", whole,
                       clock_units[u].word);
        left -= whole * clock_units[u].seconds;
    }
    left = fmax(left, 0.0) / clock_units[place.unit].seconds;
    snprintf(b + at, TEXT_SIZE - (size_t)at, "%0*.*f %s",
             at == 0        ? 0
             : decimals > 0 ? 3 + decimals
                            : 2,
             decimals, left, clock_units[place.unit].word);
    return b;
}

char *text_duration_beside(char *b, double x, double half_width)
{
    const struct estimate E = {.mean = x, .half_width = half_width};

    return has_half_width(E) ? duration_to(b, x, clock_place_beside(x, half_width))
                             : text_duration(b, x);
}

char *text_duration_estimate(char *b, struct estimate E)
{
    char width[TEXT_SIZE];

    if (!has_half_width(E))
        return text_duration(b, E.mean);
    text_duration_beside(b, E.mean, E.half_width);
    strcat(b, " \u00b1 ");
    return strcat(b, duration_to(width, E.half_width, clock_place_of(E.half_width)));
}

int text_width(const char *s)
{
    return u8_strwidth((const uint8_t *)s, "UTF-8");
}

int text_columns(FILE *out)
{
    const char *told = getenv("COLUMNS");
    const long columns = told != NULL ? strtol(told, NULL, 10) : 0;
    struct winsize size;

    if (columns > 0)
        return columns < INT_MAX ? (int)columns : INT_MAX;
    return ioctl(fileno(out), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

struct style style_of(FILE *out)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

    return (struct style){.colour = isatty(fileno(out)) && (no == NULL || no[0] == '\0') &&
                                    term != NULL && strcmp(term, "dumb") != 0,
                          .columns = text_columns(out)};
}

void style_heading(struct style style, FILE *out, const char *text)
{
    fprintf(out, "%s%s%s", style.colour ? "\033[1m" : "", text, style_off(style));
}

const char *style_warn(struct style style)
{
    return style.colour ? "\033[33m" : "";
}

const char *style_off(struct style style)
{
    return style.colour ? "\033[0m" : "";
}

void style_warning(struct style style, FILE *out, const char *text)
{
    fprintf(out, "%s! %s%s\n", style_warn(style), text, style_off(style));
}

struct row {
    struct row *next;
    const char *mark;
    char *cell[]; /* one per column; NULL empty */
};

struct table {
    struct arena *arena;
    struct row *first, *last;
    size_t columns, filled; /* cells of the last row */
    size_t named;           /* columns that say what a row is */
    bool lost;              /* memory ran out */
};

struct table *table_create(struct arena *A, size_t columns, const char *const *headers)
{
    struct table *T = ARENA_NEW(A, struct table);

    if (T == NULL)
        return NULL;
    *T = (struct table){.arena = A, .columns = columns};
    table_name(T, 1);
    table_row(T, NULL);
    for (size_t i = 0; i < columns; i++)
        table_cell(T, headers[i]);
    return T;
}

void table_name(struct table *T, size_t columns)
{
    T->named = columns < T->columns ? columns : T->columns - 1;
}

void table_row(struct table *T, const char *mark)
{
    struct row *row = arena_alloc(T->arena, 1, sizeof *row + T->columns * sizeof *row->cell);

    if (row == NULL) {
        T->lost = true;
        return;
    }
    row->mark = mark;
    if (T->last != NULL)
        T->last->next = row;
    else
        T->first = row;
    T->last = row;
    T->filled = 0;
}

void table_cell(struct table *T, const char *text)
{
    char *copy = text != NULL ? arena_strndup(T->arena, text, strlen(text)) : NULL;

    if (copy == NULL || T->last == NULL || T->filled == T->columns)
        T->lost = true;
    else
        T->last->cell[T->filled++] = copy;
}

static const char *cell(const struct row *row, size_t i)
{
    return row->cell[i] != NULL ? row->cell[i] : "";
}

static int column_width(const struct table *T, size_t i)
{
    int width = 0;

    for (const struct row *row = T->first; row != NULL; row = row->next)
        if (text_width(cell(row, i)) > width)
            width = text_width(cell(row, i));
    return width;
}

/* The columns of a table with what separates them, and marks behind the last; what stands side by
 * side: the first, named, of them and those of [from, to). */
struct layout {
    const struct table *T;
    int *width; /* by column */
    int marks, most;
    size_t named, from, to;
};

static int marks_width(const struct table *T)
{
    int width = 0;

    for (const struct row *row = T->first; row != NULL; row = row->next)
        if (row->mark != NULL && GAP + text_width(row->mark) > width)
            width = GAP + text_width(row->mark);
    return width;
}

/* columns_width(L, from, to): of these, with the marks behind the last. */
static int columns_width(const struct layout *L, size_t from, size_t to)
{
    int width = from < to && to == L->T->columns ? L->marks : 0;

    for (size_t i = from; i < to; i++)
        width += GAP + L->width[i];
    return width;
}

/* next_block(L): what comes below, at least one column; false: nothing. */
static bool next_block(struct layout *L)
{
    const int room = L->most - columns_width(L, 0, L->named);
    const size_t columns = L->T->columns;

    if (L->to == columns)
        return false;
    L->from = L->to++;
    while (L->to < columns && (L->most == 0 || columns_width(L, L->from, L->to + 1) <= room))
        L->to++;
    return true;
}

static void print_cells(const struct layout *L, const struct row *row, size_t from, size_t to,
                        FILE *out)
{
    for (size_t i = from; i < to; i++) {
        const int pad = L->width[i] - text_width(cell(row, i));

        if (i == 0)
            fprintf(out, "%*s%s%*s", GAP, "", cell(row, i), pad, "");
        else
            fprintf(out, "%*s%s", GAP + pad, "", cell(row, i));
    }
}

static void print_block(const struct layout *L, FILE *out, struct style style)
{
    for (const struct row *row = L->T->first; row != NULL; row = row->next) {
        const char *mark = L->to == L->T->columns ? row->mark : NULL;

        fputs(row == L->T->first && style.colour ? "\033[1m" : "", out);
        print_cells(L, row, 0, L->named, out);
        print_cells(L, row, L->from, L->to, out);
        if (mark != NULL)
            fprintf(out, "%*s%s%s", GAP, "", style_warn(style), mark);
        fprintf(out, "%s\n", row == L->T->first || mark != NULL ? style_off(style) : "");
    }
}

int table_print(const struct table *T, FILE *out, struct style style)
{
    struct layout L = {.T = T, .most = style.columns};

    if (T == NULL || T->lost)
        return GATESIM_ENOMEM;
    L.width = ARENA_ARRAY(T->arena, int, T->columns);
    if (L.width == NULL)
        return GATESIM_ENOMEM;
    for (size_t i = 0; i < T->columns; i++)
        L.width[i] = column_width(T, i);
    L.marks = marks_width(T);
    L.named = T->named;
    while (L.named > 1 && 2 * columns_width(&L, 0, L.named) > L.most)
        L.named--; /* half of the line is left to the others */
    for (L.to = L.named; next_block(&L);) {
        fputs(L.from > L.named ? "\n" : "", out);
        print_block(&L, out, style);
    }
    return GATESIM_OK;
}
