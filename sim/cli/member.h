/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run on several ranks: rank 0 has the file and says who simulates what; the others, its
 * members, simulate and hand over.
 *
 * Each member greets with the digest of the scenario that it has loaded, gets the replications
 * that are its own, hands them over in order, and waits for the farewell. */
#ifndef SIM_CLI_MEMBER_H
#define SIM_CLI_MEMBER_H

#include "sim/cli/output.h"
#include "sim/drive/ranks.h"

/* For rank 0. members_meet(R, S): wait for everybody's greeting. Returns EXIT_DONE, or the exit
 * status after saying who has not the scenario S.
 * members_begin(R, O): tell everybody what is theirs of the replications that O misses; cell i of
 * them is that of rank i % size. members_dismiss(R): there is nothing to do. members_end(R): all
 * has been handed over. The last three: a failure to tell shows when nothing comes. */
int members_meet(const struct ranks *R, const struct gatesim_scenario *S);
int members_begin(const struct ranks *R, const struct output *O);
void members_dismiss(const struct ranks *R);
void members_end(const struct ranks *R);

/* For the others. member_run(R, S, threads): all a member does, on so many threads. S is NULL when
 * there is no scenario. */
void member_run(const struct ranks *R, const struct gatesim_scenario *S, unsigned threads);

#endif
