/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two passes. The plan looks at each route with all that it follows: circles, depth, length,
 * steps that no truck reaches. The second unfolds and emits: a condition becomes a jump over
 * the step, alternatives become a choice of visits, each with a jump to their end. */
#include "sim/scenario/program.h"

#include <string.h>

#include "sim/base/hash.h"
#include "sim/scenario/people.h"
#include "sim/scenario/route.h"

#define DEEPEST 64            /* routes that follow one another */
#define LONGEST 20000         /* steps of an unfolded route */
#define LONGEST_OF_ALL 400000 /* of all routes together */

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

/* place_of(B, route, step): where a step is written. */
static struct diag_place place_of(struct build *B, uint32_t route, uint32_t row)
{
    const struct tree_section *s = B->of[SECTION_ROUTE][route];
    const struct tree_entry *e = tree_entry_find(s, "steps");

    return e == NULL ? tree_section_place(B->R, s) : tree_entry_place(B->R, s, e, row);
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
    return &B->choosers[step->chooser].options;
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

    plan->size += 3 + 3 * (uint64_t)step->count;
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
                     "with the routes that it follows, this route has more than %d steps", LONGEST);
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

/* Things of a route that are told apart by a text: how often each came up so far, and where
 * the first was. */
struct tally {
    struct names texts;
    uint32_t *counts, *firsts;
};

struct compiler {
    struct build *B;
    uint32_t route;
    struct scn_step *steps;
    uint32_t count;
    uint32_t floor; /* steps before this one are not gone back to */
    struct scn_loop *loops;
    uint32_t loop_count;
    struct tally visits, texts;
};

/* tally_add(R, T, text, first, floor): one more of this text; it is the first where the one that
 * was lies below the floor. Returns how many came before, or SCN_NONE without memory. */
static uint32_t tally_add(struct reader *R, struct tally *T, const char *text, uint32_t first,
                          uint32_t floor)
{
    const uint32_t before = T->texts.count, i = names_add(R, &T->texts, text);

    if (i == NAMES_NONE)
        return SCN_NONE;
    if (i == before) {
        if (!READER_ROOM(R, T->counts, i) || !READER_ROOM(R, T->firsts, i))
            return SCN_NONE;
        T->counts[i] = 0;
        T->firsts[i] = first;
    } else if (T->firsts[i] < floor) {
        T->firsts[i] = first;
    }
    return T->counts[i]++;
}

/* emit(K, step, op): a new step of the program at the end; NULL without memory. */
static struct scn_step *emit(struct compiler *K, const struct route_step *step, enum scn_op op)
{
    struct scn_step *s;

    if (!READER_ROOM(K->B->R, K->steps, K->count))
        return NULL;
    s = &K->steps[K->count++];
    *s = (struct scn_step){.op = op, .station = SCN_NONE, .target = SCN_NONE, .limit = SCN_NONE};
    s->chance = 1;
    s->line = step->line;
    return s;
}

/* emit_chance(K, step, op, prefix): a step that draws, on a substream of its own. */
static struct scn_step *emit_chance(struct compiler *K, const struct route_step *step,
                                    enum scn_op op, const char *prefix)
{
    struct scn_step *s = emit(K, step, op);
    const char *text = arena_printf(K->B->R->scratch, "%s%s", prefix, step->text);

    if (s == NULL || text == NULL) {
        K->B->R->starved = true;
        return NULL;
    }
    s->purpose = hash_string(text);
    s->occurrence = tally_add(K->B->R, &K->texts, text, 0, 0);
    return s;
}

/* emit_visit(K, step, station, start): the step starts at start. */
static bool emit_visit(struct compiler *K, const struct route_step *step, uint32_t station,
                       uint32_t start)
{
    struct scn_step *s = emit(K, step, SCN_VISIT);

    if (s == NULL)
        return false;
    s->station = station;
    s->occurrence =
        tally_add(K->B->R, &K->visits, K->B->names[SECTION_STATION].list[station], start, K->floor);
    return s->occurrence != SCN_NONE;
}

/* jumps_land(K, from): jumps from step from on that lead nowhere yet lead to the end. */
static void jumps_land(struct compiler *K, uint32_t from)
{
    for (uint32_t i = from; i < K->count; i++)
        if (K->steps[i].op == SCN_JUMP && K->steps[i].target == SCN_NONE)
            K->steps[i].target = K->count;
}

/* alternatives(K, step, choice, start): visits to all of a step's stations, to one of which the
 * step number choice leads. */
