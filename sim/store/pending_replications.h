/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replications under way: the logs of those that were begun and the packed columns of those that
 * were simulated, until each is published or dropped.
 *
 * Any function but the first two may be called on any thread at any time; the list has a lock of
 * its own, and takes no other while it holds that. */
#ifndef SIM_STORE_PENDING_REPLICATIONS_H
#define SIM_STORE_PENDING_REPLICATIONS_H

#include <pthread.h>
#include <stdint.h>

#include "gatesim/scenario.h"
#include "sim/store/log.h"
#include "sim/store/packed_columns.h"

struct pending_replications {
    const struct gatesim_scenario *scenario;
    uint32_t replications; /* in all */
    pthread_mutex_t lock;  /* of the lists */
    struct log *logs;
    struct packed_columns *packed;
    struct pack *packers; /* that nobody uses */
};

/* pending_init(U, S, replications): set U up for that many replications of S, which it borrows,
 * with nothing pending. Returns 0, or GATESIM_ENOMEM with nothing to release. */
int pending_init(struct pending_replications *U, const struct gatesim_scenario *S,
                 uint32_t replications);

/* pending_release(U): free U with everything in it that was not taken. */
void pending_release(struct pending_replications *U);

/* pending_add_log(U, L): add the log of a replication, which U owns until it is taken. */
void pending_add_log(struct pending_replications *U, struct log *L);

/* pending_take_log(U, replication): returns the log of a replication, which is the caller's from
 * then on; NULL when there is none. */
struct log *pending_take_log(struct pending_replications *U, uint32_t replication);

/* pending_pack(U, replication, values): the columns of a replication, packed on this thread; to
 * free(). NULL: no memory. */
struct packed_columns *pending_pack(struct pending_replications *U, uint32_t replication,
                                    const double *values);

/* pending_add_packed(U, packed): add the packed columns of a replication, which U owns until they
 * are taken. */
void pending_add_packed(struct pending_replications *U, struct packed_columns *packed);

/* pending_take_packed(U, replication): returns the packed columns of a replication, which are the
 * caller's from then on; NULL when there are none. */
struct packed_columns *pending_take_packed(struct pending_replications *U, uint32_t replication);

#endif
