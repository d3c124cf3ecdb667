/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A count lasts until the next begins, but no longer than the shortest of all: what is missing
 * between is taken as nobody, and said. */
#include "sim/scenario/topics/counts.h"

#include <string.h>

#include "sim/base/number.h"
#include "sim/scenario/language/csv.h"
#include "sim/scenario/language/value.h"

#define TRUCKS_MOST 1e9 /* of one count */

struct counting {
    struct build *B;
    struct counts *N;
    struct csv csv;
    uint32_t time, trucks; /* columns */
};

/* column_find(K, name, column): the number of a column. */
static bool column_find(struct counting *K, const char *name, uint32_t *column)
{
    for (*column = 0; *column < K->csv.column_count; ++*column)
        if (strcmp(K->csv.columns[*column], name) == 0)
            return true;
    return csv_error(&K->csv, "there is no column '%s'; 'time' and 'count' are needed", name);
}

/* time_read(K, at): when the count of this row begins. */
static bool time_read(struct counting *K, int64_t *at)
{
    const char *text = K->csv.fields[K->time];
    const size_t n = strlen(text);
    int64_t day, in_day = 0;

    if (n < 10 || !day_scan(text, 10, &day) ||
        (n > 10 &&
         ((text[10] != ' ' && text[10] != 'T') || !clock_scan(text + 11, n - 11, &in_day))))
        return csv_error(&K->csv, "'%s' is no date, and no date and time such as 2025-07-01 06:30",
                         reader_quote(K->B->R, text, n));
    *at = day * SPAN_DAY + in_day;
    if (K->N->count > 0 && *at <= K->N->list[K->N->count - 1].from)
        return csv_error(&K->csv, "'%s' is not after the row above; rows must be sorted by time",
                         reader_quote(K->B->R, text, n));
    return true;
}

/* trucks_read(K, trucks): how many were counted. */
static bool trucks_read(struct counting *K, double *trucks)
{
    const char *text = K->csv.fields[K->trucks];
    const size_t n = strlen(text);

    if (number_parse(text, n, trucks) == 0 && *trucks >= 0 && *trucks <= TRUCKS_MOST)
        return true;
    return csv_error(&K->csv,
                     "'%s' is no number of trucks, which is 0 or more; leave a row out "
                     "whose count is not known",
                     reader_quote(K->B->R, text, n));
}

static void rows_read(struct counting *K)
{
    while (csv_next(&K->csv)) {
        struct count row = {0, 0, 0, 1};

        if (!READER_ROOM(K->B->R, K->N->list, K->N->count))
            return;
        if (time_read(K, &row.from) && trucks_read(K, &row.trucks))
            K->N->list[K->N->count++] = row;
    }
}

/* length_of(N): the shortest time from one count to the next, at most a day; of a single one a day.
 */
static int64_t length_of(const struct counts *N)
{
    int64_t length = SPAN_DAY;

    for (uint32_t i = 1; i < N->count; i++)
        if (N->list[i].from - N->list[i - 1].from < length)
            length = N->list[i].from - N->list[i - 1].from;
    return length;
}

/* ends_make(K, shape): when each count ends, and what the profile makes of it. Returns false when
 * trucks were counted at times at which the profile has nobody. */
static bool ends_make(struct counting *K, struct cursor *c, const struct profile_shape *shape)
{
    const int64_t length = length_of(K->N);

    for (uint32_t i = 0; i < K->N->count; i++) {
        struct count *k = &K->N->list[i];

        k->to = k->from + length;
        k->mean = profile_mean(shape, k->from, k->to);
        if (k->trucks > 0 && !(k->mean > 0))
            return cursor_error(c,
                                "trucks were counted in row %u of '%s', and the profile has "
                                "nobody at that time",
                                (unsigned)i + 1, K->csv.place.file);
    }
    return true;
}

/* outside_warn(K, c): say what lies outside of the run, and where nothing was counted in it. */
static void outside_warn(const struct counting *K, struct cursor *c)
{
    const int64_t start = K->B->scenario.start;
    const int64_t end = start + K->B->scenario.duration / GATESIM_TICKS_PER_SECOND;
    int64_t covered = 0;
    uint32_t out = 0;

    for (uint32_t i = 0; i < K->N->count; i++) {
        const struct count *k = &K->N->list[i];
        const int64_t from = k->from > start ? k->from : start, to = k->to < end ? k->to : end;

        covered += to > from ? to - from : 0;
        out += k->to <= start || k->from >= end;
    }
    if (covered == 0)
        cursor_warn(c, "none of the %u counts of '%s' lies in the run: nobody comes",
                    (unsigned)K->N->count, K->csv.place.file);
    else if (covered < end - start)
        cursor_warn(c, "'%s' has no counts for %.3g %% of the run: nobody comes then",
                    K->csv.place.file,
                    100.0 * (double)(end - start - covered) / (double)(end - start));
    else if (out > 0)
        cursor_warn(c, "%u of the %u counts of '%s' %s outside of the run", (unsigned)out,
                    (unsigned)K->N->count, K->csv.place.file, out == 1 ? "lies" : "lie");
}

bool counts_read(struct counts *N, struct build *B, uint32_t number,
                 const struct profile_shape *shape)
{
    struct tree_section *s = B->of[SECTION_CLASS][number];
    struct counting K = {.B = B, .N = N};
    const char *path = B->classes[number].arrivals.counts;
    struct cursor c;

    *N = (struct counts){NULL, 0};
    if (path == NULL || B->R->closed)
        return true;
    cursor_init(&c, B, s, tree_entry_find(s, "arrivals"));
    if (!csv_open(&c, path, &K.csv))
        return false;
    if (column_find(&K, "time", &K.time) && column_find(&K, "count", &K.trucks))
        rows_read(&K);
    if (!csv_close(&K.csv))
        return false;
    if (N->count == 0)
        return !B->R->starved && cursor_error(&c, "'%s' has no counts", path);
    if (!ends_make(&K, &c, shape))
        return false;
    outside_warn(&K, &c);
    return true;
}

double counts_rate(const struct counts *N, const struct profile_shape *shape, int64_t t)
{
    uint32_t low = 0, high = N->count;

    while (low < high) { /* to the first that begins after t */
        const uint32_t middle = low + (high - low) / 2;

        if (N->list[middle].from <= t)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || t >= N->list[low - 1].to || N->list[low - 1].trucks == 0)
        return 0;
    return N->list[low - 1].trucks / (double)(N->list[low - 1].to - N->list[low - 1].from) *
           (profile_factor(shape, t) / N->list[low - 1].mean);
}
