/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [choice]: what drivers choose among. A list of options is read, checked and made. */

#include <string.h>

#include "sim/scenario/language/fields.h"
#include "sim/scenario/language/value.h"
#include "sim/scenario/topics/declare.h"
#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/rules.h"
#include "sim/scenario/topics/topics.h"

#define SNAPSHOTS_MOST 1000 /* publications that are on their way at a time */

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

/* is_option(D, route): whether the route is among the options. */
static bool is_option(const struct draft_options *D, uint32_t route)
{
    for (uint32_t i = 0; i < D->count; i++)
        if (D->list[i].route == route)
            return true;
    return false;
}

/* options_only(B, s, D, key, list): a list speaks of options only. */
static void options_only(struct build *B, const struct tree_section *s,
                         const struct draft_route_choice *D, const char *key,
                         const struct draft_options *list)
{
    const struct diag_place place = build_place(B, s, key);

    for (uint32_t i = 0; i < list->count; i++)
        if (!is_option(&D->options, list->list[i].route))
            reader_error(B->R, &place, "'%s' is none of the options",
                         B->names[SECTION_ROUTE].list[list->list[i].route]);
}

static void choice_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_CHOICE][i];
    const struct draft_route_choice *D = &B->route_choices[i];
    const struct diag_place place = build_place(B, s, "sensitivity");
    const struct diag_place shares = build_place(B, s, "shares");
    const struct diag_place delay = build_place(B, s, "publish-delay");

    if (D->rule == SCN_LOGIT)
        missing(B, s, "sensitivity", " for 'rule = logit', such as: sensitivity = 0.5/h");
    else if (any(s, "sensitivity"))
        reader_error(B->R, &place, "the sensitivity goes with 'rule = logit' only");
    if (D->rule == SCN_BY_SHARES)
        missing(B, s, "shares", " for 'rule = shares'");
    else if (any(s, "shares"))
        reader_error(B->R, &shares, "shares go with 'rule = shares' only");
    options_only(B, s, D, "bias", &D->bias);
    options_only(B, s, D, "shares", &D->shares);
    goes_with(B, s, "publish-delay", "publish-every");
    if (D->every > 0 && D->delay / D->every > SNAPSHOTS_MOST)
        reader_error(B->R, &delay,
                     "the delay is more than %d times as long as the time between "
                     "publications",
                     SNAPSHOTS_MOST);
}

/* choices_check(B): check all route choices. */
static void choices_check(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_CHOICE].count; i++)
        choice_check(B, i);
}

/* options_make(B, D, C): names, biases and shares of the options. */
static void options_make(struct build *B, const struct draft_route_choice *D,
                         struct scn_route_choice *C)
{
    const uint32_t count = D->options.count;
    const char **options = READER_ARRAY(B->R, B->R->keep, const char *, count);
    double *bias = READER_ARRAY(B->R, B->R->keep, double, count);
    double *cumulated = READER_ARRAY(B->R, B->R->keep, double, count);
    double sum = 0;

    if (options == NULL || bias == NULL || cumulated == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t route = D->options.list[i].route;

        options[i] =
            arena_printf(B->R->keep, "%s is %s", C->name, B->names[SECTION_ROUTE].list[route]);
        B->R->starved = B->R->starved || options[i] == NULL;
        bias[i] = draft_option(&D->bias, route);
        cumulated[i] = sum += draft_option(&D->shares, route);
    }
    if (count > 0)
        cumulated[count - 1] = 1;
    C->options = options;
    C->bias = bias;
    C->cumulated = cumulated;
    C->count = count;
}

static void route_choices_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_CHOICE].count;
    struct scn_route_choice *list = READER_ARRAY(B->R, B->R->keep, struct scn_route_choice, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct draft_route_choice *D = &B->route_choices[i];

        list[i].name = make_name(B, B->names[SECTION_CHOICE].list[i]);
        list[i].first = B->S->option_count;
        list[i].rule = (enum scn_rule)D->rule;
        list[i].sensitivity = D->sensitivity;
        list[i].every = D->every;
        list[i].delay = D->delay;
        options_make(B, D, &list[i]);
        B->S->option_count += list[i].count;
    }
    B->S->route_choices = list;
    B->S->route_choice_count = count;
}

const struct topic topic_route_choice = {.check = choices_check, .make = route_choices_make};
