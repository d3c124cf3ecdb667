/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokens of a truck are records of the truck pool, so that stations serve them as they serve
 * trucks. The truck itself waits, and of all its tokens the last that is done hands it the causes
 * of its time. */
#include "sim/gate/flow/fork_join.h"

#include <string.h>

#include "sim/gate/account/sojourn.h"
#include "sim/gate/flow/route.h"
#include "sim/gate/station/pools.h"
#include "sim/gate/station/station.h"
#include "sim/gate/world/tokens.h"

int fork_build(struct gatesim *W)
{
    if (!world_does(W, SCN_SIDE))
        return 0;
    W->forks = ARENA_NEW(W->arena, struct forks);
    return W->forks == NULL ? GATESIM_ENOMEM : 0;
}

/* forks_grow(W): double the array of tokens of world W; the arena keeps the old array. Returns
 * false without memory. */
static bool forks_grow(struct gatesim *W)
{
    struct forks *D = W->forks;
    const uint32_t capacity = D->capacity > 0 ? 2 * D->capacity : 64;
    struct token *tokens = ARENA_ARRAY(W->arena, struct token, capacity);

    if (tokens == NULL)
        return false;
    if (D->used > 0)
        memcpy(tokens, D->tokens, D->used * sizeof *tokens);
    D->tokens = tokens;
    D->capacity = capacity;
    return true;
}

/* token_number(W): take the number of a free token. Returns it, or UINT32_MAX without memory. */
static uint32_t token_number(struct gatesim *W)
{
    struct forks *D = W->forks;
    uint32_t number;

    if (D->free > 0) {
        number = D->free - 1;
        D->free = D->tokens[number].next;
    } else {
        if (D->used == D->capacity && !forks_grow(W))
            return UINT32_MAX;
        number = D->used++;
    }
    D->tokens[number] = (struct token){0};
    return number;
}

/* token_take(W, T): make a token that stands for truck T, with T's attributes and its counts of
 * loops, which number the visits. Returns the token's record, or NULL after world_fail. */
static struct truck *token_take(struct gatesim *W, struct truck *T)
{
    struct truck *K = truck_take(&W->trucks);
    const uint32_t token = K == NULL ? UINT32_MAX : token_number(W);

    if (K == NULL || token == UINT32_MAX) {
        world_fail(W, GATESIM_ENOMEM);
        return NULL;
    }
    W->trucks.inside--;
    K->arrived = T->arrived;
    K->class_index = T->class_index;
    K->serial = T->serial;
    K->origin = T->origin;
    K->token = 1;
    K->holder = NO_STATION;
    K->last = T->last;
    memcpy(truck_values(K), truck_values(T), W->scn->attribute_count);
    if (W->trucks.past_at > 0)
        *truck_past(&W->trucks, K) = *truck_past(&W->trucks, T);
    if (W->trucks.loops_at > 0)
        memcpy(truck_loops(&W->trucks, K), truck_loops(&W->trucks, T),
               world_source(W, T)->loop_count * sizeof(uint16_t));
    *truck_ties(&W->trucks, K) = (struct truck_ties){NO_STATION, token};
    W->forks->tokens[token].truck = T;
    W->forks->tokens[token].self = K;
    return K;
}

/* token_give(W, K): free the token K and its record. */
static void token_give(struct gatesim *W, struct truck *K)
{
    const uint32_t number = truck_ties(&W->trucks, K)->tokens;

    W->forks->tokens[number].truck = NULL;
    W->forks->tokens[number].next = W->forks->free;
    W->forks->free = number + 1;
    W->trucks.inside++;
    truck_give(&W->trucks, K);
}

void fork_begin(struct gatesim *W, struct truck *T, const struct scn_step *s)
{
    uint32_t i;

    T->state = TRUCK_FORKED;
    pools_settle(W);
    T->station = NO_STATION;
    T->since = W->now;
    truck_ties(&W->trucks, T)->tokens = s->count;
    for (i = 0; i < s->count; i++) {
        struct truck *K = token_take(W, T);

        if (K == NULL)
            return;
        K->step = s->targets[i];
        route_visit(W, K);
        station_join(W, &W->stations[s->stations[i]], K);
    }
}

void fork_done(struct gatesim *W, struct truck *K)
{
    const struct token *token = &W->forks->tokens[truck_ties(&W->trucks, K)->tokens];
    struct truck *T = token->truck;
    const uint32_t place = K->last;
    const bool last = --truck_ties(&W->trucks, T)->tokens == 0;

    if (last)
        sojourn_take_over(W, T, K->station, token->whole, token->measured);
    station_let_go(W, K);
    token_give(W, K);
    if (!last)
        return;
    T->state = TRUCK_MOVING;
    T->last = place;
    T->step = world_step(W, T)->target;
    route_walk(W, T);
}

void fork_end(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->forks->used; i++) {
        const struct token *token = &W->forks->tokens[i];

        if (token->truck != NULL && token->truck->since < W->now)
            sojourn_take_over(W, token->truck, token->self->station, token->whole, token->measured);
    }
}
