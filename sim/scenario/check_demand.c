/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One function per kind of section, with one sentence per rule. */
#include "sim/scenario/check_demand.h"
#include "sim/scenario/cover.h"

#include <string.h>

#include "sim/scenario/risk.h"

#define SHORTEST 1e-3       /* s: a mean time to come back */
#define SNAPSHOTS_MOST 1000 /* publications that are on their way at a time */

/* any(s, key): whether the section gives the key, with or without a condition. */
static bool any(const struct tree_section *s, const char *key)
{
    const size_t n = strlen(key);

    for (uint32_t i = 0; i < s->texts.count; i++)
        if (strncmp(s->entries[i]->text, key, n) == 0 &&
            (s->entries[i]->text[n] == '\0' || s->entries[i]->text[n] == ' '))
            return true;
    return false;
}

/* goes_with(B, s, key, other): a key is there only beside another. */
static void goes_with(struct build *B, const struct tree_section *s, const char *key,
                      const char *other)
{
    const struct diag_place place = build_place(B, s, key);

    if (any(s, key) && !any(s, other) && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place, "'%s' goes with '%s', which is not given", key, other);
}

/* not_both(B, s, key, other): two keys that exclude each other. */
static void not_both(struct build *B, const struct tree_section *s, const char *key,
                     const char *other)
{
    const struct diag_place place = build_place(B, s, key);

    if (any(s, key) && any(s, other))
        reader_error(B->R, &place, "give '%s' or '%s', not both", other, key);
}

/* always_too(B, s, key, record): a key that has conditional cases, read into record, has one for
 * each truck. */
static void always_too(struct build *B, const struct tree_section *s, const char *key,
                       const void *record)
{
    const struct diag_place place = tree_section_place(B->R, s);
    const char *missed;

    if (any(s, key) && tree_entry_find(s, key) == NULL &&
        !cover_key(B, s, key_find(s->kind, key, strlen(key)), record, &missed))
        reader_error(B->R, &place,
                     "'%s' must be given without a condition too, for all other "
                     "trucks",
                     key);
}

/* change_check(B, s, later): a change has dates and an end. */
static void change_check(struct build *B, const struct tree_section *s, const char *later)
{
    goes_with(B, s, "change", later);
    goes_with(B, s, later, "change");
}

/* missing(B, s, key, why): a key that is needed here. */
static void missing(struct build *B, const struct tree_section *s, const char *key, const char *why)
{
    const struct diag_place place = tree_section_place(B->R, s);

    if (!any(s, key) && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place, "'%s' must be given%s", key, why);
}

/* score_check(B, s, record): red by a share or a limit of a score. */
static void score_check(struct build *B, const struct tree_section *s, const void *record)
{
    missing(B, s, "auc", ", or 'true-positive' and 'false-positive'");
    if (!any(s, "red-above"))
        missing(B, s, "red", ", or 'red-above'");
    not_both(B, s, "red-above", "red");
    not_both(B, s, "yellow-above", "yellow");
    always_too(B, s, "red", record);
    always_too(B, s, "red-above", record);
}

/* rates_check(B, s): red by its rates among good and bad. */
static void rates_check(struct build *B, const struct tree_section *s)
{
    static const char *const score[] = {"auc", "red", "red-above", "yellow-above"};

    goes_with(B, s, "true-positive", "false-positive");
    goes_with(B, s, "false-positive", "true-positive");
    for (size_t i = 0; i < sizeof score / sizeof score[0]; i++)
        not_both(B, s, score[i], any(s, "true-positive") ? "true-positive" : "false-positive");
}

/* shared(s): whether the risk gives a share of all trucks, which depends on the prevalence. */
static bool shared(const struct tree_section *s)
{
    return any(s, "red") || any(s, "yellow");
}

static void risk_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_RISK][i];
    double p;

    if (any(s, "true-positive") || any(s, "false-positive"))
        rates_check(B, s);
    else
        score_check(B, s, &B->risks[i]);
    always_too(B, s, "yellow", &B->risks[i]);
    always_too(B, s, "yellow-above", &B->risks[i]);
    if (shared(s) && B->risks[i].truth != SCN_NONE && !risk_prevalence(B, i, &p))
        missing(B, s, "prevalence", ", since the shares of the truth depend on the truck");
}

