/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The types of KEY_TYPE_LIST, in its order as far as that makes sense. */
#include "sim/scenario/language/fields.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/language/build.h"
#include "sim/scenario/language/condition.h"
#include "sim/scenario/language/distribution.h"
#include "sim/scenario/language/habit.h"
#include "sim/scenario/language/money_goods.h"
#include "sim/scenario/language/schedule.h"
#include "sim/scenario/language/value.h"

#define TRUCKS_MOST 1000000000

bool field_in_range(struct cursor *c, double x, const char *from)
{
    if (x <= c->row.place.high &&
        (c->row.place.above ? x > c->row.place.low : x >= c->row.place.low))
        return true;
    return cursor_error(c, "'%s' is out of range: %s",
                        reader_quote(c->R, from, (size_t)(c->p - from)), c->row.word.doc->range);
}

/* field_text: the quotes around a text are no part of it. */
bool field_text(struct cursor *c, void *out)
{
    const char **text = out;
    char *all = cursor_rest(c);

    *text = all;
    if (all != NULL && tree_quoted(all) > 0) {
        all[strlen(all) - 1] = '\0';
        *text = all + 1;
    }
    return all != NULL;
}

/* word_only(c, w): a value that is one word. */
static bool word_only(struct cursor *c, struct word *w)
{
    *w = cursor_take(c);
    return cursor_end(c);
}

/* name_allowed(c, w): whether w may stand in conditions. */
static bool name_allowed(struct cursor *c, struct word w)
{
    const char *name = reader_text(c->R, c->R->scratch, w.s, w.n);
    const char *fault = name == NULL ? "" : names_fault(name);

    return fault == NULL ||
           cursor_error(c, "'%s' cannot be a value of an attribute: %s", word_quote(c, w), fault);
}

bool field_word(struct cursor *c, void *out)
{
    const char **text = out;
    struct word w;

    if (!word_only(c, &w))
        return false;
    *text = reader_text(c->R, c->R->keep, w.s, w.n);
    return *text != NULL && name_allowed(c, w);
}

/* one_of_wrong(c, w, range): w is none of the words of the range. */
static bool one_of_wrong(struct cursor *c, struct word w, const char *range)
{
    const char *words[16];
    size_t count = 0;

    for (const char *p = range; *p != '\0' && count < 16; p += strspn(p, ", ")) {
        const size_t n = strcspn(p, ",");

        words[count] = reader_text(c->R, c->R->scratch, p, n);
        if (words[count++] == NULL)
            return false;
        p += n;
    }
    return cursor_error(c, "'%s' is none of: %s%s", word_quote(c, w), range,
                        reader_near(c->R, w.s, w.n, words, count));
}

/* The code of a word is its place in the range of the key. */
bool field_one_of(struct cursor *c, void *out)
{
    unsigned *code = out;
    const char *range = c->row.word.doc->range;
    struct word w;

    if (!word_only(c, &w))
        return false;
    *code = 0;
    for (const char *p = range; *p != '\0'; p += strspn(p, ", "), ++*code) {
        const size_t n = strcspn(p, ",");

        if (n == w.n && memcmp(p, w.s, n) == 0)
            return true;
        p += n;
    }
    return one_of_wrong(c, w, range);
}

bool field_yes_no(struct cursor *c, void *out)
{
    bool *yes = out;
    struct word w;

    if (!word_only(c, &w))
        return false;
    *yes = word_is(w, "yes");
    return *yes || word_is(w, "no") ||
           cursor_error(c, "'%s' is neither yes nor no", word_quote(c, w));
}

bool field_route(struct cursor *c, void *out)
{
    return cursor_name(c, &c->B->names[SECTION_ROUTE], "route", out) && cursor_end(c);
}

bool field_class(struct cursor *c, void *out)
{
    return cursor_name(c, &c->B->names[SECTION_CLASS], "class", out) && cursor_end(c);
}

bool field_station(struct cursor *c, void *out)
{
    return cursor_name(c, &c->B->names[SECTION_STATION], "station", out) && cursor_end(c);
}

bool field_profile(struct cursor *c, void *out)
{
    return cursor_name(c, &c->B->names[SECTION_PROFILE], "profile", out) && cursor_end(c);
}

bool field_calendar(struct cursor *c, void *out)
{
    return cursor_name(c, &c->B->names[SECTION_CALENDAR], "calendar", out) && cursor_end(c);
}

/* The settings are read when it is known what they change. */
bool field_settings(struct cursor *c, void *out)
{
    *(const struct tree_entry **)out = c->entry;
    return true;
}

bool field_date_time(struct cursor *c, void *out)
{
    const bool in_class = c->row.word.section == SECTION_CLASS; /* from and until may be left out */
    struct draft_instant *instant = out;
    int64_t at;

    if (!value_date_time(c, &at) || !cursor_end(c))
        return false;
    if (in_class)
        *instant = (struct draft_instant){true, at};
    else
        *(int64_t *)out = at;
    return true;
}

