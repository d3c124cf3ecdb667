/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: what its commands share.
 *
 * A command takes its own arguments (argv[0] is its name) and returns the exit status.
 * Results go to stdout, messages and progress to stderr. */
#ifndef SIM_CLI_CLI_H
#define SIM_CLI_CLI_H

#include <stddef.h>

#include "sim/cli/exit_status.h"

/* X(name, meaning): the commands, in the order in which they are told. Each has a function
 * command_NAME here and a table usage_NAME (options.h). */
#define COMMAND_LIST(X)                                                   \
    X(run, "simulate a scenario and write its results file")              \
    X(new, "a small scenario to start from")                              \
    X(merge, "put the results of shards together")                        \
    X(check, "find every mistake in a scenario, or print it resolved")    \
    X(compare, "what a policy changes: differences with their intervals") \
    X(rank, "which scenario is best, with a stated probability")          \
    X(sweep, "one scenario at many points of its settings")               \
    X(optimize, "the cheapest decisions that keep limits")                \
    X(report, "one page of results, to look at in a browser")             \
    X(live, "the gate in the browser while it runs")                      \
    X(explain, "what a section or key of a scenario means")

#define COMMAND_DECLARE(name, meaning) enum exit_status command_##name(int argc, const char **argv);
COMMAND_LIST(COMMAND_DECLARE)
#undef COMMAND_DECLARE

/* cli_say(fmt, ...): "gatesim: ", the text, and a line end, to messages. */
void cli_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* cli_status(status): write the text of a negative status to stderr. Returns the status. */
int cli_status(int status);

/* cli_worse(a, b): returns that of two statuses which ends the program with the greater exit
 * status: a signal counts more than wrong input, and that more than other failures. */
int cli_worse(int a, int b);

/* cli_end_by_signals(): from now on SIGINT and SIGTERM, unless they are ignored, say so and end
 * this process with GATESIM_ESTOPPED, wherever it is; for commands that leave nothing half done. An
 * experiment that listens to them takes them over. */
void cli_end_by_signals(void);

/* cli_finish_stdout(status): write out what stdout holds back. Returns status, or says what is
 * wrong and returns GATESIM_EIO when anything written to stdout was lost, unless the reader went
 * away, as 'head' does. */
int cli_finish_stdout(int status);

#endif
