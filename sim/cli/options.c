/* SPDX-License-Identifier: GPL-3.0-or-later */
/* popt parses; what it does not say is added here: the nearest option to one that is misspelt, and
 * help that ends with examples. */
#include "sim/cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/diag.h"
#include "sim/cli/cli.h"

#define CANDIDATES 32

int options_hint(const struct command *C)
{
    cli_say("see: %s --help", C->name);
    return GATESIM_EINPUT;
}

static int show_help(const struct options *O, const struct command *C)
{
    printf("%s\n\n", C->purpose);
    fflush(stdout); /* popt writes past our buffer when it fails; keep the order */
    poptPrintHelp(O->context, stdout, 0);
    printf("\nExamples:\n%s", C->examples);
    return cli_finish_stdout(GATESIM_OK);
}

/* The long option of the table that bad was meant to be, without its dashes, or NULL. */
static const char *nearest(const struct command *C, const char *bad)
{
    const char *candidate[CANDIDATES];
    char word[64];
    size_t count = 0;

    if (strncmp(bad, "--", 2) != 0)
        return NULL;
    for (const struct poptOption *o = C->options; o->longName != NULL && count < CANDIDATES; o++)
        candidate[count++] = o->longName;
    snprintf(word, sizeof word, "%.*s", (int)strcspn(bad + 2, "="), bad + 2);
    return diag_suggest(word, candidate, count);
}

static int say_bad(const struct options *O, const struct command *C, int error)
{
    const char *bad = poptBadOption(O->context, POPT_BADOPTION_NOALIAS);
    const char *suggestion;

    if (error != POPT_ERROR_BADOPT) {
        cli_say("%s: %s", bad, poptStrerror(error));
        return options_hint(C);
    }
    suggestion = nearest(C, bad);
    if (suggestion != NULL)
        cli_say("unknown option '%s'; did you mean --%s?", bad, suggestion);
    else
        cli_say("unknown option '%s'", bad);
    return options_hint(C);
}

/* Hands every option to take. Returns whether the command goes on; else O->status tells why not. */
static bool take_all(struct options *O, const struct command *C, options_take take, void *user)
{
    int option;

    while ((option = poptGetNextOpt(O->context)) > 0) {
        enum option_taken taken;

        if (option == OPTION_HELP) {
            O->status = show_help(O, C);
            return false;
        }
        taken = take(user, option, poptGetOptArg(O->context));
        O->status = taken == OPTION_TAKEN   ? GATESIM_OK
                    : taken == OPTION_WRONG ? GATESIM_EINPUT
                                            : GATESIM_ENOMEM;
        if (taken != OPTION_TAKEN)
            return false;
    }
    if (option < -1)
        O->status = say_bad(O, C, option);
    return option == -1;
}

bool options_parse(struct options *O, const struct command *C, int argc, const char **argv,
                   options_take take, void *user)
{
    argv[0] = C->name; /* what popt calls the program */
    *O = (struct options){.context = poptGetContext(C->name, argc, argv, C->options, 0)};
    if (O->context == NULL) {
        O->status = cli_status(GATESIM_ENOMEM);
        return false;
    }
    poptSetOtherOptionHelp(O->context, C->arguments);
    if (!take_all(O, C, take, user))
        return false;
    O->rest = (const char *const *)poptGetArgs(O->context);
    while (O->rest != NULL && O->rest[O->count] != NULL)
        O->count++;
    return true;
}

void options_release(struct options *O)
{
    O->context = poptFreeContext(O->context);
}
