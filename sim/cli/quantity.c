/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/cli/quantity.h"

#include <math.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/number.h"

/* Without a sign. */
static char *magnitude(char *b, const char *unit, double x)
{
    if (strcmp(unit, "s") == 0)
        return text_duration(b, x);
    if (strcmp(unit, "m") == 0)
        return text_length(b, x);
    return text_number(b, x);
}

char *quantity_text(char *b, const char *unit, double x)
{
    if (!(x < 0.0))
        return magnitude(b, unit, x);
    b[0] = '-';
    magnitude(b + 1, unit, -x);
    return b;
}

char *quantity_estimate(char *b, const char *unit, struct estimate E)
{
    return strcmp(unit, "s") == 0 ? text_duration_estimate(b, E) : text_number_estimate(b, E);
}

char *quantity_difference(char *b, const char *unit, double mean, double half_width)
{
    struct estimate E = {.half_width = half_width};

    if (fabs(mean) < 1e-9 * half_width) /* rounding */
        mean = 0.0;
    E.mean = fabs(mean);
    if (isnan(mean)) {
        strcpy(b, "-");
        return b;
    }
    b[0] = mean < 0.0 ? '-' : '+';
    quantity_estimate(mean == 0.0 ? b : b + 1, unit, E);
    return b;
}

/* How many decimals show two digits of x percent. */
static int decimals_of(double percent)
{
    if (percent >= 9.95 || percent == 0.0)
        return 0;
    return percent >= 0.995 ? 1 : 2;
}

char *quantity_share(char *b, double x)
{
    const double percent = 100.0 * x;

    snprintf(b, QUANTITY_SIZE, "%.*f %%", decimals_of(percent), percent);
    return b;
}

char *quantity_change(char *b, const struct difference *D)
{
    const double least =
        fmin(fabs(D->relative), fmax(fabs(D->relative_low), fabs(D->relative_high)));
    const int digits = decimals_of(100.0 * least);

    if (!difference_is_relative(D))
        strcpy(b, "-");
    else if (isnan(D->relative_low))
        snprintf(b, QUANTITY_SIZE, "%+.*f %%", digits, 100.0 * D->relative);
    else
        snprintf(b, QUANTITY_SIZE, "%+.*f %% (%+.*f to %+.*f %%)", digits, 100.0 * D->relative,
                 digits, 100.0 * D->relative_low, digits, 100.0 * D->relative_high);
    return b;
}

struct scale {
    const char *unit, *word;
    double factor; /* of the word, in the unit */
};

static const struct scale scales[] = {
    {"s", "s", 1.0},          {"s", "min", 60.0},     {"s", "h", 3600.0},
    {"s", "d", 86400.0},      {"s", "w", 604800.0},   {"s", "ms", 1e-3},
    {"m", "m", 1.0},          {"m", "km", 1e3},       {"1", "%", 0.01},
    {"1", "", 1.0},           {"truck", "", 1.0},     {"truck", "trucks", 1.0},
    {"truck h-1", "/h", 1.0}, {"truck h-1", "", 1.0}, {"truck h-1", "/d", 1.0 / 24.0},
};

/* The factor of a word of the unit; 0 when it has none such. Units of no table: a number. */
static double factor_of(const char *unit, const char *word, size_t length)
{
    bool listed = false;

    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (strcmp(scales[i].unit, unit) != 0)
            continue;
        listed = true;
        if (strlen(scales[i].word) == length && strncmp(scales[i].word, word, length) == 0)
            return scales[i].factor;
    }
    return listed || length > 0 ? 0.0 : 1.0;
}

/* "1 h 30 min" is a sum, as in a scenario. */
int quantity_parse(const char *text, const char *unit, double *x)
{
    double sum = 0.0, part, factor;

    do {
        size_t length;

        text += strspn(text, " ");
        length = number_span(text, strlen(text));
        if (length == 0 || number_parse(text, length, &part) != GATESIM_OK)
            return -1;
        text += length;
        text += strspn(text, " ");
        length = strcspn(text, " 0123456789");
        factor = factor_of(unit, text, length);
        if (part == 0.0 && length == 0)
            factor = 1.0;
        if (factor == 0.0)
            return -1;
        sum += factor * part;
        text += length;
        text += strspn(text, " ");
    } while (*text != '\0');
    *x = sum;
    return 0;
}

int quantity_pace(const char *text, double *pace)
{
    size_t length = strlen(text);

    if (strcmp(text, "max") == 0 || strcmp(text, "real-time") == 0) {
        *pace = text[0] == 'm' ? 0.0 : 1.0;
        return 0;
    }
    if (length > 0 && text[length - 1] == 'x')
        length--;
    return number_parse(text, length, pace) == GATESIM_OK && *pace > 0.0 ? 0 : -1;
}
