/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A name, then pairs of a parameter and its number, then bounds. What the numbers must satisfy
 * is the business of dist_init and dist_truncate, whose sentences are passed on. */
#include "sim/scenario/language/distribution.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/number.h"
#include "sim/scenario/language/build.h"
#include "sim/scenario/language/csv.h"
#include "sim/scenario/language/value.h"

#define MEAN_APART 0.01 /* by how much whole numbers may change a mean without a word */

const struct gatesim_topic *gatesim_distributions(size_t *count)
{
    static const struct gatesim_topic topics[] = {
#define TOPIC(code, name, form, meaning, a, b, c, init, draw, law) {name, form, meaning},
        DIST_LIST(TOPIC)
#undef TOPIC
    };

    *count = sizeof topics / sizeof topics[0];
    return topics;
}

static bool bare_parse(struct cursor *c, enum quantity quantity, bool part, struct dist *D);

/* amount(c, quantity, x): a value in the quantity's unit. */
static bool amount(struct cursor *c, enum quantity quantity, double *x)
{
    return quantity == QUANTITY_TIME ? value_duration(c, x) : value_trucks(c, x);
}

/* inverse(c, quantity, x): one in the quantity's inverse. */
static bool inverse(struct cursor *c, enum quantity quantity, double *x)
{
    return quantity == QUANTITY_TIME ? value_rate(c, x) : cursor_number(c, x);
}

/* parameter_find(w): the parameter that is called w, or DIST_PARAMETERS. */
static enum dist_parameter parameter_find(struct word w)
{
    unsigned p = 0;

    while (p < DIST_PARAMETERS && !word_is(w, dist_parameter_name((enum dist_parameter)p)))
        p++;
    return (enum dist_parameter)p;
}

/* at_parameters_end(c): whether what comes next belongs to what is around the distribution. */
static bool at_parameters_end(struct cursor *c)
{
    static const char *const ends[] = {",", "between", "at", "if", "for"};

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (cursor_is(c, ends[i]))
            return true;
    return cursor_at_end(c);
}

/* parameter_unknown(c, row, w): w is no parameter. */
static bool parameter_unknown(struct cursor *c, const struct dist_row *row, struct word w)
{
    const char *list[DIST_PARAMETERS];

    if (word_is(w, "%"))
        return cursor_error(c, "'%%' stands behind a number that has no unit; write 0.5 for 50 %%");
    for (unsigned p = 0; p < DIST_PARAMETERS; p++)
        list[p] = dist_parameter_name((enum dist_parameter)p);
    return cursor_error(c, "'%s' is no parameter; the form is '%s'%s", word_quote(c, w), row->form,
                        reader_near(c->R, w.s, w.n, list, DIST_PARAMETERS));
}

/* parameter_value(c, dimension, quantity, x): "10 min". */
static bool parameter_value(struct cursor *c, enum dist_dimension dimension, enum quantity quantity,
                            double *x)
{
    switch (dimension) {
    case DIST_D_QUANTITY:
        return amount(c, quantity, x);
    case DIST_D_INVERSE:
        return inverse(c, quantity, x);
    default:
        return cursor_number(c, x);
    }
}

/* parameter(c, kind, quantity, given, x): "mean 10 min". */
static bool parameter(struct cursor *c, enum dist_kind kind, enum quantity quantity,
                      unsigned *given, double *x)
{
    const struct dist_row *row = dist_row(kind);
    const struct word w = cursor_take(c);
    const enum dist_parameter p = parameter_find(w);

    if (p == DIST_PARAMETERS)
        return parameter_unknown(c, row, w);
    if (*given >> p & 1)
        return cursor_error(c, "'%s' is given twice", word_quote(c, w));
    *given |= 1U << p;
    if (!parameter_value(c, dist_parameter_dimension(kind, p), quantity, &x[p]))
        return false;
    return !cursor_at_decimal_comma(c) || cursor_error(c, CURSOR_DECIMAL_POINT);
}

