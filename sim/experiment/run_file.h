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

/* run_file_release(O): free what O owns, and remove the partial file if it is still there. A
 * zeroed O is fine. */
void run_file_release(struct run_file *O); /* the temporary file goes; a zeroed one is fine */

/* run_file_resume(O): look for what an earlier run left. Returns GATESIM_OK, whether there was
 * anything or not, or a negative status after a message. */
int run_file_resume(struct run_file *O);

/* run_file_has(O, replication): returns whether an earlier run left that replication. */
bool run_file_has(const struct run_file *O, uint32_t replication);

/* run_file_missing(O): returns how many of the replications an earlier run did not leave. */
uint32_t run_file_missing(const struct run_file *O);

/* run_file_collect(O): do what can be done without the file, so that replications can be
 * simulated while it is created. It may come before run_file_begin. Returns 0 or GATESIM_ENOMEM. */
int run_file_collect(struct run_file *O);

/* run_file_begin(O): create the partial file. Returns 0 or a negative status. */
int run_file_begin(struct run_file *O);

/* run_file_add(O, result): copy the replications of the earlier run that are numbered below this
 * one, then write this one, which was simulated with the observer of store_begin(O->store), as
 * far as it got if a signal cut it short, and add it to the estimates. Its number is above all
 * that are in the file. Returns 0 or a negative status. */
int run_file_add(struct run_file *O, const struct experiment_result *result);

/* run_file_copy(O, SRC, replication): write a replication of another file, and add it to the
 * estimates. Returns 0 or a negative status. */
int run_file_copy(struct run_file *O, struct earlier_run *E, uint32_t replication);

/* run_file_shrink(O, replications): begin the file anew with room for fewer replications than it
 * had, from 0, all of which are there; run_file_end copies and measures them. Returns 0 or a
 * negative status. */
int run_file_shrink(struct run_file *O, uint32_t replications);

/* run_file_measure(O, end): add what an earlier run left of the replications below end to the
 * estimates. Returns 0 or a negative status. */
int run_file_measure(struct run_file *O, uint32_t end);

/* run_file_end(O): copy what an earlier run left above, write the estimates, and end the file.
 * Returns a status, after a message when it is not GATESIM_OK. */
int run_file_end(struct run_file *O);

/* run_file_trouble(O, status): tell why a function of this header failed with that status.
 * Returns the status, or GATESIM_EIO. */
int run_file_trouble(const struct run_file *O, int status);

#endif
