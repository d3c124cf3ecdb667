/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim live: the gate in the browser while it runs. */
#include "sim/live/live.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/web/page.h"
#include "gatesim/status.h"
#include "sim/base/path.h"
#include "sim/cli/cli.h"
#include "sim/cli/options.h"
#include "sim/cli/study_options.h"
#include "sim/experiment/settings.h"
#include "sim/text/messages.h"
#include "sim/text/quantities.h"

#define PORT 8417
#define SIDES 2

enum {
    OPTION_SET = 's',
    OPTION_PORT = 'p',
    OPTION_SEED = 512,
    OPTION_PACE,
    OPTION_BIND,
    OPTION_PAUSED
};

static const struct poptOption options[] = {
    {"port", 'p', POPT_ARG_STRING, NULL, OPTION_PORT,
     "Port to listen at, 0 for any that is free (default: 8417)", "N"},
    {"pace", '\0', POPT_ARG_STRING, NULL, OPTION_PACE,
     "Simulated seconds a second, such as 60x, real-time or max (default: 60x)", "RATE"},
    {"paused", '\0', POPT_ARG_NONE, NULL, OPTION_PAUSED,
     "Wait at the start until somebody starts it", NULL},
    {"seed", '\0', POPT_ARG_STRING, NULL, OPTION_SEED,
     "Seed of all chance, instead of the scenario's", "N"},
    {"set", '\0', POPT_ARG_STRING, NULL, OPTION_SET,
     "Change one setting of every scenario first (may be repeated)", "SECTION.KEY=VALUE"},
    {"bind", '\0', POPT_ARG_STRING, NULL, OPTION_BIND,
     "Listen at this address of the machine, so that other machines can come in", "ADDRESS"},
    OPTIONS_HELP,
    POPT_TABLEEND,
};

const struct command usage_live = {
    .name = "gatesim live",
    .arguments = "[OPTION...] SCENARIO.ini [SCENARIO.ini]",
    .purpose =
        "Shows the gate in a browser while it runs: pause it, step, go faster, jump to a time, "
        "and\nchange booths, hours and shares on the way. Two scenarios run side by side on the "
        "same\ntrucks. The address that is printed holds a secret: only who has it can come in, "
        "and "
        "only\nfrom this machine, unless --bind says otherwise. Ctrl-C ends it.",
    .examples = "  gatesim live scenarios/peak.ini\n"
                "  gatesim live scenarios/paper.ini scenarios/digital.ini --pace 600x\n",
    .options = options,
};

struct viewing {
    struct live_options O;
    char *bind; /* owned */
    struct settings settings;
};

static int take_port(struct viewing *V, char *text)
{
    uint64_t port;
    const int status = study_number("--port", text, 0.0, 65535.0, &port);

    V->O.port = (int)port;
    return status;
}

static int take_pace(struct viewing *V, const char *text)
{
    double pace;

    if (quantity_pace(text, &pace) == 0 && (pace == 0.0 || (pace >= 0.01 && pace <= 1e7))) {
        V->O.pace = pace;
        return GATESIM_OK;
    }
    cli_say("--pace %s: write 60x, between 0.01x and 10000000x, real-time or max", text);
    return GATESIM_EINPUT;
}

/* Takes the value of an option. Returns 0, or a status after a message. */
static int take_value(struct viewing *V, int option, char *argument)
{
    int status = GATESIM_OK;

    switch (option) {
    case OPTION_SET:
        return settings_add(stderr, &V->settings, NULL, argument);
    case OPTION_SEED:
        if (settings_seed_wrong(stderr, argument) != 0) {
            free(argument);
            return GATESIM_EINPUT;
        }
        return settings_add(stderr, &V->settings, "scenario.seed", argument);
    case OPTION_PORT:
        return take_port(V, argument);
    case OPTION_PACE:
        status = argument != NULL ? take_pace(V, argument) : cli_status(GATESIM_ENOMEM);
        break;
    case OPTION_PAUSED:
        V->O.running = false;
        break;
    case OPTION_BIND:
        free(V->bind);
        V->bind = argument;
        V->O.elsewhere = true;
        return GATESIM_OK;
    default:
        break;
    }
    free(argument);
    return status;
}

