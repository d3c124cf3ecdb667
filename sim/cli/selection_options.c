/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of metrics and limits are kept as they are: what they name is known when a scenario is. */
#include "sim/cli/selection_options.h"

#include <stdlib.h>

#include "gatesim/status.h"
#include "sim/cli/cli.h"

#define MOST 1e6 /* replications of each alternative */

static int take_text(char **text, char *argument)
{
    free(*text);
    *text = argument;
    return argument != NULL ? GATESIM_OK : cli_status(GATESIM_ENOMEM);
}

int selection_take(struct selection_rules *U, int option, char *argument)
{
    switch (option) {
    case SELECTION_LIMIT:
        return settings_add(stderr, &U->limits, NULL, argument);
    case SELECTION_ZONE:
        return take_text(&U->zone, argument);
    case SELECTION_MINIMISE:
    case SELECTION_MAXIMISE:
        U->maximise = option == SELECTION_MAXIMISE;
        return argument != NULL ? take_text(&U->metric, argument) : GATESIM_OK;
    case SELECTION_PROBABILITY:
        return study_share("--probability", argument, &U->confidence);
    case SELECTION_FIRST:
        return study_count("--first", argument, MOST, &U->first);
    case SELECTION_MOST:
        return study_count("--most", argument, MOST, &U->most);
    case SELECTION_BUDGET:
        return study_count("--budget", argument, 1e9, &U->budget);
    default:
        free(argument);
        return GATESIM_OK;
    }
}
