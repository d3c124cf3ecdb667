/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A truck with uniform u has the score Q(u) + d, Q being the normal quantile and d 0 for a good
 * one. It is above a limit t exactly when u is above P(t - d), P the normal law: so cutoffs on u,
 * one for good and one for bad trucks, are all that a run needs. */
#include "sim/scenario/topics/risk.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "sim/scenario/language/fields.h"
#include "sim/scenario/topics/declare.h"
#include "sim/scenario/topics/rules.h"
#include "sim/scenario/topics/topics.h"

#define SCORE_MOST 40.0 /* no normal score of a double's uniform is as far out */

bool risk_by_rates(const struct draft_risk *D)
{
    return D->true_positive.always && D->false_positive.always;
}

/* always(D): the number that a key gives for all trucks. */
static double always(const struct draft_by_truck *D)
{
    return D->last.dist.a;
}

/* truth_shares(B, attribute): the shares of a lever or attribute, the same for all trucks at all
 * times; or NULL. */
static const struct draft_shares_case *truth_shares(const struct build *B, uint32_t attribute)
{
    const struct draft_attribute *D = NULL;

    for (uint32_t i = 0; i < B->names[SECTION_LEVER].count; i++)
        if (declare_attribute(B, SECTION_LEVER, i) == attribute)
            D = &B->levers[i];
    for (uint32_t i = 0; i < B->names[SECTION_ATTRIBUTE].count; i++)
        if (declare_attribute(B, SECTION_ATTRIBUTE, i) == attribute)
            D = &B->shares[i];
    return D == NULL || D->shares.count > 0 || D->change.given ? NULL : &D->shares.last;
}

bool risk_prevalence(const struct build *B, uint32_t i, double *p)
{
    const struct draft_risk *D = &B->risks[i];
    const struct draft_shares_case *shares = truth_shares(B, D->truth);

    if (D->prevalence.always) {
        *p = always(&D->prevalence);
        return true;
    }
    *p = 0;
    for (uint32_t k = 0; shares != NULL && k < shares->count; k++)
        for (uint32_t v = 0; v < D->bad.count; v++)
            if (shares->list[k].value == D->bad.list[v])
                *p += shares->list[k].share;
    return shares != NULL;
}

/* share_above(p, d, t): the share of all trucks whose score is above t. */
static double share_above(double p, double d, double t)
{
    return (1 - p) * gsl_cdf_ugaussian_Q(t) + p * gsl_cdf_ugaussian_Q(t - d);
}

/* limit_of(p, d, share): the score that this share of all trucks is above; by halving, down to
 * neighbours. */
