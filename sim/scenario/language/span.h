/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spans: parts of days, every week or on dates, as hours, closures and shifts are written. */
#ifndef SIM_SCENARIO_LANGUAGE_SPAN_H
#define SIM_SCENARIO_LANGUAGE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/scenario/language/cursor.h"

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
/* With what it takes to warn of elements that do not mean what they seem to: the first element that
 * is of every day since it names none, the first that names some of the days for its parts, the
 * first that names parts at all, and the first that is of whole days since it names no parts; n ==
 * 0: there is none such. */
struct span_list {
    struct span *list;
    uint32_t count;
    unsigned carried;    /* days of elements without parts, which wait for those of the next */
    const char *carrier; /* the start of the first of these elements */
    struct word every, some, parts, whole;
};

/* What a list of spans may hold. */
enum span_mode { SPAN_WEEKLY = 1, SPAN_DATES = 2, SPAN_ANY = SPAN_WEEKLY | SPAN_DATES };

/* span_parse(c, mode, L): read one element of a list, up to a comma or the end, such as
 * "Mon-Fri 07:00-12:00" or "2025-01-28..2025-02-02"; append its spans. Days of the week without
 * parts of the day take those of the next element: "Mon, Wed, Fri 08:00-10:00" is the parts of
 * three days. Warns of a list that has both parts of every day and parts of some days, since days
 * do not carry on behind a comma, and of one that has both whole days and parts of days of the
 * week. Returns false after a diagnostic. */
bool span_parse(struct cursor *c, enum span_mode mode, struct span_list *L);

/* span_list_parse(c, mode, L): elements with commas between, to the end of the value. */
bool span_list_parse(struct cursor *c, enum span_mode mode, struct span_list *L);

/* span_weekday(day): 0 Monday .. 6 Sunday, of a day since 1970-01-01. */
unsigned span_weekday(int64_t day);

#endif
