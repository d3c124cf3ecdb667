/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key counts as given whether or not it has a condition. */
#include "sim/scenario/topics/rules.h"

#include <string.h>

#include "sim/scenario/language/cover.h"

bool any(const struct tree_section *s, const char *key)
{
    const size_t n = strlen(key);

    for (uint32_t i = 0; i < s->texts.count; i++)
        if (strncmp(s->entries[i]->text, key, n) == 0 &&
            (s->entries[i]->text[n] == '\0' || s->entries[i]->text[n] == ' '))
            return true;
    return false;
}

void goes_with(struct build *B, const struct tree_section *s, const char *key, const char *other)
{
    const struct diag_place place = build_place(B, s, key);

    if (any(s, key) && !any(s, other) && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place, "'%s' goes with '%s', which is not given", key, other);
}

void not_both(struct build *B, const struct tree_section *s, const char *key, const char *other)
{
    const struct diag_place place = build_place(B, s, key);

    if (any(s, key) && any(s, other))
        reader_error(B->R, &place, "give '%s' or '%s', not both", other, key);
}

void always_too(struct build *B, const struct tree_section *s, const char *key, const void *record)
{
    const struct diag_place place = tree_section_place(B->R, s);
    const char *missed;

    if (any(s, key) && tree_entry_find(s, key) == NULL &&
        !cover_key(B, s, key_find(s->kind, key, strlen(key)), record, &missed))
        reader_error(B->R, &place,
                     "'%s' must be given without a condition too, for all other "
                     "trucks",
                     key);
}

void missing(struct build *B, const struct tree_section *s, const char *key, const char *why)
{
    const struct diag_place place = tree_section_place(B->R, s);

    if (!any(s, key) && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place, "'%s' must be given%s", key, why);
}
