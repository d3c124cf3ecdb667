/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The progress bar: one line that is written over again and again, on a terminal only. */
#ifndef SIM_EXPERIMENT_PROGRESS_H
#define SIM_EXPERIMENT_PROGRESS_H

#include <stdbool.h>
#include <stdio.h>

#include "sim/drive/experiment.h"

/* progress_wanted(to): returns whether the stream is a terminal that can be written over. */
bool progress_wanted(FILE *to);

/* progress_show(to, state): draw the bar on the stream, over the one before. */
void progress_show(FILE *to, const struct experiment_state *state);

/* progress_clear(to): take the bar away. */
void progress_clear(FILE *to);

#endif