/* form_ok(c, row, given): whether these parameters define the distribution. */
static bool form_ok(struct cursor *c, const struct dist_row *row, unsigned given)
{
    for (size_t i = 0; i < sizeof row->forms / sizeof row->forms[0] && row->forms[i] != 0; i++)
        if (row->forms[i] == given)
            return true;
    return cursor_error(c, "these parameters do not make a distribution; the form is '%s'",
                        row->form);
}

/* pairs(c, kind, quantity, D): the parameters of a kind that is defined by them. */
static bool pairs(struct cursor *c, enum dist_kind kind, enum quantity quantity, struct dist *D)
{
    double x[DIST_PARAMETERS] = {0};
    unsigned given = 0;
    const char *wrong;

    while (!at_parameters_end(c))
        if (!parameter(c, kind, quantity, &given, x))
            return false;
    if (!form_ok(c, dist_row(kind), given))
        return false;
    wrong = dist_init(D, kind, given, x);
    return wrong == NULL || cursor_error(c, "%s", wrong);
}

static bool constant(struct cursor *c, enum quantity quantity, struct dist *D)
{
    double x;

    cursor_accept(c, "value");
    if (!amount(c, quantity, &x))
        return false;
    *D = dist_constant(x);
    return true;
}

struct parts {
    struct dist *list;
    double *cumulated;
    uint32_t count;
    double sum;
};

/* part_read(c, quantity, P): "70 % exponential mean 2 min". */
static bool part_read(struct cursor *c, enum quantity quantity, struct parts *P)
{
    double share;

    if (!READER_ROOM(c->R, P->list, P->count) || !READER_ROOM(c->R, P->cumulated, P->count))
        return false;
    if (!value_share(c, &share) || !bare_parse(c, quantity, true, &P->list[P->count]))
        return false;
    P->sum += share;
    P->cumulated[P->count++] = P->sum;
    return true;
}

static bool mixture(struct cursor *c, enum quantity quantity, struct dist *D)
{
    struct parts P = {0};
    struct dist *list;
    double *cumulated, scale;

    do
        if (!part_read(c, quantity, &P))
            return false;
    while (cursor_accept(c, ","));
    if (!value_shares_sum(c, P.sum, &scale))
        return false;
    for (uint32_t i = 0; i < P.count; i++)
        P.cumulated[i] *= scale;
    P.cumulated[P.count - 1] = 1;
    list = reader_copy(c->R, c->R->keep, P.list, P.count, sizeof *list);
    cumulated = reader_copy(c->R, c->R->keep, P.cumulated, P.count, sizeof *cumulated);
    if (list == NULL || cumulated == NULL)
        return false;
    dist_mixture(D, cumulated, list, P.count);
    return true;
}

struct observed {
    const char *path;
    struct word column; /* n == 0: the only one */
    double unit;        /* s, or 1 truck */
    double *values;
    uint32_t count;
};

/* options(c, quantity, O): "column NAME", "unit min". */
static bool options(struct cursor *c, enum quantity quantity, struct observed *O)
{
    struct word w;

    for (;;) {
        if (cursor_accept(c, "column")) {
            O->column = cursor_take(c);
            if (O->column.n == 0)
                return cursor_error(c, "the name of a column is missing at the end");
        } else if (quantity == QUANTITY_TIME && cursor_accept(c, "unit")) {
            w = cursor_take(c);
            O->unit = value_unit(w.s, w.n);
            if (O->unit == 0)
                return cursor_error(c, "'%s' is no unit of time: ms, s, min, h, d or w",
                                    word_quote(c, w));
        } else if (O->column.n > 0 && !at_parameters_end(c)) {
            return cursor_error(
                c,
                "'%s' is not understood here; the name of a column with blanks in it "
                "stands in quotes",
                word_quote(c, cursor_take(c)));
        } else {
            return at_parameters_end(c) || cursor_end(c);
        }
    }
}

