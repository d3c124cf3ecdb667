/* SPDX-License-Identifier: GPL-3.0-or-later */
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
    return EXIT_INPUT;
}

static int show_help(const struct options *O, const struct command *C)
{
    printf("%s\n\n", C->purpose);
    fflush(stdout); /* popt writes past our buffer when it fails; keep the order */
    poptPrintHelp(O->context, stdout, 0);
    printf("\nExamples:\n%s", C->examples);
    return cli_finish_stdout(EXIT_DONE);
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

int options_parse(struct options *O, const struct command *C, int argc, const char **argv,
                  options_take take, void *user)
{
    int option, status;

    argv[0] = C->name; /* what popt calls the program */
    *O = (struct options){.context = poptGetContext(C->name, argc, argv, C->options, 0)};
    if (O->context == NULL)
        return cli_status(GATESIM_ENOMEM);
    poptSetOtherOptionHelp(O->context, C->arguments);
    while ((option = poptGetNextOpt(O->context)) > 0) {
        if (option == OPTION_HELP)
            return show_help(O, C);
        status = take(user, option, poptGetOptArg(O->context));
        if (status >= 0)
            return status;
    }
    if (option < -1)
        return say_bad(O, C, option);
    O->rest = (const char *const *)poptGetArgs(O->context);
    while (O->rest != NULL && O->rest[O->count] != NULL)
        O->count++;
    return -1;
}

void options_release(struct options *O)
{
    O->context = poptFreeContext(O->context);
}
