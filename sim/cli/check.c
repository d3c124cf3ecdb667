/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim check: everything that is wrong with a scenario, or what it says in full. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "gatesim/status.h"
#include "sim/cli/cli.h"
#include "sim/cli/options.h"
#include "sim/experiment/loading.h"
#include "sim/experiment/settings.h"
#include "sim/present/route_picture.h"
#include "sim/text/messages.h"

#define OPTION_SET 's'
#define OPTION_PICTURE 'p'
#define OPTION_SVG 'v'

static const struct poptOption options[] = {
    {"set", '\0', POPT_ARG_STRING, NULL, OPTION_SET, "Change one setting first (may be repeated)",
     "SECTION.KEY=VALUE"},
    {"picture", '\0', POPT_ARG_NONE, NULL, OPTION_PICTURE,
     "Draw the routes in text, with the expected load of each station", NULL},
    {"svg", '\0', POPT_ARG_NONE, NULL, OPTION_SVG, "Draw them as SVG, for a browser or a document",
     NULL},
    OPTIONS_HELP,
    POPT_TABLEEND,
};

const struct command usage_check = {
    .name = "gatesim check",
    .arguments = "[OPTION...] SCENARIO.ini",
    .purpose =
        "Reads a scenario with all that it extends. Reports every mistake with its file and "
        "line,\nor prints the resolved scenario: bases merged in, defaults made visible. Sections "
        "that\nnothing uses, dates that all lie outside of the run, and stations that get more "
        "work than\nthey can do are noted.",
    .examples = "  gatesim check scenarios/peak.ini\n"
                "  gatesim check scenarios/peak.ini --set customs.servers=4 >resolved.ini\n"
                "  gatesim check scenarios/peak.ini --picture\n"
                "  gatesim check scenarios/peak.ini --svg >peak.svg\n",
    .options = options,
};

struct checking {
    struct settings settings;
    bool picture, svg;
};

static enum option_taken take(void *user, int option, char *argument)
{
    struct checking *C = user;

    if (option == OPTION_SET)
        return option_taken(settings_add(stderr, &C->settings, NULL, argument));
    C->picture |= option == OPTION_PICTURE;
    C->svg |= option == OPTION_SVG;
    return OPTION_TAKEN;
}

/* Prints what was asked for: a picture, or the resolved scenario. Returns 0, or GATESIM_ENOMEM. */
static int print(const struct checking *C, const struct gatesim_scenario *S)
{
    if (C->svg)
        return route_picture_svg(S, stdout);
    if (C->picture)
        return route_picture_text(S, stdout);
    fputs(gatesim_scenario_text(S), stdout);
    return GATESIM_OK;
}

static int check(const char *path, const struct checking *C)
{
    const struct settings *settings = &C->settings;
    struct gatesim_scenario *S;
    int status = load_scenario(stderr, path, settings_list(settings), settings->count, &S);

    if (status != GATESIM_OK)
        return status;
    message_diagnostics(stderr, gatesim_scenario_warnings(S));
    message_diagnostics(stderr, gatesim_scenario_notes(S));
    route_picture_overload(S, stderr, path);
    status = print(C, S);
    status = cli_finish_stdout(status == GATESIM_OK ? GATESIM_OK : cli_status(status));
    gatesim_scenario_destroy(S);
    return status;
}

enum exit_status command_check(int argc, const char **argv)
{
    struct checking C = {0};
    struct options O;
    const bool go_on = options_parse(&O, &usage_check, argc, argv, take, &C);
    int status = O.status;

    if (go_on && O.count != 1) {
        cli_say("one scenario is needed, and %zu are given", O.count);
        status = options_hint(&usage_check);
    } else if (go_on && C.picture && C.svg) {
        cli_say("--picture and --svg: one of them at a time");
        status = GATESIM_EINPUT;
    } else if (go_on) {
        status = check(O.rest[0], &C);
    }
    options_release(&O);
    settings_release(&C.settings);
    return exit_status_of(status);
}
