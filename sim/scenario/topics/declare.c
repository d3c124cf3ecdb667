/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes are numbered in the order in which a truck draws them: what its class says, levers,
 * attributes, risks, and whether it has booked. Values of a declared attribute are the words of
 * its shares; those of the builtins come from the classes. What is wrong with a word is found
 * when its key is read. */
#include "sim/scenario/topics/declare.h"

#include <string.h>

#include "sim/scenario/language/cursor.h"

static const char *const builtin_names[SCN_BUILTINS] = {"class", "direction", "cargo"};

/* sections_sort(B): the sections by kind, and their names. */
static bool sections_sort(struct build *B)
{
    for (uint32_t i = 0; i < B->T->titles.count; i++) {
        struct tree_section *s = B->T->sections[i];

        if (!READER_ROOM(B->R, B->of[s->kind], B->names[s->kind].count))
            return false;
        B->of[s->kind][B->names[s->kind].count] = s;
        if (names_add(B->R, &B->names[s->kind], s->name) == NAMES_NONE)
            return false;
    }
    return true;
}

/* Kinds of section that declare an attribute each, in the order of drawing. */
static const enum section_kind declaring[] = {SECTION_LEVER, SECTION_ATTRIBUTE, SECTION_RISK};
#define DECLARING (sizeof declaring / sizeof declaring[0])

/* books(B): whether a class books appointments, so that trucks have the attribute 'booked'. */
static bool books(const struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++)
        if (tree_entry_find(B->of[SECTION_CLASS][i], "books") != NULL)
            return true;
    return false;
}

/* attribute_name(B, s): the attribute that a section declares. */
static bool attribute_name(struct build *B, const struct tree_section *s)
{
    const struct diag_place place = tree_section_place(B->R, s);
    const uint32_t before = B->attributes.count, number = names_add(B->R, &B->attributes, s->name);

    if (number == NAMES_NONE)
        return false;
    if (number < SCN_BUILTINS)
        reader_error(B->R, &place,
                     "every truck has the attribute '%s' from its class; choose another name",
                     s->name);
    else if (B->attributes.count == before)
        reader_error(B->R, &place, "there is an attribute '%s' already; choose another name",
                     s->name);
    return true;
}

/* booked_name(B): the attribute of all trucks that may book. */
static bool booked_name(struct build *B)
{
    const uint32_t before = B->attributes.count;

    B->booked = SCN_NONE;
    if (!books(B))
        return true;
    B->booked = names_add(B->R, &B->attributes, "booked");
    if (B->booked != NAMES_NONE && B->attributes.count == before)
        reader_error(B->R, &(struct diag_place){.file = B->of[SECTION_SCENARIO][0]->file->path},
                     "where a class books appointments, every truck has the attribute 'booked'; "
                     "choose another name for the one that is declared");
    return B->booked != NAMES_NONE;
}

/* attributes_name(B): the builtins and the declared attributes. */
static bool attributes_name(struct build *B)
{
    for (uint32_t i = 0; i < SCN_BUILTINS; i++)
        if (names_add(B->R, &B->attributes, builtin_names[i]) == NAMES_NONE)
            return false;
    for (size_t k = 0; k < DECLARING; k++)
        for (uint32_t i = 0; i < B->names[declaring[k]].count; i++)
            if (!attribute_name(B, B->of[declaring[k]][i]))
                return false;
    if (!booked_name(B))
        return false;
    B->values = READER_ARRAY(B->R, B->R->scratch, struct names, B->attributes.count);
    return B->values != NULL;
}

/* value_add(B, attribute, w): w is a value of the attribute. */
static bool value_add(struct build *B, uint32_t attribute, struct word w)
{
    const char *name = reader_text(B->R, B->R->keep, w.s, w.n);

    return name != NULL && names_add(B->R, &B->values[attribute], name) != NAMES_NONE;
}

/* values_collect(B, attribute, section, e): the words before the shares of one key. What is
 * wrong with them is found later. */
static bool values_collect(struct build *B, uint32_t attribute, struct tree_section *section,
                           struct tree_entry *e)
{
    struct cursor c;

    cursor_init(&c, B, section, e);
    for (struct word w = cursor_take(&c); w.n > 0; w = cursor_take(&c)) {
        if (w.s[0] == ',')
            continue;
        if (names_find(&B->values[attribute], w.s, w.n) == NAMES_NONE &&
            !value_add(B, attribute, w))
            return false;
        while (!cursor_at_end(&c) && !cursor_is(&c, ","))
            cursor_take(&c);
    }
    return true;
}

