/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [promise]: how long trucks may wait. */
#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/topics.h"

static void promises_make(struct build *B)
{
    const struct names *names = &B->names[SECTION_PROMISE];
    struct scn_promise *list = READER_ARRAY(B->R, B->R->keep, struct scn_promise, names->count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < names->count; i++)
        list[i] = (struct scn_promise){make_name(B, names->list[i]), B->promises[i].wait,
                                       B->promises[i].at, B->promises[i].trucks};
    B->S->promises = list;
    B->S->promise_count = names->count;
}

const struct topic topic_promise = {.make = promises_make};
