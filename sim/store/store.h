/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results file: one HDF5 file per run that is also a readable netCDF-4.
 *
 * The file is created whole, with a place for every replication, as PATH.partial; each
 * replication is written when its turn comes, and flushed by store_flush; store_finish closes it,
 * has it on the disk and renames it to PATH. Until then a file that was at PATH is untouched. A
 * process killed at any instant leaves PATH.partial with every replication that was flushed in it
 * (when trucks are logged: but for the last 65,536 rows), from which a store_source goes on.
 * analysis/SCHEMA.md tells what is in the file.
 *
 * Order: replications are published in ascending order, whatever the order in which they
 * are simulated; the bytes of the file depend on what is published alone.
 *
 * Threads: store_begin, store_ready and the observers that store_begin gives may be used on any
 * thread, one observer on one thread at a time, while another is in any function. All other
 * functions: one thread at a time. The store locks itself. HDF5's printing of errors is switched
 * off during each call, for the calling thread, and put back. HDF5 is told not to clean up at exit
 * (H5dont_atexit).
 *
 * Trouble: after the first failure every call returns that failure and writes nothing
 * more; store_finish then fails too. The temporary file is removed when the store ends, unless it
 * holds complete replications (store_left). */
#ifndef SIM_STORE_STORE_H
#define SIM_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "gatesim/observer.h"
#include "gatesim/results.h"
#include "gatesim/scenario.h"
#include "gatesim/simulation.h"
#include "sim/store/sheet.h"

struct store;

/* store_hdf5(b): the version of HDF5 that is linked, "1.10.8", into b, which has STORE_HDF5_SIZE
 * bytes; returns b. */
#define STORE_HDF5_SIZE 32
const char *store_hdf5(char *b);

/* store_create(path, S, replications, store): begin the file of a run of S with room for
 * replications of them (at least 1). Borrows S until the store ends. Whether trucks and
 * visits are logged is the scenario's `log`. Returns 0; GATESIM_ENOMEM with *store NULL; or
 * GATESIM_EIO with a *store that can only be asked for store_error and be abandoned. */
int store_create(const char *path, const struct gatesim_scenario *S, uint32_t replications,
                 struct store **store);

/* store_create in two steps, since the file takes a while in which simulations can run.
 * store_collect(S, replications, store): a store that has no file: only store_begin, store_ready,
 * store_pack and store_abandon are for it. Returns 0 or GATESIM_ENOMEM with *store NULL.
 * store_open(ST, path): begin its file. Returns 0, or GATESIM_ENOMEM or GATESIM_EIO: then it can
 * only be asked for store_error and be abandoned, once nothing is simulated any more.
 * store_accept(ST): all is described; rows of logs, which have waited in memory, go to the file
 * from now on. Returns as store_publish. */
int store_collect(const struct gatesim_scenario *S, uint32_t replications, struct store **store);
int store_open(struct store *ST, const char *path);
int store_accept(struct store *ST);

/* The log of a replication on its way from a process that simulates for another.
 * store_pack(ST, replication, data, size): the log of a replication that was begun, taken out
 * of the store, as bytes to free(); NULL without a log. Returns 0 or GATESIM_ENOMEM.
 * store_unpack(ST, replication, data, size): in the store with the file, which is of the same
 * scenario: as if the replication had been begun and simulated here. Returns 0, GATESIM_ENOMEM,
 * or GATESIM_EIO when the bytes are no log. */
int store_pack(struct store *ST, uint32_t replication, void **data, size_t *size);
int store_unpack(struct store *ST, uint32_t replication, const void *data, size_t size);

/* store_begin(ST, replication, observer): the observer to simulate a replication with;
 * *observer is NULL when the scenario has no log. It lives until the replication is
 * published or the store ends. Trouble that it meets is reported when its replication is
 * published. Returns 0 or GATESIM_ENOMEM. */
int store_begin(struct store *ST, uint32_t replication, const struct gatesim_observer **observer);

/* store_ready(ST, replication, values): it has been simulated, and will be published with these
 * values, or dropped: pack them here and now, which spares the thread that publishes most of its
 * work. May be left out. */
