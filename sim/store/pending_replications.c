/* SPDX-License-Identifier: GPL-3.0-or-later */
/* There are about as many as there are threads, so lists are searched from end to end. */
#include "sim/store/pending_replications.h"

#include <stdlib.h>

#include "gatesim/status.h"

int pending_init(struct pending_replications *U, const struct gatesim_scenario *S,
                 uint32_t replications)
{
    *U = (struct pending_replications){.scenario = S, .replications = replications};
    return pthread_mutex_init(&U->lock, NULL) == 0 ? 0 : GATESIM_ENOMEM;
}

void pending_release(struct pending_replications *U)
{
    for (struct log *L = U->logs, *next; L; L = next) {
        next = L->next;
        log_destroy(L);
    }
    for (struct packed_columns *P = U->packed, *next; P; P = next) {
        next = P->next;
        free(P);
    }
    for (struct pack *P; (P = pack_pop(&U->packers)) != NULL;)
        pack_destroy(P);
    pthread_mutex_destroy(&U->lock);
}

void pending_add_log(struct pending_replications *U, struct log *L)
{
    pthread_mutex_lock(&U->lock);
    L->next = U->logs;
    U->logs = L;
    pthread_mutex_unlock(&U->lock);
}

struct log *pending_take_log(struct pending_replications *U, uint32_t replication)
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
static struct pack *take_packer(struct pending_replications *U)
{
    struct pack *P;

    pthread_mutex_lock(&U->lock);
    P = pack_pop(&U->packers);
    pthread_mutex_unlock(&U->lock);
    return P ? P : pack_create(packed_columns_widest(U->scenario));
}

static void give_back(struct pending_replications *U, struct pack *P)
{
    pthread_mutex_lock(&U->lock);
    pack_push(&U->packers, P);
    pthread_mutex_unlock(&U->lock);
}

struct packed_columns *pending_pack(struct pending_replications *U, uint32_t replication,
                                    const double *values)
{
    struct pack *P = take_packer(U);
    struct packed_columns *packed;

    if (!P)
        return NULL;
    packed = packed_columns_create(U->scenario, P, U->replications, replication, values);
    give_back(U, P);
    return packed;
}

void pending_add_packed(struct pending_replications *U, struct packed_columns *packed)
{
    pthread_mutex_lock(&U->lock);
    packed->next = U->packed;
    U->packed = packed;
    pthread_mutex_unlock(&U->lock);
}

struct packed_columns *pending_take_packed(struct pending_replications *U, uint32_t replication)
{
    struct packed_columns **at = &U->packed, *packed;

    pthread_mutex_lock(&U->lock);
    while (*at && (*at)->replication != replication)
        at = &(*at)->next;
    packed = *at;
    if (packed)
        *at = packed->next;
    pthread_mutex_unlock(&U->lock);
    return packed;
}