static void slots_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_APPOINTMENTS][i];
    const struct diag_place place = build_place(B, s, "slot");
    const gatesim_ticks slot = B->appointments[i].slot, day = SPAN_DAY * GATESIM_TICKS_PER_SECOND;

    if (slot > 0 && day % slot != 0)
        reader_error(B->R, &place, "a day is no whole number of such slots");
    else if (slot > B->scenario.duration && B->scenario.duration > 0)
        reader_error(B->R, &place, "a slot is not longer than the run");
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
                         const struct draft_chooser *D, const char *key,
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
    const struct draft_chooser *D = &B->choosers[i];
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

/* comes_back(B, class): whether some class returns as this one. */
static bool comes_back(const struct build *B, uint32_t class_index)
{
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++) {
        const struct draft_choice *D = &B->classes[i].returns_as;

        for (uint32_t k = 0; k <= D->count; k++)
            if ((k < D->count && D->cases[k].dist.a == class_index) ||
                (k == D->count && D->always && D->last.dist.a == class_index))
                return true;
    }
    return false;
}

/* at_once(D): whether trucks of the class may come back at the instant at which they cross. */
static bool at_once(const struct draft_class *D)
{
    for (uint32_t k = 0; k < D->return_after.count; k++)
        if (dist_mean(&D->return_after.cases[k].dist) < SHORTEST)
            return true;
    return !D->return_after.always || dist_mean(&D->return_after.last.dist) < SHORTEST;
}

/* returns_to(D, circling): whether the class returns as one of those. */
static bool returns_to(const struct draft_class *D, const bool *circling)
{
    const struct draft_choice *as = &D->returns_as;

    for (uint32_t k = 0; k < as->count; k++)
        if (circling[(uint32_t)as->cases[k].dist.a])
            return true;
    return as->always && circling[(uint32_t)as->last.dist.a];
}

/* returns_check(B): no truck comes back at once again and again: of the classes whose trucks come
 * back at once, those are struck out that return as none of the rest, until nothing changes. */
static void returns_check(struct build *B)
{
    const uint32_t count = B->names[SECTION_CLASS].count;
    bool *circling = READER_ARRAY(B->R, B->R->scratch, bool, count), more = true;

    if (circling == NULL || B->R->blind)
        return;
    for (uint32_t i = 0; i < count; i++)
        circling[i] = (B->classes[i].returns_as.count > 0 || B->classes[i].returns_as.always) &&
                      at_once(&B->classes[i]);
    while (more) {
        more = false;
        for (uint32_t i = 0; i < count; i++)
            if (circling[i] && !returns_to(&B->classes[i], circling)) {
                circling[i] = false;
                more = true;
            }
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct diag_place place = build_place(B, B->of[SECTION_CLASS][i], "returns-as");

        if (circling[i])
            reader_error(B->R, &place,
                         "its trucks could come back at once, again and again; give "
                         "'return-after', of at least 1 ms on the average");
    }
}

static void class_check(struct build *B, uint32_t i)
{
    static const char *const booking[] = {"booked", "no-show", "early", "late"};
    const struct tree_section *s = B->of[SECTION_CLASS][i];
    const struct diag_place place = build_place(B, s, "arrivals");

    for (size_t k = 0; k < sizeof booking / sizeof booking[0]; k++)
        goes_with(B, s, booking[k], "books");
    goes_with(B, s, "return-after", "returns-as");
    if (B->classes[i].arrivals.returns && !B->R->blind && !comes_back(B, i))
        reader_error(B->R, &place, "no class returns as '%s': 'returns-as' names it nowhere",
                     s->name);
}

/* slot_order(B): a station that serves by slots needs a class that books. */
static void slot_order(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_STATION].count && B->booked == SCN_NONE; i++) {
        const struct diag_place place = build_place(B, B->of[SECTION_STATION][i], "discipline");

        if (B->stations[i].discipline == SCN_SLOT && !B->R->blind)
            reader_error(B->R, &place, "no class books appointments: 'books' is given nowhere");
    }
}

void check_demand(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_LEVER].count; i++)
        change_check(B, B->of[SECTION_LEVER][i], "adoption-later");
    for (uint32_t i = 0; i < B->names[SECTION_ATTRIBUTE].count; i++)
        change_check(B, B->of[SECTION_ATTRIBUTE][i], "later");
    for (uint32_t i = 0; i < B->names[SECTION_RISK].count; i++)
        risk_check(B, i);
    for (uint32_t i = 0; i < B->names[SECTION_APPOINTMENTS].count; i++)
        slots_check(B, i);
    for (uint32_t i = 0; i < B->names[SECTION_CHOICE].count; i++)
        choice_check(B, i);
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++)
        class_check(B, i);
    returns_check(B);
    slot_order(B);
}
