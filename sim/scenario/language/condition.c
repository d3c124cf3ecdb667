/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A test is a set of values, as bits; "is not" is the complement. */
#include "sim/scenario/language/condition.h"

#include <string.h>

#include "sim/scenario/language/build.h"

#define WORDS (SCN_VALUES_MAX / 64)

/* attribute_read(c, attribute): the attribute that is asked for; it must be usable here. */
static bool attribute_read(struct cursor *c, uint32_t *attribute)
{
    const struct build *B = c->B;
    const struct word w = cursor_peek(c);

    if (!cursor_name(c, &B->attributes, "attribute", attribute))
        return false;
    return *attribute < B->usable ||
           cursor_error(c,
                        "attribute '%s' is declared below; only attributes declared before this "
                        "one may be asked for",
                        word_quote(c, w));
}

/* value_unknown(c, attribute, w): report that w is no value of the attribute. */
static bool value_unknown(struct cursor *c, uint32_t attribute, struct word w)
{
    const struct names *values = &c->B->values[attribute];
    const char *name = c->B->attributes.list[attribute];

    if (c->R->blind || values->count == 0)
        return false;
    if (w.n == 0)
        return cursor_error(c, "a value of '%s' is missing at the end", name);
    return cursor_error(c, "'%s' is no value of '%s'%s", word_quote(c, w),
                        reader_quote(c->R, name, strlen(name)),
                        reader_known(c->R, w.s, w.n, values->list, values->count));
}

/* value_read(c, attribute, bits): one value. */
static bool value_read(struct cursor *c, uint32_t attribute, uint64_t bits[WORDS])
{
    const struct word w = cursor_take(c);
    const uint32_t v = w.n == 0 ? NAMES_NONE : names_find(&c->B->values[attribute], w.s, w.n);

    if (v == NAMES_NONE || v >= SCN_VALUES_MAX)
        return value_unknown(c, attribute, w);
    bits[v / 64] |= UINT64_C(1) << (v % 64);
    return true;
}

/* or_value(c, alternatives): take an "or" that another value follows. */
static bool or_value(struct cursor *c, bool alternatives)
{
    struct cursor ahead = *c;

    if (!cursor_accept(&ahead, "or"))
        return false;
    if (alternatives) {
        cursor_take(&ahead);
        if (cursor_is(&ahead, "if") || cursor_is(&ahead, "otherwise"))
            return false;
    }
    return cursor_accept(c, "or");
}

/* test_read(c, alternatives, test): "channel is not red or yellow". */
static bool test_read(struct cursor *c, bool alternatives, struct scn_test *test)
{
    uint64_t *bits = READER_ARRAY(c->R, c->R->keep, uint64_t, WORDS);
    uint32_t attribute = 0;
    bool negated;

    if (bits == NULL || !attribute_read(c, &attribute) || !cursor_expect(c, "is"))
        return false;
    negated = cursor_accept(c, "not");
    do
        if (!value_read(c, attribute, bits))
            return false;
    while (or_value(c, alternatives));
    for (size_t i = 0; negated && i < WORDS; i++)
        bits[i] = ~bits[i];
    *test = (struct scn_test){attribute, bits};
    return true;
}

bool condition_parse(struct cursor *c, bool alternatives, struct scn_condition *when)
{
    struct scn_test *tests = NULL;
    uint32_t count = 0;

    do {
        if (!READER_ROOM(c->R, tests, count) || !test_read(c, alternatives, &tests[count]))
            return false;
        count++;
    } while (cursor_accept(c, "and"));
    when->tests = reader_copy(c->R, c->R->keep, tests, count, sizeof *tests);
    when->count = when->tests == NULL ? 0 : count;
    return when->tests != NULL;
}

bool condition_of_key(const struct cursor *c, struct scn_condition *when)
{
    struct cursor in_key = *c;

    *when = (struct scn_condition){0, NULL};
    if (c->entry->condition == NULL)
        return true;
    in_key.p = in_key.at = c->entry->condition;
    in_key.end = in_key.p + strlen(in_key.p);
    return condition_parse(&in_key, false, when) && cursor_end(&in_key);
}
