/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: what its commands share.
 *
 * A command takes its own arguments (argv[0] is its name) and returns the exit status.
 * Results go to stdout, messages and progress to stderr. */
#ifndef SIM_CLI_CLI_H
#define SIM_CLI_CLI_H

#include <stddef.h>

#include "sim/text/exit_status.h"

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

#define COMMAND_DECLARE(name, meaning) int command_##name(int argc, const char **argv);
COMMAND_LIST(COMMAND_DECLARE)
#undef COMMAND_DECLARE

/* cli_say(fmt, ...): "gatesim: ", the text, and a line end, to messages. */
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

#endif
