/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [calendar]: opening hours that stations share. What becomes of them is in timetable.c. */
#include "sim/scenario/topics/calendar.h"

#include <string.h>

#include "sim/scenario/topics/topics.h"

void calendar_check_never(struct build *B, const struct tree_section *s,
                          const struct draft_calendar *times)
{
    const struct tree_entry *e = tree_entry_find(s, "hours");
    struct diag_place place;

    if (B->before != NULL || e == NULL || strcmp(e->value, "never") != 0 || times->open.count > 0 ||
        tree_has(s, "open"))
        return;
    place = tree_entry_place(B->R, s, e, 0);
    reader_error(B->R, &place, "'never' needs the dates on which it opens: open = ...");
}

/* calendars_check(B): check all calendars. */
static void calendars_check(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_CALENDAR].count; i++)
        calendar_check_never(B, B->of[SECTION_CALENDAR][i], &B->calendars[i]);
}

const struct topic topic_calendar = {.check = calendars_check};
