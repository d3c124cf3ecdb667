/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store is a file's layout, the files of its logs, and the logs and packed columns of
 * replications under way.
 *
 * Replications are simulated side by side and published in order. The rows of the one
 * whose turn it is go to the file as its blocks fill; those of the others wait. So that
 * the file does not depend on which had its turn when, all blocks of one log come before
 * those of the other: with both logs on, visits go to the file as they come and the
 * fewer, narrower trucks wait for the end of their replication.
 *
 * A replication is marked complete in the file only when its rows are there too: then
 * whatever is left by a crash is whole replications. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include "sim/store/store.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sim/store/h5.h"
#include "sim/store/layout.h"
#include "sim/store/log.h"
#include "sim/store/log_file.h"
#include "sim/store/packed.h"
#include "sim/store/sheet_private.h"
#include "sim/store/store_private.h"
#include "sim/store/temporary.h"

/* From one safe state of the file to the next, s; what flushing may take of a thread's time. */
#define FLUSH_SOONEST 0.3
#define FLUSH_LATEST 2.0
#define FLUSH_SHARE 0.01

enum { AT_ONCE = 2 }; /* blocks written when one more is full */

struct store {
    struct h5 h5;
    struct temporary file;
    const struct gatesim_scenario *scenario;
    struct layout layout;
    struct log_table tables[LOG_KINDS]; /* zeroed: not logged */
    struct log_file logs[LOG_KINDS];
    pthread_mutex_t mutex;     /* of the file and the books */
    bool open;                 /* the file takes rows */
    pthread_mutex_t lists;     /* of the next three; no other is taken while it is held */
    struct log *running;       /* of replications begun and not published */
    struct packed *ready;      /* of those that are packed already */
    struct pack *packers;      /* that nobody uses */
    int64_t streaming;         /* the replication that has rows in the file already, or -1 */
    uint32_t replications;     /* in all */
    uint32_t next;             /* the lowest that may be published */
    uint32_t settled;          /* below it, all is in the file but for rows of the logs */
    uint32_t marked;           /* below it, completeness is in the file */
    double due;                /* when to flush next, s of the clock; 0: not known */
    bool *complete;            /* by replication */
    uint64_t *ends[LOG_KINDS]; /* by replication: rows up to its end, once published */
};

struct h5_printing store_enter(struct store *ST)
{
    pthread_mutex_lock(&ST->mutex);
    return h5_quiet();
}

int store_leave(struct store *ST, struct h5_printing saved)
{
    int status = ST->h5.status;

    h5_loud(saved);
    pthread_mutex_unlock(&ST->mutex);
    return status;
}

static void no_memory(struct store *ST)
{
    h5_fail(&ST->h5, GATESIM_ENOMEM, "cannot write", gatesim_status_text(GATESIM_ENOMEM));
}

static bool logged(const struct store *ST, enum log_kind kind)
{
    return ST->tables[kind].columns != NULL;
}

/* Whether something will be written through HDF5: chunks. All else has its place. */
static bool needs_hdf5(const struct store *ST)
{
    return ST->layout.packs || logged(ST, LOG_TRUCK);
}

/* The log that goes to the file while its replication runs. */
static enum log_kind streamed(const struct store *ST)
{
    return logged(ST, LOG_VISIT) ? LOG_VISIT : LOG_TRUCK;
}

static int init_tables(struct store *ST)
{
    struct gatesim_scenario_info info;
    int status = 0;

    gatesim_scenario_info(ST->scenario, &info);
    if (info.log != GATESIM_LOG_NONE)
        status = log_table_init(&ST->tables[LOG_TRUCK], LOG_TRUCK, ST->scenario);
    if (info.log == GATESIM_LOG_VISITS && !status)
        status = log_table_init(&ST->tables[LOG_VISIT], LOG_VISIT, ST->scenario);
    return status;
}

static int init_books(struct store *ST, const struct gatesim_scenario *S, uint32_t replications)
{
    ST->scenario = S;
    ST->replications = replications;
    ST->streaming = -1;
    ST->complete = calloc(replications, sizeof *ST->complete);
    if (!ST->complete)
        return GATESIM_ENOMEM;
    for (int kind = 0; kind < LOG_KINDS; kind++) {
        ST->ends[kind] = calloc(replications, sizeof *ST->ends[kind]);
        if (!ST->ends[kind])
            return GATESIM_ENOMEM;
    }
    return init_tables(ST);
}