static enum option_taken take(void *user, int option, char *argument)
{
    return option_taken(take_value(user, option, argument));
}

static bool on_ready(void *user, const char *url)
{
    const struct viewing *V = user;

    printf("%s\n", url);
    if (cli_finish_stdout(GATESIM_OK) != GATESIM_OK)
        return false;
    cli_say("open this address in a browser; Ctrl-C ends it; whoever has the address can come in%s",
            V->O.elsewhere ? ", and what is sent is not encrypted" : "");
    return true;
}

static int add(struct live *L, struct viewing *V, const char *path)
{
    struct gatesim_scenario *given = NULL;
    struct gatesim_diagnostics *D = NULL;
    size_t length;
    const char *stem = path_stem(path, &length);
    char *name = strndup(stem, length);
    int status;

    if (name == NULL)
        return cli_status(GATESIM_ENOMEM);
    status = live_add(L, path, settings_list(&V->settings), V->settings.count, name, &given, &D);
    free(name);
    message_diagnostics(stderr, status == GATESIM_OK ? gatesim_scenario_warnings(given) : D);
    gatesim_scenario_destroy(given);
    gatesim_diagnostics_destroy(D);
    if (status == GATESIM_ERANGE) {
        cli_say(
            "%s: it does not start and end when the first scenario does; side by side they must",
            path);
        return GATESIM_EINPUT;
    }
    if (status == GATESIM_EINPUT)
        return GATESIM_EINPUT;
    return status == GATESIM_OK ? GATESIM_OK : cli_status(status);
}

static int view(struct viewing *V, const char *const *paths, size_t count)
{
    struct live *L;
    int status = live_create(&L);

    if (status != 0)
        return cli_status(status);
    status = GATESIM_OK;
    for (size_t i = 0; i < count && status == GATESIM_OK; i++)
        status = add(L, V, paths[i]);
    if (status == GATESIM_OK) {
        status = live_serve(L, &V->O);
        if (status == GATESIM_ESYSTEM) {
            cli_say("cannot serve at %s, port %d: the port is taken, or the address is not this "
                    "machine's, or libwebsockets lacks its plug-in for libuv (Debian: "
                    "libwebsockets-evlib-uv)",
                    V->O.bind, V->O.port);
        } else if (status != GATESIM_OK && status != GATESIM_EIO) { /* of EIO on_ready has told */
            status = cli_status(status);
        }
    }
    live_destroy(L);
    return status;
}

static int check(const struct viewing *V, const struct options *O)
{
    (void)V;
    if (O->count == 0 || O->count > SIDES) {
        cli_say("one scenario is needed, or two to see side by side, and %zu are given", O->count);
        return options_hint(&usage_live);
    }
    if (live_available() && web_page("live") != NULL)
        return GATESIM_OK;
    cli_say("%s", live_available() ? WEB_PAGE_MISSING : LIVE_MISSING);
    return GATESIM_ESYSTEM;
}

enum exit_status command_live(int argc, const char **argv)
{
    struct viewing V = {.O = {.port = PORT, .pace = 60, .running = true}};
    struct options O;
    bool go_on;
    int status;

    V.O.user = &V;
    V.O.ready = on_ready;
    go_on = options_parse(&O, &usage_live, argc, argv, take, &V);
    status = O.status;
    V.O.bind = V.bind != NULL ? V.bind : LIVE_LOOPBACK;
    if (go_on)
        status = check(&V, &O);
    if (go_on && status == GATESIM_OK)
        status = view(&V, O.rest, O.count);
    options_release(&O);
    settings_release(&V.settings);
    free(V.bind);
    return exit_status_of(status);
}
