/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spans: parts of days, every week or on dates, as hours, closures and shifts are written. */
#ifndef SIM_SCENARIO_SPAN_H
#define SIM_SCENARIO_SPAN_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/scenario/cursor.h"

#define SPAN_DAY 86400
#define SPAN_ALL_DAYS 0x7fU

/* From second `from` to second `to` of each of its days, counted from the day's midnight; to
 * is at most two days on, so that a span may run over midnight. */
struct span {
    bool weekly;
    unsigned days;       /* weekly: bit 0 Monday .. bit 6 Sunday */
    int64_t first, last; /* otherwise: days since 1970-01-01, both included */
    int64_t from, to;
};
/* With the first element that is of every day since it names none, and the first that names some
 * of the days for its parts; n == 0: there is none such. */
struct span_list {
    struct span *list;
    uint32_t count;
    struct word every, some;
};

/* What a list of spans may hold. */
enum span_mode { SPAN_WEEKLY = 1, SPAN_DATES = 2, SPAN_ANY = SPAN_WEEKLY | SPAN_DATES };

/* span_parse(c, mode, L): read one element of a list, up to a comma or the end, such as
 * "Mon-Fri 07:00-12:00" or "2025-01-28..2025-02-02"; append its spans. A list that has both parts
 * of every day and parts of some days is warned of: days do not carry over a comma, as a reader
 * may think. Returns false after a diagnostic. */
bool span_parse(struct cursor *c, enum span_mode mode, struct span_list *L);

/* span_list_parse(c, mode, L): elements with commas between, to the end of the value. */
bool span_list_parse(struct cursor *c, enum span_mode mode, struct span_list *L);

/* span_weekday(day): 0 Monday .. 6 Sunday, of a day since 1970-01-01. */
unsigned span_weekday(int64_t day);

#endif
