/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files. Thread-safe. */
#ifndef SIM_BASE_PATH_H
#define SIM_BASE_PATH_H

#include <stddef.h>

/* path_stem(path, length): where in path the file's name begins; *length bytes of it are before its
 * ending: "peak" of "runs/peak.h5", ".peak" of ".peak", which has none. */
const char *path_stem(const char *path, size_t *length);

#endif
