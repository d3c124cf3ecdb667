/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options that the commands share which run several scenarios side by side. */
#ifndef SIM_CLI_STUDY_OPTIONS_H
#define SIM_CLI_STUDY_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/cli/options.h"
#include "sim/experiment/study.h"

enum study_option {
    STUDY_OUTPUT = 512,
    STUDY_REPLICATIONS,
    STUDY_SEED,
    STUDY_SET,
    STUDY_THREADS,
    STUDY_JSON,
    STUDY_CSV,
    STUDY_QUIET,
    STUDY_METRIC,
    STUDY_OTHER /* the first that a command may use for its own */
};

/* Rows of a command's table of options. */
#define STUDY_OPTION(name, letter, code, help, value)                                            \
    {                                                                                            \
        name, letter, (value) != NULL ? POPT_ARG_STRING : POPT_ARG_NONE, NULL, code, help, value \
    }
#define STUDY_OPTIONS                                                                              \
    STUDY_OPTION("seed", '\0', STUDY_SEED, "Start of all random numbers, of every scenario", "N"), \
        STUDY_OPTION("set", '\0', STUDY_SET,                                                       \
                     "Change one setting of every scenario (may be repeated)",                     \
                     "SECTION.KEY=VALUE"),                                                         \
        STUDY_OPTION("threads", '\0', STUDY_THREADS,                                               \
                     "Simulate on so many threads (default: all cores)", "N"),                     \
        STUDY_OPTION("json", '\0', STUDY_JSON, "Print the results as JSON", NULL),                 \
        STUDY_OPTION("quiet", '\0', STUDY_QUIET, "Print nothing but errors (and --json)", NULL)
#define STUDY_FILES                                                                              \
    STUDY_OPTION("output", 'o', STUDY_OUTPUT, "Write all numbers as HDF5, readable as netCDF-4", \
                 "FILE.h5"),                                                                     \
        STUDY_OPTION("csv", '\0', STUDY_CSV,                                                     \
                     "Write a table of all numbers: times in s (NAME_s), money in the currency " \
                     "(NAME_VND), the half-width of each beside it "                             \
                     "(NAME_half_width); text that a spreadsheet would run gets an apostrophe",  \
                     "FILE.csv")

/* study_take(Y, option, argument): take one of STUDY_OPTIONS or STUDY_METRIC into Y. argument is
 * what came with it, or NULL; the function owns it. Returns 0, or a negative status after a
 * message. */
int study_take(struct study *Y, int option, char *argument);

/* study_count(option, text, most, value): read a whole number from 1 to most, and free text. option
 * stands for it in messages. Returns 0, or GATESIM_EINPUT after a message. */
int study_count(const char *option, char *text, double most, uint64_t *value);

/* study_number(option, text, least, most, value): read a whole number from least to most, and free
 * text. Returns 0, or GATESIM_EINPUT after a message. */
int study_number(const char *option, char *text, double least, double most, uint64_t *value);

/* study_replications(text, replications): read the value of --replications, and free text. Returns
 * 0, or GATESIM_EINPUT after a message. */
int study_replications(char *text, uint32_t *replications);

/* study_threads(text, threads): read the value of --threads, and free text. Returns 0, or
 * GATESIM_EINPUT after a message. */
int study_threads(char *text, unsigned *threads);

/* study_share(option, text, value): read a share above 0 and below 1, such as "95 %" or 0.95, and
 * free text. Returns 0, or GATESIM_EINPUT after a message. */
int study_share(const char *option, char *text, double *value);

#endif
