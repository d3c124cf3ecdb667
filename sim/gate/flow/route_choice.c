/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The expected time of an option comes from pushing probability through its steps, which lie one
 * behind the other in the program: conditions are the truck's own, shares are split, and a repeat
 * is not thought of. */
#include "sim/gate/flow/route_choice.h"

#include <math.h>
#include <string.h>

#include "sim/gate/station/station.h"
#include "sim/gate/world/by_truck.h"

int route_choice_build(struct gatesim *W)
{
    const uint32_t count = W->scn->route_choice_count, stations = W->scn->station_count;
    uint32_t i, longest = 0;

    for (i = 0; count > 0 && i < W->scn->route_count; i++)
        if (W->scn->routes[i].step_count > longest)
            longest = W->scn->routes[i].step_count;
    W->route_choices = ARENA_ARRAY(W->arena, struct route_choice, count);
    W->options = ARENA_ARRAY(W->arena, struct route_option, W->scn->option_count);
    W->mass = ARENA_ARRAY(W->arena, double, longest);
    if (W->route_choices == NULL || W->options == NULL || W->mass == NULL)
        return GATESIM_ENOMEM;
    for (i = 0; i < count; i++) {
        const struct scn_route_choice *C = &W->scn->route_choices[i];

        if (C->every == 0)
            continue;
        W->route_choices[i].ring = (uint32_t)(C->delay / C->every) + 2;
        W->route_choices[i].boards =
            ARENA_ARRAY(W->arena, double, (size_t)W->route_choices[i].ring *stations);
        if (W->route_choices[i].boards == NULL)
            return GATESIM_ENOMEM;
    }
    return 0;
}

/* ahead(S): trucks at the station and waiting for room there, for each of its servers. */
static double ahead(const struct station *S)
{
    const uint32_t servers = S->on_shift > 0 ? S->on_shift : S->scn->servers_max;

    if (servers == SCN_UNLIMITED || servers == 0)
        return 0;
    return ((double)station_load(S) + S->entry.count) / servers;
}

void route_choice_publish(struct gatesim *W, uint32_t choice)
{
    struct route_choice *C = &W->route_choices[choice];
    double *board = &C->boards[C->published % C->ring * W->scn->station_count];
    uint32_t i;

    for (i = 0; i < W->scn->station_count; i++)
        board[i] = ahead(&W->stations[i]);
    C->published++;
    world_schedule(W, EVENT_PUBLISH, W->now + W->scn->route_choices[choice].every, choice,
                   NO_STATION, 0, NULL);
}

void route_choice_start(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->scn->route_choice_count; i++)
        if (W->scn->route_choices[i].every > 0)
            route_choice_publish(W, i);
}

/* board_of(W, choice): what is known now; NULL: the present. Before the first publication is
 * known, that one. */
static const double *board_of(const struct gatesim *W, uint32_t choice)
{
    const struct scn_route_choice *scn = &W->scn->route_choices[choice];
    const struct route_choice *C = &W->route_choices[choice];
    const gatesim_ticks age = W->now - scn->delay;
    uint64_t last;

    if (scn->every == 0)
        return NULL;
    last = age > 0 ? (uint64_t)(age / scn->every) : 0;
    if (last >= C->published)
        last = C->published - 1;
    return &C->boards[last % C->ring * W->scn->station_count];
}

/* A driver who thinks about an option: the steps [.., end) of its program. */
struct thought {
    const struct gatesim *W;
    const uint8_t *values;
    const struct scn_step *steps;
    const double *board;
    double *mass; /* by step: the probability to come by */
    uint32_t end;
};

/* station_time(H, station): expected at a station, in s, with the way from it. */
static double station_time(const struct thought *H, uint32_t station)
{
    const struct station *S = &H->W->stations[station];
    const double line = H->board != NULL ? H->board[station] : ahead(S);

    return (line + 1) * by_truck_mean(&S->scn->service, H->values) +
           by_truck_mean(&S->scn->travel, H->values);
}

/* longest(H, s): of the stations side by side. */
static double longest(const struct thought *H, const struct scn_step *s)
{
    double time = 0;
    uint32_t i;

    for (i = 0; i < s->count; i++)
        time = fmax(time, station_time(H, s->stations[i]));
    return time;
}

/* give(H, step, mass): so much probability goes on there. */
static void give(const struct thought *H, uint32_t step, double mass)
{
    if (step < H->end)
        H->mass[step] += mass;
}

