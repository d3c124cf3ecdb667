/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each row of the list of keys becomes the place of its value in a draft and the limits of it. */
#include "sim/scenario/language/keys.h"

#include "sim/scenario/language/draft.h"
#include "sim/scenario/read/key_list.h"

static const struct key_place places[] = {
#define ROW(SECTION, name, TYPE, draft, member, low, high, above, span, value, cond, eg, meaning) \
    {offsetof(struct draft_##draft, member), low, high, above},
    KEY_LIST(ROW)
#undef ROW
};

struct key_row key_row(size_t i)
{
    return (struct key_row){key_word(i), places[i]};
}
