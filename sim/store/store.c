/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a store: begun, described, read back, finished, left for later or abandoned. A store
 * is a file's layout, the files of its logs, and the replications under way. */
#include "sim/store/store.h"

#include <stdlib.h>
#include <string.h>

#include "sim/store/sheet_private.h"
#include "sim/store/store_private.h"

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

void store_no_memory(struct store *ST)
{
    h5_fail(&ST->h5, GATESIM_ENOMEM, "cannot write", gatesim_status_text(GATESIM_ENOMEM));
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
    pending_release(&ST->pending);
    for (int kind = 0; kind < LOG_KINDS; kind++) {
        log_table_release(&ST->tables[kind]);
        free(ST->ends[kind]);
    }
    free(ST->complete);
    partial_file_release(&ST->file);
    h5_release(&ST->h5);
    pthread_mutex_destroy(&ST->mutex);
    free(ST);
}

/* The log's codes have 16 bits. */
static void check_codes(struct store *ST)
{
    if (store_logs(ST, LOG_TRUCK) &&
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
        if (ST->tables[kind].columns && !H->status) {
            layout_log(&ST->layout, H, kind, ST->tables[kind].counts);
            log_file_create(&ST->logs[kind], H, &ST->tables[kind], ST->scenario);
        }
    layout_end(&ST->layout, H);
}

int store_accept(struct store *ST)
{
    struct h5_printing saved = store_enter(ST);

    if (store_needs_hdf5(ST))
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
    int status = partial_file_take(&ST->file, path, &reason);

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

static int init_locks(struct store *ST, const struct gatesim_scenario *S, uint32_t replications)
{
    if (pthread_mutex_init(&ST->mutex, NULL) != 0)
        return GATESIM_ENOMEM;
    if (pending_init(&ST->pending, S, replications) == 0)
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
    if (init_locks(ST, S, replications)) {
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

uint32_t store_rows(const struct store *ST)
{
    return ST->next - ST->first;
}

int store_column(struct store *ST, size_t column, double *values)
{
    struct h5_printing saved = store_enter(ST);

    layout_column(&ST->layout, &ST->h5, column, ST->first, store_rows(ST), values);
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
        store_no_memory(ST);
    else
        layout_put_estimates(&ST->layout, &ST->h5, column, values);
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
    const size_t size = count * sizeof *values;
    unsigned char *chunk = malloc(size + H5_SEAL);

    if (chunk) {
        memcpy(chunk, values, size);
        h5_seal(chunk, size);
        h5_put(&ST->h5, place, chunk, size + H5_SEAL);
    } else {
        store_no_memory(ST);
    }
    free(chunk);
    return ST->h5.status;
}

/* Write what waits for the end of the file. */
static void write_rest(struct store *ST)
{
    for (int kind = 0; kind < LOG_KINDS; kind++)
        if (ST->logs[kind].table)
            log_file_end(&ST->logs[kind], &ST->h5);
    if (ST->h5.status == 0)
        store_settle(ST);
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
    if (ST->h5.status == 0 && partial_file_keep(&ST->file, &reason) != 0)
        h5_fail(&ST->h5, GATESIM_EIO, "cannot put the results file in its place", reason);
    if (ST->h5.status && store_left(ST) == 0)
        partial_file_remove(&ST->file);
    status = store_leave(ST, saved);
    if (!status)
        destroy(ST);
    return status;
}

uint32_t store_left(const struct store *ST)
{
    uint32_t left = 0;

    for (uint32_t r = 0; ST->h5.status == GATESIM_EIO && r < ST->settled; r++)
        left += ST->complete[r];
    return left;
}

const char *store_partial(const struct store *ST)
{
    return ST->file.partial;
}

void store_abandon(struct store *ST)
{
    struct h5_printing saved;

    if (!ST)
        return;
    saved = store_enter(ST);
    if (store_left(ST) == 0)
        partial_file_remove(&ST->file);
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
