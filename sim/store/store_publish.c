/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replications on their way into the file.
 *
 * They are simulated side by side and published in order. The rows of the one whose turn it is go
 * to the file as its blocks fill; those of the others wait. So that the file does not depend on
 * which had its turn when, all blocks of one log come before those of the other: with both logs on,
 * visits go to the file as they come and the fewer, narrower trucks wait for the end of their
 * replication.
 *
 * What a crash leaves need not be whole: a chunk is written again when rows are added, and rows of
 * a log wait for their chunk to be full. Who goes on from it takes the replications that have the
 * CRC-32 they were written with and all their rows (earlier_run.c). */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "sim/store/store_private.h"

/* From one safe state of the file to the next, s; what flushing may take of a thread's time. */
#define FLUSH_SOONEST 0.3
#define FLUSH_LATEST 2.0
#define FLUSH_SHARE 0.01

enum { AT_ONCE = 2 }; /* blocks written when one more is full */

/* The log that goes to the file while its replication runs. */
static enum log_kind streamed(const struct store *ST)
{
    return store_logs(ST, LOG_VISIT) ? LOG_VISIT : LOG_TRUCK;
}

/* Write and free the waiting blocks of one log of a replication, that many at most. */
static void drain(struct store *ST, struct log *L, enum log_kind kind, size_t most)
{
    struct log_block *B;

    while (most-- > 0 && (B = log_take(L, kind)) != NULL) {
        log_file_append(&ST->logs[kind], &ST->h5, B);
        free(B);
    }
}

/* A block of a running replication is full: write it when it is its turn. When others wait before
 * it, the oldest few are written: a worker that writes all of them would not hear a signal for that
 * long. After a failure nothing will be written: drop them. */
static void block_full(void *user, struct log *L, enum log_kind kind)
{
    struct store *ST = user;
    struct h5_printing saved = store_enter(ST);

    if (ST->open && ST->h5.status) {
        drain(ST, L, kind, SIZE_MAX);
    } else if (ST->open && L->replication == ST->next && kind == streamed(ST)) {
        ST->streaming = L->replication;
        drain(ST, L, kind, AT_ONCE);
    }
    store_leave(ST, saved);
}

int store_begin(struct store *ST, uint32_t replication, const struct gatesim_observer **observer)
{
    const struct log_table *tables[LOG_KINDS];
    struct log *L;

    *observer = NULL;
    for (enum log_kind kind = LOG_TRUCK; kind < LOG_KINDS; kind++)
        tables[kind] = store_logs(ST, kind) ? &ST->tables[kind] : NULL;
    if (!tables[LOG_TRUCK])
        return 0;
    L = log_create(tables, replication);
    if (!L)
        return GATESIM_ENOMEM;
    L->full = block_full;
    L->user = ST;
    pending_add_log(&ST->pending, L);
    *observer = &L->observer;
    return 0;
}

void store_ready(struct store *ST, uint32_t replication, const double *values)
{
    struct packed_columns *packed = pending_pack(&ST->pending, replication, values);

    if (packed)
        pending_add_packed(&ST->pending, packed);
}

int store_pack(struct store *ST, uint32_t replication, void **data, size_t *size)
{
    struct log *L;
    int status = 0;

    *data = NULL;
    *size = 0;
    L = pending_take_log(&ST->pending, replication);
    if (!L)
        return 0;
    *data = L->status ? NULL : malloc(log_packed_size(L));
    if (*data)
        *size = (size_t)(log_pack(L, *data) - (unsigned char *)*data);
    else
        status = GATESIM_ENOMEM;
    log_destroy(L);
    return status;
}

int store_unpack(struct store *ST, uint32_t replication, const void *data, size_t size)
{
    const struct gatesim_observer *observer;
    int status = store_begin(ST, replication, &observer);

    if (!status && observer)
        status = log_unpack(observer->user, data, size);
    return status;
}

static void check_turn(struct store *ST, uint32_t replication)
{
    if (replication < ST->next || replication >= ST->replications)
        h5_fail(&ST->h5, GATESIM_ERANGE, "cannot write", "a replication is out of order");
    else if (ST->streaming >= 0 && ST->streaming != (int64_t)replication)
        h5_fail(&ST->h5, GATESIM_ERANGE, "cannot write", "a replication was begun and left out");
}

