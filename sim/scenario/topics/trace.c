/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Traces: a row per truck. Each column but the time belongs to a declared attribute; the
 * builtins are filled in from the class. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/number.h"
#include "sim/scenario/language/csv.h"
#include "sim/scenario/language/value.h"
#include "sim/scenario/topics/arrivals.h"

#define COLUMN_TIME UINT32_MAX
#define COLUMN_UNUSED (UINT32_MAX - 1)
#define COLUMNS_MOST 10000
#define UNUSED_NAMED 4 /* columns that nothing uses which are named */

/* Rows by where their time lies; those before the run are not kept. */
enum side { SIDE_BEFORE, SIDE_EARLY, SIDE_WITHIN, SIDE_LATE, SIDE_AFTER, SIDES };

struct trace {
    struct build *B;
    struct scn_class *C;
    struct csv csv;
    uint32_t *attributes; /* by column; COLUMN_TIME, COLUMN_UNUSED */
    uint32_t used;        /* columns that are attributes */
    bool has_offset;      /* times have a UTC offset: s, that of the first row */
    int64_t offset;
    uint32_t time; /* the column of the time */
    struct scn_trace_row *rows;
    uint32_t count;
    uint32_t sides[SIDES];
    gatesim_ticks first, last; /* of all rows so far */
    const char *latest;        /* the last as it is written; NULL: there is no row yet */
    uint32_t latest_line;      /* where it is written */
};

/* column_read(T, i): what column i holds. */
static bool column_read(struct trace *T, uint32_t i)
{
    const struct names *attributes = &T->B->attributes;
    const char *name = T->csv.columns[i], *near;
    const size_t n = strlen(name);

    for (uint32_t j = 0; j < i; j++)
        if (strcmp(T->csv.columns[j], name) == 0)
            return csv_error(&T->csv, "column '%s' is there twice", reader_quote(T->B->R, name, n));
    if (strcmp(name, "time") == 0) {
        T->time = i;
        T->attributes[i] = COLUMN_TIME;
        return true;
    }
    T->attributes[i] = names_find(attributes, name, n);
    if (T->attributes[i] != NAMES_NONE) {
        T->used++;
        return T->attributes[i] >= SCN_BUILTINS ||
               csv_error(&T->csv, "column '%s' follows from the class and cannot be in a trace",
                         name);
    }
    T->attributes[i] = COLUMN_UNUSED;
    near = reader_near(T->B->R, name, n, attributes->list, attributes->count);
    return near[0] == '\0' || csv_error(&T->csv, "column '%s' is neither 'time' nor an attribute%s",
                                        reader_quote(T->B->R, name, n), near);
}

/* unused_warn(T, c): name columns that nothing in the scenario uses. */
static void unused_warn(const struct trace *T, struct cursor *c)
{
    const char *text = "";
    uint32_t count = 0;

    for (uint32_t i = 0; T->attributes != NULL && i < T->csv.column_count && text != NULL; i++) {
        const char *name = T->csv.columns[i];

        if (T->attributes[i] != COLUMN_UNUSED)
            continue;
        if (count++ < UNUSED_NAMED)
            text = arena_printf(T->B->R->scratch, "%s%s'%s'", text, count > 1 ? ", " : "",
                                reader_quote(T->B->R, name, strlen(name)));
    }
    if (text == NULL)
        T->B->R->starved = true;
    else if (count > UNUSED_NAMED)
        cursor_warn(c,
                    "of '%s' the columns %s and %u more are not used: no attributes have these "
                    "names",
                    T->csv.place.file, text, (unsigned)count - UNUSED_NAMED);
    else if (count > 0)
        cursor_warn(c, "of '%s' the column%s %s %s not used: no attribute has %s name",
                    T->csv.place.file, count == 1 ? "" : "s", text, count == 1 ? "is" : "are",
                    count == 1 ? "this" : "such a");
}

/* columns_read(T): the header. */
static bool columns_read(struct trace *T)
{
    bool ok = true;

    if (T->csv.column_count > COLUMNS_MOST)
        return csv_error(&T->csv, "there are %u columns; %d are the most",
                         (unsigned)T->csv.column_count, COLUMNS_MOST);
    T->attributes = READER_ARRAY(T->B->R, T->B->R->scratch, uint32_t, T->csv.column_count);
    if (T->attributes == NULL)
        return false;
    T->time = SCN_NONE;
    for (uint32_t i = 0; i < T->csv.column_count; i++)
        ok = column_read(T, i) && ok;
    if (ok && T->time == SCN_NONE)
        ok = csv_error(&T->csv, "there is no column 'time'");
    return ok;
}

/* offset_read(text, s): a UTC offset, "Z", "+07:00", "-0500" or "+07", in s. Returns false when
 * text is none. */
