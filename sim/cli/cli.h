/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: what its commands share.
 *
 * A command takes its own arguments (argv[0] is its name) and returns the exit status.
 * Results go to stdout, messages and progress to stderr. */
#ifndef SIM_CLI_CLI_H
#define SIM_CLI_CLI_H

#include <stddef.h>

#include "gatesim/scenario.h"

struct sample; /* analysis/read/sample.h */

/* X(code, value, meaning): how the program ends. */
#define EXIT_LIST(X)                                                                       \
    X(DONE, 0, "Done.")                                                                    \
    X(FAILED, 1, "The machine did not do its part (disk, memory), or the model is stuck.") \
    X(INPUT, 2, "Wrong input or usage; nothing was run.")                                  \
    X(STOPPED, 3, "Stopped by a signal; the results file is usable.")

enum exit_status {
#define EXIT_CODE(code, value, meaning) EXIT_##code = (value),
    EXIT_LIST(EXIT_CODE)
#undef EXIT_CODE
};

/* X(name, meaning): the commands, in the order in which they are told. Each has a function
 * command_NAME here and a table usage_NAME (options.h). */
#define COMMAND_LIST(X)                                                   \
    X(run, "simulate a scenario and write its results file")              \
    X(merge, "put the results of shards together")                        \
    X(check, "find every mistake in a scenario, or print it resolved")    \
    X(compare, "what a policy changes: differences with their intervals") \
    X(rank, "which scenario is best, with a stated probability")          \
    X(sweep, "one scenario at many points of its settings")               \
    X(optimize, "the cheapest decisions that keep limits")                \
    X(report, "one page of results, to look at in a browser")             \
    X(live, "the gate in the browser while it runs")                      \
    X(explain, "what a section or key of a scenario means")

#define COMMAND_DECLARE(name, meaning) int command_##name(int argc, const char **argv);
COMMAND_LIST(COMMAND_DECLARE)
#undef COMMAND_DECLARE

/* cli_say(fmt, ...): "gatesim: ", the text, and a line end, on stderr. */
void cli_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* cli_status(status): say the text of a negative status; returns EXIT_FAILED, or EXIT_STOPPED for
 * GATESIM_ESTOPPED. */
int cli_status(int status);

/* cli_end_by_signals(): from now on SIGINT and SIGTERM, unless they are ignored, say so and end
 * this process with EXIT_STOPPED, wherever it is; for commands that leave nothing half done. An
 * experiment that listens to them takes them over. */
void cli_end_by_signals(void);

/* cli_finish_stdout(status): write out what stdout holds back. Returns status, or says what
 * is wrong and returns EXIT_FAILED when anything written to stdout was lost, unless the reader went
 * away, as 'head' does. */
int cli_finish_stdout(int status);

/* cli_diagnostic(d): its line, of any length, which the caller frees; NULL without memory. */
char *cli_diagnostic(const struct gatesim_diagnostic *d);

/* cli_diagnostics(D): a line for each on stderr; NULL has none. */
void cli_diagnostics(const struct gatesim_diagnostics *D);

/* cli_spare(output, inputs, count): nothing is to be written over what is read, under whatever
 * name. Returns EXIT_DONE, also when output is NULL, or EXIT_INPUT after saying which input it
 * would replace. */
int cli_spare(const char *output, const char *const *inputs, size_t count);

/* cli_spare_scenario(output, S): the same of all files that S was read from. */
int cli_spare_scenario(const char *output, const struct gatesim_scenario *S);

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