/* split(H, s, mass): among the targets, by shares or alike. */
static void split(const struct thought *H, const struct scn_step *s, double mass)
{
    double before = 0;
    uint32_t i;

    for (i = 0; i < s->count; i++) {
        const double up_to = s->op == SCN_SHARE ? s->cumulated[i] : (i + 1.0) / s->count;

        give(H, s->targets[i], mass * (up_to - before));
        before = up_to;
    }
}

/* think(H, i): the time that step i itself is expected to take; its probability goes on. */
static double think(const struct thought *H, uint32_t i)
{
    const struct scn_step *s = &H->steps[i];
    const double mass = H->mass[i];

    switch (s->op) {
    case SCN_OUT:
    case SCN_CROSS:
        return 0;
    case SCN_JUMP:
        give(H, s->target, mass);
        return 0;
    case SCN_UNLESS:
        give(H, condition_holds(&s->when, H->values) ? i + 1 : s->target, mass);
        return 0;
    case SCN_CHANCE:
        give(H, i + 1, mass * s->chance);
        give(H, s->target, mass * (1 - s->chance));
        return 0;
    case SCN_SHARE:
    case SCN_FEWEST:
    case SCN_CHOOSE:
        split(H, s, mass);
        return 0;
    case SCN_SIDE:
        give(H, s->target, mass);
        return mass * longest(H, s);
    case SCN_VISIT:
        give(H, i + 1, mass);
        return mass * station_time(H, s->station);
    default:
        give(H, i + 1, mass);
        return mass * s->mean;
    }
}

/* option_time(H, from, end): expected of the steps from..end, s. */
static double option_time(struct thought *H, uint32_t from, uint32_t end)
{
    double time = 0;
    uint32_t i;

    memset(&H->mass[from], 0, (end - from) * sizeof *H->mass);
    H->mass[from] = 1;
    H->end = end;
    for (i = from; i < end; i++)
        if (H->mass[i] > 0)
            time += think(H, i);
    return time;
}

/* by_times(C, times, u): the option that a driver takes who expects these times, s. */
static uint32_t by_times(const struct scn_route_choice *C, const double *times, double u)
{
    uint32_t i, best = 0;
    double sum = 0, part = 0;

    for (i = 1; i < C->count; i++)
        if (times[i] < times[best])
            best = i;
    if (C->rule == SCN_FASTEST)
        return best;
    for (i = 0; i < C->count; i++)
        sum += exp(-C->sensitivity * (times[i] - times[best]));
    for (i = 0; i + 1 < C->count; i++) {
        part += exp(-C->sensitivity * (times[i] - times[best]));
        if (u * sum < part)
            break;
    }
    return i;
}

/* ruling(C, now): the choice as drivers make it now. */
static const struct scn_route_choice *ruling(const struct scn_route_choice *C, gatesim_ticks now)
{
    uint32_t i = C->ruling_count;

    while (i > 0 && C->rulings[i - 1].at > now)
        i--;
    return i == 0 ? C : C->rulings[i - 1].as;
}

uint32_t route_choice_step(struct gatesim *W, struct truck *T, const struct scn_step *s, double u)
{
    const struct scn_route_choice *C = ruling(&W->scn->route_choices[s->route_choice], W->now);
    struct thought H = {.W = W,
                        .values = truck_values(T),
                        .steps = world_source(W, T)->steps,
                        .board = board_of(W, s->route_choice),
                        .mass = W->mass};
    double times[SCN_OPTIONS_MAX];
    uint32_t i;

    for (i = 0; i < C->count; i++)
        times[i] = C->bias[i] +
                   option_time(&H, s->targets[i], i + 1 < s->count ? s->targets[i + 1] : s->target);
    i = C->rule == SCN_BY_SHARES ? by_truck_share(C->cumulated, u) : by_times(C, times, u);
    if (W->now >= W->counted_from) {
        W->options[C->first + i].chosen++;
        /* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): a route choice has an option at
         * least. */
        W->options[C->first + i].expected += (uint64_t)world_ticks(times[i]);
    }
    return s->targets[i];
}

const struct scn_route_choice *route_choice_of(const struct gatesim_scenario *S, size_t i)
{
    const struct scn_route_choice *C = S->route_choices;

    while (i >= C->first + C->count)
        C++;
    return C;
}

double route_choice_share(const struct gatesim *W, size_t i)
{
    const struct scn_route_choice *C = route_choice_of(W->scn, i);
    double all = 0;
    uint32_t k;

    for (k = C->first; k < C->first + C->count; k++)
        all += (double)W->options[k].chosen;
    return (double)W->options[i].chosen / all;
}