/* number_of(text, x): the number that text is, with blanks around it; as number_parse. */
static int number_of(const char *text, double *x)
{
    const char *start = text + strspn(text, " \t");
    size_t n = strlen(start);

    while (n > 0 && (start[n - 1] == ' ' || start[n - 1] == '\t'))
        n--;
    return number_parse(start, n, x);
}

/* column_only(c, O, C): whether it is plain which column is meant when none is asked for. Of a
 * file without names the first row would be taken for them, and its value be lost. */
static bool column_only(struct cursor *c, const struct observed *O, struct csv *C)
{
    const char *first = reader_quote(c->R, C->columns[0], strlen(C->columns[0]));
    const char *quotes = strpbrk(first, " ,") != NULL ? "\"" : "";
    double x;

    if (number_of(C->columns[0], &x) == 0)
        return csv_error(C, "'%s' is no name of a column; a header row is expected", first);
    return C->column_count == 1 ||
           cursor_error(c, "'%s' has %u columns; write which, such as: column %s%s%s", O->path,
                        (unsigned)C->column_count, quotes, first, quotes);
}

/* column_find(c, O, C, column): the number of the column that is asked for. */
static bool column_find(struct cursor *c, const struct observed *O, struct csv *C, uint32_t *column)
{
    *column = 0;
    if (O->column.n == 0)
        return column_only(c, O, C);
    while (*column < C->column_count && !word_is(O->column, C->columns[*column]))
        ++*column;
    return *column < C->column_count ||
           cursor_error(c, "'%s' has no column '%s'%s", O->path, word_quote(c, O->column),
                        reader_known(c->R, O->column.s, O->column.n,
                                     (const char *const *)C->columns, C->column_count));
}

