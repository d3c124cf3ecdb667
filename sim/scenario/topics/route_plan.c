/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes follow one another like functions that call functions. A depth-first walk plans each
 * before those that follow it: it finds circles on the way down, and adds up lengths and dead ends
 * on the way back. */
#include "sim/scenario/topics/route_plan.h"

#include "sim/scenario/topics/route_parse.h"

#define DEEPEST 64    /* routes that follow one another */
#define LONGEST 20000 /* instructions of an unfolded route */

/* Instructions that a step takes at most: so many, and so many for each station of it. */
#define OF_STEP 3U
#define OF_STATION 3U

struct plan {
    enum { PLAN_NEW, PLAN_OPEN, PLAN_DONE } state;
    bool broken; /* reported: it is not emitted */
    bool visits; /* something */
    bool aside; /* an option, or what a truck that lost patience does: it need not visit anything */
    bool ends;  /* for every truck, before its last step or with it */
    uint64_t size;
    uint32_t depth;
};

struct planner {
    struct build *B;
    struct plan *plans;
    uint32_t path[DEEPEST]; /* routes being planned, outermost first */
};

/* place_of(B, route, row): where a step is written. */
static struct diag_place place_of(struct build *B, uint32_t route, uint32_t row)
{
    return build_row_place(B, B->of[SECTION_ROUTE][route], "steps", row);
}

static const char *route_name(const struct build *B, uint32_t route)
{
    return B->names[SECTION_ROUTE].list[route];
}

/* circle(P, sub, depth): report that the route at the end of the path follows sub, which is on
 * the path. */
static void circle(struct planner *P, uint32_t sub, uint32_t depth, const struct diag_place *place)
{
    struct reader *R = P->B->R;
    const char *text = "";
    uint32_t i = 0;

    while (P->path[i] != sub)
        i++;
    for (; i < depth && text != NULL; i++)
        text = arena_printf(R->scratch, "%s%s -> ", text, route_name(P->B, P->path[i]));
    reader_error(R, place, "the routes follow one another in a circle: %s%s",
                 text == NULL ? "" : text, route_name(P->B, sub));
}

static void plan_route(struct planner *P, uint32_t route, uint32_t depth);

/* plan_follow(P, route, step, followed, depth): take in the plan of a route that the step
 * follows. */
static void plan_follow(struct planner *P, uint32_t route, const struct route_step *step,
                        uint32_t followed, uint32_t depth)
{
    const struct diag_place place = place_of(P->B, route, step->row);
    struct plan *plan = &P->plans[route], *sub = &P->plans[followed];

    if (sub->state == PLAN_NEW && depth < DEEPEST)
        plan_route(P, followed, depth);
    if (sub->state == PLAN_OPEN)
        circle(P, followed, depth, &place);
    else if (sub->state == PLAN_NEW || sub->depth + 1 > DEEPEST)
        reader_error(P->B->R, &place, "routes may follow one another %d deep at most", DEEPEST);
    else if (!sub->broken) {
        plan->visits = plan->visits || sub->visits;
        plan->size += sub->size;
        plan->depth = sub->depth + 1 > plan->depth ? sub->depth + 1 : plan->depth;
        plan->size = plan->size > LONGEST + 1 ? LONGEST + 1 : plan->size;
        return;
    }
    plan->broken = true;
}

/* options_of(B, step): the options of the choice that the step makes. */
static const struct draft_options *options_of(const struct build *B, const struct route_step *step)
{
    return &B->route_choices[step->route_choice].options;
}

/* options_end(P, step): whether no truck goes on behind any of the options. */
static bool options_end(const struct planner *P, const struct route_step *step)
{
    const struct draft_options *options = options_of(P->B, step);

    for (uint32_t i = 0; i < options->count; i++)
        if (!P->plans[options->list[i].route].ends)
            return false;
    return options->count > 0;
}

/* plan_ends(P, step): whether no truck goes on behind the step. */
static bool plan_ends(const struct planner *P, const struct route_step *step)
{
    if (step->tested || step->chance < 1)
        return false;
    return step->action == ROUTE_OUT || step->action == ROUTE_CROSS ||
           (step->action == ROUTE_FOLLOW && P->plans[step->route].ends) ||
           (step->action == ROUTE_CHOOSE && options_end(P, step));
}