static double limit_of(double p, double d, double share)
{
    double low = -SCORE_MOST, high = SCORE_MOST + d;

    for (int i = 0; i < 200; i++) {
        const double middle = (low + high) / 2;

        if (share_above(p, d, middle) > share)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* What the cutoffs of a risk are worked out from. */
struct scores {
    double prevalence, distance;
    bool rates;
    double rate[2]; /* of good and bad trucks, the share that is red */
};

/* by_rates(S, yellow, cut): red by the rates, yellow from the rest alike. */
static void by_rates(const struct scores *S, double yellow, struct scn_cutoffs *cut)
{
    const double p = S->prevalence;
    const double rest = 1 - (1 - p) * S->rate[0] - p * S->rate[1];
    const double part = rest > yellow ? yellow / rest : 1;

    for (int b = 0; b < 2; b++) {
        cut->red[b] = 1 - S->rate[b];
        cut->yellow[b] = yellow > 0 ? cut->red[b] * (1 - part) : cut->red[b];
    }
}

/* by_score(S, red, yellow, cut): above the limits. */
static void by_score(const struct scores *S, double red, double yellow, struct scn_cutoffs *cut)
{
    for (int b = 0; b < 2; b++) {
        cut->red[b] = gsl_cdf_ugaussian_P(red - b * S->distance);
        cut->yellow[b] = gsl_cdf_ugaussian_P(yellow - b * S->distance);
    }
}

/* case_of(D, i): the i-th case of a key, the unconditional one last. */
static const struct scn_case *case_of(const struct draft_by_truck *D, uint32_t i)
{
    return i < D->count ? &D->cases[i] : &D->last;
}

/* conditions(B, D, count): when each case of a key holds; without the key, one that always does. */
static const struct scn_condition *conditions(struct build *B, const struct draft_by_truck *D,
                                              uint32_t *count)
{
    struct scn_condition *when;

    *count = D->count + 1;
    when = READER_ARRAY(B->R, B->R->keep, struct scn_condition, *count);
    for (uint32_t i = 0; when != NULL && i < D->count; i++)
        when[i] = D->cases[i].when;
    return when;
}

/* given(D): whether a key is there, be it for some trucks only. */
static bool given(const struct draft_by_truck *D)
{
    return D->always || D->count > 0;
}

/* cutoff(S, D, r, y, cut): for the r-th case of red and the y-th of yellow. */
static void cutoff(const struct scores *S, const struct draft_risk *D, uint32_t r, uint32_t y,
                   struct scn_cutoffs *cut)
{
    const double share = given(&D->yellow) ? case_of(&D->yellow, y)->dist.a : 0;
    double red, above;

    if (S->rates) {
        by_rates(S, share, cut);
        return;
    }
    if (given(&D->red_above))
        red = case_of(&D->red_above, r)->dist.a;
    else
        red = limit_of(S->prevalence, S->distance, case_of(&D->red, r)->dist.a);
    if (given(&D->yellow_above))
        above = case_of(&D->yellow_above, y)->dist.a;
    else if (share > 0)
        above = limit_of(S->prevalence, S->distance,
                         fmin(1, share_above(S->prevalence, S->distance, red) + share));
    else
        above = red;
    by_score(S, red, above, cut);
}

/* bad_make(B, D, test): the values of the truth that are bad. */
static void bad_make(struct build *B, const struct draft_risk *D, struct scn_test *test)
{
    uint64_t *bits = READER_ARRAY(B->R, B->R->keep, uint64_t, SCN_VALUES_MAX / 64);

    if (bits == NULL)
        return;
    for (uint32_t i = 0; i < D->bad.count; i++)
        bits[D->bad.list[i] / 64] |= UINT64_C(1) << (D->bad.list[i] % 64);
    *test = (struct scn_test){D->truth, bits};
}

/* cutoffs_make(B, i, risk): for every pair of cases. */
static void cutoffs_make(struct build *B, uint32_t i, struct scn_risk *risk)
{
    const struct draft_risk *D = &B->risks[i];
    struct scores S = {.rates = risk_by_rates(D),
                       .rate = {always(&D->false_positive), always(&D->true_positive)}};
    struct scn_cutoffs *cutoffs;

    risk->red = conditions(B, given(&D->red_above) ? &D->red_above : &D->red, &risk->red_count);
    risk->yellow =
        conditions(B, given(&D->yellow_above) ? &D->yellow_above : &D->yellow, &risk->yellow_count);
    cutoffs = READER_ARRAY(B->R, B->R->keep, struct scn_cutoffs,
                           (size_t)risk->red_count * risk->yellow_count);
    risk_prevalence(B, i, &S.prevalence);
    if (D->auc.always)
        S.distance = sqrt(2) * gsl_cdf_ugaussian_Pinv(always(&D->auc));
    for (uint32_t r = 0; cutoffs != NULL && r < risk->red_count; r++)
        for (uint32_t y = 0; y < risk->yellow_count; y++)
            cutoff(&S, D, r, y, &cutoffs[(size_t)r * risk->yellow_count + y]);
    risk->cutoffs = cutoffs;
}

void risks_make(struct build *B, struct scn_attribute *attributes)
{
    const uint32_t count = B->names[SECTION_RISK].count;
    struct scn_risk *list = READER_ARRAY(B->R, B->R->keep, struct scn_risk, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t attribute = declare_attribute(B, SECTION_RISK, i);

        if (B->risks[i].truth == SCN_NONE || attribute < SCN_BUILTINS)
            continue; /* reported */
        attributes[attribute].drawn = SCN_DRAWN_RISK;
        attributes[attribute].risk = &list[i];
        list[i].name = attributes[attribute].name;
        list[i].attribute = attribute;
        list[i].detects = always(&B->risks[i].detects);
        bad_make(B, &B->risks[i], &list[i].bad);
        cutoffs_make(B, i, &list[i]);
    }
    B->S->risks = list;
    B->S->risk_count = count;
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

/* risks_check(B): check all risks. */
static void risks_check(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_RISK].count; i++)
        risk_check(B, i);
}

const struct topic topic_risk = {.check = risks_check};
