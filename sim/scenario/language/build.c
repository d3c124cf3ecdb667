/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the stages of resolving look up in the scenario under construction. */
#include "sim/scenario/language/build.h"

#include <string.h>

void *build_draft(struct build *B, enum section_kind kind, uint32_t i)
{
    switch (kind) {
#define DRAFT_CASE(SECTION, type, member) \
    case SECTION_##SECTION:               \
        return &B->member[i];
        DRAFT_LIST(DRAFT_CASE)
#undef DRAFT_CASE
    case SECTION_RESULTS:
        return &B->results;
    case SECTION_COSTS:
        return &B->costs;
    case SECTION_SCENARIO:
    case SECTION_KINDS:
        break;
    }
    return &B->scenario;
}

struct diag_place build_row_place(struct build *B, const struct tree_section *s, const char *key,
                                  uint32_t row)
{
    const struct tree_entry *e = tree_entry_find(s, key);

    return e == NULL ? tree_section_place(B->R, s) : tree_entry_place(B->R, s, e, row);
}

struct diag_place build_place(struct build *B, const struct tree_section *s, const char *key)
{
    return build_row_place(B, s, key, 0);
}

bool build_take(struct build *B, int64_t n)
{
    if (B->pieces < 0 || n > B->pieces)
        B->pieces = -1;
    else
        B->pieces -= n;
    return B->pieces >= 0;
}

const struct build_file *build_file(struct build *B, const char *path)
{
    uint32_t i = names_find(&B->paths, path, strlen(path));

    if (i != NAMES_NONE)
        return &B->files[i];
    if (!READER_ROOM(B->R, B->files, B->paths.count) ||
        (i = names_add(B->R, &B->paths, path)) == NAMES_NONE)
        return NULL;
    B->files[i].wrong = input_file_read(B->R, path, INPUT_DATA, &B->files[i].bytes);
    return &B->files[i];
}
