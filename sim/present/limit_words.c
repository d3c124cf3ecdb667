/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stem of a column's name tells what people do that a quantile of it is about: trucks wait,
 * cross, are done. A table has the verbs. */
#include "sim/present/limit_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/present/compare_rows.h"
#include "sim/text/quantities.h"

/* What a quantile is of, and how its limit is said: X(stem, verb, ending). */
static const struct {
    const char *stem, *verb, *ending;
} quantiles[] = {
    {"time_in_system_p", "cross within", ""},
    {"total_time_p", "cross within", " of wanting to come"},
    {"booking_wait_p", "wait less than", " for their slot"},
    {"wait_p", "wait less than", ""},
};

/* label_of(M): whose number it is; NULL: the whole run's. */
static const char *label_of(const struct metric *M)
{
    return M->column->axes > 0 ? M->column->axis[0].labels[M->index] : NULL;
}

/* is_share(name): whether a column without a unit is a share of a whole. */
static bool is_share(const char *name)
{
    static const char *const endings[] = {"_share", "_fraction", "utilisation"};
    const size_t n = strlen(name);

    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
        const size_t m = strlen(endings[k]);

        if (n >= m && strcmp(name + n - m, endings[k]) == 0)
            return true;
    }
    return false;
}

/* value_of(b, N, currency): the value of the limit, with its unit. */
static char *value_of(char *b, const struct metric_limit *N, const char *currency)
{
    const char *unit = N->metric.column->unit;
    char word[QUANTITY_SIZE];

    if (strcmp(unit, "s") == 0)
        return text_span(b, N->limit.value);
    if (strcmp(unit, "1") == 0 && is_share(N->metric.column->name) && N->limit.value >= 0.0)
        return quantity_share(b, N->limit.value);
    quantity_text(b, unit, N->limit.value);
    return strcat(b, quantity_word(word, unit, currency));
}

/* of_quantile(b, N, value): an upper limit of a quantile of times. Returns whether it is one. */
static bool of_quantile(char *b, const struct metric_limit *N, const char *value)
{
    const char *name = N->metric.column->name, *label = label_of(&N->metric);
    const bool at_place = strcmp(N->metric.column->group, "station") == 0;
    const bool of_class = strcmp(N->metric.column->group, "class") == 0;
    char whose[256] = "";

    if (N->limit.at_least || (label != NULL && !at_place && !of_class))
        return false;
    if (of_class)
        snprintf(whose, sizeof whose, " of %s%s", label, compare_trucks(label));
    for (size_t k = 0; k < sizeof quantiles / sizeof *quantiles; k++) {
        const size_t n = strlen(quantiles[k].stem);

        if (strncmp(name, quantiles[k].stem, n) != 0)
            continue;
        snprintf(b, LIMIT_WORDS_SIZE, "%d %%%s %s %s%s%s%s", atoi(name + n), whose,
                 quantiles[k].verb, value, quantiles[k].ending, at_place ? " at " : "",
                 at_place ? label : "");
        return true;
    }
    return false;
}

char *limit_words(char *b, const struct metric_limit *N, const char *currency)
{
    const char *label = label_of(&N->metric);
    char value[QUANTITY_SIZE];

    value_of(value, N, currency);
    if (!of_quantile(b, N, value))
        snprintf(b, LIMIT_WORDS_SIZE, "%s%s%s %s %s", compare_noun_of(N->metric.column->name),
                 label != NULL ? " of " : "", label != NULL ? label : "",
                 N->limit.at_least ? "above" : "below", value);
    return b;
}

void limit_words_print(const struct selection_run *K, FILE *out)
{
    const char *currency = K->alternatives->alternative[0].data->currency;
    char words[LIMIT_WORDS_SIZE];

    for (size_t j = 0; j < K->limits; j++)
        fprintf(out, "%s%s", j == 0 ? "Limits: " : "; ",
                limit_words(words, &K->limit[j], currency));
    if (K->limits > 0)
        fputs(".\n", out);
}