static bool offset_read(const char *text, int64_t *s)
{
    const size_t n = strlen(text);
    char clock[6] = "00:00";

    *s = 0;
    if (strcmp(text, "Z") == 0)
        return true;
    if ((text[0] != '+' && text[0] != '-') || (n != 3 && n != 5 && n != 6))
        return false;
    memcpy(clock, text + 1, 2);
    if (n > 3)
        memcpy(clock + 3, text + n - 2, 2);
    if ((n == 6 && text[3] != ':') || !clock_scan(clock, 5, s))
        return false;
    *s = text[0] == '-' ? -*s : *s;
    return true;
}

/* fraction_read(text, n, ticks): a fraction of a second, ".25", in ticks. Returns false when the n
 * bytes at text are none. */
static bool fraction_read(const char *text, size_t n, gatesim_ticks *ticks)
{
    char number[24];
    double x = 0;

    if (n < 2 || n > 20 || strspn(text + 1, "0123456789") < n - 1)
        return n == 0;
    (void)snprintf(number, sizeof number, "0%.*s", (int)n, text);
    if (number_parse(number, n + 1, &x) != 0)
        return false;
    *ticks = (gatesim_ticks)llround(x * (double)GATESIM_TICKS_PER_SECOND);
    return true;
}

/* clock_read(T, text, t): a date, or a date and time, since the start; false when text is none. A
 * time may have a fraction of a second and a UTC offset: it is then turned into the clock of the
 * first row, which is taken for the gate's. */
static bool clock_read(struct trace *T, const char *text, gatesim_ticks *t)
{
    const size_t n = strlen(text), clock = n > 11 ? strcspn(text + 11, ".Z+-") : 0;
    int64_t day, in_day = 0, offset = 0;
    gatesim_ticks part = 0;
    const char *rest = text + 11 + clock;
    size_t fraction;

    if (n < 10 || !day_scan(text, 10, &day))
        return false;
    *t = (day * SPAN_DAY - T->B->scenario.start) * GATESIM_TICKS_PER_SECOND;
    if (n == 10)
        return true;
    if ((text[10] != ' ' && text[10] != 'T') || !clock_scan(text + 11, clock, &in_day))
        return false;
    fraction = strcspn(rest, "Z+-");
    if (!fraction_read(rest, fraction, &part) ||
        (rest[fraction] != '\0' && !offset_read(rest + fraction, &offset)))
        return false;
    if (rest[fraction] != '\0' && !T->has_offset) {
        T->has_offset = true;
        T->offset = offset;
    }
    *t += (in_day + (rest[fraction] != '\0' ? T->offset - offset : 0)) * GATESIM_TICKS_PER_SECOND +
          part;
    return true;
}

/* in_order(T, t, text): whether this row, whose time is t, written as text, comes after all above.
 */
static bool in_order(struct trace *T, gatesim_ticks t, const char *text)
{
    if (T->latest != NULL && t < T->last)
        return csv_error(&T->csv,
                         "time '%s' is before '%s' in line %u; rows must be sorted by time", text,
                         T->latest, (unsigned)T->latest_line);
    T->first = T->latest == NULL ? t : T->first;
    T->last = t;
    T->latest = text;
    T->latest_line = T->csv.line;
    return true;
}

/* time_read(T, t): when this row's truck arrives. */
static bool time_read(struct trace *T, gatesim_ticks *t)
{
    const char *text = T->csv.fields[T->time];
    const char *quoted = reader_quote(T->B->R, text, strlen(text));
    double s = 0;

    if (!clock_read(T, text, t)) {
        const int status = number_parse(text, strlen(text), &s);

        if (status != 0 && status != GATESIM_ERANGE)
            return csv_error(&T->csv,
                             "'%s' is no time: seconds since the start, or a date and "
                             "time such as 2025-07-01 06:30",
                             quoted);
        if (status != 0 || fabs(s) > VALUE_MILLENNIUM)
            return csv_error(&T->csv, "'%s' is out of range: more than 1000 years", quoted);
        *t = (gatesim_ticks)llround(s * (double)GATESIM_TICKS_PER_SECOND);
    }
    if (*t > GATESIM_TICKS_MAX || *t < -GATESIM_TICKS_MAX)
        return csv_error(&T->csv, "'%s' is out of range: more than 1000 years", quoted);
    return in_order(T, *t, quoted);
}

/* value_read(T, column, values): the value of an attribute. */
static bool value_read(struct trace *T, uint32_t column, uint16_t *values)
{
    const uint32_t attribute = T->attributes[column];
    const struct names *known = &T->B->values[attribute];
    const char *text = T->csv.fields[column];
    const size_t n = strlen(text);
    const uint32_t v = names_find(known, text, n);

    if (v == NAMES_NONE)
        return csv_error(&T->csv, "'%s' is no value of '%s'%s", reader_quote(T->B->R, text, n),
                         T->csv.columns[column],
                         reader_known(T->B->R, text, n, known->list, known->count));
    values[attribute] = (uint16_t)v;
    return true;
}