/* Free everything but what HDF5 holds. */
static void destroy(struct store *ST)
{
    for (struct log *L = ST->running, *next; L; L = next) {
        next = L->next;
        log_destroy(L);
    }
    for (struct packed *P = ST->ready, *next; P; P = next) {
        next = P->next;
        free(P);
    }
    for (struct pack *P; (P = pack_pop(&ST->packers)) != NULL;)
        pack_destroy(P);
    for (int kind = 0; kind < LOG_KINDS; kind++) {
        log_table_release(&ST->tables[kind]);
        free(ST->ends[kind]);
    }
    free(ST->complete);
    temporary_release(&ST->file);
    h5_release(&ST->h5);
    pthread_mutex_destroy(&ST->lists);
    pthread_mutex_destroy(&ST->mutex);
    free(ST);
}

/* The log's codes have 16 bits. */
static void check_codes(struct store *ST)
{
    if (logged(ST, LOG_TRUCK) &&
        (gatesim_scenario_count(ST->scenario, GATESIM_CLASS) > UINT16_MAX ||
         gatesim_scenario_count(ST->scenario, GATESIM_STATION) > UINT16_MAX))
        h5_fail(&ST->h5, GATESIM_EIO, "cannot log trucks", "more than 65,535 classes or stations");
}

static void describe(struct store *ST)
{
    struct h5 *H = &ST->h5;

    check_codes(ST);
    h5_create(H);
    layout_create(&ST->layout, H, ST->scenario, ST->replications);
    for (int kind = 0; kind < LOG_KINDS; kind++)
        if (ST->tables[kind].columns)
            log_file_create(&ST->logs[kind], H, &ST->tables[kind], ST->scenario,
                            layout_counts(&ST->layout, H, ST->tables[kind].counts,
                                          H5T_NATIVE_UINT64, LOG_COUNTS_MEANING));
    layout_end(&ST->layout, H);
}

int store_accept(struct store *ST)
{
    struct h5_printing saved = store_enter(ST);

    if (needs_hdf5(ST))
        h5_flush(&ST->h5);
    else
        h5_close(&ST->h5);
    ST->open = true;
    return store_leave(ST, saved);
}

/* Whoever has a full block meanwhile is not to wait: the store is not locked. */
int store_open(struct store *ST, const char *path)
{
    const char *reason;
    struct h5_printing saved;
    int status = temporary_take(&ST->file, path, &reason);

    if (status == GATESIM_ENOMEM || h5_init(&ST->h5, status ? path : ST->file.partial))
        return GATESIM_ENOMEM;
    if (status) {
        h5_fail(&ST->h5, status, "cannot create the results file", reason);
        return status;
    }
    ST->h5.descriptor = ST->file.lock;
    saved = h5_quiet();
    describe(ST);
    h5_loud(saved);
    return ST->h5.status;
}

static int init_locks(struct store *ST)
{
    if (pthread_mutex_init(&ST->mutex, NULL) != 0)
        return GATESIM_ENOMEM;
    if (pthread_mutex_init(&ST->lists, NULL) == 0)
        return 0;
    pthread_mutex_destroy(&ST->mutex);
    return GATESIM_ENOMEM;
}

int store_collect(const struct gatesim_scenario *S, uint32_t replications, struct store **store)
{
    struct store *ST = calloc(1, sizeof *ST);
    int status;

    *store = NULL;
    if (!ST)
        return GATESIM_ENOMEM;
    ST->file.lock = -1;
    ST->h5.file = H5I_INVALID_HID;
    if (init_locks(ST)) {
        free(ST);
        return GATESIM_ENOMEM;
    }
    status = init_books(ST, S, replications);
    if (status)
        store_abandon(ST);
    else
        *store = ST;
    return status;
}

int store_create(const char *path, const struct gatesim_scenario *S, uint32_t replications,
                 struct store **store)
{
    int status = store_collect(S, replications, store);

    if (!status)
        status = store_open(*store, path);
    if (!status)
        status = store_accept(*store);
    if (status == GATESIM_ENOMEM) {
        store_abandon(*store);
        *store = NULL;
    }
    return status;
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
        tables[kind] = logged(ST, kind) ? &ST->tables[kind] : NULL;
    if (!tables[LOG_TRUCK])
        return 0;
    L = log_create(tables, replication);
    if (!L)
        return GATESIM_ENOMEM;
    L->full = block_full;
    L->user = ST;
    pthread_mutex_lock(&ST->lists);
    L->next = ST->running;
    ST->running = L;
    pthread_mutex_unlock(&ST->lists);
    *observer = &L->observer;
    return 0;
}

