/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows a comparison shows, and in which order, comes from one table of measures; rows that
 * are 0 in every alternative, and the only class beside the whole, are left out. */
#include "sim/present/compare_rows.h"

#include <stdio.h>
#include <string.h>

#include "sim/present/served.h"

#define FROM_WISH "from the wish to cross"

static const struct compare_measure measures[] = {
    {COMPARISON_TIME_BOOKED, "mean time " FROM_WISH,
     .of_class = "mean time from the wish to cross of %s%s", .row = true, .verdict = true,
     .by_class = true, .booked = true, .swept = true},
    {"total_time_p95", "p95 time " FROM_WISH, .of_class = "p95 time from the wish to cross of %s%s",
     .row = true, .verdict = true, .by_class = true, .booked = true},
    {"booking_wait_mean", "mean wait for a booked slot", .row = true, .booked = true},
    {"booking_wait_p95", "p95 wait for a booked slot", .row = true, .booked = true},
    {"trucks_wanted", "number of trucks that wanted to come", .row = true, .booked = true},
    {"trucks_unmet", "number of trucks whose demand is not met",
     .of_class = "number of %s%s whose demand is not met", .row = true, .verdict = true,
     .booked = true, .swept = true},
    {"unmet_share", "share of trucks whose demand is not met", .of_class = NULL},
    {"trucks_crossed", "number of trucks that crossed", .of_class = "number of %s%s that crossed",
     .row = true, .verdict = true, .booked = true},
    {COMPARISON_TIME, "mean time in system", .of_class = "mean time in system of %s%s", .row = true,
     .verdict = true, .by_class = true, .leads = true, .swept = true},
    {"time_in_system_p95", "p95 time in system", .of_class = "p95 time in system of %s%s",
     .row = true, .by_class = true},
    {"wait_mean", "mean wait", .of_class = "mean wait of %s%s", .row = true, .by_class = true},
    {"wait_p95", "p95 wait", .of_class = "p95 wait of %s%s", .row = true, .verdict = true,
     .by_class = true, .swept = true},
    {"throughput_per_hour", "throughput", .row = true, .verdict = true, .swept = true},
    {"trucks_turned_back", "number turned back", .of_class = "number of %s%s turned back",
     .row = true, .verdict = true},
    {"trucks_in_system", "number still inside", .of_class = "number of %s%s still inside",
     .row = true, .swept = true},
    {"road_queue_mean", "queue on the road", .row = true, .verdict = true},
    {"total_cost", "total cost", .verdict = true}, /* there is a table of costs */
};

const struct compare_measure *compare_measure(size_t k)
{
    return k < sizeof measures / sizeof *measures ? &measures[k] : NULL;
}

/* books(P): whether an alternative books. */
static bool books(const struct compared *P)
{
    for (size_t i = 0; i < P->C->runs; i++)
        if (served_books(P->C->run[i]))
            return true;
    return false;
}

bool compare_tells(const struct compared *P, const struct compare_measure *M)
{
    return M->row && (!M->booked || books(P));
}

bool compare_says(const struct compared *P, const struct compare_measure *M)
{
    if (!M->verdict)
        return false;
    return M->booked || M->leads ? M->booked == books(P) : true;
}

static const struct compare_measure *measure_of(const char *column)
{
    const struct compare_measure *M = compare_measure(0);

    for (size_t k = 1; M != NULL && strcmp(M->column, column) != 0; k++)
        M = compare_measure(k);
    return M;
}

const char *compare_noun_of(const char *column)
{
    const struct compare_measure *M = measure_of(column);

    return M != NULL ? M->noun : column;
}

const char *compare_trucks(const char *label)
{
    const size_t size = strlen(label);

    if (size >= 6 && strcmp(label + size - 6, "trucks") == 0)
        return "";
    return size >= 5 && strcmp(label + size - 5, "truck") == 0 ? "s" : " trucks";
}

