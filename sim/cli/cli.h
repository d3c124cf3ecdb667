/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: what its commands share.
 *
 * A command takes its own arguments (argv[0] is its name) and returns the exit status.
 * Results go to stdout, messages and progress to stderr. */
#ifndef SIM_CLI_CLI_H
#define SIM_CLI_CLI_H

#include <stddef.h>

#include "gatesim/scenario.h"

struct sample; /* analysis/sample.h */

enum exit_status {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,  /* the machine did not do its part: disk, memory, a stuck model */
    EXIT_INPUT = 2,   /* wrong input or usage */
    EXIT_STOPPED = 3, /* by a signal; the file is usable */
};

int command_run(int argc, const char **argv);
int command_merge(int argc, const char **argv);
int command_check(int argc, const char **argv);
int command_compare(int argc, const char **argv);
int command_rank(int argc, const char **argv);
int command_sweep(int argc, const char **argv);
int command_optimize(int argc, const char **argv);
int command_report(int argc, const char **argv);
int command_live(int argc, const char **argv);
int command_explain(int argc, const char **argv);

/* cli_say(fmt, ...): "gatesim: ", the text, and a line end, on stderr. */
void cli_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* cli_status(status): say the text of a negative status; returns EXIT_FAILED. */
int cli_status(int status);

/* cli_finish_stdout(status): write out what stdout holds back. Returns status, or says what
 * is wrong and returns EXIT_FAILED when anything written to stdout was lost. */
int cli_finish_stdout(int status);

/* cli_diagnostics(D): a line for each on stderr; NULL has none. */
void cli_diagnostics(const struct gatesim_diagnostics *D);

/* cli_load(path, settings, count, S): load a scenario, or print everything that is wrong
 * with it. Returns EXIT_DONE with *S the caller's, or the exit status. */
int cli_load(const char *path, const char *const *settings, size_t count,
             struct gatesim_scenario **S);

/* cli_load_with(path, settings, count, setting, S): the same, with one more setting behind. */
int cli_load_with(const char *path, const char *const *settings, size_t count, const char *setting,
                  struct gatesim_scenario **S);

/* cli_load_run(path, settings, count, S): the same for a scenario that is to be run: a warm-up
 * that is 'auto' has been found by pilot runs, which is said. */
int cli_load_run(const char *path, const char *const *settings, size_t count,
                 struct gatesim_scenario **S);

/* cli_read(path, read, X): a results file, read by sample_read or sample_read_whole, that has
 * complete replications, or say what is wrong with it. Returns EXIT_DONE or the exit status; *X,
 * which may be set in either case, is the caller's. */
int cli_read(const char *path,
             int (*read)(const char *path, struct sample **X, const char **reason),
             struct sample **X);

#endif
