/* SPDX-License-Identifier: GPL-3.0-or-later */
/* There are about as many as there are threads, so lists are searched from end to end. */
#include "sim/store/underway.h"

#include <stdlib.h>

#include "gatesim/status.h"

int underway_init(struct underway *U, const struct gatesim_scenario *S, uint32_t replications)
{
    *U = (struct underway){.scenario = S, .replications = replications};
    return pthread_mutex_init(&U->lock, NULL) == 0 ? 0 : GATESIM_ENOMEM;
}

void underway_release(struct underway *U)
{
    for (struct log *L = U->logs, *next; L; L = next) {
        next = L->next;
        log_destroy(L);
    }
    for (struct packed *P = U->packed, *next; P; P = next) {
        next = P->next;
        free(P);
    }
    for (struct pack *P; (P = pack_pop(&U->packers)) != NULL;)
        pack_destroy(P);
    pthread_mutex_destroy(&U->lock);
}

void underway_add_log(struct underway *U, struct log *L)
{
    pthread_mutex_lock(&U->lock);
    L->next = U->logs;
    U->logs = L;
    pthread_mutex_unlock(&U->lock);
}

struct log *underway_take_log(struct underway *U, uint32_t replication)
{
    struct log **at = &U->logs, *L;

    pthread_mutex_lock(&U->lock);
    while (*at && (*at)->replication != replication)
        at = &(*at)->next;
    L = *at;
    if (L)
        *at = L->next;
    pthread_mutex_unlock(&U->lock);
    return L;
}

/* A packer that nobody uses, or a new one, or NULL. */
static struct pack *take_packer(struct underway *U)
{
    struct pack *P;

    pthread_mutex_lock(&U->lock);
    P = pack_pop(&U->packers);
    pthread_mutex_unlock(&U->lock);
    return P ? P : pack_create(packed_widest(U->scenario));
}

static void give_back(struct underway *U, struct pack *P)
{
    pthread_mutex_lock(&U->lock);
    pack_push(&U->packers, P);
    pthread_mutex_unlock(&U->lock);
}

struct packed *underway_pack(struct underway *U, uint32_t replication, const double *values)
{
    struct pack *P = take_packer(U);
    struct packed *packed;

    if (!P)
        return NULL;
    packed = packed_create(U->scenario, P, U->replications, replication, values);
    give_back(U, P);
    return packed;
}

void underway_add_packed(struct underway *U, struct packed *packed)
{
    pthread_mutex_lock(&U->lock);
    packed->next = U->packed;
    U->packed = packed;
    pthread_mutex_unlock(&U->lock);
}

struct packed *underway_take_packed(struct underway *U, uint32_t replication)
{
    struct packed **at = &U->packed, *packed;

    pthread_mutex_lock(&U->lock);
    while (*at && (*at)->replication != replication)
        at = &(*at)->next;
    packed = *at;
    if (packed)
        *at = packed->next;
    pthread_mutex_unlock(&U->lock);
    return packed;
}