static bool alternatives(struct compiler *K, const struct route_step *step, uint32_t choice,
                         uint32_t start)
{
    struct reader *R = K->B->R;
    uint32_t *targets = READER_ARRAY(R, R->keep, uint32_t, step->count);
    uint32_t *stations = reader_copy(R, R->keep, step->stations, step->count, sizeof *stations);

    if (targets == NULL || stations == NULL)
        return false;
    for (uint32_t i = 0; i < step->count; i++) {
        targets[i] = K->count;
        if (!emit_visit(K, step, step->stations[i], start) ||
            (i + 1 < step->count && emit(K, step, SCN_JUMP) == NULL))
            return false;
    }
    jumps_land(K, choice);
    K->steps[choice].count = step->count;
    K->steps[choice].targets = targets;
    K->steps[choice].stations = stations;
    return true;
}

/* by_share(K, step, start): a choice by shares. */
static bool by_share(struct compiler *K, const struct route_step *step, uint32_t start)
{
    double *cumulated = READER_ARRAY(K->B->R, K->B->R->keep, double, step->count);
    const uint32_t choice = K->count;
    double sum = 0;

    if (cumulated == NULL || emit_chance(K, step, SCN_SHARE, "") == NULL)
        return false;
    for (uint32_t i = 0; i < step->count; i++)
        cumulated[i] = sum += step->shares[i];
    cumulated[step->count - 1] = 1;
    K->steps[choice].cumulated = cumulated;
    return alternatives(K, step, choice, start);
}

/* by_test(K, step, start): the first alternative whose condition holds. */
static bool by_test(struct compiler *K, const struct route_step *step, uint32_t start)
{
    const uint32_t from = K->count;

    for (uint32_t i = 0; i < step->count; i++) {
        const uint32_t unless = K->count;
        const bool last = i + 1 == step->count;
        struct scn_step *test = last ? NULL : emit(K, step, SCN_UNLESS);

        if (test != NULL)
            test->when = step->tests[i];
        else if (!last)
            return false;
        if (!emit_visit(K, step, step->stations[i], start) ||
            (!last && emit(K, step, SCN_JUMP) == NULL))
            return false;
        if (!last)
            K->steps[unless].target = K->count;
    }
    jumps_land(K, from);
    return true;
}

static bool shortest(struct compiler *K, const struct route_step *step, uint32_t start)
{
    const uint32_t choice = K->count;

    return emit(K, step, SCN_FEWEST) != NULL && alternatives(K, step, choice, start);
}

/* emit_timed(K, step, op): a step that lasts for a time that it draws. */
static bool emit_timed(struct compiler *K, const struct route_step *step, enum scn_op op)
{
    struct scn_step *s = emit_chance(K, step, op, "");

    if (s == NULL)
        return false;
    s->dist = step->dist;
    s->mean = dist_mean(&step->dist);
    return true;
}

static bool drive(struct compiler *K, const struct route_step *step)
{
    return emit_timed(K, step, SCN_DRIVE);
}

static bool set(struct compiler *K, const struct route_step *step)
{
    struct scn_step *s = emit(K, step, SCN_SET);

    if (s == NULL)
        return false;
    s->attribute = (uint16_t)step->attribute;
    s->value = (uint16_t)step->value;
    return true;
}

/* repeat(K, step): back to the first step that visits the station. */
static bool repeat(struct compiler *K, const struct route_step *step)
{
    const char *name = K->B->names[SECTION_STATION].list[step->stations[0]];
    const uint32_t visit = names_find(&K->visits.texts, name, strlen(name));
    struct scn_step *s;

    if (visit == NAMES_NONE || K->visits.firsts[visit] < K->floor) {
        const struct diag_place place = place_of(K->B, K->route, step->row);

        return reader_error(K->B->R, &place, "no step before this one visits '%s'",
                            reader_quote(K->B->R, name, strlen(name)));
    }
    s = emit_chance(K, step, SCN_REPEAT, "");
    if (s == NULL)
        return false;
    s->chance = step->chance;
    s->limit = step->limit;
    s->target = K->visits.firsts[visit];
    s->loop = K->loop_count;
    if (!READER_ROOM(K->B->R, K->loops, K->loop_count))
        return false;
    K->loops[K->loop_count++] = (struct scn_loop){s->target, K->count - 1};
    return true;
}

static bool await(struct compiler *K, const struct route_step *step)
{
    return emit_timed(K, step, SCN_AWAIT);
}

