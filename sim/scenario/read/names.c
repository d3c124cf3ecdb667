/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open addressing with linear probing, at most half full; a table that is outgrown is left to
 * the arena. */
#include "sim/scenario/read/names.h"

#include <string.h>

#include <unictype.h>
#include <unistr.h>

#include "sim/base/hash.h"

#define FIRST_SLOTS 16

/* Words of routes and conditions, which would be mistaken for a name. */
static const char *const reserved[] = {
    "if", "for",    "and",  "or",    "is",    "not",   "either",  "otherwise", "shortest", "of",
    "by", "repeat", "from", "at",    "most",  "times", "drive",   "choose",    "follow",   "set",
    "to", "turn",   "back", "cross", "leave", "take",  "release", "gather",    "side",     "await"};

/* probe(N, s, n): the slot where the name is, or where it would go. */
static size_t probe(const struct names *N, const char *s, size_t n)
{
    size_t at = (size_t)hash_bytes(s, n) & (N->slot_count - 1);

    while (N->slots[at] != 0) {
        const char *name = N->list[N->slots[at] - 1];

        if (strncmp(name, s, n) == 0 && name[n] == '\0')
            break;
        at = (at + 1) & (N->slot_count - 1);
    }
    return at;
}

uint32_t names_find(const struct names *N, const char *s, size_t n)
{
    return N->slot_count == 0 ? NAMES_NONE : N->slots[probe(N, s, n)] - 1;
}

/* widen(R, N): twice the slots. Returns false, with N unchanged, without memory. */
static bool widen(struct reader *R, struct names *N)
{
    struct names wide = *N;

    wide.slot_count = N->slot_count == 0 ? FIRST_SLOTS : 2 * N->slot_count;
    wide.slots = READER_ARRAY(R, R->scratch, uint32_t, wide.slot_count);
    if (wide.slots == NULL)
        return false;
    for (uint32_t i = 0; i < N->count; i++)
        wide.slots[probe(&wide, N->list[i], strlen(N->list[i]))] = i + 1;
    *N = wide;
    return true;
}

uint32_t names_add(struct reader *R, struct names *N, const char *name)
{
    size_t at;

    if (N->slot_count < 2 * ((size_t)N->count + 1) && !widen(R, N))
        return NAMES_NONE;
    at = probe(N, name, strlen(name));
    if (N->slots[at] != 0)
        return N->slots[at] - 1;
    if (!READER_ROOM(R, N->list, N->count))
        return NAMES_NONE;
    N->list[N->count++] = name;
    N->slots[at] = N->count;
    return N->count - 1;
}

/* character_ok(u): whether a name may hold this character. */
static bool character_ok(ucs4_t u)
{
    return u == ' ' || (u > 0x20 && u != 0x7f && !uc_is_property_white_space(u) &&
                        (u > 0x7f || strchr(",=[]%#;", (int)u) == NULL));
}

/* blanks_ok(name): whether each blank in name stands alone between two words. */
static bool blanks_ok(const char *name)
{
    const size_t n = strlen(name);

    return n == 0 || (name[0] != ' ' && name[n - 1] != ' ' && strstr(name, "  ") == NULL);
}

/* is_reserved(name): whether name is a word of the language. */
static bool is_reserved(const char *name)
{
    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
        if (strcmp(reserved[i], name) == 0)
            return true;
    return false;
}

/* asks(name): whether 'if' is one of several words of name: settings, where names need no quotes,
 * split there. */
static bool asks(const char *name)
{
    const size_t n = strlen(name);

    return strstr(name, " if ") != NULL || strncmp(name, "if ", 3) == 0 ||
           (n > 3 && strcmp(name + n - 3, " if") == 0);
}

const char *names_fault(const char *name)
{
    const uint8_t *s = (const uint8_t *)name;
    ucs4_t u;

    if (is_reserved(name))
        return "it is a word of the route language";
    if (asks(name))
        return "the word 'if' may not be in it";
    if (!blanks_ok(name))
        return "a blank in it stands alone, between two words";
    if (name[0] == '"' || (strchr(name, ' ') != NULL && strchr(name, '"') != NULL))
        return "no '\"' may be in it";
    while ((s = u8_next(&u, s)) != NULL)
        if (!character_ok(u))
            return "none of , = [ ] % # ; may be in it, and of white space only single blanks";
    return NULL;
}
