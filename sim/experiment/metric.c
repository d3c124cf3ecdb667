/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A metric is a column and a position in it. It is looked for in the columns of results that are
 * there, so that whatever the results have can be named, and the nearest name be suggested. */
#include "sim/experiment/metric.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/diag.h"
#include "sim/text/messages.h"
#include "sim/text/quantities.h"

#define TOLERANCE 0.01 /* of the limit, unless told */
#define CANDIDATES 512

/* A text in two or three parts, each borrowed from the whole. */
struct words {
    const char *group, *name, *label; /* NULL: not said */
    size_t group_size, name_size;
};

static struct words split(const char *text)
{
    const char *of = strstr(text, " of ");
    struct words W = {.name = text, .name_size = of != NULL ? (size_t)(of - text) : strlen(text)};
    const char *slash = memchr(text, '/', W.name_size);

    if (of != NULL)
        W.label = of + 4 + strspn(of + 4, " ");
    if (slash != NULL) {
        W.group = text;
        W.group_size = (size_t)(slash - text);
        W.name_size -= W.group_size + 1;
        W.name = slash + 1;
    }
    while (W.name_size > 0 && W.name[W.name_size - 1] == ' ')
        W.name_size--;
    return W;
}

static bool is(const char *word, const char *start, size_t size)
{
    return strlen(word) == size && strncmp(word, start, size) == 0;
}

static bool is_called(const char *group, const char *name, const struct words *W)
{
    return is(name, W->name, W->name_size) &&
           (W->group == NULL || is(group, W->group, W->group_size));
}

static bool fits(const struct run_data_column *C, const struct words *W)
{
    return is_called(C->group, C->name, W);
}

int metric_check(FILE *messages, const struct run_data *const *run, size_t runs,
                 const struct settings *metrics)
{
    int status = GATESIM_OK;

    for (size_t k = 0; k < metrics->count; k++) {
        struct metric M;
        bool found = false;

        for (size_t i = 0; i < runs && !found; i++)
            found = metric_is(run[i], metrics->text[k], &M);
        if (found)
            continue;
        (void)metric_find(messages, run[0], metrics->text[k], &M); /* says what is wrong */
        status = GATESIM_EINPUT;
    }
    return status;
}

bool metric_names(const char *text, const struct gatesim_column *C)
{
    const struct words W = split(text);

    return is_called(C->group, C->name, &W);
}

/* The value of the column that the label names, along either axis; SIZE_MAX: none. Only whole
 * columns of one value, or of one axis, can be named. */
static size_t index_of(const struct run_data_column *C, const char *label)
{
    if (label == NULL)
        return C->axes == 0 ? 0 : SIZE_MAX;
    return C->axes == 1 ? run_data_position(&C->axis[0], label) : SIZE_MAX;
}

/* text_of(fmt, ...): the formatted text, which the caller frees; NULL without memory. */
static char *text_of(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static char *text_of(const char *fmt, ...)
{
    va_list args;
    char *text;
    int length;

    va_start(args, fmt);
    length = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    text = malloc((size_t)length + 1);
    if (text == NULL)
        return NULL;
    va_start(args, fmt);
    vsnprintf(text, (size_t)length + 1, fmt, args);
    va_end(args);
    return text;
}

/* label_wrong(X, W): what to say of a column whose label is unknown, or missing. */
static char *label_wrong(const struct run_data *X, const struct words *W)
{
    const char *names[CANDIDATES], *suggestion;
    size_t count = 0;

    for (size_t c = 0; c < X->columns; c++) {
        const struct run_data_column *C = &X->column[c];

        for (size_t i = 0; fits(C, W) && C->axes == 1 && C->axis[0].labels != NULL &&
                           i < C->axis[0].length && count < CANDIDATES;
             i++)
            names[count++] = C->axis[0].labels[i];
    }
    if (W->label == NULL)
        return text_of("metric '%.*s': of what? Say for example '%.*s of %s'", (int)W->name_size,
                       W->name, (int)W->name_size, W->name, count > 0 ? names[0] : "NAME");
    suggestion = diag_suggest(W->label, names, count);
    return text_of("metric '%.*s': nothing is named '%s'%s%s%s", (int)W->name_size, W->name,
                   W->label, suggestion != NULL ? "; did you mean '" : "",
                   suggestion != NULL ? suggestion : "", suggestion != NULL ? "'?" : "");
}

/* name_wrong(X, text, W): what to say of a text whose column is unknown. */
static char *name_wrong(const struct run_data *X, const char *text, const struct words *W)
{
    const char *names[CANDIDATES], *suggestion;
    char *name = strndup(W->name, W->name_size), *wrong;
    size_t count = 0;

    for (size_t c = 0; c < X->columns && count < CANDIDATES; c++)
        names[count++] = X->column[c].name;
    suggestion = name != NULL ? diag_suggest(name, names, count) : NULL;
    wrong = suggestion != NULL
                ? text_of("unknown metric '%s'; did you mean '%s'?", text, suggestion)
                : text_of("unknown metric '%s'; metrics are the columns of a results file, such as "
                          "time_in_system_mean, wait_p95, 'wait_p95 of CLASS' or 'queue_mean of "
                          "STATION'",
                          text);
    free(name);
    return wrong;
}

bool metric_is(const struct run_data *X, const char *text, struct metric *M)
{
    const struct words W = split(text);

    for (size_t c = 0; c < X->columns; c++) {
        const struct run_data_column *C = &X->column[c];
        const size_t index = fits(C, &W) ? index_of(C, W.label) : SIZE_MAX;

        if (index != SIZE_MAX) {
            *M = (struct metric){.text = text, .column = C, .index = index};
            return true;
        }
    }
    return false;
}

char *metric_wrong(const struct run_data *X, const char *text)
{
    const struct words W = split(text);

    for (size_t c = 0; c < X->columns; c++)
        if (fits(&X->column[c], &W))
            return label_wrong(X, &W);
    return name_wrong(X, text, &W);
}

int metric_find(FILE *messages, const struct run_data *X, const char *text, struct metric *M)
{
    char *wrong;

    if (metric_is(X, text, M))
        return GATESIM_OK;
    wrong = metric_wrong(X, text);
    if (wrong == NULL)
        return message_status(messages, GATESIM_ENOMEM);
    message(messages, "%s", wrong);
    free(wrong);
    return GATESIM_EINPUT;
}

const char *metric_unit_ending(const char *unit)
{
    static const struct {
        const char *unit, *ending;
    } units[] = {{"s", "_s"}, {"m", "_m"}, {"kg", "_kg"}, {"l", "_l"}, {"truck d-1", "_per_day"}};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(unit, units[i].unit) == 0)
            return units[i].ending;
    return "";
}

