/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The progress bar: one line on stderr, on a terminal only. */
#ifndef SIM_PRESENT_PROGRESS_H
#define SIM_PRESENT_PROGRESS_H

#include <stdbool.h>

#include "sim/drive/experiment.h"

/* progress_wanted(): whether stderr is a terminal that can be written over. */
bool progress_wanted(void);

/* progress_show(state): draw the bar, over the one before. */
void progress_show(const struct experiment_state *state);

/* progress_clear(): take it away. */
void progress_clear(void);

#endif
