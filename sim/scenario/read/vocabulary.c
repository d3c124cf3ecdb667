/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sections, types and keys are looked up by comparing with each; they are few. */
#include "sim/scenario/read/vocabulary.h"

#include <stddef.h>
#include <string.h>

#include "sim/scenario/read/key_list.h"

/* Words of types and names of sections, each a member that is as long as it: unlike an element
 * of an array of pointers, the address of a member may stand in the table below. */
static const struct {
#define MEMBER(code, words, unit, parse) char code[sizeof words];
    KEY_TYPE_LIST(MEMBER)
#undef MEMBER
} type_words = {
#define MEMBER(code, words, unit, parse) words,
    KEY_TYPE_LIST(MEMBER)
#undef MEMBER
};
static const struct {
#define MEMBER(code, words, unit, parse) char code[sizeof unit];
    KEY_TYPE_LIST(MEMBER)
#undef MEMBER
} type_units = {
#define MEMBER(code, words, unit, parse) unit,
    KEY_TYPE_LIST(MEMBER)
#undef MEMBER
};
static const struct {
#define MEMBER(code, name, named, meaning) char code[sizeof name];
    SECTION_LIST(MEMBER)
#undef MEMBER
} section_names = {
#define MEMBER(code, name, named, meaning) name,
    SECTION_LIST(MEMBER)
#undef MEMBER
};

static const struct gatesim_key docs[] = {
#define DOC(SECTION, name, TYPE, draft, member, low, high, above, span, value, cond, eg, meaning) \
    {section_names.SECTION, name, type_words.TYPE, type_units.TYPE, span, value, meaning, eg, cond},
    KEY_LIST(DOC)
#undef DOC
};
#define KEYS (sizeof docs / sizeof docs[0])

static const struct {
    enum section_kind section;
    enum key_type type;
} words[] = {
#define WORD(SECTION, name, TYPE, draft, member, low, high, above, span, value, cond, eg, meaning) \
    {SECTION_##SECTION, KEY_TYPE_##TYPE},
    KEY_LIST(WORD)
#undef WORD
};

static const struct gatesim_topic topics[] = {
#define TOPIC_false(name) "[" name "]"
#define TOPIC_true(name) "[" name " NAME]"
#define TOPIC(code, name, named, meaning) {name, TOPIC_##named(name), meaning},
    SECTION_LIST(TOPIC)
#undef TOPIC
};

static const bool named[] = {
#define NAMED(code, name, is_named, meaning) is_named,
    SECTION_LIST(NAMED)
#undef NAMED
};

const struct gatesim_key *gatesim_keys(size_t *count)
{
    *count = KEYS;
    return docs;
}

const struct gatesim_topic *gatesim_sections(size_t *count)
{
    *count = SECTION_KINDS;
    return topics;
}

size_t key_count(void)
{
    return KEYS;
}

struct key_word key_word(size_t i)
{
    return (struct key_word){words[i].section, words[i].type, &docs[i]};
}

bool key_dated(size_t i)
{
#define DATED_TEST(SECTION, text, between)                                       \
    if (words[i].section == SECTION_##SECTION && strcmp(docs[i].key, text) == 0) \
        return true;
    DATED_LIST(DATED_TEST)
#undef DATED_TEST
    return false;
}

int gatesim_key_changes(size_t i)
{
    return key_dated(i);
}

size_t key_find(enum section_kind section, const char *s, size_t n)
{
    for (size_t i = 0; i < KEYS; i++)
        if (words[i].section == section && strlen(docs[i].key) == n &&
            memcmp(docs[i].key, s, n) == 0)
            return i;
    return KEYS;
}

const char *section_name(enum section_kind kind)
{
    return topics[kind].name;
}

bool section_named(enum section_kind kind)
{
    return named[kind];
}

enum section_kind section_find(const char *s, size_t n)
{
    enum section_kind kind = SECTION_SCENARIO;

    while (kind < SECTION_KINDS &&
           (strlen(topics[kind].name) != n || memcmp(topics[kind].name, s, n) != 0))
        kind++;
    return kind;
}
