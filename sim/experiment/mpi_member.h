/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run on several ranks: rank 0 has the file and says who simulates what; the others, its
 * members, simulate and hand over.
 *
 * Each member greets with its version and the digest of the scenario that it has loaded. Then it
 * gets, wave by wave, the replications that are its own, and hands them over in order, until the
 * farewell. */
#ifndef SIM_EXPERIMENT_MPI_MEMBER_H
#define SIM_EXPERIMENT_MPI_MEMBER_H

#include <stdio.h>

#include "sim/drive/ranks.h"
#include "sim/experiment/run_file.h"

/* members_meet(messages, R, S): for rank 0, wait until every other rank of R has greeted. Returns
 * GATESIM_OK, or a negative status after saying in messages which rank has not the scenario S. */
int members_meet(FILE *messages, const struct ranks *R, const struct gatesim_scenario *S);

/* members_wave(R, O, from, to): for rank 0, tell the others which of the cells from .. to - 1 are
 * theirs. A cell is a replication that O misses, in order; cell i is that of rank i % size.
 * Returns 0 or a negative status. */
int members_wave(const struct ranks *R, const struct run_file *O, uint64_t from, uint64_t to);

/* members_end(R): for rank 0, tell the others that no cells will follow. Does nothing when this
 * process is alone. */
void members_end(const struct ranks *R);

/* For the others. member_run(R, S, threads): all a member does, on so many threads. S is NULL when
 * there is no scenario. */
void member_run(const struct ranks *R, const struct gatesim_scenario *S, unsigned threads);

#endif
