/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An earlier run: a results file of the same scenario, whole or cut short, or of a shard, whose
 * complete replications a new store publishes again instead of having them simulated.
 *
 * The file is opened for reading only. HDF5 can crash or loop on a damaged file: one that may be
 * damaged is probed first, in a child process (analysis/read/child.h). One thread at a time. */
#ifndef SIM_STORE_EARLIER_RUN_H
#define SIM_STORE_EARLIER_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "gatesim/scenario.h"
#include "sim/store/store.h"

struct earlier_run;

/* earlier_run_open(file, S, earlier): open the results file at the path file, which this version
 * wrote for scenario S. Borrows S until the earlier run is closed. Returns 0; GATESIM_ENOMEM with
 * *earlier NULL; GATESIM_EIO when the file cannot be read, or GATESIM_EINPUT when it is about
 * another scenario, seed or version: after these two *earlier can only be asked for
 * earlier_run_error and be closed. */
int earlier_run_open(const char *file, const struct gatesim_scenario *S,
                     struct earlier_run **earlier);

/* A look at a file before it is opened. user is the caller's; *sound becomes *count bytes,
 * malloced, for earlier_run_believe. Returns whether file may be opened as an earlier run of S. */
typedef bool (*earlier_run_look)(void *user, const char *file, const struct gatesim_scenario *S,
                                 unsigned char **sound, size_t *count);

/* earlier_run_resume(path, S, look, user, earlier): open the file with the most complete
 * replications of S among those that earlier runs with results at path left: PATH.partial,
 * PATH.previous or PATH. PATH.partial is moved to PATH.previous, out of the way of store_create,
 * before which this is to be called. look, with its user, looks at each file first; when look is
 * NULL, each file is checked in this process, which a damaged file may crash. Returns 0, with
 * *earlier NULL when there is no such file; GATESIM_EINPUT or GATESIM_EIO as earlier_run_open,
 * about the best of the files, when none can be used; GATESIM_ENOMEM or, when PATH.partial cannot
 * be moved, GATESIM_EIO, both with *earlier NULL. */
int earlier_run_resume(const char *path, const struct gatesim_scenario *S, earlier_run_look look,
                       void *user, struct earlier_run **earlier);

/* earlier_run_reopen(path, S, earlier): move what store_keep of this process left at PATH.partial
 * to PATH.previous and open it. Returns as earlier_run_open; or GATESIM_EIO with *earlier NULL when
 * it cannot be moved. */
int earlier_run_reopen(const char *path, const struct gatesim_scenario *S,
                       struct earlier_run **earlier);

/* earlier_run_believe(E, sound, count): keep, of the complete replications of E, only each
 * replication r below count for which sound[r] is 1, as earlier_run_probe wrote it. The others
 * count as spoilt. */
void earlier_run_believe(struct earlier_run *E, const unsigned char *sound, size_t count);

/* earlier_run_spoilt(E): Returns the number of replications of E that are complete but not as they
 * were written; 0 when E is NULL. */
uint32_t earlier_run_spoilt(const struct earlier_run *E);

/* earlier_run_error(E): Returns why E could not be opened or read; "" when nothing failed. */
const char *earlier_run_error(const struct earlier_run *E);

/* earlier_run_path(E): Returns the path at which the file of E is now. */
const char *earlier_run_path(const struct earlier_run *E);

/* earlier_run_has(E, replication): Returns whether E has the replication complete; false when E is
 * NULL. */
bool earlier_run_has(const struct earlier_run *E, uint32_t replication);

/* earlier_run_replications(E): Returns for how many replications the file of E has room. */
uint32_t earlier_run_replications(const struct earlier_run *E);

/* store_copy(ST, E, replication, values, record): publish in ST the replication, which E has,
 * and its log. values has room for gatesim_values_count numbers; *record becomes the replication's,
 * with values in it. Returns as store_publish, or the status with which reading E failed, in words
 * from earlier_run_error. */
int store_copy(struct store *ST, struct earlier_run *E, uint32_t replication, double *values,
               struct store_record *record);

/* earlier_run_close(E, done): close and free E, which may be NULL. When done is true, the new run
 * is finished, and a file that earlier_run_resume or earlier_run_reopen moved to PATH.previous is
 * removed. */
void earlier_run_close(struct earlier_run *E, bool done);

struct earlier_run_probe {
    const char *file;
    const struct gatesim_scenario *scenario; /* NULL: the file is to be read by earlier_run_text */
    void (*progress)(void);                  /* called after each replication */
};

/* earlier_run_probe(P, out): in a child process, read all that an earlier run of the file of P, a
 * struct earlier_run_probe, would read. With a scenario it writes one byte for each replication to
 * out: 1 when the replication is complete and as it was written, else 0. Returns 0. */
int earlier_run_probe(void *P, FILE *out);

struct earlier_run_glance {
    bool is_ours, is_run; /* written by gatesim; the results of a run */
    uint64_t complete;    /* replications of the run */
    uint64_t seed;
};

/* earlier_run_glance(path, out): in a child process, write a struct earlier_run_glance of the file
 * at path, a string, to out. Returns 0, GATESIM_ENOMEM or GATESIM_EIO. */
int earlier_run_glance(void *path, FILE *out);

/* earlier_run_text(file, text): read the resolved scenario from a results file of this version.
 * Returns 0 with *text the scenario; GATESIM_EIO when no scenario can be read, or GATESIM_EINPUT
 * when another version wrote the file, with *text the reason; or GATESIM_ENOMEM with *text NULL.
 * The caller frees *text. */
int earlier_run_text(const char *file, char **text);

#endif