static bool gather(struct compiler *K, const struct route_step *step)
{
    struct scn_step *s = emit(K, step, SCN_GATHER);

    if (s == NULL)
        return false;
    s->number = step->number;
    s->at_most = step->at_most;
    s->group = K->B->S->gather_count++;
    return true;
}

/* take(K, step): the pool must have so many people at some time. */
static bool take(struct compiler *K, const struct route_step *step)
{
    struct scn_step *s = emit(K, step, SCN_TAKE);
    const struct diag_place place = place_of(K->B, K->route, step->row);

    if (s == NULL)
        return false;
    s->pool = step->pool;
    s->number = step->number;
    people_enough(K->B, step->pool, step->number, &place);
    return true;
}

static bool release(struct compiler *K, const struct route_step *step)
{
    struct scn_step *s = emit_chance(K, step, SCN_RELEASE, "");

    if (s == NULL)
        return false;
    s->pool = step->pool;
    s->timed = step->timed;
    s->dist = step->dist;
    return true;
}

/* side_check(K, step, station): what a station must be whose visits stand for the truck: it
 * cannot send the truck away, keep it out or keep it. */
static void side_check(struct compiler *K, const struct route_step *step, uint32_t station)
{
    const struct diag_place place = place_of(K->B, K->route, step->row);
    const struct draft_station *D = &K->B->stations[station];
    const char *name = K->B->names[SECTION_STATION].list[station], *fault = NULL;

    if (D->waiting != SCN_UNLIMITED)
        fault = "limited room to wait";
    else if (D->patience.always || D->patience.count > 0)
        fault = "patience";
    else if (D->keeps_place)
        fault = "'keeps-place'";
    if (fault != NULL)
        reader_error(K->B->R, &place, "'%s' has %s, and cannot stand side by side with others",
                     reader_quote(K->B->R, name, strlen(name)), fault);
}

static bool side(struct compiler *K, const struct route_step *step, uint32_t start)
{
    const uint32_t at = K->count;

    for (uint32_t i = 0; i < step->count; i++)
        side_check(K, step, step->stations[i]);
    if (emit(K, step, SCN_SIDE) == NULL || !alternatives(K, step, at, start))
        return false;
    K->steps[at].target = K->count;
    return true;
}

static bool steps_emit(struct compiler *K, const struct draft_steps *steps);

/* choose(K, step): the steps of all options, to one of which the driver's choice leads. */
static bool choose(struct compiler *K, const struct route_step *step)
{
    const struct draft_options *options = options_of(K->B, step);
    uint32_t *targets = READER_ARRAY(K->B->R, K->B->R->keep, uint32_t, options->count);
    const uint32_t from = K->count;

    if (targets == NULL || emit_chance(K, step, SCN_CHOOSE, "") == NULL)
        return false;
    for (uint32_t i = 0; i < options->count; i++) {
        targets[i] = K->count;
        if (!steps_emit(K, &K->B->routes[options->list[i].route].steps) ||
            emit(K, step, SCN_JUMP) == NULL)
            return false;
    }
    jumps_land(K, from);
    K->steps[from].chooser = step->chooser;
    K->steps[from].count = options->count;
    K->steps[from].targets = targets;
    K->steps[from].target = K->count;
    return true;
}

/* act(K, step, start): what the step does, its condition and share apart. */
static bool act(struct compiler *K, const struct route_step *step, uint32_t start)
{
    switch (step->action) {
    case ROUTE_VISIT:
        return emit_visit(K, step, step->stations[0], start);
    case ROUTE_BY_SHARE:
        return by_share(K, step, start);
    case ROUTE_BY_TEST:
        return by_test(K, step, start);
    case ROUTE_SHORTEST:
        return shortest(K, step, start);
    case ROUTE_DRIVE:
        return drive(K, step);
    case ROUTE_SET:
        return set(K, step);
    case ROUTE_REPEAT:
        return repeat(K, step);
    case ROUTE_FOLLOW:
        return steps_emit(K, &K->B->routes[step->route].steps);
    case ROUTE_CHOOSE:
        return choose(K, step);
    case ROUTE_LEAVE:
        return emit(K, step, SCN_LEAVE_PLACE) != NULL;
    case ROUTE_TAKE:
        return take(K, step);
    case ROUTE_RELEASE:
        return release(K, step);
    case ROUTE_GATHER:
        return gather(K, step);
    case ROUTE_SIDE:
        return side(K, step, start);
    case ROUTE_AWAIT:
        return await(K, step);
    case ROUTE_OUT:
        return emit(K, step, SCN_OUT) != NULL;
    case ROUTE_CROSS:
        return emit(K, step, SCN_CROSS) != NULL;
    }
    return false;
}

