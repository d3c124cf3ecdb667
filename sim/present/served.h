/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trucks that a gate does not serve: those that wanted to come and found no slot, did not come or
 * were refused, and those that do not cross. Whoever praises an alternative asks here whether it
 * serves fewer trucks than what it is compared with, and says so in the same sentence. */
#ifndef SIM_PRESENT_SERVED_H
#define SIM_PRESENT_SERVED_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/estimate/estimate.h"
#include "analysis/read/run_data.h"
#include "gatesim/scenario.h"

#define SERVED_SIZE 256

/* served_books(X): whether trucks of the run book appointments, so that the time that counts for
 * them is that from wanting to come to crossing. */
bool served_books(const struct run_data *X);

/* served_will_book(S): whether a class of the scenario books appointments, before any run. */
bool served_will_book(const struct gatesim_scenario *S);

/* served_estimate(X, name): of a column of the summary; n is 0 where the run has none such. */
struct estimate served_estimate(const struct run_data *X, const char *name);

/* served_unmet(b, X, group, label): write into b, of SERVED_SIZE bytes, whose demand the run did
 * not meet, as "41,431 of 132,000 trucks (31 %) find no slot"; group and label say of which trucks:
 * of "summary" and NULL, of all. Returns b, which is empty where all demand was met. */
char *served_unmet(char *b, const struct run_data *X, const char *group, const char *label);

/* served_but(b, base, X, group, label, among): write into b, of SERVED_SIZE bytes, ", but " and how
 * run X serves fewer trucks than run base: it leaves more demand unmet, or by what share fewer
 * cross, with the interval of that. What is not sure with 95 % for all of so many comparisons
 * together (Bonferroni), over the pairs of replications where the runs have one seed, is not said,
 * unless there is one replication. Returns the difference in trucks, with that half-width; its mean
 * is 0 and b is empty where X does not serve fewer. */
struct estimate served_but(char *b, const struct run_data *base, const struct run_data *X,
                           const char *group, const char *label, size_t among);

#endif