/* plan_options(P, route, step, depth): take in the plans of the routes that may be chosen. */
static void plan_options(struct planner *P, uint32_t route, const struct route_step *step,
                         uint32_t depth)
{
    const struct draft_options *options = options_of(P->B, step);

    P->plans[route].size += options->count;
    for (uint32_t i = 0; i < options->count; i++)
        plan_follow(P, route, step, options->list[i].route, depth);
}

/* plan_step(P, route, step, depth): one step. */
static void plan_step(struct planner *P, uint32_t route, const struct route_step *step,
                      uint32_t depth)
{
    struct plan *plan = &P->plans[route];

    plan->size += OF_STEP + OF_STATION * (uint64_t)step->count;
    plan->visits = plan->visits || (step->count > 0 && step->action != ROUTE_REPEAT);
    if (step->action == ROUTE_FOLLOW)
        plan_follow(P, route, step, step->route, depth);
    if (step->action == ROUTE_CHOOSE)
        plan_options(P, route, step, depth);
    if (plan_ends(P, step))
        plan->ends = true;
}

/* plan_check(P, route): what the steps together must be. */
static void plan_check(struct planner *P, uint32_t route)
{
    const struct diag_place place = place_of(P->B, route, UINT32_MAX);
    struct plan *plan = &P->plans[route];

    if (plan->broken)
        return;
    if (!plan->visits && !plan->aside)
        reader_error(P->B->R, &place, "this route visits no station");
    if (plan->size > LONGEST)
        reader_error(P->B->R, &place,
                     "with the routes that it follows, this route is too long: it takes more than "
                     "%d instructions, of which a visit takes %u",
                     LONGEST, OF_STEP + OF_STATION);
    plan->broken = (!plan->visits && !plan->aside) || plan->size > LONGEST;
}

/* plan_route(P, route, depth): plan it, and first what it follows; depth routes are open. */
static void plan_route(struct planner *P, uint32_t route, uint32_t depth)
{
    const struct draft_steps *steps = &P->B->routes[route].steps;
    struct plan *plan = &P->plans[route];
    bool reported = false;

    plan->state = PLAN_OPEN;
    P->path[depth] = route;
    for (uint32_t i = 0; i < steps->count; i++) {
        if (plan->ends && !reported) {
            const struct diag_place place = place_of(P->B, route, steps->list[i].row);

            reader_error(P->B->R, &place,
                         "no truck reaches this step: all turn back or cross before");
            reported = true;
        }
        plan_step(P, route, &steps->list[i], depth + 1);
    }
    plan_check(P, route);
    plan->broken = plan->broken || reported;
    plan->state = PLAN_DONE;
}

/* asides_mark(P): the routes that trucks only turn to. */
static void asides_mark(struct planner *P)
{
    const struct build *B = P->B;

    for (uint32_t i = 0; i < B->names[SECTION_CHOICE].count; i++)
        for (uint32_t k = 0; k < B->route_choices[i].options.count; k++)
            P->plans[B->route_choices[i].options.list[k].route].aside = true;
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++)
        if (B->classes[i].on_patience != SCN_NONE)
            P->plans[B->classes[i].on_patience].aside = true;
}

const bool *route_plan(struct build *B)
{
    const uint32_t count = B->names[SECTION_ROUTE].count;
    bool *sound = READER_ARRAY(B->R, B->R->scratch, bool, count);
    struct planner P = {.B = B};

    P.plans = READER_ARRAY(B->R, B->R->scratch, struct plan, count);
    if (P.plans == NULL || sound == NULL)
        return NULL;
    asides_mark(&P);
    for (uint32_t i = 0; i < count; i++)
        P.plans[i].broken = B->routes[i].broken;
    for (uint32_t i = 0; i < count; i++) {
        if (P.plans[i].state == PLAN_NEW)
            plan_route(&P, i, 0);
        sound[i] = !P.plans[i].broken;
    }
    return sound;
}