/* values_most(B, attribute, place): an attribute has not too many values. */
static void values_most(struct build *B, uint32_t attribute, const struct diag_place *place)
{
    if (B->values[attribute].count > SCN_VALUES_MAX)
        reader_error(B->R, place, "'%s' has more than %d values", B->attributes.list[attribute],
                     SCN_VALUES_MAX);
}

uint32_t declare_attribute(const struct build *B, enum section_kind kind, uint32_t i)
{
    const char *name = B->of[kind][i]->name;

    return names_find(&B->attributes, name, strlen(name));
}

/* attribute_values(B, i): the values of an [attribute]: the words of its shares. */
static bool attribute_values(struct build *B, uint32_t i)
{
    struct tree_section *s = B->of[SECTION_ATTRIBUTE][i];
    const struct diag_place place = tree_section_place(B->R, s);
    const uint32_t attribute = declare_attribute(B, SECTION_ATTRIBUTE, i);
    const struct names *known = B->before == NULL ? NULL : &B->before->values[attribute];

    for (uint32_t v = 0; known != NULL && v < known->count; v++)
        if (!value_add(B, attribute, (struct word){known->list[v], strlen(known->list[v])}))
            return false;
    for (uint32_t k = 0; k < s->texts.count; k++)
        if (!s->entries[k]->broken && key_word(s->entries[k]->key).type == KEY_TYPE_SHARES &&
            !values_collect(B, attribute, s, s->entries[k]))
            return false;
    values_most(B, attribute, &place);
    return true;
}

/* values_fix(B, attribute, words, count): the values of an attribute that the language knows. */
static bool values_fix(struct build *B, uint32_t attribute, const char *const *words,
                       uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!value_add(B, attribute, (struct word){words[i], strlen(words[i])}))
            return false;
    return true;
}

/* declared_values(B): the values of declared attributes. */
static bool declared_values(struct build *B)
{
    static const char *const answers[] = {SCN_BOOKED_LIST(SCN_WORD)};
    static const char *const channels[] = {SCN_CHANNEL_LIST(SCN_WORD)};

    for (uint32_t i = 0; i < B->names[SECTION_LEVER].count; i++)
        if (!values_fix(B, declare_attribute(B, SECTION_LEVER, i), answers, SCN_BOOKED_VALUES))
            return false;
    for (uint32_t i = 0; i < B->names[SECTION_ATTRIBUTE].count; i++)
        if (!attribute_values(B, i))
            return false;
    for (uint32_t i = 0; i < B->names[SECTION_RISK].count; i++)
        if (!values_fix(B, declare_attribute(B, SECTION_RISK, i), channels, SCN_CHANNELS))
            return false;
    return B->booked == SCN_NONE || values_fix(B, B->booked, answers, SCN_BOOKED_VALUES);
}

/* word_of(s, key): the value of a class's key that is a word: as given, or its default. */
static struct word word_of(const struct tree_section *s, const char *key)
{
    const struct tree_entry *e = tree_entry_find(s, key);

    return cursor_first(e != NULL ? e->value
                                  : key_word(key_find(s->kind, key, strlen(key))).doc->value);
}

/* class_values(B): the values of the builtins. Of directions, export and import are known even
 * where no class goes that way, so that a base may ask for them. */
static bool class_values(struct build *B)
{
    if (!value_add(B, SCN_DIRECTION, (struct word){"export", 6}) ||
        !value_add(B, SCN_DIRECTION, (struct word){"import", 6}))
        return false;
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++) {
        const struct tree_section *s = B->of[SECTION_CLASS][i];
        const struct diag_place place = tree_section_place(B->R, s);

        if (!value_add(B, SCN_CLASS, (struct word){s->name, strlen(s->name)}) ||
            !value_add(B, SCN_DIRECTION, word_of(s, "direction")) ||
            !value_add(B, SCN_CARGO, word_of(s, "cargo")))
            return false;
        if (i == SCN_VALUES_MAX)
            reader_error(B->R, &place, "there are more than %d classes", SCN_VALUES_MAX);
    }
    return true;
}

bool declare_names(struct build *B)
{
    return sections_sort(B) && attributes_name(B) && declared_values(B) && class_values(B);
}