bool field_day_time(struct cursor *c, void *out)
{
    gatesim_ticks *t = out;
    int64_t s;

    if (!value_day_time(c, &s) || !cursor_end(c))
        return false;
    *t = s * GATESIM_TICKS_PER_SECOND;
    return true;
}

bool field_duration(struct cursor *c, void *out)
{
    gatesim_ticks *t = out;
    double x;

    if (!value_duration(c, &x) || !cursor_end(c) || !field_in_range(c, x, c->entry->value))
        return false;
    *t = (gatesim_ticks)llround(x * (double)GATESIM_TICKS_PER_SECOND);
    return !c->row.place.above || *t > 0 || field_in_range(c, 0, c->entry->value);
}

bool field_warm_up(struct cursor *c, void *out)
{
    struct draft_warm_up *W = out;

    W->is_auto = cursor_accept(c, "auto");
    W->length = 0;
    return W->is_auto ? cursor_end(c) : field_duration(c, &W->length);
}

bool field_precision(struct cursor *c, void *out)
{
    double *x = out;

    return value_share(c, x) && cursor_end(c) &&
           ((*x > 0 && *x < 1) || field_in_range(c, -1, c->entry->value));
}

bool field_length(struct cursor *c, void *out)
{
    double *x = out;

    return value_length(c, x) && cursor_end(c) && field_in_range(c, *x, c->entry->value);
}

/* A seed has 64 bits, more than a double holds. */
bool field_seed(struct cursor *c, void *out)
{
    uint64_t *seed = out, digit;
    struct word w;

    if (!word_only(c, &w))
        return false;
    *seed = 0;
    for (size_t i = 0; i < w.n; i++) {
        if (w.s[i] < '0' || w.s[i] > '9')
            return cursor_error(c, "'%s' is no whole number of at least 0", word_quote(c, w));
        digit = (uint64_t)(w.s[i] - '0');
        if (*seed > (UINT64_MAX - digit) / 10)
            return cursor_error(c, "'%s' is out of range: %s", word_quote(c, w),
                                c->row.word.doc->range);
        *seed = *seed * 10 + digit;
    }
    return true;
}

bool field_whole(struct cursor *c, void *out)
{
    return value_whole(c, (int64_t)c->row.place.low, (int64_t)c->row.place.high, out) &&
           cursor_end(c);
}

bool field_trucks_whole(struct cursor *c, uint32_t *trucks)
{
    const char *from = cursor_peek(c).s;
    double x;

    if (!value_trucks(c, &x))
        return false;
    if (x != floor(x))
        return cursor_error(c, "'%s' is no whole number of trucks%s",
                            reader_quote(c->R, from, (size_t)(c->p - from)),
                            habit_thousands_hint(c, from));
    if (x > TRUCKS_MOST)
        return cursor_error(c, "'%s' is out of range: at most %d trucks",
                            reader_quote(c->R, from, (size_t)(c->p - from)), TRUCKS_MOST);
    *trucks = (uint32_t)x;
    return true;
}

bool field_rate(struct cursor *c, void *out)
{
    double *x = out;

    return value_rate(c, x) && cursor_end(c) && field_in_range(c, *x, c->entry->value);
}

bool field_count(struct cursor *c, void *out)
{
    uint32_t *count = out;

    if (cursor_accept(c, "unlimited")) {
        *count = SCN_UNLIMITED;
        return cursor_end(c);
    }
    return field_trucks_whole(c, count) && cursor_end(c);
}

bool field_case(struct cursor *c, struct draft_by_truck *D, const struct scn_case *item)
{
    if (c->entry->condition == NULL) {
        D->always = true;
        D->last = *item;
        return true;
    }
    if (!READER_ROOM(c->R, D->cases, D->count))
        return false;
    D->cases[D->count++] = *item;
    return true;
}

/* condition_behind(c): a condition at the end of a value, where it does not belong. */
static bool condition_behind(struct cursor *c)
{
    return cursor_is(c, "if") &&
           !cursor_error(c, "the condition stands before the '=': '%s if ... = ...'",
                         c->row.word.doc->key);
}

bool field_constant(struct cursor *c, struct draft_by_truck *D, double x)
{
    struct scn_case item = {.dist = dist_constant(x)};
    const bool known = condition_of_key(c, &item.when);

    return !condition_behind(c) && cursor_end(c) && known && field_case(c, D, &item);
}

bool field_times(struct cursor *c, void *out)
{
    struct scn_case item;
    const bool known = condition_of_key(c, &item.when);

    if (!distribution_parse(c, QUANTITY_TIME, &item.dist) || condition_behind(c) || !cursor_end(c))
        return false;
    return known && field_case(c, out, &item);
}

/* nameless(c): whether "60 %" comes next, without a value before it. */
static bool nameless(const struct cursor *c)
{
    struct cursor ahead = *c;

    cursor_take(&ahead);
    return cursor_is(&ahead, "%");
}

