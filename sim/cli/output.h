/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results file that a command leaves: begun, filled in the order of the replications by
 * simulations and from earlier files, measured on the way, and put in its place.
 *
 * A file may be of a shard: then it has room for all replications, and those of the shard. */
#ifndef SIM_CLI_OUTPUT_H
#define SIM_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/cli/measured.h"
#include "sim/drive/experiment.h"
#include "sim/store/store.h"

struct output {
    const char *path;          /* of the file; borrowed */
    struct measured *measured; /* borrowed; whose scenario it is */
    uint32_t first, end;       /* replications first .. end - 1 are to be in it */
    /* the rest is the output's own */
    struct store *store;
    struct store_source *earlier; /* what an earlier run left; NULL nothing */
    uint32_t next;                /* below it, what there is of replications is in the file */
    double *values;               /* room for those of one replication */
};

/* output_init(O, path, M): a file of all replications, not begun yet. Returns 0 or
 * GATESIM_ENOMEM. */
int output_init(struct output *O, const char *path, struct measured *M);
void output_release(struct output *O); /* the temporary file goes; a zeroed one is fine */

/* output_resume(O): look for what an earlier run left. Returns EXIT_DONE, whether there was
 * anything or not, or the exit status after saying what is wrong. */
int output_resume(struct output *O);

/* output_has(O, replication): whether an earlier run left it. output_missing(O): how many of
 * the replications it left none. */
bool output_has(const struct output *O, uint32_t replication);
uint32_t output_missing(const struct output *O);

/* output_begin(O): create the temporary file. Returns 0 or a negative status. output_collect(O):
 * what can be done of it without the file, so that replications can be simulated while it is
 * created: may come before. Returns 0 or GATESIM_ENOMEM. */
int output_collect(struct output *O);
int output_begin(struct output *O);

/* output_add(O, result): a replication that has been simulated with the observer of
 * store_begin(O->store), above all that are there: it, or what of it there was when it was cut
 * short, is published and measured, after what an earlier run left below it.
 * output_copy(O, SRC, replication): the same, from another file. Both return 0 or a negative
 * status. */
int output_add(struct output *O, const struct experiment_result *result);
int output_copy(struct output *O, struct store_source *SRC, uint32_t replication);

/* output_shrink(O, replications): begin the file anew with room for fewer replications than it
 * had, from 0, all of which are there; output_end copies and measures them. Returns 0 or a
 * negative status. */
int output_shrink(struct output *O, uint32_t replications);

/* output_measure(O, end): measure what an earlier run left of the replications below end. */
int output_measure(struct output *O, uint32_t end);

/* output_end(O): what an earlier run left above, the estimates, and the end of the file. Returns
 * the exit status, after saying what went wrong. */
int output_end(struct output *O);

/* output_print(O, json, quiet): what was measured, on stdout: as JSON, or for people, or, when
 * quiet, not at all. Returns the exit status. */
int output_print(const struct output *O, bool json, bool quiet);

/* output_trouble(O, status): say why an output_ function failed; returns EXIT_FAILED. */
int output_trouble(const struct output *O, int status);

#endif