/* The log of a replication under way, no longer so; NULL when it has none. */
static struct log *end_running(struct store *ST, uint32_t replication)
{
    struct log **at = &ST->running, *L;

    pthread_mutex_lock(&ST->lists);
    while (*at && (*at)->replication != replication)
        at = &(*at)->next;
    L = *at;
    if (L)
        *at = L->next;
    pthread_mutex_unlock(&ST->lists);
    return L;
}

/* Pack with a packer that nobody uses, or a new one. */
static struct packed *pack(struct store *ST, uint32_t replication, const double *values)
{
    struct packed *packed;
    struct pack *P;

    pthread_mutex_lock(&ST->lists);
    P = pack_pop(&ST->packers);
    pthread_mutex_unlock(&ST->lists);
    if (!P)
        P = pack_create(packed_widest(ST->scenario));
    if (!P)
        return NULL;
    packed = packed_create(ST->scenario, P, ST->replications, replication, values);
    pthread_mutex_lock(&ST->lists);
    pack_push(&ST->packers, P);
    pthread_mutex_unlock(&ST->lists);
    return packed;
}

void store_ready(struct store *ST, uint32_t replication, const double *values)
{
    struct packed *packed = pack(ST, replication, values);

    if (!packed)
        return;
    pthread_mutex_lock(&ST->lists);
    packed->next = ST->ready;
    ST->ready = packed;
    pthread_mutex_unlock(&ST->lists);
}

/* What store_ready has left of a replication, the caller's from now on, or NULL. */
static struct packed *take_ready(struct store *ST, uint32_t replication)
{
    struct packed **at = &ST->ready, *packed;

    pthread_mutex_lock(&ST->lists);
    while (*at && (*at)->replication != replication)
        at = &(*at)->next;
    packed = *at;
    if (packed)
        *at = packed->next;
    pthread_mutex_unlock(&ST->lists);
    return packed;
}

int store_pack(struct store *ST, uint32_t replication, void **data, size_t *size)
{
    struct log *L;
    int status = 0;

    *data = NULL;
    *size = 0;
    L = end_running(ST, replication);
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
    log_file_count(F, &ST->h5, replication, F->rows - before);
}

static bool durable(const struct store *ST, uint32_t replication)
{
    for (int kind = 0; kind < LOG_KINDS; kind++)
        if (ST->logs[kind].table && ST->ends[kind][replication] > log_file_durable(&ST->logs[kind]))
            return false;
    return true;
}

/* Mark in the file the complete replications whose rows are there. */
static void mark(struct store *ST)
{
    uint32_t end = ST->marked;

    while (end < ST->next && durable(ST, end))
        end++;
    layout_complete(&ST->layout, &ST->h5, ST->marked, end - ST->marked, ST->complete + ST->marked);
    ST->marked = end;
}

/* A mark must not be in the file before what it stands for. */
static void settle(struct store *ST)
{
    layout_flush(&ST->layout, &ST->h5);
    if (needs_hdf5(ST))
        h5_flush(&ST->h5);
    mark(ST);
    ST->settled = ST->next;
}

static void write_record(struct store *ST, uint32_t replication, const struct store_record *record)
{
    struct h5 *H = &ST->h5;
    struct packed *packed = take_ready(ST, replication);

    if (!packed && !H->status)
        packed = pack(ST, replication, record->values);
    if (!packed)
        no_memory(ST);
    if (!H->status)
        layout_write(&ST->layout, H, replication, record, packed);
    free(packed);
    if (H->status)
        return;
    ST->complete[replication] = record->complete;
    ST->next = replication + 1;
    ST->streaming = -1;
}

int store_publish_log(struct store *ST, uint32_t replication, const struct store_record *record,
                      struct log *L)
{
    struct h5_printing saved = store_enter(ST);

    check_turn(ST, replication);
    if (L && L->status)
        no_memory(ST);
    write_log(ST, replication, L, LOG_VISIT);
    write_log(ST, replication, L, LOG_TRUCK);
    write_record(ST, replication, record);
    log_destroy(L);
    return store_leave(ST, saved);
}

int store_publish(struct store *ST, uint32_t replication, const struct store_record *record)
{
    return store_publish_log(ST, replication, record, end_running(ST, replication));
}

