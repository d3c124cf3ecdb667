/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Input files are opened here, and nowhere else. A path may come from a stranger: from a scenario
 * that was sent, from a results file, over the wire. Opening therefore never waits, and only
 * regular files are read: a named pipe would stop the program until somebody writes to it, and a
 * device may have no end. Thread-safe. */
#ifndef SIM_BASE_INPUT_H
#define SIM_BASE_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#define INPUT_REASON 128 /* bytes that a reason takes, its NUL included */

/* input_open(path, stream, size, reason): open the file at path for reading. With stream true, path
 * may also be a stream that the program was started with, "/dev/stdin" or "/dev/fd/63". *size
 * becomes the file's size in bytes, or 0 for a stream. Returns a descriptor, which the caller
 * closes and which is closed on exec; or -1, and reason, of INPUT_REASON bytes, says why in words
 * such as "it is a named pipe, not a file". */
int input_open(const char *path, bool stream, int64_t *size, char *reason);

#endif
