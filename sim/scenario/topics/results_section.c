/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [results]: by which values of attributes results are told apart. */

#include <string.h>

#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/topics.h"

/* subgroup_label(B, attribute, value): "channel is red". */
static const char *subgroup_label(struct build *B, const struct scn_attribute *A, uint32_t value)
{
    const char *label = arena_printf(B->R->keep, "%s is %s", A->name, A->values[value]);

    B->R->starved = B->R->starved || label == NULL;
    return label;
}

/* subgroups_make(B): every value of the attributes that results are told apart by. */
static void subgroups_make(struct build *B)
{
    const struct draft_attributes *by = &B->results.by;
    uint32_t *first = READER_ARRAY(B->R, B->R->keep, uint32_t, by->count);
    struct scn_subgroup *subgroups = NULL;
    uint32_t count = 0;

    if (first == NULL)
        return;
    for (uint32_t i = 0; i < by->count; i++) {
        const struct scn_attribute *A = &B->S->attributes[by->list[i]];

        first[i] = count;
        for (uint32_t v = 0; v < A->value_count; v++) {
            if (!READER_ROOM(B->R, subgroups, count))
                return;
            subgroups[count++] = (struct scn_subgroup){by->list[i], v, subgroup_label(B, A, v)};
        }
    }
    B->S->subgroups = reader_copy(B->R, B->R->keep, subgroups, count, sizeof *subgroups);
    B->S->subgroup_count = B->S->subgroups == NULL ? 0 : count;
    B->S->by = first;
    B->S->by_count = by->count;
}

const struct topic topic_results_section = {.make = subgroups_make};