const char *compare_noun(char *b, size_t size, const struct comparison_row *R)
{
    const struct compare_measure *M = measure_of(R->column->name);
    const char *label = R->label[0], *noun = compare_noun_of(R->column->name);

    if (label == NULL)
        snprintf(b, size, "%s", noun);
    else if (M != NULL && M->of_class != NULL && compare_by_class(R))
        snprintf(b, size, M->of_class, label, compare_trucks(label));
    else
        snprintf(b, size, "%s of %s", noun, label);
    return b;
}

/* asks(text, R, of): whether the text asks for the row; of: what it says behind the name, or NULL.
 */
static bool asks(const char *text, const struct comparison_row *R, const char *of)
{
    const char *slash = strchr(text, '/'), *name = slash != NULL ? slash + 1 : text;
    const size_t size = of != NULL ? (size_t)(of - name) : strlen(name);

    return strlen(R->column->name) == size && strncmp(R->column->name, name, size) == 0 &&
           (slash == NULL || strncmp(R->column->group, text, (size_t)(slash - text)) == 0) &&
           (of == NULL || (R->label[0] != NULL && strcmp(R->label[0], of + 4) == 0));
}

/* none(R): it is 0 in every run that has it. */
static bool none(const struct compared *P, const struct comparison_row *R)
{
    for (size_t i = 0; i < P->C->runs; i++)
        if (R->each[i].n > 0 && R->each[i].mean != 0.0)
            return false;
    return true;
}

bool compare_asked(const struct compared *P, const struct comparison_row *R)
{
    for (size_t k = 0; k < P->metrics->count; k++) {
        const char *text = P->metrics->text[k], *of = strstr(text, " of ");

        if (asks(text, R, of) && (of != NULL || R->label[0] == NULL || !none(P, R)))
            return true;
    }
    return false;
}

bool compare_is_cost(const struct compared *P, const struct comparison_row *R)
{
    return (strcmp(R->column->group, "cost") == 0 ||
            (strcmp(R->column->unit, "currency") == 0 && R->column->axes == 0)) &&
           !none(P, R);
}

bool compare_of_class(const struct compared *P, const struct compare_measure *M, size_t j)
{
    const struct comparison_row *row = P->C->row;
    size_t classes = 0;

    if (!M->by_class || !compare_by_class(&row[j]) || strcmp(row[j].column->name, M->column) != 0)
        return false;
    for (size_t k = 0; k < P->C->rows; k++)
        classes += row[k].column == row[j].column;
    return classes > 1;
}

/* add_measure(P, M, row, count): add the rows of measure M to the count that are there. Returns the
 * new count. */
static size_t add_measure(const struct compared *P, const struct compare_measure *M,
                          const struct comparison_row **row, size_t count)
{
    const struct comparison_row *R = comparison_find(P->C, "summary", M->column, NULL, NULL);

    if (!M->row || R == NULL || none(P, R))
        return count;
    row[count++] = R;
    for (size_t j = 0; j < P->C->rows; j++)
        if (compare_of_class(P, M, j))
            row[count++] = &P->C->row[j];
    return count;
}

size_t compare_told(const struct compared *P, const struct comparison_row **row)
{
    const bool asked = P->metrics->count > 0;
    size_t count = 0;

    for (size_t k = 0; !asked && compare_measure(k) != NULL; k++)
        count = add_measure(P, compare_measure(k), row, count);
    for (size_t j = 0; j < P->C->rows; j++)
        if (asked ? P->C->row[j].label[1] == NULL && compare_asked(P, &P->C->row[j])
                  : compare_is_cost(P, &P->C->row[j]))
            row[count++] = &P->C->row[j];
    return count;
}

bool compare_by_class(const struct comparison_row *R)
{
    return strcmp(R->column->group, "class") == 0;
}

double compare_time_of(const struct comparison_row *R, size_t i)
{
    return R->each[i].n > 0 ? R->each[i].mean : 0.0;
}
