/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison as people and programs read it: in the terminal, as JSON, as CSV, as an HDF5 file.
 */
#ifndef SIM_PRESENT_COMPARE_H
#define SIM_PRESENT_COMPARE_H

#include <stdio.h>

#include "analysis/compare/comparison.h"
#include "sim/experiment/settings.h"

struct compared {
    const struct comparison *C;
    const char *const *name;        /* by run: unique */
    const struct settings *metrics; /* the user's, or none */
};

/* compare_print(P, out): write the comparison as tables and sentences. Returns 0 or
 * GATESIM_ENOMEM. */
int compare_print(const struct compared *P, FILE *out);

/* compare_json(P, out): write the comparison as JSON. Returns 0 or GATESIM_ENOMEM. */
int compare_json(const struct compared *P, FILE *out);

/* compare_verdicts(P, take, user): hand take each sentence of the verdict: what a policy does to
 * a measure, or that no change of it is sure; where its trucks wait longest, or that it is too
 * close to tell; and for every run whether its backlog still grows. Returns 0 or GATESIM_ENOMEM. */
int compare_verdicts(const struct compared *P, void (*take)(void *user, const char *text),
                     void *user);

/* compare_warnings(P, take, user): hand take each reason for which numbers beside each other do
 * not belong together: other windows of time; differences over some of the replications only.
 * Returns 0 or GATESIM_ENOMEM. */
int compare_warnings(const struct compared *P, void (*take)(void *user, const char *text),
                     void *user);

/* compare_csv(messages, P, path): write all numbers as CSV. Returns 0, or a negative status after a
 * message. */
int compare_csv(FILE *messages, const struct compared *P, const char *path);

/* compare_file(messages, P, path): write all numbers as HDF5. Returns 0, or a negative status after
 * a message. */
int compare_file(FILE *messages, const struct compared *P, const char *path);

/* The numbers that CSV, JSON and HDF5 tell of a run in a row: X(code, name, meaning, value), the
 * value from estimate E, difference D and adjusted p-value holm. */
#define COMPARE_NUMBERS(X)                                                                    \
    X(MEAN, "mean", "mean over the replications", E->mean)                                    \
    X(HALF_WIDTH, "half_width", "half-width of its 95 % interval", E->half_width)             \
    X(N, "n", "replications behind it", (double)E->n)                                         \
    X(DIFFERENCE, "difference", "mean less that of the first run", D->mean)                   \
    X(DIFFERENCE_HALF_WIDTH, "difference_half_width",                                         \
      "half-width of its interval, adjusted for the number of runs", D->half_width)           \
    X(RELATIVE, "relative", "difference / mean of the first run", D->relative)                \
    X(RELATIVE_LOW, "relative_low", "lower end of its interval (Fieller)", D->relative_low)   \
    X(RELATIVE_HIGH, "relative_high", "upper end", D->relative_high)                          \
    X(P, "p", "p-value of no difference", D->p)                                               \
    X(P_HOLM, "p_holm", "p-value adjusted over the runs (Holm)", holm)                        \
    X(CORRELATION, "correlation", "with the first run over the replications", D->correlation) \
    X(SAVED, "variance_saved", "share of the variance that common random numbers save", D->saved)

enum compare_number {
#define COMPARE_CODE(code, name, meaning, value) COMPARE_##code,
    COMPARE_NUMBERS(COMPARE_CODE)
#undef COMPARE_CODE
        COMPARE_COUNT
};

/* compare_number_name(which): returns the name of that number in files. */
const char *compare_number_name(enum compare_number which);

/* compare_numbers(R, run, numbers): write all numbers of a run in row R to numbers. */
void compare_numbers(const struct comparison_row *R, size_t run, double numbers[COMPARE_COUNT]);

#endif
