/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options that rank and optimize share: what is best, within which limits, how sure. */
#ifndef SIM_CLI_SELECTION_OPTIONS_H
#define SIM_CLI_SELECTION_OPTIONS_H

#include "sim/cli/study_options.h"
#include "sim/experiment/selection_run.h"

enum selection_option {
    SELECTION_ZONE = STUDY_OTHER,
    SELECTION_LIMIT,
    SELECTION_PROBABILITY,
    SELECTION_FIRST,
    SELECTION_MOST,
    SELECTION_BUDGET,
    SELECTION_MINIMISE,
    SELECTION_MAXIMISE,
    SELECTION_OTHER /* the first that a command may use for its own */
};

#define SELECTION_OPTIONS                                                                          \
    STUDY_OPTION("subject-to", '\0', SELECTION_LIMIT,                                              \
                 "A limit that the best must keep, such as 'time_in_system_p95 < 6 h' (may be "    \
                 "repeated)",                                                                      \
                 "LIMIT"),                                                                         \
        STUDY_OPTION("zone", '\0', SELECTION_ZONE,                                                 \
                     "Differences smaller than this do not matter, such as '10 min'", "VALUE"),    \
        STUDY_OPTION("probability", '\0', SELECTION_PROBABILITY,                                   \
                     "That the choice is right (default: 95 %)", "SHARE"),                         \
        STUDY_OPTION("first", '\0', SELECTION_FIRST,                                               \
                     "Replications of each before any is dropped (default: 10)", "N"),             \
        STUDY_OPTION("most", '\0', SELECTION_MOST, "Replications of each at most (default: 1000)", \
                     "N")

/* selection_take(U, option, argument): take one of these options into the rules U. argument is what
 * came with it, or NULL; the function owns it. Returns 0, or a negative status after a message. */
int selection_take(struct selection_rules *U, int option, char *argument);

#endif
