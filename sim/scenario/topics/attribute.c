/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [attribute] and [lever]: values that are drawn for each truck. */

#include <string.h>

#include "sim/scenario/language/condition.h"
#include "sim/scenario/language/fields.h"
#include "sim/scenario/language/value.h"
#include "sim/scenario/topics/declare.h"
#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/risk.h"
#include "sim/scenario/topics/rules.h"
#include "sim/scenario/topics/topics.h"

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

/* change_check(B, s, later): a change has dates and an end. */
static void change_check(struct build *B, const struct tree_section *s, const char *later)
{
    goes_with(B, s, "change", later);
    goes_with(B, s, later, "change");
}

static void attributes_check(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_LEVER].count; i++)
        change_check(B, B->of[SECTION_LEVER][i], "adoption-later");
    for (uint32_t i = 0; i < B->names[SECTION_ATTRIBUTE].count; i++)
        change_check(B, B->of[SECTION_ATTRIBUTE][i], "later");
}

/* cumulate(B, D, values): the shares of one case, by value. */
static const double *cumulate(struct build *B, const struct draft_shares_case *D, uint32_t values)
{
    double *cumulated = READER_ARRAY(B->R, B->R->keep, double, values);
    double sum = 0;

    if (cumulated == NULL)
        return NULL;
    for (uint32_t i = 0; i < D->count; i++)
        cumulated[D->list[i].value] = D->list[i].share;
    for (uint32_t i = 0; i < values; i++)
        cumulated[i] = sum += cumulated[i];
    for (uint32_t i = values; i > 0 && sum - cumulated[i - 1] < 1e-12; i--)
        cumulated[i - 1] = 1;
    return cumulated;
}

/* attribute_make(B, i, A): attribute number i of all, but for its shares. */
static void attribute_make(struct build *B, uint32_t i, struct scn_attribute *A)
{
    const struct names *values = &B->values[i];

    A->name = make_name(B, B->attributes.list[i]);
    A->purpose = make_purpose(B, "attribute", B->attributes.list[i]);
    A->value_count = values->count;
    A->values = reader_copy(B->R, B->R->keep, values->list, values->count, sizeof *values->list);
}

/* shares_list(B, D, values, count): cases of shares, the unconditional one last. */
static const struct scn_shares *shares_list(struct build *B, const struct draft_shares *D,
                                            uint32_t values, uint32_t *count)
{
    struct scn_shares *shares;

    *count = D->count + (D->always ? 1 : 0);
    shares = READER_ARRAY(B->R, B->R->keep, struct scn_shares, *count);
    for (uint32_t i = 0; shares != NULL && i < *count; i++) {
        const struct draft_shares_case *from = i < D->count ? &D->cases[i] : &D->last;

        shares[i].when = from->when;
        shares[i].cumulated = cumulate(B, from, values);
    }
    return shares;
}

/* shares_make(B, D, A): the shares of an attribute or lever. */
static void shares_make(struct build *B, const struct draft_attribute *D, struct scn_attribute *A)
{
    A->shares = shares_list(B, &D->shares, A->value_count, &A->share_count);
    if (!D->change.given)
        return;
    A->drawn = SCN_DRAWN_CHANGING;
    A->later = shares_list(B, &D->later, A->value_count, &A->later_count);
    A->from = (D->change.from - B->scenario.start) * GATESIM_TICKS_PER_SECOND;
    A->to = (D->change.to - B->scenario.start) * GATESIM_TICKS_PER_SECOND;
}

static void attributes_make(struct build *B)
{
    const uint32_t count = B->attributes.count;
    struct scn_attribute *list = READER_ARRAY(B->R, B->R->keep, struct scn_attribute, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        attribute_make(B, i, &list[i]);
    for (uint32_t i = 0; i < B->names[SECTION_LEVER].count; i++)
        shares_make(B, &B->levers[i], &list[declare_attribute(B, SECTION_LEVER, i)]);
    for (uint32_t i = 0; i < B->names[SECTION_ATTRIBUTE].count; i++)
        shares_make(B, &B->shares[i], &list[declare_attribute(B, SECTION_ATTRIBUTE, i)]);
    if (B->booked != SCN_NONE)
        list[B->booked].drawn = SCN_DRAWN_BOOKED;
    risks_make(B, list);
    B->S->attributes = list;
    B->S->attribute_count = count;
    B->S->booked = B->booked;
}

const struct topic topic_attribute = {.check = attributes_check, .make = attributes_make};
