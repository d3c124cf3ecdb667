/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of a profile: rows of the scenario, or a table of days in a file beside it. A day is
 * told by as many numbers as it has parts of equal length. */
#include <string.h>

#include "sim/base/number.h"
#include "sim/scenario/language/build.h"
#include "sim/scenario/language/csv.h"
#include "sim/scenario/language/fields.h"
#include "sim/scenario/language/value.h"

#define PARTS_MOST 288 /* of a day */

/* numbers_read(c, N): numbers up to the end of the value, commas between them or not. */
static bool numbers_read(struct cursor *c, struct draft_numbers *N)
{
    double sum = 0;

    while (!cursor_at_end(c)) {
        const char *from = cursor_peek(c).s;

        if (!READER_ROOM(c->R, N->x, N->count) || !cursor_number(c, &N->x[N->count]) ||
            !field_in_range(c, N->x[N->count], from))
            return false;
        sum += N->x[N->count++];
        cursor_accept(c, ",");
    }
    return N->count == 0 || sum > 0 ||
           cursor_error(c, "all numbers are 0; one at least is above 0");
}

/* parts_day(count): whether a day may be told by that many numbers: of an hour each, or 30, 20, 15,
 * 10 or 5 min. */
static bool parts_day(uint32_t count)
{
    return count == 24 || count == 48 || count == 72 || count == 96 || count == 144 || count == 288;
}

/* numbers_even(c, N, count): count ones, for what comes after a mistake. */
static void numbers_even(struct cursor *c, struct draft_numbers *N, uint32_t count)
{
    N->x = READER_ARRAY(c->R, c->R->scratch, double, count);
    N->count = N->x != NULL ? count : 0;
    for (uint32_t i = 0; i < N->count; i++)
        N->x[i] = 1;
}

/* A row of a profile: as many numbers as its type says. */
bool field_numbers(struct cursor *c, void *out)
{
    struct draft_numbers *N = out;
    const enum key_type type = c->row.word.type;
    const uint32_t wanted = type == KEY_TYPE_HOURLY ? 24 : type == KEY_TYPE_MONTHLY ? 12 : 7;
    const bool read = numbers_read(c, N);
    const uint32_t found = N->count;

    if (read && (type == KEY_TYPE_HOURLY ? parts_day(found) : found == wanted))
        return true;
    numbers_even(c, N, wanted);
    return read && cursor_error(c, "%u numbers are expected, there are %u", (unsigned)wanted,
                                (unsigned)found);
}

/* weekly_columns(C, columns): find the columns Mon to Sun of the file. */
static bool weekly_columns(struct csv *C, uint32_t columns[7])
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

    for (unsigned day = 0; day < 7; day++) {
        columns[day] = 0;
        while (columns[day] < C->column_count && strcmp(C->columns[columns[day]], names[day]) != 0)
            columns[day]++;
        if (columns[day] == C->column_count)
            return csv_error(C,
                             "there is no column '%s'; the days are Mon, Tue, Wed, Thu, Fri, "
                             "Sat and Sun",
                             names[day]);
    }
    return true;
}

/* weekly_row(C, columns, N, row): add the numbers of one row of the file to N, in which each day
 * has room for PARTS_MOST. */
static bool weekly_row(struct csv *C, const uint32_t columns[7], struct draft_numbers *N,
                       uint32_t row)
{
    for (unsigned day = 0; day < 7; day++) {
        const char *text = C->fields[columns[day]];
        double *x = &N->x[day * PARTS_MOST + row];

        if (number_parse(text, strlen(text), x) != 0 || !(*x >= 0) || *x > 1e9)
            return csv_error(C, "'%s' is no number from 0 on",
                             reader_quote(C->R, text, strlen(text)));
    }
    return true;
}

/* weekly_file(c, N): read the table of a file, and set its days one behind the other. */
static bool weekly_file(struct cursor *c, struct draft_numbers *N)
{
    const char *path;
    uint32_t columns[7], rows = 0;
    struct csv C;
    double sum = 0;

    if (!value_path(c, &path) || !cursor_end(c))
        return false;
    N->x = READER_ARRAY(c->R, c->R->scratch, double, 7 * PARTS_MOST);
    if (N->x == NULL)
        return false;
    if (c->R->closed) {
        numbers_even(c, N, 7 * 24);
        return true;
    }
    if (!csv_open(c, path, &C))
        return false;
    if (weekly_columns(&C, columns))
        for (; csv_next(&C); rows++)
            if (rows == PARTS_MOST || !weekly_row(&C, columns, N, rows))
                break;
    if (!csv_close(&C))
        return false;
    if (!parts_day(rows))
        return cursor_error(c, "'%s' has %u rows%s; 24 are expected, or 48, 72, 96, 144 or 288",
                            path, (unsigned)rows, rows == PARTS_MOST ? " or more" : "");
    for (uint32_t i = 0; i < 7 * rows; i++) {
        N->x[i] = N->x[i / rows * PARTS_MOST + i % rows];
        sum += N->x[i];
    }
    N->count = 7 * rows;
    return sum > 0 || cursor_error(c, "all numbers of '%s' are 0; one at least is above 0", path);
}

/* weekly_rows(c, N): read rows of the scenario. */
static bool weekly_rows(struct cursor *c, struct draft_numbers *N)
{
    if (!numbers_read(c, N))
        return false;
    if (N->count % 7 == 0 && parts_day(N->count / 7))
        return true;
    if (N->count % 24 == 0 && N->count < 7 * 24)
        return cursor_error(c,
                            "there are %u rows of 24 numbers; a row for each of the 7 days is "
                            "expected, from Monday on",
                            (unsigned)N->count / 24);
    return cursor_error(c,
                        "there are %u numbers; 7 rows are expected, from Monday on, of 24 numbers "
                        "each, or of 48, 72, 96, 144 or 288",
                        (unsigned)N->count);
}

bool field_weekly(struct cursor *c, void *out)
{
    struct draft_numbers *N = out;

    if (cursor_accept(c, "csv") ? weekly_file(c, N) : weekly_rows(c, N))
        return true;
    N->count = 0;
    return false;
}
