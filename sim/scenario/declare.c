/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of a declared attribute are the words of its shares; those of the builtins come from
 * the classes. What is wrong with a word is found when its key is read. */
#include "sim/scenario/declare.h"

#include <string.h>

#include "sim/scenario/cursor.h"

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

/* attributes_name(B): the builtins and the declared attributes. */
static bool attributes_name(struct build *B)
{
    const uint32_t declared = B->names[SECTION_ATTRIBUTE].count;

    for (uint32_t i = 0; i < SCN_BUILTINS; i++)
        if (names_add(B->R, &B->attributes, builtin_names[i]) == NAMES_NONE)
            return false;
    for (uint32_t i = 0; i < declared; i++) {
        const struct tree_section *s = B->of[SECTION_ATTRIBUTE][i];
        const struct diag_place place = tree_section_place(B->R, s);
        const uint32_t before = B->attributes.count;

        if (names_add(B->R, &B->attributes, s->name) == NAMES_NONE)
            return false;
        if (B->attributes.count == before)
            reader_error(B->R, &place,
                         "every truck has the attribute '%s' from its class; choose "
                         "another name",
                         s->name);
    }
    B->values = READER_ARRAY(B->R, B->R->scratch, struct names, SCN_BUILTINS + declared);
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

uint32_t declare_attribute(const struct build *B, uint32_t i)
{
    const char *name = B->of[SECTION_ATTRIBUTE][i]->name;

    return names_find(&B->attributes, name, strlen(name));
}

/* declared_values(B): the values of declared attributes. */
static bool declared_values(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_ATTRIBUTE].count; i++) {
        struct tree_section *s = B->of[SECTION_ATTRIBUTE][i];
        const struct diag_place place = tree_section_place(B->R, s);
        const uint32_t attribute = declare_attribute(B, i);

        for (uint32_t k = 0; k < s->texts.count; k++)
            if (!s->entries[k]->broken && !values_collect(B, attribute, s, s->entries[k]))
                return false;
        values_most(B, attribute, &place);
    }
    return true;
}

/* word_of(s, key): the value of a class's key that is a word: as given, or its default. */
static struct word word_of(const struct tree_section *s, const char *key)
{
    const struct tree_entry *e = tree_entry_find(s, key);
    const char *text =
        e != NULL ? e->value : key_row(key_find(s->kind, key, strlen(key))).doc->value;

    return (struct word){text, strcspn(text, " \t\n")};
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
