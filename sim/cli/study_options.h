/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A study: what the commands that run several scenarios side by side share: their options and
 * what these say. */
#ifndef SIM_CLI_STUDY_OPTIONS_H
#define SIM_CLI_STUDY_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/base/arena.h"
#include "sim/cli/options.h"
#include "sim/experiment/alternatives.h"
#include "sim/experiment/settings.h"

struct study {
    struct settings settings; /* --set, in order */
    struct settings metrics;  /* --metric */
    struct settings warned;   /* of dates in the scenarios: each line is said once */
    char *seed;               /* NULL: not given; owned, as are output and csv */
    char *output, *csv;
    uint32_t replications; /* 0: not given */
    unsigned threads;      /* 0: all cores */
    bool json, quiet;
};

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

/* study_take(Y, option, argument): one of STUDY_OPTIONS or STUDY_METRIC, as options_take. */
int study_take(struct study *Y, int option, char *argument);
void study_release(struct study *Y);

/* study_count(option, text, most, value): a whole number 1 .. most. Frees text. Returns -1, or
 * EXIT_INPUT after saying what is wrong with the option's value. */
int study_count(const char *option, char *text, double most, uint64_t *value);

/* study_number(option, text, least, most, value): the same, from least on. */
int study_number(const char *option, char *text, double least, double most, uint64_t *value);

/* study_replications(text, replications): of --replications; as study_count. */
int study_replications(char *text, uint32_t *replications);

/* study_threads(text, threads): of --threads; as study_count. */
int study_threads(char *text, unsigned *threads);

/* study_share(option, text, value): "95 %" or 0.95, above 0 and below 1; as study_count. */
int study_share(const char *option, char *text, double *value);

/* study_names(run, runs, A, name): what to call each run: its file without folder and ending,
 * its path where that is not unique, that with a number where this is not. Returns whether
 * there is memory. */
bool study_names(const struct sample *const *run, size_t runs, struct arena *A, const char **name);

/* study_spare(Y, inputs, count): the files that are written replace none of the inputs; as
 * cli_spare. */
int study_spare(const struct study *Y, const char *const *inputs, size_t count);

/* study_kinds(Y): whether what is there under the names of the files to write may be replaced.
 * Returns EXIT_DONE, or EXIT_INPUT after saying what is there. */
int study_kinds(const struct study *Y);

/* study_load(Y, L, path): add a scenario to the lanes, with the settings and the seed: the one
 * that is given, else that of the first lane. What is written must replace none of its files; what
 * comes to nothing in it is said, unless quiet or said before. Returns an exit status. */
int study_load(struct study *Y, struct alternatives *L, const char *path);

/* study_lanes(Y, L): the lanes run on as many threads, and as quietly, as the options say. */
void study_lanes(const struct study *Y, struct alternatives *L);

#endif