int store_flush(struct store *ST)
{
    struct h5_printing saved = store_enter(ST);

    if (ST->settled < ST->next && ST->h5.status == 0)
        settle(ST);
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

    log_destroy(end_running(ST, replication));
    free(take_ready(ST, replication));
    if (ST->h5.status == 0 && ST->streaming == (int64_t)replication)
        rewind_log(ST);
    return store_leave(ST, saved);
}

int store_column(struct store *ST, size_t column, double *values)
{
    struct h5_printing saved = store_enter(ST);

    layout_flush(&ST->layout, &ST->h5);
    layout_column(&ST->layout, &ST->h5, column, values);
    return store_leave(ST, saved);
}

bool store_complete(const struct store *ST, uint32_t replication)
{
    return replication < ST->replications && ST->complete[replication];
}

int store_estimates(struct store *ST, size_t column, const double *mean, const double *half_width,
                    const double *n)
{
    size_t size = gatesim_column_size(ST->scenario, column);
    double *values = malloc((size + 1) * LAYOUT_STATISTICS * sizeof *values);
    struct h5_printing saved = store_enter(ST);

    for (size_t i = 0; values && i < size; i++) {
        values[LAYOUT_STATISTICS * i + LAYOUT_MEAN] = mean[i];
        values[LAYOUT_STATISTICS * i + LAYOUT_HALF_WIDTH] = half_width[i];
        values[LAYOUT_STATISTICS * i + LAYOUT_N] = n[i];
    }
    if (!values)
        no_memory(ST);
    else
        layout_estimates(&ST->layout, &ST->h5, column, values);
    free(values);
    return store_leave(ST, saved);
}

struct sheet *store_sheet(struct store *ST)
{
    return sheet_on(&ST->h5);
}

int store_sheet_end(struct store *ST, struct sheet *T)
{
    sheet_off(T);
    return ST->h5.status;
}

int store_put(struct store *ST, uint64_t place, const double *values, size_t count)
{
    h5_put(&ST->h5, place, values, count * sizeof *values);
    return ST->h5.status;
}

/* Write what waits for the end of the file. */
static void write_rest(struct store *ST)
{
    for (int kind = 0; kind < LOG_KINDS; kind++)
        if (ST->logs[kind].table)
            log_file_end(&ST->logs[kind], &ST->h5);
    if (ST->h5.status == 0)
        settle(ST);
}

/* Close HDF5's file and all that is open in it, unless HDF5 has failed. */
static void close_file(struct store *ST)
{
    struct h5 *H = &ST->h5;

    for (int kind = 0; kind < LOG_KINDS; kind++)
        log_file_release(&ST->logs[kind], H);
    layout_release(&ST->layout, H);
    h5_close(H);
}

int store_finish(struct store *ST)
{
    struct h5_printing saved = store_enter(ST);
    const char *reason;
    int status;

    if (ST->streaming >= 0)
        h5_fail(&ST->h5, GATESIM_ERANGE, "cannot write", "a replication was begun and left out");
    write_rest(ST);
    close_file(ST);
    if (ST->h5.status == 0 && temporary_keep(&ST->file, &reason) != 0)
        h5_fail(&ST->h5, GATESIM_EIO, "cannot put the results file in its place", reason);
    if (ST->h5.status)
        temporary_remove(&ST->file);
    status = store_leave(ST, saved);
    if (!status)
        destroy(ST);
    return status;
}

void store_abandon(struct store *ST)
{
    struct h5_printing saved;

    if (!ST)
        return;
    saved = store_enter(ST);
    temporary_remove(&ST->file);
    close_file(ST);
    store_leave(ST, saved);
    destroy(ST);
}

void store_keep(struct store *ST)
{
    struct h5_printing saved = store_enter(ST);

    write_rest(ST);
    close_file(ST);
    store_leave(ST, saved);
    destroy(ST);
}

const char *store_error(const struct store *ST)
{
    if (ST->h5.status == 0)
        return "";
    return ST->h5.error ? ST->h5.error : gatesim_status_text(ST->h5.status);
}

const char *store_hdf5(char *b)
{
    unsigned major = 0, minor = 0, release = 0;

    (void)H5get_libversion(&major, &minor, &release);
    snprintf(b, STORE_HDF5_SIZE, "%u.%u.%u", major, minor, release);
    return b;
}