void store_ready(struct store *ST, uint32_t replication, const double *values);

/* What one replication leaves in the file, but for its log. */
struct store_record {
    const double *values; /* as gatesim_values */
    uint64_t fingerprint;
    uint64_t events;
    bool complete; /* it reached the end of the scenario */
};

/* store_publish(ST, replication, record): write a replication, its log included. What of it is
 * small waits for its neighbours, and is safe after store_flush. replication is above all that were
 * published and below the number given to store_create. Returns 0, GATESIM_EIO, GATESIM_ENOMEM or,
 * out of order, GATESIM_ERANGE. */
int store_publish(struct store *ST, uint32_t replication, const struct store_record *record);

/* store_flush(ST): have everything that was published in the file, but for the last rows of a
 * log. Returns 0 or a negative status. store_tend(ST): the same as often as it is cheap, at a
 * hundredth of the work of a thread, every 0.3 to 2 s; to be called ten times a second. */
int store_flush(struct store *ST);
int store_tend(struct store *ST);

/* store_drop(ST, replication): one that was begun will not be published: forget its log. Returns
 * as store_publish. */
int store_drop(struct store *ST, uint32_t replication);

/* store_rows(ST): replications from the first that was published to the last. store_column(ST,
 * column, values): read back a column of these, in row-major order with the replication first, NaN
 * where one was not published: what estimates are computed from. Room for store_rows *
 * gatesim_column_size. Returns as store_publish. */
uint32_t store_rows(const struct store *ST);
int store_column(struct store *ST, size_t column, double *values);

/* store_complete(ST, replication): whether it was published as complete. */
bool store_complete(const struct store *ST, uint32_t replication);

/* store_estimates(ST, column, mean, half_width, n): the estimate of each of the column's
 * gatesim_column_size values over the replications: mean, half-width of its 95 %
 * confidence interval, and number of replications it rests on. Once per column. */
int store_estimates(struct store *ST, size_t column, const double *mean, const double *half_width,
                    const double *n);

/* store_sheet(ST): a sheet for groups of the file beside those of the columns, which may be asked
 * for nothing but its groups; before store_accept, and until store_sheet_end nothing else is done
 * with the store. NULL: no memory. store_sheet_end(ST, T): the sheet is complete. Returns as
 * store_publish. */
struct sheet *store_sheet(struct store *ST);
int store_sheet_end(struct store *ST, struct sheet *T);

/* store_put(ST, place, values, count): an array that sheet_place made in that sheet. Returns as
 * store_publish. */
int store_put(struct store *ST, uint64_t place, const double *values, size_t count);

/* store_finish(ST): write what is left, close, fsync file and folder, and rename over the
 * path. Ends the store when it returns 0; else an older file at the path is as it was, and the
 * store can only be asked for store_error and store_left and abandoned. */
int store_finish(struct store *ST);

/* store_abandon(ST): end the store without a result and remove the temporary file, unless
 * store_left. After a failure HDF5's own handle is left open, since closing it would write. NULL is
 * fine. */
void store_abandon(struct store *ST);

/* store_left(ST): after a failure to write: how many complete replications are in the temporary
 * file, which is then left for --resume when the store ends; else 0. store_partial(ST): its path.
 */
uint32_t store_left(const struct store *ST);
const char *store_partial(const struct store *ST);

/* store_keep(ST): end the store with the temporary file left for a later store_source: all
 * that was published is in it. */
void store_keep(struct store *ST);

/* store_error(ST): what failed first, with its path and the system's reason; "" nothing. */
const char *store_error(const struct store *ST);

/* A source: the finished replications of an earlier run of the same scenario that was
 * stopped, or of a shard of it. Read only; a file that may be damaged is probed first. */
struct earlier_run;

/* store_source_open(file, S, source): open a results file, whole or partial, written by
 * this version for the scenario S. Returns 0; GATESIM_ENOMEM with *source NULL; or, with a
 * *source that can only be asked for store_source_error and be closed, GATESIM_EIO when it cannot
 * be read, or GATESIM_EINPUT when it is about another scenario, seed or version. */
int store_source_open(const char *file, const struct gatesim_scenario *S,
                      struct earlier_run **source);

