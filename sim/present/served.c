/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A policy can shorten waits by serving fewer trucks. Demand and crossings of two runs are
 * compared in pairs where they have one seed, and a difference is told only where it is sure for
 * all comparisons together. */
#include "sim/present/served.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/compare/difference.h"
#include "sim/text/quantities.h"
#include "sim/text/text.h"

/* One number of a run. */
struct number {
    const struct run_data *X;
    const struct run_data_column *C;
    size_t i;
};

/* find(N, X, group, name, label): the column's number for the label. Returns whether it is there.
 */
static bool find(struct number *N, const struct run_data *X, const char *group, const char *name,
                 const char *label)
{
    *N = (struct number){X, run_data_column(X, group, name), 0};
    if (N->C != NULL && label != NULL)
        N->i = run_data_position(&N->C->axis[0], label);
    return N->C != NULL && N->i < N->C->size;
}

/* mean_of(X, group, name, label): over the replications; NaN without. */
static double mean_of(const struct run_data *X, const char *group, const char *name,
                      const char *label)
{
    struct number N;

    return find(&N, X, group, name, label) ? run_data_estimate(X, N.C, N.i).mean : (double)NAN;
}

struct estimate served_estimate(const struct run_data *X, const char *name)
{
    struct number N;

    return find(&N, X, "summary", name, NULL) ? run_data_estimate(X, N.C, N.i)
                                              : (struct estimate){.mean = NAN, .half_width = NAN};
}

/* Trucks have the attribute 'booked' where a class books, and only there: the name is taken. */
bool served_will_book(const struct gatesim_scenario *S)
{
    for (size_t i = 0; i < gatesim_scenario_count(S, GATESIM_ATTRIBUTE); i++)
        if (strcmp(gatesim_scenario_name(S, GATESIM_ATTRIBUTE, i), "booked") == 0)
            return true;
    return false;
}

bool served_books(const struct run_data *X)
{
    return mean_of(X, "summary", "booking_wait_mean", NULL) >= 0.0 ||
           mean_of(X, "summary", "trucks_unmet", NULL) > 0.0;
}

/* paired(A, B): how much more B is than A, over the replications that both runs have; n is 0 where
 * their seeds differ, so that nothing pairs them. */
static struct estimate paired(const struct number *A, const struct number *B)
{
    struct accumulator more;

    accumulator_init(&more);
    for (size_t i = 0, j = 0; A->X->seed == B->X->seed && i < A->X->count && j < B->X->count;) {
        const uint32_t r = A->X->replication[i], s = B->X->replication[j];

        if (r == s)
            accumulator_add(&more,
                            run_data_at(B->X, j, B->C, B->i) - run_data_at(A->X, i, A->C, A->i));
        i += r <= s;
        j += s <= r;
    }
    return estimate_of(&more);
}

/* differs(D, base, X, group, name, label): store in D how much more the number is in run X than in
 * run base, with a half-width of 95 %: of pairs, or else, a little wide, from that of each. It
 * takes no memory, so that nothing is left unsaid for want of it. Returns whether both runs have
 * it. */
static bool differs(struct estimate *D, const struct run_data *base, const struct run_data *X,
                    const char *group, const char *name, const char *label)
{
    struct number A, B;

    if (!find(&A, base, group, name, label) || !find(&B, X, group, name, label))
        return false;
    *D = paired(&A, &B);
    if (D->n == 0) {
        const struct estimate a = run_data_estimate(base, A.C, A.i);
        const struct estimate b = run_data_estimate(X, B.C, B.i);

        *D = (struct estimate){.mean = b.mean - a.mean,
                               .half_width = hypot(a.half_width, b.half_width),
                               .n = a.n < b.n ? a.n : b.n};
    }
    return D->n > 0;
}

/* more(D): surely more, or more in the one replication that there is. */
static bool more(const struct estimate *D)
{
    return D->mean > 0.0 && !(D->mean <= D->half_width);
}

/* whole(x): a mean number of trucks, as one speaks of it. */
static double whole(double x)
{
    return x >= 1.0 ? floor(x + 0.5) : x;
}

char *served_unmet(char *b, const struct run_data *X, const char *group, const char *label)
{
    static const struct {
        const char *column, *words;
    } why[] = {{"trucks_no_slot", "find no slot"},
               {"trucks_no_show", "do not come"},
               {"trucks_refused", "are refused"}};
    const double unmet = mean_of(X, group, "trucks_unmet", label);
    const double wanted = mean_of(X, group, "trucks_wanted", label);
    char number[TEXT_SIZE], all[TEXT_SIZE], share[QUANTITY_SIZE];
    int at;

    b[0] = '\0';
    if (!(unmet > 0.0))
        return b;
    at = snprintf(b, SERVED_SIZE, "%s of %s trucks (%s)", text_number(number, whole(unmet)),
                  text_number(all, whole(wanted)), quantity_share(share, unmet / wanted));
    for (size_t k = 0, said = 0; k < sizeof why / sizeof *why && at < SERVED_SIZE; k++)
        if (mean_of(X, group, why[k].column, label) > 0.0)
            at += snprintf(b + at, SERVED_SIZE - (size_t)at, "%s%s", said++ > 0 ? " or " : " ",
                           why[k].words);
    return b;
}

/* widen(D, among): give D the half-width of one of so many intervals that hold together. */
static void widen(struct estimate *D, size_t among)
{
    if (among > 1)
        D->half_width *=
            estimate_half_width(1.0, D->n, adjust_bonferroni(among, ESTIMATE_CONFIDENCE)) /
            estimate_half_width(1.0, D->n, ESTIMATE_CONFIDENCE);
}

/* fewer(b, D, all): that D of all trucks do not cross. */
static void fewer(char *b, const struct estimate *D, double all)
{
    const double low = (D->mean - D->half_width) / all, high = (D->mean + D->half_width) / all;
    char share[QUANTITY_SIZE];

    snprintf(b, SERVED_SIZE, ", but serves %s fewer trucks",
             quantity_share_between(share, D->mean / all, low, high));
}

struct estimate served_but(char *b, const struct run_data *base, const struct run_data *X,
                           const char *group, const char *label, size_t among)
{
    struct estimate D = {.n = 0};
    char unmet[SERVED_SIZE];

    b[0] = '\0';
    if (differs(&D, base, X, group, "trucks_unmet", label)) {
        widen(&D, among);
        if (more(&D)) {
            snprintf(b, SERVED_SIZE, ", but %.*s", SERVED_SIZE - 8,
                     served_unmet(unmet, X, group, label));
            return D;
        }
    }
    if (differs(&D, X, base, group, "trucks_crossed", label)) {
        widen(&D, among);
        if (more(&D)) {
            fewer(b, &D, mean_of(base, group, "trucks_crossed", label));
            return D;
        }
    }
    return (struct estimate){.n = 0};
}
