/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The unit chooses how a number is written; one list of words for units serves reading and
 * writing. */
#include "sim/text/quantities.h"

#include <math.h>
#include <string.h>

#include "gatesim/scenario.h"
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
    if (strcmp(unit, "s") == 0)
        return text_duration_estimate(b, E);
    if (strcmp(unit, "m") == 0)
        return text_length_estimate(b, E);
    return text_number_estimate(b, E);
}

char *quantity_beside(char *b, const char *unit, double x, double half_width)
{
    char *end;

    if (strcmp(unit, "s") == 0 && x >= 0.0)
        return text_duration_beside(b, x, half_width);
    if (x < 0.0)
        return quantity_text(b, unit, x);
    quantity_estimate(b, unit, (struct estimate){.mean = x, .half_width = half_width});
    end = strstr(b, " \u00b1 ");
    if (end != NULL)
        *end = '\0';
    return b;
}

char *quantity_difference(char *b, const char *unit, double mean, double half_width)
{
    struct estimate E = {.half_width = half_width};

    if (fabs(mean) < 1e-6 * half_width) /* rounding */
        mean = 0.0;
    E.mean = fabs(mean);
    if (isnan(mean)) {
        strcpy(b, "-");
        return b;
    }
    b[0] = mean < 0.0 ? '-' : '+';
    quantity_estimate(mean == 0.0 ? b : b + 1, unit, E);
    return b[1] == '<' ? strcpy(b, "about 0") : b;
}

char *quantity_word(char *b, const char *unit, const char *currency)
{
    static const struct {
        const char *unit, *word;
    } words[] = {{"truck", " trucks"},
                 {"truck h-1", " trucks an hour"},
                 {"truck d-1", " trucks a day"},
                 {"kg", " kg"},
                 {"l", " l"}};

    b[0] = '\0';
    if (strcmp(unit, "currency") == 0 && currency[0] != '\0')
        snprintf(b, QUANTITY_SIZE, " %s", currency);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(unit, words[i].unit) == 0)
            strcpy(b, words[i].word);
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

char *quantity_share_between(char *b, double x, double low, double high)
{
    const int digits = decimals_of(100.0 * x);

    if (!(low < high))
        return quantity_share(b, x);
    snprintf(b, QUANTITY_SIZE, "%.*f %% (%.*f-%.*f %%)", digits, 100.0 * x, digits, 100.0 * low,
             digits, 100.0 * high);
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
    {"s", "s", 1.0},          {"m", "m", 1.0},
    {"m", "km", 1e3},         {"1", "%", 0.01},
    {"1", "", 1.0},           {"truck", "", 1.0},
    {"truck", "trucks", 1.0}, {"truck h-1", "/h", 1.0},
    {"truck h-1", "", 1.0},   {"truck h-1", "/d", 1.0 / 24.0},
};

/* The factor of a word of the unit; 0 when it has none such. A unit of no table, such as a
 * currency, may be said or left out. */
static double factor_of(const char *unit, const char *word, size_t length)
{
    const double seconds = strcmp(unit, "s") == 0 ? gatesim_unit(word, length) : 0.0;
    bool listed = false;

    if (seconds > 0.0)
        return seconds;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (strcmp(scales[i].unit, unit) != 0)
            continue;
        listed = true;
        if (strlen(scales[i].word) == length && strncmp(scales[i].word, word, length) == 0)
            return scales[i].factor;
    }
    if (length == 0 || (strlen(unit) == length && strncmp(unit, word, length) == 0))
        return listed ? 0.0 : 1.0;
    return 0.0;
}

/* number_take(text, x): the number that *text begins with, which may have commas between groups of
 * three digits as the program prints them; *text is then behind it. Returns false when there is
 * none. */
static bool number_take(const char **text, double *x)
{
    const size_t size = strlen(*text), groups = number_groups(*text, size);
    const size_t length = groups > 0 ? groups : number_span(*text, size);
    const int status =
        groups > 0 ? number_parse_groups(*text, length, x) : number_parse(*text, length, x);

    *text += length;
    return length > 0 && status == GATESIM_OK;
}

const char *quantity_written(const char *unit, const char *currency)
{
    return strcmp(unit, "currency") == 0 && currency[0] != '\0' ? currency : unit;
}

/* "1 h 30 min" is a sum, as in a scenario. */
int quantity_parse(const char *text, const char *unit, double *x)
{
    double sum = 0.0, part, factor;

    do {
        size_t length;

        text += strspn(text, " ");
        if (!number_take(&text, &part))
            return -1;
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
