/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results file that a command leaves: begun, filled in the order of the replications by
 * simulations and from earlier files, measured on the way, and put in its place.
 *
 * A file may be of a shard: then it has room for all replications, and those of the shard. */
#ifndef SIM_EXPERIMENT_RUN_FILE_H
#define SIM_EXPERIMENT_RUN_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "sim/drive/experiment.h"
#include "sim/experiment/run_estimates.h"
#include "sim/store/store.h"

struct run_file {
    FILE *messages;                 /* where messages go */
    const char *path;               /* of the file; borrowed */
    struct run_estimates *measured; /* borrowed; whose scenario it is */
    uint32_t first, end;            /* replications first .. end - 1 are to be in it */
    /* the rest is the output's own */
    struct store *store;
    struct earlier_run *earlier; /* what an earlier run left; NULL nothing */
    uint32_t next;               /* below it, what there is of replications is in the file */
    double *values;              /* room for those of one replication */
};

/* run_file_init(O, messages, path, M): a file of all replications, not begun yet. Returns 0 or
 * GATESIM_ENOMEM. */
int run_file_init(struct run_file *O, FILE *messages, const char *path, struct run_estimates *M);
void run_file_release(struct run_file *O); /* the temporary file goes; a zeroed one is fine */

/* run_file_resume(O): look for what an earlier run left. Returns EXIT_DONE, whether there was
 * anything or not, or the exit status after saying what is wrong. */
int run_file_resume(struct run_file *O);

/* run_file_has(O, replication): whether an earlier run left it. run_file_missing(O): how many of
 * the replications it left none. */
bool run_file_has(const struct run_file *O, uint32_t replication);
uint32_t run_file_missing(const struct run_file *O);

/* run_file_begin(O): create the temporary file. Returns 0 or a negative status.
 * run_file_collect(O): what can be done of it without the file, so that replications can be
 * simulated while it is created: may come before. Returns 0 or GATESIM_ENOMEM. */
int run_file_collect(struct run_file *O);
int run_file_begin(struct run_file *O);

/* run_file_add(O, result): a replication that has been simulated with the observer of
 * store_begin(O->store), above all that are there: it, or what of it there was when it was cut
 * short, is published and measured, after what an earlier run left below it.
 * run_file_copy(O, E, replication): the same, from another file. Both return 0 or a negative
 * status. */
int run_file_add(struct run_file *O, const struct experiment_result *result);
int run_file_copy(struct run_file *O, struct earlier_run *E, uint32_t replication);

/* run_file_shrink(O, replications): begin the file anew with room for fewer replications than it
 * had, from 0, all of which are there; run_file_end copies and measures them. Returns 0 or a
 * negative status. */
int run_file_shrink(struct run_file *O, uint32_t replications);

/* run_file_measure(O, end): measure what an earlier run left of the replications below end. */
int run_file_measure(struct run_file *O, uint32_t end);

/* run_file_end(O): what an earlier run left above, the estimates, and the end of the file. Returns
 * the exit status, after saying what went wrong. */
int run_file_end(struct run_file *O);

/* run_file_trouble(O, status): say why an output_ function failed; returns EXIT_FAILED. */
int run_file_trouble(const struct run_file *O, int status);

#endif
