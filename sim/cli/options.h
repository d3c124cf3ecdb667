/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of a command: one popt table is the parser and the help. */
#ifndef SIM_CLI_OPTIONS_H
#define SIM_CLI_OPTIONS_H

#include <stdbool.h>

#include <popt.h>

#include "sim/cli/cli.h"

#define OPTION_HELP 'h'
#define OPTIONS_HELP                                                                   \
    {                                                                                  \
        "help", 'h', POPT_ARG_NONE, NULL, OPTION_HELP, "Show this help and stop", NULL \
    }

struct command {
    const char *name;                 /* "gatesim run" */
    const char *arguments;            /* "[OPTION...] SCENARIO.ini" */
    const char *purpose;              /* a sentence or two */
    const char *examples;             /* lines, each indented */
    const struct poptOption *options; /* every one with a value of its own */
};

#define COMMAND_USAGE(name, meaning) extern const struct command usage_##name;
COMMAND_LIST(COMMAND_USAGE)
#undef COMMAND_USAGE

/* What becomes of an option that was given. */
enum option_taken {
    OPTION_TAKEN,
    OPTION_WRONG, /* its value cannot be used; why has been said */
    OPTION_LOST   /* there was no memory, which has been said */
};

/* option_taken(status): returns what becomes of an option whose value was taken with that status:
 * GATESIM_OK, GATESIM_EINPUT or another, after a message. */
static inline enum option_taken option_taken(int status)
{
    return status == GATESIM_OK       ? OPTION_TAKEN
           : status == GATESIM_EINPUT ? OPTION_WRONG
                                      : OPTION_LOST;
}

/* An option was given. argument is what came with it, or NULL, and the callee's to free. */
typedef enum option_taken (*options_take)(void *user, int option, char *argument);

struct options {
    poptContext context;
    const char *const *rest; /* what is no option; ends with NULL */
    size_t count;            /* of words that are no options */
    int status;              /* how the command ends, when it does not go on */
};

/* options_parse(O, C, argc, argv, take, user): hand every option to take, and let argv[0] be the
 * command's name. Returns whether the command goes on. When it does not, --help was asked for and
 * given, or something was wrong and has been said; O->status tells which. options_release in either
 * case. */
bool options_parse(struct options *O, const struct command *C, int argc, const char **argv,
                   options_take take, void *user);

/* options_release(O): free what options_parse put into O. */
void options_release(struct options *O);

/* options_hint(C): say where the help is. Returns GATESIM_EINPUT. */
int options_hint(const struct command *C);

#endif
