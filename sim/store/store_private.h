/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store as its parts know it: store.c is the life of the file, store_publish.c takes replications
 * in, earlier_run.c those of an earlier run. */
#ifndef SIM_STORE_STORE_PRIVATE_H
#define SIM_STORE_STORE_PRIVATE_H

#include <pthread.h>

#include "sim/store/h5.h"
#include "sim/store/layout.h"
#include "sim/store/log.h"
#include "sim/store/log_file.h"
#include "sim/store/partial_file.h"
#include "sim/store/pending_replications.h"
#include "sim/store/store.h"

struct store {
    struct h5 h5;
    struct partial_file file;
    const struct gatesim_scenario *scenario;
    struct layout layout;
    struct log_table tables[LOG_KINDS]; /* zeroed: not logged */
    struct log_file logs[LOG_KINDS];
    struct pending_replications pending; /* has a lock of its own */
    pthread_mutex_t mutex;               /* of the file and of the books below */
    bool open;                           /* the file takes rows */
    int64_t streaming;         /* the replication that has rows in the file already, or -1 */
    uint32_t replications;     /* in all */
    uint32_t first;            /* that was published; 0: none */
    uint32_t next;             /* the lowest that may be published */
    uint32_t settled;          /* below it, all is in the file but for rows of the logs */
    double due;                /* when to flush next, s of the clock; 0: not known */
    bool *complete;            /* by replication */
    uint64_t *ends[LOG_KINDS]; /* by replication: rows up to its end, once published */
};

/* store_logs(ST, kind): returns whether the store keeps a log of that kind. */
static inline bool store_logs(const struct store *ST, enum log_kind kind)
{
    return ST->tables[kind].columns != NULL;
}

/* store_needs_hdf5(ST): whether something will be written through HDF5: new chunks. All else has
 * its place. */
static inline bool store_needs_hdf5(const struct store *ST)
{
    return ST->layout.packs || layout_grows(&ST->layout) || store_logs(ST, LOG_TRUCK);
}

/* store_enter(ST): begin a call that has the store to itself and in which HDF5 is silent. Returns
 * what store_leave takes. */
struct h5_printing store_enter(struct store *ST);

/* store_leave(ST, saved): end a call that store_enter, which returned saved, began. Returns the
 * store's status. */
int store_leave(struct store *ST, struct h5_printing saved);

/* store_no_memory(ST): between store_enter and store_leave, note that the store fails for want of
 * memory. */
void store_no_memory(struct store *ST);

/* store_settle(ST): between store_enter and store_leave, have everything that was published in the
 * file. */
void store_settle(struct store *ST);

/* store_publish_log(ST, replication, record, L): store_publish with the log L, which is
 * taken, whatever is returned; NULL: no rows. */
int store_publish_log(struct store *ST, uint32_t replication, const struct store_record *record,
                      struct log *L);

#endif
