/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ring of slots between the lowest cell that is not handed over and the highest that may be
 * given out. The lock is held for a few instructions at a time, and for the hook that says what
 * a cell is. */
#include "sim/drive/board.h"

#include <stdlib.h>

#include "sim/drive/ranks.h"

int board_init(struct board *B, const struct experiment *X, const struct experiment_hooks *H,
               unsigned workers, uv_async_t *news)
{
    const uint64_t ahead = X->ahead > 0 ? X->ahead : 3 * (uint64_t)workers;
    const uint64_t ranks = X->ranks != NULL ? (uint64_t)X->ranks->size : 1;

    *B = (struct board){
        .plan = X,
        .hooks = H,
        .news = news,
        .window = (workers + ahead) * ranks,
        .ranks = ranks,
        .cells = X->cells,
        .final = H->more == NULL,
    };
    B->slots = calloc(B->window, sizeof *B->slots);
    if (B->slots == NULL)
        return GATESIM_ENOMEM;
    if (uv_mutex_init(&B->mutex) == 0)
        return GATESIM_OK;
    free(B->slots);
    return GATESIM_ESYSTEM;
}

void board_release(struct board *B)
{
    for (uint64_t i = 0; i < B->window; i++) {
        free(B->slots[i].values);
        free(B->slots[i].trouble);
        free(B->slots[i].message);
    }
    free(B->slots);
    uv_mutex_destroy(&B->mutex);
}

static struct slot *slot_of(struct board *B, uint64_t index)
{
    return &B->slots[index % B->window];
}

/* Give the next cell out; it is known that there is one, and room for it. */
static struct slot *give(struct board *B)
{
    struct slot *slot = slot_of(B, B->next);
    struct experiment_cell cell = {B->plan->scenario, (uint32_t)B->next};

    if (B->hooks->cell != NULL)
        B->hooks->cell(B->hooks->user, B->next, &cell);
    slot->result = (struct experiment_result){.index = B->next, .cell = cell, .trouble = ""};
    B->next++;
    return slot;
}

/* Whether there is a cell to be given out, and room for it. */
static bool can_give(const struct board *B)
{
    return B->end == BOARD_GOES_ON && B->next < B->cells && B->next < B->handed + B->window;
}

struct slot *board_take(struct board *B, bool *wait)
{
    struct slot *slot = NULL;

    *wait = false;
    uv_mutex_lock(&B->mutex);
    while (can_give(B) && B->next % B->ranks != 0)
        (void)give(B);
    if (can_give(B))
        slot = give(B);
    else
        *wait = B->end == BOARD_GOES_ON && (B->next < B->cells || !B->final);
    B->waiting += *wait;
    uv_mutex_unlock(&B->mutex);
    return slot;
}

void board_post(struct board *B, struct slot *slot)
{
    uv_mutex_lock(&B->mutex);
    slot->posted = true;
    B->complete += slot->result.status == GATESIM_OK;
    B->events += slot->result.events;
    B->trucks += slot->result.trucks;
    uv_mutex_unlock(&B->mutex);
    (void)uv_async_send(B->news);
}

void board_leave(struct board *B)
{
    /* News before the lock is given back: once the last has left, the handle may be closed. */
    uv_mutex_lock(&B->mutex);
    B->left++;
    (void)uv_async_send(B->news);
    uv_mutex_unlock(&B->mutex);
}

enum board_end board_ended(struct board *B)
{
    enum board_end end;

    uv_mutex_lock(&B->mutex);
    end = B->end;
    uv_mutex_unlock(&B->mutex);
    return end;
}

/* What other ranks have not sent will not come. */
static void skip_unposted(struct board *B)
{
    while (B->end == BOARD_STOP && B->handed < B->next && !slot_of(B, B->handed)->posted)
        B->handed++;
}

struct slot *board_turn(struct board *B)
{
    struct slot *slot;
    bool posted;

    uv_mutex_lock(&B->mutex);
    skip_unposted(B);
    slot = slot_of(B, B->handed);
    posted = slot->posted;
    uv_mutex_unlock(&B->mutex);
    return posted ? slot : NULL;
}

bool board_done(struct board *B)
{
    bool done;

    uv_mutex_lock(&B->mutex);
    skip_unposted(B);
    done = B->handed == B->next && (B->end != BOARD_GOES_ON || (B->final && B->next == B->cells));
    uv_mutex_unlock(&B->mutex);
    return done;
}

struct slot *board_awaited(struct board *B)
{
    struct slot *slot;

    uv_mutex_lock(&B->mutex);
    slot = slot_of(B, B->handed);
    if (B->handed >= B->next || B->handed % B->ranks == 0 || slot->posted)
        slot = NULL;
    uv_mutex_unlock(&B->mutex);
    return slot;
}

void board_hand(struct board *B)
{
    uv_mutex_lock(&B->mutex);
    slot_of(B, B->handed)->posted = false;
    B->handed++;
    uv_mutex_unlock(&B->mutex);
}

bool board_call(struct board *B)
{
    bool waiting;

    uv_mutex_lock(&B->mutex);
    waiting = B->waiting > 0;
    B->waiting = 0;
    uv_mutex_unlock(&B->mutex);
    return waiting;
}

void board_more(struct board *B, uint64_t cells)
{
    uv_mutex_lock(&B->mutex);
    B->final = cells <= B->cells;
    if (!B->final)
        B->cells = cells;
    uv_mutex_unlock(&B->mutex);
}

bool board_exhausted(struct board *B)
{
    bool exhausted;

    uv_mutex_lock(&B->mutex);
    exhausted = B->handed == B->cells && !B->final && B->end == BOARD_GOES_ON;
    uv_mutex_unlock(&B->mutex);
    return exhausted;
}

void board_stop(struct board *B, enum board_end end)
{
    uv_mutex_lock(&B->mutex);
    if (B->end == BOARD_GOES_ON || end == BOARD_ABANDON)
        B->end = end;
    uv_mutex_unlock(&B->mutex);
}

unsigned board_left(struct board *B)
{
    unsigned left;

    uv_mutex_lock(&B->mutex);
    left = B->left;
    uv_mutex_unlock(&B->mutex);
    return left;
}
