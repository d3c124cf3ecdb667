/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whoever makes something may go on without memory: the reader remembers. */
#include "sim/scenario/topics/makers.h"

#include <string.h>

#include "sim/base/hash.h"

uint64_t make_purpose(struct build *B, const char *kind, const char *name)
{
    const char *text = arena_printf(B->R->scratch, "%s %s", kind, name);

    B->R->starved = B->R->starved || text == NULL;
    return text == NULL ? 0 : hash_string(text);
}

const char *make_name(struct build *B, const char *name)
{
    return reader_text(B->R, B->R->keep, name, strlen(name));
}

void make_by_truck(struct build *B, const struct draft_by_truck *D, struct scn_by_truck *choice)
{
    const uint32_t count = D->count + (D->always ? 1 : 0);
    struct scn_case *cases = READER_ARRAY(B->R, B->R->keep, struct scn_case, count);

    if (cases == NULL)
        return;
    if (D->count > 0)
        memcpy(cases, D->cases, D->count * sizeof *cases);
    if (D->always)
        cases[D->count] = D->last;
    for (uint32_t i = 0; i < count; i++)
        cases[i].mean = dist_mean(&cases[i].dist);
    *choice = (struct scn_by_truck){count, cases};
}
