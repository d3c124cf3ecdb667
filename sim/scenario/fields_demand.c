/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number that may depend on the truck is a choice among constants, so that one structure
 * serves every conditional key. */
#include "sim/scenario/fields_demand.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/build.h"
#include "sim/scenario/condition.h"
#include "sim/scenario/fields.h"
#include "sim/scenario/value.h"

bool field_period(struct cursor *c, void *out)
{
    struct draft_period *period = out;
    struct span_list days = {0};
    const struct span *s;

    if (!span_parse(c, SPAN_DATES, &days) || !cursor_end(c))
        return false;
    s = &days.list[0];
    if (days.count != 1 || s->from != 0 || s->to != SPAN_DAY)
        return cursor_error(c, "whole days are expected, from the first to the last: "
                               "2025-06-01..2025-07-01");
    *period = (struct draft_period){true, s->first * SPAN_DAY, (s->last + 1) * SPAN_DAY};
    return true;
}

/* The values of a lever are yes and no, in this order. */
bool field_adoption(struct cursor *c, void *out)
{
    struct draft_shares_case item = {.count = 2};
    const bool known = condition_of_key(c, &item.when);
    double share;

    if (!value_share(c, &share) || !cursor_end(c) || !known)
        return false;
    item.list = READER_ARRAY(c->R, c->R->scratch, struct draft_share, 2);
    if (item.list == NULL)
        return false;
    item.list[0] = (struct draft_share){0, share};
    item.list[1] = (struct draft_share){1, 1 - share};
    return field_shares_case(c, out, &item);
}

bool field_part(struct cursor *c, void *out)
{
    double x;

    return value_share(c, &x) && field_constant(c, out, x);
}

bool field_number(struct cursor *c, void *out)
{
    double x;

    return cursor_number(c, &x) && field_in_range(c, x, c->entry->value) &&
           field_constant(c, out, x);
}

bool field_truth(struct cursor *c, void *out)
{
    uint32_t *attribute = out;
    const struct word w = cursor_peek(c);

    if (!cursor_name(c, &c->B->attributes, "attribute", attribute) || !cursor_end(c))
        return false;
    return *attribute < c->B->usable ||
           cursor_error(c, "attribute '%s' is declared below; the truth comes before the risk",
                        word_quote(c, w));
}

/* truth_of(c): the attribute that the section calls the truth, or NAMES_NONE. */
static uint32_t truth_of(const struct cursor *c)
{
    const struct tree_entry *e = tree_entry_find(c->section, "truth");
    const struct word w = cursor_first(e == NULL ? "" : e->value);

    return names_find(&c->B->attributes, w.s, w.n);
}

bool field_values(struct cursor *c, void *out)
{
    struct draft_values *V = out;
    const uint32_t attribute = truth_of(c);

    if (attribute == NAMES_NONE)
        return false; /* reported where it is named, or missing */
    do {
        if (!READER_ROOM(c->R, V->list, V->count) ||
            !cursor_name(c, &c->B->values[attribute], "value", &V->list[V->count]))
            return false;
        V->count++;
    } while (cursor_accept(c, ","));
    return cursor_end(c);
}

bool field_appointments(struct cursor *c, void *out)
{
    return cursor_name(c, &c->B->names[SECTION_APPOINTMENTS], "appointment book", out) &&
           cursor_end(c);
}

bool field_returns(struct cursor *c, void *out)
{
    uint32_t number;

    return cursor_name(c, &c->B->names[SECTION_CLASS], "class", &number) &&
           field_constant(c, out, number);
}

bool field_reroute(struct cursor *c, void *out)
{
    if (cursor_accept(c, "turn-back"))
        return cursor_end(c);
    return cursor_name(c, &c->B->names[SECTION_ROUTE], "route", out) && cursor_end(c);
}

/* option_add(c, D, option): one more, which is not there yet. */
static bool option_add(struct cursor *c, struct draft_options *D, struct draft_option option)
{
    for (uint32_t i = 0; i < D->count; i++)
        if (D->list[i].route == option.route)
            return cursor_error(c, "'%s' is there twice",
                                c->B->names[SECTION_ROUTE].list[option.route]);
    if (D->count == SCN_OPTIONS_MAX)
        return cursor_error(c, "a choice has %d options at most", SCN_OPTIONS_MAX);
    if (!READER_ROOM(c->R, D->list, D->count))
        return false;
    D->list[D->count++] = option;
    return true;
}

/* options_read(c, D, value): routes, each with what value reads behind it. */
static bool options_read(struct cursor *c, struct draft_options *D,
                         bool (*value)(struct cursor *c, double *x))
{
    do {
        struct draft_option option = {0, 0};

        if (!cursor_name(c, &c->B->names[SECTION_ROUTE], "route", &option.route) ||
            (value != NULL && !value(c, &option.x)) || !option_add(c, D, option))
            return false;
    } while (cursor_accept(c, ","));
    return cursor_end(c);
}

bool field_options(struct cursor *c, void *out)
{
    const struct draft_options *D = out;

    return options_read(c, out, NULL) &&
           (D->count > 1 || cursor_error(c, "a choice has two options at least"));
}

bool field_biases(struct cursor *c, void *out)
{
    return options_read(c, out, value_duration);
}

bool field_split(struct cursor *c, void *out)
{
    struct draft_options *D = out;
    double sum = 0, scale;

    if (!options_read(c, out, value_share))
        return false;
    for (uint32_t i = 0; i < D->count; i++)
        sum += D->list[i].x;
    if (!value_shares_sum(c, sum, &scale))
        return false;
    for (uint32_t i = 0; i < D->count; i++)
        D->list[i].x *= scale;
    return true;
}