/* Put all rows of a replication into one log, and note where they end. */
static void write_log(struct store *ST, uint32_t replication, struct log *L, enum log_kind kind)
{
    struct log_file *F = &ST->logs[kind];
    uint64_t *ends = ST->ends[kind], before = ST->next ? ends[ST->next - 1] : 0;

    if (!F->table || ST->h5.status)
        return;
    if (L)
        drain(ST, L, kind, SIZE_MAX);
    for (uint32_t r = ST->next; r < replication; r++)
        ends[r] = before;
    ends[replication] = F->rows;
}

/* Rows of a replication, whose logs are written, in each log. */
static void count_rows(const struct store *ST, uint32_t replication, uint64_t rows[LOG_KINDS])
{
    for (int kind = 0; kind < LOG_KINDS; kind++)
        rows[kind] = ST->ends[kind][replication] - (ST->next ? ST->ends[kind][ST->next - 1] : 0);
}

void store_settle(struct store *ST)
{
    layout_flush(&ST->layout, &ST->h5);
    if (store_needs_hdf5(ST))
        h5_flush(&ST->h5);
    if (ST->h5.status == 0)
        ST->settled = ST->next;
}

static void write_record(struct store *ST, uint32_t replication, const struct store_record *record)
{
    struct h5 *H = &ST->h5;
    struct packed_columns *packed = pending_take_packed(&ST->pending, replication);
    uint64_t rows[LOG_KINDS];

    count_rows(ST, replication, rows);
    if (!packed && !H->status)
        packed = pending_pack(&ST->pending, replication, record->values);
    if (!packed)
        store_no_memory(ST);
    if (!H->status)
        layout_write(&ST->layout, H, replication, record, packed, rows);
    free(packed);
    if (H->status)
        return;
    ST->complete[replication] = record->complete;
    if (ST->next == 0)
        ST->first = replication;
    ST->next = replication + 1;
    ST->streaming = -1;
}

int store_publish_log(struct store *ST, uint32_t replication, const struct store_record *record,
                      struct log *L)
{
    struct h5_printing saved = store_enter(ST);

    check_turn(ST, replication);
    if (L && L->status)
        store_no_memory(ST);
    write_log(ST, replication, L, LOG_VISIT);
    write_log(ST, replication, L, LOG_TRUCK);
    write_record(ST, replication, record);
    log_destroy(L);
    return store_leave(ST, saved);
}

int store_publish(struct store *ST, uint32_t replication, const struct store_record *record)
{
    return store_publish_log(ST, replication, record, pending_take_log(&ST->pending, replication));
}

int store_flush(struct store *ST)
{
    struct h5_printing saved = store_enter(ST);

    if (ST->settled < ST->next && ST->h5.status == 0)
        store_settle(ST);
    return store_leave(ST, saved);
}

static double seconds(clockid_t clock)
{
    struct timespec t = {0};

    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int store_tend(struct store *ST)
{
    const double now = seconds(CLOCK_MONOTONIC), begin = seconds(CLOCK_THREAD_CPUTIME_ID);
    int status;

    if (ST->due == 0.0)
        ST->due = now + FLUSH_SOONEST;
    if (now < ST->due)
        return 0;
    status = store_flush(ST);
    ST->due =
        now + fmin(fmax((seconds(CLOCK_THREAD_CPUTIME_ID) - begin) / FLUSH_SHARE, FLUSH_SOONEST),
                   FLUSH_LATEST);
    return status;
}

/* The rows of the replication that streams leave the file again. */
static void rewind_log(struct store *ST)
{
    const enum log_kind kind = streamed(ST);

    log_file_rewind(&ST->logs[kind], &ST->h5, ST->next > 0 ? ST->ends[kind][ST->next - 1] : 0);
    ST->streaming = -1;
}

int store_drop(struct store *ST, uint32_t replication)
{
    struct h5_printing saved = store_enter(ST);

    log_destroy(pending_take_log(&ST->pending, replication));
    free(pending_take_packed(&ST->pending, replication));
    if (ST->h5.status == 0 && ST->streaming == (int64_t)replication)
        rewind_log(ST);
    return store_leave(ST, saved);
}
