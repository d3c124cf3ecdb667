/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim check: everything that is wrong with a scenario, or what it says in full. */
#include <stdio.h>
#include <stdlib.h>

#include "gatesim/status.h"
#include "sim/cli/cli.h"
#include "sim/cli/options.h"
#include "sim/experiment/loading.h"
#include "sim/experiment/settings.h"
#include "sim/text/messages.h"

#define OPTION_SET 's'

static const struct poptOption options[] = {
    {"set", '\0', POPT_ARG_STRING, NULL, OPTION_SET, "Change one setting first (may be repeated)",
     "SECTION.KEY=VALUE"},
    OPTIONS_HELP,
    POPT_TABLEEND,
};

const struct command usage_check = {
    .name = "gatesim check",
    .arguments = "[OPTION...] SCENARIO.ini",
    .purpose =
        "Reads a scenario with all that it extends. Reports every mistake with its file and "
        "line,\nor prints the resolved scenario: bases merged in, defaults made visible; sections "
        "that\nnothing uses, and dates that all lie outside of the run, are noted.",
    .examples = "  gatesim check scenarios/peak.ini\n"
                "  gatesim check scenarios/peak.ini --set customs.servers=4 >resolved.ini\n",
    .options = options,
};

static int take(void *user, int option, char *argument)
{
    (void)option;
    return settings_add(stderr, user, NULL, argument);
}

static int check(const char *path, const struct settings *settings)
{
    struct gatesim_scenario *S;
    int status = load_scenario(stderr, path, settings_list(settings), settings->count, &S);

    if (status != EXIT_DONE)
        return status;
    message_diagnostics(stderr, gatesim_scenario_warnings(S));
    message_diagnostics(stderr, gatesim_scenario_notes(S));
    fputs(gatesim_scenario_text(S), stdout);
    status = cli_finish_stdout(EXIT_DONE);
    gatesim_scenario_destroy(S);
    return status;
}

int command_check(int argc, const char **argv)
{
    struct settings settings = {0};
    struct options O;
    int status = options_parse(&O, &usage_check, argc, argv, take, &settings);

    if (status < 0 && O.count != 1) {
        cli_say("one scenario is needed, and %zu are given", O.count);
        status = options_hint(&usage_check);
    } else if (status < 0) {
        status = check(O.rest[0], &settings);
    }
    options_release(&O);
    settings_release(&settings);
    return status;
}
