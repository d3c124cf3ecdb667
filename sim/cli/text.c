/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/cli/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uniwidth.h>

#include "gatesim/status.h"

#define GAP 2 /* blanks between columns */

char *text_duration(char *b, double x)
{
    const double s = floor(x + 0.5), min = floor(x / 60.0 + 0.5), h = floor(x / 3600.0 + 0.5);

    if (isnan(x))
        snprintf(b, TEXT_SIZE, "-");
    else if (x >= 1e15)
        snprintf(b, TEXT_SIZE, "without end");
    else if (x == 0.0)
        snprintf(b, TEXT_SIZE, "0 s");
    else if (x < 0.995)
        snprintf(b, TEXT_SIZE, "%.2g s", x);
    else if (x < 59.95)
        snprintf(b, TEXT_SIZE, "%.1f s", x);
    else if (s < 3600.0)
        snprintf(b, TEXT_SIZE, "%.0f min %02.0f s", floor(s / 60.0), fmod(s, 60.0));
    else if (min < 2880.0)
        snprintf(b, TEXT_SIZE, "%.0f h %02.0f min", floor(min / 60.0), fmod(min, 60.0));
    else
        snprintf(b, TEXT_SIZE, "%.0f d %02.0f h", floor(h / 24.0), fmod(h, 24.0));
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

/* How many decimals show two digits of x > 0, at most 4. */
static int decimals_of(double x)
{
    const double decimals = 1.0 - floor(log10(x));

    return (int)fmin(fmax(decimals, 0.0), 4.0);
}

char *text_number_estimate(char *b, struct estimate E)
{
    char width[TEXT_SIZE];
    int decimals;

    if (!(E.half_width > 0.0) || fabs(E.mean) >= 1e15 || E.half_width >= 1e15)
        return text_number(b, E.mean);
    decimals = decimals_of(E.half_width);
    snprintf(b, TEXT_SIZE, "%.*f", decimals, E.mean);
    snprintf(width, sizeof width, "%.*f", decimals, E.half_width);
    group_thousands(b);
    group_thousands(width);
    strcat(b, " \u00b1 "); /* both halves fit into TEXT_SIZE */
    return strcat(b, width);
}

char *text_duration_estimate(char *b, struct estimate E)
{
    char width[TEXT_SIZE];

    text_duration(b, E.mean);
    if (E.half_width > 0.0) {
        strcat(b, " \u00b1 ");
        strcat(b, text_duration(width, E.half_width));
    }
    return b;
}

int text_width(const char *s)
{
    return u8_strwidth((const uint8_t *)s, "UTF-8");
}

struct style style_of(FILE *out)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

    return (struct style){.colour = isatty(fileno(out)) && (no == NULL || no[0] == '\0') &&
                                    term != NULL && strcmp(term, "dumb") != 0};
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

struct row {
    struct row *next;
    const char *mark;
    char *cell[]; /* one per column; NULL empty */
};

struct table {
    struct arena *arena;
    struct row *first, *last;
    size_t columns, filled; /* cells of the last row */
    bool lost;              /* memory ran out */
};

struct table *table_create(struct arena *A, size_t columns, const char *const *headers)
{
    struct table *T = ARENA_NEW(A, struct table);

    if (T == NULL)
        return NULL;
    *T = (struct table){.arena = A, .columns = columns};
    table_row(T, NULL);
    for (size_t i = 0; i < columns; i++)
        table_cell(T, headers[i]);
    return T;
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

static void print_row(const struct table *T, const struct row *row, const int *width, FILE *out)
{
    for (size_t i = 0; i < T->columns; i++) {
        const int pad = width[i] - text_width(cell(row, i));

        if (i == 0)
            fprintf(out, "  %s%*s", cell(row, i), pad, "");
        else
            fprintf(out, "%*s%s", GAP + pad, "", cell(row, i));
    }
}

int table_print(const struct table *T, FILE *out, struct style style)
{
    int *width;

    if (T == NULL || T->lost)
        return GATESIM_ENOMEM;
    width = ARENA_ARRAY(T->arena, int, T->columns);
    if (width == NULL)
        return GATESIM_ENOMEM;
    for (size_t i = 0; i < T->columns; i++)
        width[i] = column_width(T, i);
    for (const struct row *row = T->first; row != NULL; row = row->next) {
        fputs(row == T->first && style.colour ? "\033[1m" : "", out);
        print_row(T, row, width, out);
        if (row->mark != NULL)
            fprintf(out, "  %s%s", style_warn(style), row->mark);
        fprintf(out, "%s\n", row == T->first || row->mark != NULL ? style_off(style) : "");
    }
    return GATESIM_OK;
}