/* What is looked at before it is opened: look(user, file, S, sound, count) returns whether file may
 * be opened, with *sound, malloced, for store_source_believe. */
typedef bool (*store_look)(void *user, const char *file, const struct gatesim_scenario *S,
                           unsigned char **sound, size_t *count);

/* store_source_resume(path, S, look, user, source): the best of what earlier runs with -o path
 * left: PATH.partial (which is moved to PATH.previous, out of store_create's way), PATH.previous or
 * PATH. *source is NULL when there is none; that is no failure. When there are some and none is
 * about S, GATESIM_EINPUT as store_source_open; or GATESIM_EIO, when none can be read. Call it
 * before store_create(path). look may be NULL. Returns 0, these, or GATESIM_ENOMEM or, when it
 * cannot be moved, GATESIM_EIO with *source NULL. */
int store_source_resume(const char *path, const struct gatesim_scenario *S, store_look look,
                        void *user, struct earlier_run **source);

/* store_source_reopen(path, S, source): what store_keep of this process left at PATH.partial, and
 * nothing else; it is moved to PATH.previous, as above. Returns as store_source_open; GATESIM_EIO
 * with *source NULL: it cannot be moved. */
int store_source_reopen(const char *path, const struct gatesim_scenario *S,
                        struct earlier_run **source);

/* store_source_believe(SRC, sound, count): of the complete replications of an open source, only
 * those r below count with sound[r] 1 are there, as store_probe has found.
 * store_source_spoilt(SRC): how many are not; of NULL 0. */
void store_source_believe(struct earlier_run *SRC, const unsigned char *sound, size_t count);
uint32_t store_source_spoilt(const struct earlier_run *SRC);

/* store_source_error(SRC): why it could not be opened or read; "" nothing. */
const char *store_source_error(const struct earlier_run *SRC);

/* store_source_path(SRC): where its file is. */
const char *store_source_path(const struct earlier_run *SRC);

/* store_source_has(SRC, replication): whether it is complete there. NULL has none.
 * store_source_replications(SRC): how many it has room for. */
bool store_source_has(const struct earlier_run *SRC, uint32_t replication);
uint32_t store_source_replications(const struct earlier_run *SRC);

/* store_copy(ST, SRC, replication, values, record): publish a replication from a source, which
 * has it, and leave its record, with values, room for gatesim_values_count, in it. Returns as
 * store_publish, or what reading it failed with, which store_source_error tells. */
int store_copy(struct store *ST, struct earlier_run *SRC, uint32_t replication, double *values,
               struct store_record *record);

/* store_source_close(SRC, done): done: the run is finished; remove PATH.previous if the
 * source is that. NULL is fine. */
void store_source_close(struct earlier_run *SRC, bool done);

/* store_probe(P, out): for a limited child process (analysis/read/child.h), since HDF5 can crash or
 * loop on a damaged file: read all of P->file that a source of P->scenario, or store_text when that
 * is NULL, would read. With a scenario it writes a byte for each replication: whether it is
 * complete and as it was written. It calls P->progress often. Returns 0: it came to an end. */
struct store_probe {
    const char *file;
    const struct gatesim_scenario *scenario;
    void (*progress)(void);
};
int store_probe(void *P, FILE *out);

/* store_glance(path, out): for a limited child process: write a struct store_glance of the file at
 * path, a string. Returns 0, GATESIM_ENOMEM or GATESIM_EIO. */
struct store_glance {
    bool is_ours, is_run; /* written by gatesim; the results of a run */
    uint64_t complete;    /* replications of a run */
    uint64_t seed;
};
int store_glance(void *path, FILE *out);

/* store_text(file, text): the resolved scenario that a results file of this version is about, to
 * free(). Returns 0; GATESIM_EIO when there is none that can be read, or GATESIM_EINPUT when it is
 * by another version, with *text why, to free() too; or GATESIM_ENOMEM with *text NULL. */
int store_text(const char *file, char **text);

/* store_schema(out): describe the file in Markdown, from the tables that write it. Returns
 * 0, GATESIM_ENOMEM or GATESIM_EIO. */
int store_schema(FILE *out);

#endif
