/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotas and reservations of several conditions stand side by side, each for itself: unlike
 * times, where the first condition that fits wins. */
#include "sim/scenario/topics/admission.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/language/condition.h"
#include "sim/scenario/language/fields.h"
#include "sim/scenario/language/value.h"

#define LIMITS_MOST 1000

/* limit_read(c, L): "yard below 400 trucks". */
static bool limit_read(struct cursor *c, struct scn_limit *L)
{
    const struct word w = cursor_peek(c);

    if (!cursor_name(c, &c->B->names[SECTION_STATION], "station", &L->station))
        return false;
    if (word_is(w, c->section->name))
        return cursor_error(c, "'%s' cannot wait for its own trucks to become fewer",
                            word_quote(c, w));
    if (!cursor_expect(c, "below") || !field_trucks_whole(c, &L->below))
        return false;
    return L->below > 0 || cursor_error(c, "a place never has fewer than 0 trucks");
}

bool field_limits(struct cursor *c, void *out)
{
    struct draft_limits *D = out;

    do {
        if (D->count == LIMITS_MOST)
            return cursor_error(c, "a station looks at %d others at most", LIMITS_MOST);
        if (!READER_ROOM(c->R, D->list, D->count) || !limit_read(c, &D->list[D->count]))
            return false;
        D->count++;
    } while (cursor_accept(c, ","));
    return cursor_end(c);
}

/* quota_read(c, q): "60/h". */
static bool quota_read(struct cursor *c, struct scn_quota *q)
{
    const char *from = cursor_peek(c).s;
    double calls, period;

    if (!value_per(c, &calls, &period))
        return false;
    if (period != 3600 && period != 86400)
        return cursor_error(c, "'%s' is no quota; it is for an hour or a day: 60/h, 500/d",
                            reader_quote(c->R, from, (size_t)(c->p - from)));
    if (calls != floor(calls) || calls < 1 || calls > 1e9)
        return cursor_error(c, "'%s' is out of range: a quota is 1 to 1000000000 whole trucks",
                            reader_quote(c->R, from, (size_t)(c->p - from)));
    q->period = (gatesim_ticks)period * GATESIM_TICKS_PER_SECOND;
    q->calls = (uint32_t)calls;
    return true;
}

bool field_quotas(struct cursor *c, void *out)
{
    struct draft_quotas *D = out;
    struct scn_quota q = {0};
    const bool known = condition_of_key(c, &q.when);

    do {
        if (!quota_read(c, &q) || !READER_ROOM(c->R, D->list, D->count))
            return false;
        if (known)
            D->list[D->count++] = q;
    } while (cursor_accept(c, ","));
    return cursor_end(c);
}

bool field_reserved(struct cursor *c, void *out)
{
    struct draft_reserved *D = out;
    struct scn_reserved r = {0};
    const bool known = condition_of_key(c, &r.when);
    int64_t servers;

    if (!value_whole(c, 1, (int64_t)c->row.place.high, &servers) || !cursor_end(c))
        return false;
    if (c->entry->condition == NULL)
        return cursor_error(c, "reserved for whom? write 'reserved if CONDITION = %lld'",
                            (long long)servers);
    if (!READER_ROOM(c->R, D->list, D->count))
        return false;
    r.servers = (uint32_t)servers;
    if (known)
        D->list[D->count++] = r;
    return known;
}

/* most_on_shift(D): servers at any time; a double that may be SCN_UNLIMITED. */
static double most_on_shift(const struct draft_schedule *D)
{
    double x = D->value;

    for (uint32_t i = 0; i < D->count; i++)
        x = fmax(x, D->rules[i].value);
    return x;
}

/* rule_place(B, s, key): the first line that gives the key, with a condition or without. */
static struct diag_place rule_place(struct build *B, const struct tree_section *s, const char *key)
{
    for (uint32_t i = 0; i < s->texts.count; i++)
        if (strcmp(key_word(s->entries[i]->key).doc->key, key) == 0)
            return tree_entry_place(B->R, s, s->entries[i], 0);
    return tree_section_place(B->R, s);
}

/* reserved_check(B, s, D): no more servers are reserved than there are. */
static void reserved_check(struct build *B, const struct tree_section *s,
                           const struct draft_station *D)
{
    const double servers = most_on_shift(&D->staff);
    const struct diag_place place = rule_place(B, s, "reserved");
    double reserved = 0;

    for (uint32_t i = 0; i < D->reserved.count; i++)
        reserved += D->reserved.list[i].servers;
    if (reserved > 0 && servers == SCN_UNLIMITED)
        reader_error(B->R, &place, "of unlimited servers none need be reserved");
    else if (servers > 0 && reserved > servers + (double)D->added)
        reader_error(B->R, &place, "%.0f servers are reserved, and there are %.0f at most",
                     reserved, servers + (double)D->added);
}

void admission_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_STATION][i];
    const struct draft_station *D = &B->stations[i];
    const struct diag_place ageing = build_place(B, s, "ageing");
    const struct diag_place added = build_place(B, s, "added");
    const struct diag_place quota = rule_place(B, s, "quota");

    if (D->ageing > 0 && D->discipline != SCN_PRIORITY)
        reader_error(B->R, &ageing, "ageing goes with 'discipline = priority' only");
    if (D->added > 0 && D->staff.value == SCN_UNLIMITED)
        reader_error(B->R, &added, "nothing can be added to unlimited servers");
    if (D->quota.count + D->reserved.count > SCN_RULES_MOST)
        reader_error(B->R, &quota, "a station has %d quotas and reservations at most",
                     SCN_RULES_MOST);
    reserved_check(B, s, D);
}

/* quotas_make(B, D, P): those with a condition first, as they are printed. */
static void quotas_make(struct build *B, const struct draft_quotas *D, struct scn_admission *P)
{
    struct scn_quota *list = READER_ARRAY(B->R, B->R->keep, struct scn_quota, D->count);
    uint32_t count = 0;

    if (list == NULL)
        return;
    for (unsigned always = 0; always < 2; always++)
        for (uint32_t i = 0; i < D->count; i++)
            if ((D->list[i].when.count == 0) == (always == 1))
                list[count++] = D->list[i];
    P->quotas = list;
    P->quota_count = count;
}

void admission_make(struct build *B, const struct draft_station *D, struct scn_admission *P)
{
    if (D->admit_rate > 0)
        P->gap = (gatesim_ticks)llround((double)GATESIM_TICKS_PER_SECOND / D->admit_rate);
    P->limits =
        reader_copy(B->R, B->R->keep, D->admit_while.list, D->admit_while.count, sizeof *P->limits);
    P->limit_count = D->admit_while.count;
    quotas_make(B, &D->quota, P);
    P->reserved =
        reader_copy(B->R, B->R->keep, D->reserved.list, D->reserved.count, sizeof *P->reserved);
    P->reserved_count = D->reserved.count;
}
