/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results file: one HDF5 file per run that is also a readable netCDF-4.
 *
 * The file is created whole, with room for every replication, as PATH.partial. Each replication is
 * written when its turn comes and flushed by store_flush; store_finish closes the file, has it on
 * the disk and renames it to PATH. Until then a file that was at PATH is untouched. A process that
 * is killed at any instant leaves PATH.partial with every replication that was flushed (but, when
 * trucks are logged, without the last 65,536 rows), from which a later run goes on
 * (sim/store/earlier_run.h). analysis/SCHEMA.md describes the contents of the file.
 *
 * Order: replications are published in ascending order, whatever the order in which they are
 * simulated; the bytes of the file depend only on what is published.
 *
 * Threads: store_begin, store_ready and the observers of store_begin may be used on any thread, one
 * observer on one thread at a time, while another thread is in any function. All other functions
 * may be called by one thread at a time. The store locks itself. HDF5's printing of errors is
 * switched off during each call, for the calling thread, and put back. HDF5 is told not to clean up
 * at exit (H5dont_atexit).
 *
 * Trouble: after the first failure every call returns that failure and writes nothing more;
 * store_finish then fails too. When the store ends, the partial file is removed unless it holds
 * complete replications (store_left). */
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

#define STORE_HDF5_SIZE 32

/* store_hdf5(b): write the version of HDF5 that is linked, such as "1.10.8", into b, which has
 * STORE_HDF5_SIZE bytes. Returns b. */
const char *store_hdf5(char *b);

/* store_create(path, S, replications, store): begin the results file at path of a run of scenario
 * S, with room for replications (at least 1). Borrows S until the store ends. The scenario's `log`
 * says whether trucks and visits are logged. Returns 0; GATESIM_ENOMEM with *store NULL; or
 * GATESIM_EIO with a *store that can only be asked for store_error and be abandoned. */
int store_create(const char *path, const struct gatesim_scenario *S, uint32_t replications,
                 struct store **store);

/* store_collect(S, replications, store): the first step of store_create alone: make a store of
 * scenario S without a file, since a file takes a while in which simulations can run. Until
 * store_open only store_begin, store_ready, store_pack and store_abandon may be called. Returns 0,
 * or GATESIM_ENOMEM with *store NULL. */
int store_collect(const struct gatesim_scenario *S, uint32_t replications, struct store **store);

/* store_open(ST, path): begin the file at path of a store that store_collect made. Returns 0; or
 * GATESIM_ENOMEM or GATESIM_EIO, after which ST can only be asked for store_error and, once nothing
 * is simulated any more, be abandoned. */
int store_open(struct store *ST, const char *path);

/* store_accept(ST): say that all groups of the file are described. Rows of logs, which have waited
 * in memory, go to the file from now on. Returns as store_publish. */
int store_accept(struct store *ST);

/* store_pack(ST, replication, data, size): take the log of a replication that was begun out of ST,
 * to send it to the process that writes the file. *data becomes *size bytes for the caller to free,
 * or NULL when the scenario has no log. Returns 0 or GATESIM_ENOMEM. */
int store_pack(struct store *ST, uint32_t replication, void **data, size_t *size);

/* store_unpack(ST, replication, data, size): put the size bytes at data, which store_pack made for
 * the same scenario, into ST, as if the replication had been begun and simulated here. Returns 0,
 * GATESIM_ENOMEM, or GATESIM_EIO when the bytes are not a log. */
int store_unpack(struct store *ST, uint32_t replication, const void *data, size_t size);

/* store_begin(ST, replication, observer): give the observer with which to simulate a replication;
 * *observer is NULL when the scenario has no log. The observer lives until the replication is
 * published or dropped, or the store ends. A failure in the observer is reported when its
 * replication is published. Returns 0 or GATESIM_ENOMEM. */
int store_begin(struct store *ST, uint32_t replication, const struct gatesim_observer **observer);

/* store_ready(ST, replication, values): pack the values of a replication, which has been simulated
 * and will be published with these values or dropped, on the calling thread. This spares the thread
 * that publishes most of its work; it may be left out. */
