/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the makers of samples share. */
#ifndef ANALYSIS_READ_SAMPLE_PRIVATE_H
#define ANALYSIS_READ_SAMPLE_PRIVATE_H

#include <stdbool.h>

#include "analysis/read/sample.h"

/* sample_create(path): an empty sample with path and name set, or NULL. */
struct sample *sample_create(const char *path);

/* sample_text(X, text): a copy in the sample's arena, or NULL. */
const char *sample_text(struct sample *X, const char *text);

/* sample_lay_out(X): set size and offset of every column, and the width, from the axes. false
 * when they are beyond all measure. */
bool sample_lay_out(struct sample *X);

/* sample_reserve(X, room): room for so many replications. Returns 0 or GATESIM_ENOMEM. */
int sample_reserve(struct sample *X, size_t room);

/* sample_read_within(path, whole, memory, sample, reason): as sample_read_whole when whole, else as
 * sample_read. The values of the complete replications may take so many bytes of memory; 0: any
 * number. Of a file with more, *reason says what they take. */
int sample_read_within(const char *path, bool whole, double memory, struct sample **sample,
                       const char **reason);

#endif
