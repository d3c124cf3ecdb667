/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [profile]: how arrivals swing with the clock. What is made of it is in profile_shape.c. */
#include "sim/scenario/topics/profile_shape.h"
#include "sim/scenario/topics/topics.h"

bool profile_is_even(const struct draft_numbers *N)
{
    for (uint32_t i = 1; i < N->count; i++)
        if (N->x[i] != N->x[0])
            return false;
    return true;
}

/* Reports a key that a table of days does without, unless it says nothing. */
static void instead(struct build *B, const struct tree_section *s, const char *key,
                    const struct draft_numbers *N)
{
    const struct diag_place place = build_place(B, s, key);

    if (tree_has(s, key) && !profile_is_even(N))
        reader_error(B->R, &place, "'weekly' has all hours of all days; leave '%s' out", key);
}

static void profiles_check(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_PROFILE].count; i++) {
        const struct tree_section *s = B->of[SECTION_PROFILE][i];

        if (!tree_has(s, "weekly"))
            continue;
        instead(B, s, "hourly", &B->profiles[i].hourly);
        instead(B, s, "weekday", &B->profiles[i].weekday);
    }
}

const struct topic topic_profile = {.check = profiles_check};
