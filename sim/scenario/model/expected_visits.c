/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recursion over the attributes that matter fixes their values one by one; for each combination,
 * probability is pushed through the steps of the route from front to back until nothing is on its
 * way. Only a repeat leads back, so few sweeps are needed. */
#include "sim/scenario/model/expected_visits.h"

#include <stdlib.h>
#include <string.h>

bool passage_holds(const struct passage *P, const struct scn_condition *when)
{
    for (uint32_t i = 0; i < when->count; i++)
        if (!scn_test_holds(&when->tests[i], P->values[when->tests[i].attribute]))
            return false;
    return true;
}

/* by_share(P, s, mass): spread over the alternatives. */
static void by_share(struct passage *P, const struct scn_step *s, double mass)
{
    double before = 0;

    for (uint32_t i = 0; i < s->count; i++) {
        P->mass[s->targets[i]] += mass * (s->cumulated[i] - before);
        before = s->cumulated[i];
    }
}

/* push(P, i, mass): take the probability at step i on to where it goes. */
static void push(struct passage *P, uint32_t i, double mass)
{
    const struct scn_step *s = &P->route->steps[i];

    switch (s->op) {
    case SCN_DRIVE:
    case SCN_AWAIT:
    case SCN_LEAVE_PLACE:
    case SCN_RELEASE:
        P->mass[i + 1] += mass;
        break;
    case SCN_UNLESS:
        P->mass[passage_holds(P, &s->when) ? i + 1 : s->target] += mass;
        break;
    case SCN_CHANCE:
        P->mass[i + 1] += mass * s->chance;
        P->mass[s->target] += mass * (1 - s->chance);
        break;
    case SCN_SHARE:
        by_share(P, s, mass);
        break;
    case SCN_JUMP:
        P->mass[s->target] += mass;
        break;
    case SCN_OUT:
    case SCN_CROSS:
        break;
    case SCN_VISIT:
    case SCN_FEWEST:
    case SCN_CHOOSE:
    case SCN_REPEAT:
    case SCN_SET:
    case SCN_TAKE:
    case SCN_GATHER:
    case SCN_SIDE:
        P->meet(P->user, P, i, mass);
        break;
    }
}

/* Sweeps over the steps for one combination: each is one more repeat. */
#define SWEEPS_MOST 1000

/* sweep(P): push what is on its way, step by step; only a repeat leads back. Returns whether
 * anything is left. */
static bool sweep(struct passage *P)
{
    bool left = false;

    for (uint32_t i = 0; i < P->route->step_count; i++) {
        const double mass = P->mass[i];

        P->mass[i] = 0;
        if (mass > 0)
            push(P, i, mass);
    }
    for (uint32_t i = 0; i < P->route->step_count; i++)
        left = left || P->mass[i] > 1e-12;
    return left;
}

/* walk(P, p): push probability p from the first step on. */
static void walk(struct passage *P, double p)
{
    const uint32_t n = P->route->step_count;

    memset(P->mass, 0, n * sizeof *P->mass);
    P->mass[0] = p;
    for (uint32_t k = 0; k < SWEEPS_MOST && !P->unclear; k++) {
        P->unclear = P->work < n;
        P->work -= P->unclear ? 0 : n;
        if (!sweep(P))
            return;
    }
    P->unclear = true;
}

/* shares_now(P, A): the shares of an attribute, given those before it; NULL when they are not the
 * same all the time. */
static const double *shares_now(const struct passage *P, const struct scn_attribute *A)
{
    if (A->drawn != SCN_DRAWN_SHARES)
        return NULL;
    for (uint32_t i = 0; i < A->share_count; i++)
        if (passage_holds(P, &A->shares[i].when))
            return A->shares[i].cumulated;
    return NULL;
}

/* combine(P, attribute, p): every combination of the relevant attributes from this one on; the
 * values before have probability p. */
static void combine(struct passage *P, uint32_t attribute, double p)
{
    const struct scn_attribute *A = &P->S->attributes[attribute];
    const double *cumulated;
    double before = 0;

    if (attribute == P->S->attribute_count) {
        walk(P, p);
        return;
    }
    if (!P->relevant[attribute]) {
        combine(P, attribute + 1, p);
        return;
    }
    cumulated = shares_now(P, A);
    P->unclear = P->unclear || cumulated == NULL;
    for (uint32_t v = 0; cumulated != NULL && v < A->value_count && !P->unclear; v++) {
        const double share = cumulated[v] - before;

        before = cumulated[v];
        P->values[attribute] = (uint16_t)v;
        if (share > 0)
            combine(P, attribute + 1, p * share);
    }
}

/* passage_mark(P, when): what it asks for is relevant. */
void passage_mark(struct passage *P, const struct scn_condition *when)
{
    for (uint32_t i = 0; i < when->count; i++)
        if (when->tests[i].attribute >= SCN_BUILTINS)
            P->relevant[when->tests[i].attribute] = true;
}

/* relevant_mark(P): the attributes that the program asks for, and those that their shares ask
 * for, which were declared before them. */
static void relevant_mark(struct passage *P)
{
    for (uint32_t i = 0; i < P->route->step_count; i++)
        if (P->route->steps[i].op == SCN_UNLESS)
            passage_mark(P, &P->route->steps[i].when);
    for (uint32_t a = P->S->attribute_count; a-- > SCN_BUILTINS;)
        for (uint32_t i = 0; P->relevant[a] && i < P->S->attributes[a].share_count; i++)
            passage_mark(P, &P->S->attributes[a].shares[i].when);
}

void passage_go(struct passage *P)
{
    P->mass = calloc(P->route->step_count, sizeof *P->mass);
    P->starved = P->mass == NULL;
    P->unclear = P->starved || P->S->attribute_count > PASSAGE_ATTRIBUTES;
    if (!P->unclear) {
        memcpy(P->values, P->C->values, sizeof P->C->values);
        relevant_mark(P);
        combine(P, SCN_BUILTINS, 1);
    }
    free(P->mass);
    P->mass = NULL;
}
