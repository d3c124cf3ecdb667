/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison: every number that runs have measured, of each against the first.
 *
 * Runs with the same seed are on common random numbers: their replications are compared in
 * pairs. Others are compared as independent. A row is one number: a column at one position of
 * its axes, found in each run by its labels, since scenarios may have different stations.
 *
 * Sums of time (the group "delay") are compared per truck that was inside in the measured window,
 * so that they do not grow with the run and, in a long one, add up to the time in system. */
#ifndef ANALYSIS_COMPARE_COMPARISON_H
#define ANALYSIS_COMPARE_COMPARISON_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/compare/difference.h"
#include "analysis/estimate/estimate.h"
#include "analysis/read/run_data.h"

/* The statistics of all trucks by which runs are judged unless the user names another: the time in
 * system, or, where trucks book appointments, the time from the wish to cross. */
#define COMPARISON_TIME "time_in_system_mean"
#define COMPARISON_TIME_BOOKED "total_time_mean"

struct comparison_row {
    const struct run_data_column *column; /* of the first run that has it */
    const char *label[2];                 /* by axis; NULL: none */
    size_t position[2];                   /* of the label in that run */
    struct estimate *each;                /* by run; n is 0 where there is no such number */
    struct difference *against;           /* by run, less the first; NaN throughout at 0 */
    double *holm;                         /* by run: p-values adjusted over the runs of this row */
};

struct comparison {
    size_t runs;
    const struct run_data *const *run; /* borrowed; 0 is the baseline */
    bool *paired;                      /* by run, with the baseline */
    size_t *pairs;                     /* by run: replications that are paired, if it is */
    double confidence;                 /* of the intervals of one row together */
    size_t rows;
    struct comparison_row *row;
    struct arena *arena;
};

/* comparison_create(run, runs, confidence, C): compare 1 or more runs. The intervals of one
 * row hold together with the confidence (Bonferroni over the runs - 1 comparisons). Axes of
 * numbers (days, hours) are left out. Returns 0 or GATESIM_ENOMEM. */
int comparison_create(const struct run_data *const *run, size_t runs, double confidence,
                      struct comparison **C);

/* comparison_destroy(C): free a comparison. NULL is fine. */
void comparison_destroy(struct comparison *C); /* NULL is fine */

/* comparison_find(C, group, name, label0, label1): the row, or NULL. A label that the column has
 * no axis for is NULL. */
const struct comparison_row *comparison_find(const struct comparison *C, const char *group,
                                             const char *name, const char *label0,
                                             const char *label1);

/* comparison_same(R, i): whether the row has the baseline's number in every pair of run i. */
bool comparison_same(const struct comparison_row *R, size_t i);

/* comparison_best(C, R, best, behind): the run whose number in row R has the smallest mean; C->runs
 * when none has one. behind[i] tells whether run i is not the best, and that no such word is wrong
 * has the confidence of C: its interval against the best, Bonferroni's over all the others, is
 * above 0 (multiple comparisons with the best: Nelson & Matejcik, "Using common random numbers for
 * indifference-zone selection and multiple comparisons in simulation", Management Science 41,
 * 1995). Returns 0 or GATESIM_ENOMEM. */
int comparison_best(const struct comparison *C, const struct comparison_row *R, size_t *best,
                    bool *behind);

/* comparison_trucks_alike(C, i): whether run i saw as many trucks as the baseline in every
 * replication that is paired: common random numbers, and the same demand. */
bool comparison_trucks_alike(const struct comparison *C, size_t i);

#endif