/* step_emit(K, step): the step, its condition and share before it. */
static bool step_emit(struct compiler *K, const struct route_step *step)
{
    const uint32_t start = K->count;
    const bool chance = step->chance < 1 && step->action != ROUTE_REPEAT;
    struct scn_step *s;
    uint32_t first;

    if (step->tested) {
        if ((s = emit(K, step, SCN_UNLESS)) == NULL)
            return false;
        s->when = step->when;
    }
    if (chance) {
        if ((s = emit_chance(K, step, SCN_CHANCE, "for ")) == NULL)
            return false;
        s->chance = step->chance;
    }
    first = K->count;
    if (!act(K, step, start))
        return false;
    for (uint32_t i = start; i < first; i++)
        K->steps[i].target = K->count;
    return true;
}

static bool steps_emit(struct compiler *K, const struct draft_steps *steps)
{
    for (uint32_t i = 0; i < steps->count; i++)
        if (!step_emit(K, &steps->list[i]))
            return false;
    return true;
}

/* ended(K, route): the steps of a route, and crossing at their end. */
static bool ended(struct compiler *K, uint32_t route)
{
    static const struct route_step end = {.text = "cross"};

    return steps_emit(K, &K->B->routes[route].steps) && emit(K, &end, SCN_CROSS) != NULL;
}

/* diversions(K, plans): behind the route, what its classes' trucks do that lose patience; a route
 * that several divert to is there once. */
static bool diversions(struct compiler *K, const struct plan *plans)
{
    struct build *B = K->B;

    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++) {
        struct draft_class *C = &B->classes[i];
        uint32_t k = 0;

        if (C->route != K->route || C->on_patience == SCN_NONE || plans[C->on_patience].broken)
            continue;
        while (B->classes[k].route != C->route || B->classes[k].on_patience != C->on_patience)
            k++;
        C->divert = k < i ? B->classes[k].divert : K->count;
        K->floor = K->count;
        if (k == i && K->count <= LONGEST_OF_ALL && !ended(K, C->on_patience))
            return false;
    }
    return true;
}

/* compile(P, route, out): one route, planned and whole. Returns how many steps it has. */
static uint32_t compile(struct planner *P, uint32_t route, struct scn_route *out)
{
    struct build *B = P->B;
    struct compiler K = {.B = B, .route = route};

    if (!ended(&K, route))
        return 0;
    out->main_count = K.count;
    if (!diversions(&K, P->plans))
        return 0;
    out->steps = reader_copy(B->R, B->R->keep, K.steps, K.count, sizeof *K.steps);
    out->step_count = out->steps == NULL ? 0 : K.count;
    out->loops = reader_copy(B->R, B->R->keep, K.loops, K.loop_count, sizeof *K.loops);
    out->loop_count = out->loops == NULL ? 0 : K.loop_count;
    return K.count;
}

/* asides_mark(P): the routes that trucks only turn to. */
static void asides_mark(struct planner *P)
{
    const struct build *B = P->B;

    for (uint32_t i = 0; i < B->names[SECTION_CHOICE].count; i++)
        for (uint32_t k = 0; k < B->choosers[i].options.count; k++)
            P->plans[B->choosers[i].options.list[k].route].aside = true;
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++)
        if (B->classes[i].on_patience != SCN_NONE)
            P->plans[B->classes[i].on_patience].aside = true;
}

void program_compile(struct build *B, struct scn_route *routes)
{
    const uint32_t count = B->names[SECTION_ROUTE].count;
    struct planner P = {.B = B};
    uint32_t all = 0;

    P.plans = READER_ARRAY(B->R, B->R->scratch, struct plan, count);
    if (P.plans == NULL)
        return;
    asides_mark(&P);
    for (uint32_t i = 0; i < count; i++)
        P.plans[i].broken = B->routes[i].broken;
    for (uint32_t i = 0; i < count; i++)
        if (P.plans[i].state == PLAN_NEW)
            plan_route(&P, i, 0);
    for (uint32_t i = 0; i < count; i++) {
        routes[i].name = route_name(B, i);
        if (!P.plans[i].broken && all <= LONGEST_OF_ALL)
            all += compile(&P, i, &routes[i]);
    }
    if (all > LONGEST_OF_ALL)
        reader_error(B->R, &(struct diag_place){.file = B->of[SECTION_ROUTE][0]->source->path},
                     "all routes together have more than %d steps", LONGEST_OF_ALL);
}