/* values_read(T, row): the attributes of a row; none in the file: all are drawn. */
static bool values_read(struct trace *T, struct scn_trace_row *row)
{
    const uint32_t count = T->B->attributes.count;
    uint16_t *values;
    bool ok = true;

    if (T->used == 0)
        return true;
    values = READER_ARRAY(T->B->R, T->B->R->keep, uint16_t, count);
    if (values == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++)
        values[i] = i < SCN_BUILTINS ? T->C->values[i] : SCN_VALUE_DRAWN;
    for (uint32_t i = 0; i < T->csv.column_count && ok; i++)
        ok = T->attributes[i] >= COLUMN_UNUSED || value_read(T, i, values);
    row->values = values;
    return ok;
}

/* side_of(T, t): where the time t lies. */
static enum side side_of(const struct trace *T, gatesim_ticks t)
{
    if (t < 0)
        return SIDE_BEFORE;
    if (t >= T->B->scenario.duration)
        return SIDE_AFTER;
    if (t < T->C->from)
        return SIDE_EARLY;
    return t < T->C->until ? SIDE_WITHIN : SIDE_LATE;
}

/* rows_read(T): all rows. */
static void rows_read(struct trace *T)
{
    while (csv_next(&T->csv)) {
        struct scn_trace_row row = {0, NULL};

        if (!READER_ROOM(T->B->R, T->rows, T->count))
            return;
        if (!time_read(T, &row.at) || !values_read(T, &row))
            continue;
        T->sides[side_of(T, row.at)]++;
        if (row.at >= 0)
            T->rows[T->count++] = row;
    }
}

/* side_words(T, side, words, text): text with a number of rows and where these lie behind it, if
 * there are any. */
static const char *side_words(const struct trace *T, enum side side, const char *words,
                              const char *text)
{
    const uint32_t n = T->sides[side];

    if (n == 0 || text == NULL)
        return text;
    return arena_printf(T->B->R->scratch, "%s%s%u %s", text, text[0] == '\0' ? "" : ", ",
                        (unsigned)n, words);
}

/* left_out_warn(T, c, all): say which of all rows bring no truck. */
static void left_out_warn(const struct trace *T, struct cursor *c, uint32_t all)
{
    const uint32_t out = all - T->sides[SIDE_WITHIN];
    const char *text = "";

    text = side_words(T, SIDE_BEFORE, "before the start of the run", text);
    text = side_words(T, SIDE_EARLY, "before 'from'", text);
    text = side_words(T, SIDE_LATE, "from 'until' on", text);
    text = side_words(T, SIDE_AFTER, "after the end of the run", text);
    if (text == NULL)
        T->B->R->starved = true;
    else if (out > 0)
        cursor_warn(c, "%u of the %u trucks of '%s' %s left out: %s", (unsigned)out, (unsigned)all,
                    T->csv.place.file, out == 1 ? "is" : "are", text);
}

/* rows_warn(T, c): say which trucks do not come; of none that comes also how far off they are, as
 * when seconds are not counted from the start of the run. */
static void rows_warn(const struct trace *T, struct cursor *c)
{
    const double day = (double)GATESIM_TICKS_PER_SECOND * SPAN_DAY;
    const double end = (double)T->B->scenario.duration;
    const char *path = T->csv.place.file;
    uint32_t all = 0;

    for (unsigned i = 0; i < SIDES; i++)
        all += T->sides[i];
    if (all == 0)
        cursor_warn(c, "'%s' has no rows: no truck arrives", path);
    else if ((double)T->first >= end)
        cursor_warn(c,
                    "no truck of '%s' arrives within the run; the first of %u comes %.0f d after "
                    "its start",
                    path, (unsigned)all, (double)T->first / day);
    else if (T->last < 0)
        cursor_warn(c,
                    "no truck of '%s' arrives within the run; the last of %u comes %.0f d before "
                    "its start",
                    path, (unsigned)all, -(double)T->last / day);
    else
        left_out_warn(T, c, all);
}

void arrivals_trace(struct build *B, uint32_t number, struct scn_class *C)
{
    struct tree_section *s = B->of[SECTION_CLASS][number];
    struct trace T = {.B = B, .C = C};
    struct cursor c;

    cursor_init(&c, B, s, tree_entry_find(s, "arrivals"));
    if (B->R->closed || !csv_open(&c, B->classes[number].arrivals.trace, &T.csv))
        return;
    if (columns_read(&T))
        rows_read(&T);
    if (!csv_close(&T.csv))
        return;
    rows_warn(&T, &c);
    unused_warn(&T, &c);
    C->trace = reader_copy(B->R, B->R->keep, T.rows, T.count, sizeof *T.rows);
    C->trace_count = T.count;
}