void store_ready(struct store *ST, uint32_t replication, const double *values);

/* What one replication leaves in the file, but for its log. */
struct store_record {
    const double *values; /* as gatesim_values */
    uint64_t fingerprint;
    uint64_t events;
    bool complete; /* it reached the end of the scenario */
};

/* store_publish(ST, replication, record): write the record of a replication, and its log.
 * replication is above all that were published and below the number given to store_create. Small
 * pieces wait to be written with those of the next replications; store_flush writes them. Returns
 * 0, GATESIM_EIO, GATESIM_ENOMEM or, out of order, GATESIM_ERANGE. */
int store_publish(struct store *ST, uint32_t replication, const struct store_record *record);

/* store_flush(ST): have all that was published in the file, but for the last rows of a log.
 * Returns as store_publish. */
int store_flush(struct store *ST);

/* store_tend(ST): call store_flush when it is due: every 0.3 to 2 s, so that flushing costs about a
 * hundredth of a thread's work. To be called ten times a second. Returns as store_publish. */
int store_tend(struct store *ST);

/* store_drop(ST, replication): forget the log of a replication that was begun and will not be
 * published. Returns as store_publish. */
int store_drop(struct store *ST, uint32_t replication);

/* store_rows(ST): Returns the number of replications from the first that was published to the last,
 * those between them that were not published included. */
uint32_t store_rows(const struct store *ST);

/* store_column(ST, column, values): read back a column of the replications that store_rows counts,
 * from which estimates are computed. values has room for store_rows * gatesim_column_size numbers
 * in row-major order, replication first; NaN stands where a replication was not published. Returns
 * as store_publish. */
int store_column(struct store *ST, size_t column, double *values);

/* store_complete(ST, replication): Returns whether the replication was published as complete. */
bool store_complete(const struct store *ST, uint32_t replication);

/* store_estimates(ST, column, mean, half_width, n): write the estimates of a column, once per
 * column. The three arrays have the column's gatesim_column_size elements: the mean over the
 * replications, the half-width of its 95 % confidence interval, and the number of replications
 * behind it. Returns as store_publish. */
int store_estimates(struct store *ST, size_t column, const double *mean, const double *half_width,
                    const double *n);

/* store_sheet(ST): make a sheet for further groups of the file. To be called before store_accept;
 * until store_sheet_end nothing else may be done with ST. Only groups may be added to the sheet.
 * Returns the sheet, or NULL when memory is short. */
struct sheet *store_sheet(struct store *ST);

/* store_sheet_end(ST, T): end the sheet T that store_sheet made. Returns as store_publish. */
int store_sheet_end(struct store *ST, struct sheet *T);

/* store_put(ST, place, values, count): write count values to the array at place, which sheet_place
 * gave for the sheet of ST. Returns as store_publish. */
int store_put(struct store *ST, uint64_t place, const double *values, size_t count);

/* store_finish(ST): write what is left, close the file, fsync it and its folder, and rename it to
 * its path. Returns 0, with the store ended; or as store_publish, with an older file at the path as
 * it was, after which ST can only be asked for store_error and store_left and be abandoned. */
int store_finish(struct store *ST);

/* store_abandon(ST): end the store, which may be NULL, without a result, and remove the partial
 * file unless store_left keeps it. After a failure HDF5's own handle is left open, since to close
 * it would write. */
void store_abandon(struct store *ST);

/* store_left(ST): Returns how many complete replications the partial file holds after a failure to
 * write; the file is then left for --resume when the store ends. 0 when nothing failed. */
uint32_t store_left(const struct store *ST);

/* store_partial(ST): Returns the path of the partial file. */
const char *store_partial(const struct store *ST);

/* store_keep(ST): write all that was published to the partial file, leave that file for a later run
 * and end the store. */
void store_keep(struct store *ST);

/* store_error(ST): Returns what failed first, with the path and the system's reason; "" when
 * nothing failed. */
const char *store_error(const struct store *ST);

/* store_schema(out): describe the file in Markdown, from the tables that write it. Returns 0,
 * GATESIM_ENOMEM or GATESIM_EIO. */
int store_schema(FILE *out);

#endif