char *metric_key(const struct metric *M, const char *currency, const char *ending)
{
    const char *of = strstr(M->text, " of ");
    const bool money = strcmp(M->column->unit, "currency") == 0 && currency[0] != '\0';
    const char *unit = money ? currency : metric_unit_ending(M->column->unit);
    const size_t size =
        strlen(M->text) + strlen(M->column->name) + strlen(unit) + strlen(ending) + 2;
    char *key = malloc(size);

    if (key != NULL)
        snprintf(key, size, "%s%s%s%s%s", M->column->name, money ? "_" : "", unit, ending,
                 of != NULL ? of : "");
    return key;
}

static int say_bad_limit(FILE *messages, const char *text, const char *unit)
{
    message(messages,
            "limit '%s': a limit is written METRIC < VALUE, such as 'time_in_system_p95 < 6 h' or "
            "'wait_mean of fruit <= 45 min within 2 min'%s",
            text, strcmp(unit, "s") == 0 ? "; a duration needs its unit" : "");
    return GATESIM_EINPUT;
}

/* Reads "6 h within 5 min", in place. Returns whether it is written so. */
static bool take_values(char *text, const char *unit, struct selection_limit *L)
{
    char *within = strstr(text, " within ");

    if (within != NULL)
        *within = '\0';
    if (quantity_parse(text, unit, &L->value) != 0)
        return false;
    L->tolerance = TOLERANCE * fabs(L->value);
    if (within != NULL && quantity_parse(within + 8, unit, &L->tolerance) != 0)
        return false;
    if (within == NULL && L->tolerance == 0.0)
        L->tolerance = TOLERANCE;
    return L->tolerance > 0.0;
}

int metric_limit_find(FILE *messages, const struct run_data *X, const char *text,
                      struct metric_limit *N)
{
    const size_t sign = strcspn(text, "<>");
    size_t end = sign;
    char *value;
    int status;

    *N = (struct metric_limit){.name = NULL};
    if (text[sign] == '\0')
        return say_bad_limit(messages, text, "");
    N->limit.at_least = text[sign] == '>';
    while (end > 0 && text[end - 1] == ' ')
        end--;
    N->name = strndup(text, end);
    value = strdup(text + sign + 1 + (text[sign + 1] == '='));
    status = N->name != NULL && value != NULL ? metric_find(messages, X, N->name, &N->metric)
                                              : message_status(messages, GATESIM_ENOMEM);
    if (status == GATESIM_OK &&
        !take_values(value, quantity_written(N->metric.column->unit, X->currency), &N->limit))
        status = say_bad_limit(messages, text, N->metric.column->unit);
    free(value);
    return status;
}

void metric_limit_release(struct metric_limit *N)
{
    free(N->name);
    *N = (struct metric_limit){.name = NULL};
}
