/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A route that is sound (route_plan.h) is unfolded and emitted: a condition becomes a jump over
 * the step, alternatives become a choice of visits, each with a jump to their end. */
#include "sim/scenario/topics/route_compile.h"

#include <string.h>

#include "sim/base/hash.h"
#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/pool.h"
#include "sim/scenario/topics/route_lines.h"
#include "sim/scenario/topics/route_parse.h"
#include "sim/scenario/topics/route_plan.h"
#include "sim/scenario/topics/topics.h"

#define LONGEST_OF_ALL 400000 /* steps of all routes together */

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

/* step_place(K, step): where it is written. */
static struct diag_place step_place(const struct compiler *K, const struct route_step *step)
{
    return build_row_place(K->B, K->B->of[SECTION_ROUTE][K->route], "steps", step->row);
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
    s->attribute = step->attribute;
    s->value = step->value;
    return true;
}

/* repeat(K, step): back to the first step that visits the station. */
static bool repeat(struct compiler *K, const struct route_step *step)
{
    const char *name = K->B->names[SECTION_STATION].list[step->stations[0]];
    const uint32_t visit = names_find(&K->visits.texts, name, strlen(name));
    struct scn_step *s;

    if (visit == NAMES_NONE || K->visits.firsts[visit] < K->floor) {
        const struct diag_place place = step_place(K, step);

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
    s->gathering = K->B->S->gathering_count++;
    return true;
}

/* take(K, step): the pool must have so many people at some time. */
static bool take(struct compiler *K, const struct route_step *step)
{
    struct scn_step *s = emit(K, step, SCN_TAKE);
    const struct diag_place place = step_place(K, step);

    if (s == NULL)
        return false;
    s->pool = step->pool;
    s->number = step->number;
    pool_enough(K->B, step->pool, step->number, &place);
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
    const struct diag_place place = step_place(K, step);
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
    const struct draft_options *options = &K->B->route_choices[step->route_choice].options;
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
    K->steps[from].route_choice = step->route_choice;
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

/* diversions(K, sound): behind the route, what its classes' trucks do that lose patience; a route
 * that several divert to is there once. */
static bool diversions(struct compiler *K, const bool *sound)
{
    struct build *B = K->B;

    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++) {
        struct draft_class *C = &B->classes[i];
        uint32_t k = 0;

        if (C->route != K->route || C->on_patience == SCN_NONE || !sound[C->on_patience])
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

/* compile(B, sound, route, out): one route, which is sound. Returns how many steps it has. */
static uint32_t compile(struct build *B, const bool *sound, uint32_t route, struct scn_route *out)
{
    struct compiler K = {.B = B, .route = route};

    if (!ended(&K, route))
        return 0;
    out->main_count = K.count;
    if (!diversions(&K, sound))
        return 0;
    out->steps = reader_copy(B->R, B->R->keep, K.steps, K.count, sizeof *K.steps);
    out->step_count = out->steps == NULL ? 0 : K.count;
    out->loops = reader_copy(B->R, B->R->keep, K.loops, K.loop_count, sizeof *K.loops);
    out->loop_count = out->loops == NULL ? 0 : K.loop_count;
    return K.count;
}

void route_compile(struct build *B, struct scn_route *routes)
{
    const bool *sound = route_plan(B);
    uint32_t all = 0;

    for (uint32_t i = 0; sound != NULL && i < B->names[SECTION_ROUTE].count; i++) {
        routes[i].name = B->names[SECTION_ROUTE].list[i];
        if (sound[i] && all <= LONGEST_OF_ALL)
            all += compile(B, sound, i, &routes[i]);
    }
    if (all > LONGEST_OF_ALL)
        reader_error(B->R, &(struct diag_place){.file = B->of[SECTION_ROUTE][0]->file->path},
                     "all routes together have more than %d steps", LONGEST_OF_ALL);
}

static void routes_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_ROUTE].count;
    struct scn_route *list = READER_ARRAY(B->R, B->R->keep, struct scn_route, count);

    if (list == NULL)
        return;
    route_compile(B, list);
    for (uint32_t i = 0; i < count; i++) {
        route_lines_make(B, &B->routes[i].steps, &list[i]);
        list[i].name = make_name(B, B->names[SECTION_ROUTE].list[i]);
    }
    B->S->routes = list;
    B->S->route_count = count;
}

const struct topic topic_route = {.make = routes_make};
