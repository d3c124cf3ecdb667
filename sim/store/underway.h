/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replications under way: the logs of those that were begun and the packed columns of those that
 * were simulated, until each is published or dropped.
 *
 * Any function but the first two may be called on any thread at any time; the list has a lock of
 * its own, and takes no other while it holds that. */
#ifndef SIM_STORE_UNDERWAY_H
#define SIM_STORE_UNDERWAY_H

#include <pthread.h>
#include <stdint.h>

#include "gatesim/scenario.h"
#include "sim/store/log.h"
#include "sim/store/packed.h"

struct underway {
    const struct gatesim_scenario *scenario;
    uint32_t replications; /* in all */
    pthread_mutex_t lock;  /* of the lists */
    struct log *logs;
    struct packed *packed;
    struct pack *packers; /* that nobody uses */
};

/* underway_init(U, S, replications): none yet, of so many; borrows S. Returns 0 or GATESIM_ENOMEM
 * with nothing to release. underway_release(U): with all that was not taken. */
int underway_init(struct underway *U, const struct gatesim_scenario *S, uint32_t replications);
void underway_release(struct underway *U);

/* underway_add_log(U, L): which it owns until it is taken. underway_take_log(U, replication): the
 * caller's from now on, or NULL when there is none. */
void underway_add_log(struct underway *U, struct log *L);
struct log *underway_take_log(struct underway *U, uint32_t replication);

/* underway_pack(U, replication, values): the columns of a replication, packed on this thread; to
 * free(). NULL: no memory. */
struct packed *underway_pack(struct underway *U, uint32_t replication, const double *values);

/* As for logs. */
void underway_add_packed(struct underway *U, struct packed *packed);
struct packed *underway_take_packed(struct underway *U, uint32_t replication);

#endif