/* share_read(c, attribute, P): "green 60 %". */
static bool share_read(struct cursor *c, uint32_t attribute, struct draft_shares_case *P)
{
    const struct word w = cursor_peek(c);
    struct draft_share s;

    if (nameless(c))
        return cursor_error(c, "the name of a value is missing before '%s %%'", word_quote(c, w));
    if (!cursor_name(c, &c->B->values[attribute], "value", &s.value) || !name_allowed(c, w) ||
        !value_share(c, &s.share))
        return false;
    for (uint32_t i = 0; i < P->count; i++)
        if (P->list[i].value == s.value)
            return cursor_error(c, "'%s' is there twice", c->B->values[attribute].list[s.value]);
    if (!READER_ROOM(c->R, P->list, P->count))
        return false;
    P->list[P->count++] = s;
    return true;
}

/* shares_read(c, attribute, P): the list, which sums to 100 %. */
static bool shares_read(struct cursor *c, uint32_t attribute, struct draft_shares_case *P)
{
    double sum = 0, scale;

    do {
        if (!share_read(c, attribute, P))
            return false;
        sum += P->list[P->count - 1].share;
    } while (cursor_accept(c, ","));
    if (!cursor_end(c))
        return false;
    if (!value_shares_sum(c, sum, &scale))
        return false;
    for (uint32_t i = 0; i < P->count; i++)
        P->list[i].share *= scale;
    return true;
}

bool field_shares_case(struct cursor *c, struct draft_shares *D,
                       const struct draft_shares_case *item)
{
    if (c->entry->condition == NULL) {
        D->always = true;
        D->last = *item;
        return true;
    }
    if (!READER_ROOM(c->R, D->cases, D->count))
        return false;
    D->cases[D->count++] = *item;
    return true;
}

/* The attribute is the last that is usable: the one that is being declared comes next. */
bool field_shares(struct cursor *c, void *out)
{
    struct draft_shares_case item = {0};
    const bool known = condition_of_key(c, &item.when);

    return shares_read(c, c->B->usable, &item) && known && field_shares_case(c, out, &item);
}

bool field_hours(struct cursor *c, void *out)
{
    static const struct span always = {
        .weekly = true, .days = SPAN_ALL_DAYS, .from = 0, .to = SPAN_DAY};
    struct span_list *L = out;

    if (cursor_accept(c, "never"))
        return cursor_end(c);
    if (!cursor_accept(c, "always"))
        return span_list_parse(c, SPAN_WEEKLY, L);
    L->list = reader_copy(c->R, c->R->scratch, &always, 1, sizeof always);
    L->count = L->list == NULL ? 0 : 1;
    return L->list != NULL && cursor_end(c);
}

bool field_dates(struct cursor *c, void *out)
{
    return span_list_parse(c, SPAN_ANY, out);
}

bool field_share(struct cursor *c, void *out)
{
    return value_share(c, out) && cursor_end(c);
}

bool field_attributes(struct cursor *c, void *out)
{
    struct draft_attributes *D = out;

    do {
        if (!READER_ROOM(c->R, D->list, D->count) ||
            !cursor_name(c, &c->B->attributes, "attribute", &D->list[D->count]))
            return false;
        for (uint32_t i = 0; i < D->count; i++)
            if (D->list[i] == D->list[D->count])
                return cursor_error(c, "'%s' is there twice", c->B->attributes.list[D->list[i]]);
        D->count++;
    } while (cursor_accept(c, ","));
    return cursor_end(c);
}

bool field_money(struct cursor *c, void *out)
{
    return value_money(c, out) && cursor_end(c);
}

/* An amount that depends on the truck is a choice among constants. */
bool field_fee(struct cursor *c, void *out)
{
    double x;

    return value_money(c, &x) && field_constant(c, out, x);
}

bool field_money_rate(struct cursor *c, void *out)
{
    return value_money_rate(c, out) && cursor_end(c);
}

bool field_mass(struct cursor *c, void *out)
{
    return value_mass(c, out) && cursor_end(c);
}

bool field_age(struct cursor *c, void *out)
{
    return distribution_parse(c, QUANTITY_TIME, out) && cursor_end(c);
}

bool field_loss(struct cursor *c, void *out)
{
    return loss_curve(c, out);
}

bool field_fuel_rate(struct cursor *c, void *out)
{
    return value_fuel_rate(c, out) && cursor_end(c);
}

bool field_emission(struct cursor *c, void *out)
{
    return value_emission(c, out) && cursor_end(c);
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

bool field_names(struct cursor *c, enum section_kind kind, struct draft_numbers_list *D)
{
    do {
        const struct word w = cursor_peek(c);
        uint32_t number;

        if (!cursor_name(c, &c->B->names[kind], section_name(kind), &number))
            return false;
        for (uint32_t i = 0; i < D->count; i++)
            if (D->list[i] == number)
                return cursor_error(c, "'%s' is there twice", word_quote(c, w));
        if (!READER_ROOM(c->R, D->list, D->count))
            return false;
        D->list[D->count++] = number;
    } while (cursor_accept(c, ","));
    return cursor_end(c);
}