/* observation(C, O, text): one value. */
static bool observation(struct csv *C, struct observed *O, const char *text)
{
    double x;

    if (number_of(text, &x) != 0)
        return csv_error(C, "'%s' is no number", reader_quote(C->R, text, strlen(text)));
    x *= O->unit;
    if (x < 0 || x > VALUE_MILLENNIUM)
        return csv_error(C,
                         "'%s' is out of range; a value is at least 0, and no duration is "
                         "longer than 1000 years",
                         reader_quote(C->R, text, strlen(text)));
    if (!READER_ROOM(C->R, O->values, O->count))
        return false;
    O->values[O->count++] = x;
    return true;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static bool empirical(struct cursor *c, enum quantity quantity, struct dist *D)
{
    static const double stand_in = 1;
    struct observed O = {.unit = 1};
    struct csv C;
    uint32_t column;
    double *values;

    if (!value_path(c, &O.path) || !options(c, quantity, &O))
        return false;
    if (c->R->closed) {
        dist_empirical(D, &stand_in, 1);
        return true;
    }
    if (!csv_open(c, O.path, &C) || !column_find(c, &O, &C, &column))
        return false;
    while (csv_next(&C))
        observation(&C, &O, C.fields[column]);
    if (!csv_close(&C))
        return false;
    if (O.count == 0)
        return !c->R->starved && cursor_error(c, "'%s' holds no values", O.path);
    qsort(O.values, O.count, sizeof *O.values, ascending);
    values = reader_copy(c->R, c->R->keep, O.values, O.count, sizeof *values);
    if (values == NULL)
        return false;
    dist_empirical(D, values, O.count);
    return true;
}

/* kind_read(c, kind): the name of a distribution. */
static bool kind_read(struct cursor *c, enum dist_kind *kind)
{
    const struct word w = cursor_take(c);
    const char *list[DIST_KINDS];
    unsigned k;

    for (k = 0; k < DIST_KINDS; k++)
        list[k] = dist_row((enum dist_kind)k)->name;
    for (k = 0; k < DIST_KINDS && !word_is(w, list[k]);)
        k++;
    *kind = (enum dist_kind)k;
    if (w.n == 0)
        return cursor_error(c, "a distribution is missing at the end");
    return k < DIST_KINDS || cursor_error(c, "there is no distribution '%s'%s", word_quote(c, w),
                                          reader_known(c->R, w.s, w.n, list, DIST_KINDS));
}

/* bounds(c, quantity, low, high): "between 2 min and 1 h", "at most 1 h", "at least 2 min";
 * *low and *high stay where no bound is given. */
static bool bounds(struct cursor *c, enum quantity quantity, double *low, double *high)
{
    if (cursor_accept(c, "between"))
        return amount(c, quantity, low) && cursor_expect(c, "and") && amount(c, quantity, high);
    if (!cursor_accept(c, "at"))
        return true;
    if (cursor_accept(c, "most"))
        return amount(c, quantity, high);
    if (cursor_accept(c, "least"))
        return amount(c, quantity, low);
    cursor_take(c);
    return cursor_error(c, "'at' is followed by 'most' or 'least'");
}

/* truncate_read(c, quantity, D): the bounds behind a distribution, if there are any. */
static bool truncate_read(struct cursor *c, enum quantity quantity, struct dist *D)
{
    double low = 0, high = INFINITY;
    const char *wrong;

    if (!bounds(c, quantity, &low, &high))
        return false;
    if ((low == 0 && high == INFINITY) || (c->R->closed && D->kind == DIST_EMPIRICAL))
        return true;
    if (low > high)
        return cursor_error(c, "the lower bound is above the upper one");
    wrong = dist_truncate(D, low, high);
    return wrong == NULL || cursor_error(c, "%s", wrong);
}

/* kind_parse(c, kind, quantity, part, D): what follows the name. */
static bool kind_parse(struct cursor *c, enum dist_kind kind, enum quantity quantity, bool part,
                       struct dist *D)
{
    switch (kind) {
    case DIST_CONSTANT:
        return constant(c, quantity, D);
    case DIST_EMPIRICAL:
        return empirical(c, quantity, D);
    case DIST_MIXTURE:
        return part ? cursor_error(c, "a part of a mixture cannot be a mixture")
                    : mixture(c, quantity, D);
    default:
        return pairs(c, kind, quantity, D);
    }
}

/* bare_parse(c, quantity, part, D): a distribution; part: of a mixture. */
static bool bare_parse(struct cursor *c, enum quantity quantity, bool part, struct dist *D)
{
    enum dist_kind kind = DIST_CONSTANT;

    if (!cursor_at_number(c) && !kind_read(c, &kind))
        return false;
    return kind_parse(c, kind, quantity, part, D) && truncate_read(c, quantity, D);
}

/* note_count(c, D, mean): the mean of the whole numbers that the values of D, with that mean,
 * become; with a warning where it is another one. */
static void note_count(struct cursor *c, const struct dist *D, double mean)
{
    const double whole = dist_count_mean(D);

    cursor_note(c, "mean %.4g trucks", whole);
    if (fabs(whole - mean) > MEAN_APART * mean)
        cursor_warn(c,
                    "trucks come in whole numbers, at least 1: their mean is %.4g, where the "
                    "distribution has %.4g",
                    whole, mean);
}

/* note_mean(c, D, quantity, mean): for the printed form. */
static void note_mean(struct cursor *c, const struct dist *D, enum quantity quantity, double mean)
{
    if (quantity == QUANTITY_TRUCKS)
        note_count(c, D, mean);
    else if (mean < 120)
        cursor_note(c, "mean %.4g s", mean);
    else if (mean < 7200)
        cursor_note(c, "mean %.4g min", mean / 60);
    else if (mean < 172800)
        cursor_note(c, "mean %.4g h", mean / 3600);
    else
        cursor_note(c, "mean %.4g d", mean / 86400);
}

bool distribution_parse(struct cursor *c, enum quantity quantity, struct dist *D)
{
    double mean;

    if (!bare_parse(c, quantity, false, D))
        return false;
    mean = dist_mean(D);
    if (!(mean <= VALUE_MILLENNIUM) || !(dist_min(D) >= 0))
        return cursor_error(c, "the mean of this distribution, %.6g, is beyond all measure", mean);
    if (D->kind != DIST_CONSTANT)
        note_mean(c, D, quantity, mean);
    return true;
}
