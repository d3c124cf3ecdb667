/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Input files: those that a scenario is read from, and how their paths relate. */
#ifndef SIM_SCENARIO_READ_INPUT_FILE_H
#define SIM_SCENARIO_READ_INPUT_FILE_H

#include <stddef.h>

#include "sim/scenario/read/reader.h"

/* One file of the scenario, or the settings. */
struct input_file {
    const char *path;   /* as messages show it and as it is opened */
    const char *folder; /* of path: "" or up to and with the last '/' */
    const char *beside; /* the folder as seen from the main scenario's folder; "" for that one */
};

/* input_file_create(R, path, beside): of a file at path. Returns NULL without memory. */
struct input_file *input_file_create(struct reader *R, const char *path, const char *beside);

/* path_folder(R, path): path up to and with its last '/', or "". NULL without memory. */
const char *path_folder(struct reader *R, const char *path);

/* path_join(R, folder, path): the path, if it is relative seen from folder, without "." and
 * with "x/.." taken out. NULL without memory. */
const char *path_join(struct reader *R, const char *folder, const char *path);

/* A file's bytes. */
struct bytes {
    char *data; /* in the scratch arena; a NUL follows the last */
    size_t size;
};

/* What a file is to the scenario, which decides what may be opened and how large it may be. */
enum input_kind {
    INPUT_MAIN, /* the scenario itself, which may come from the standard input */
    INPUT_BASE, /* a scenario that is extended */
    INPUT_DATA  /* a CSV file */
};
#define INPUT_TEXT_MOST ((size_t)64 << 20) /* bytes of a scenario */
#define INPUT_DATA_MOST ((size_t)1 << 30)  /* bytes of a CSV file */

/* input_file_read(R, path, kind, B): read the whole file at path into B, and add path to the
 * reader's files. Only regular files are read; see input_open. Returns NULL, or what is wrong in
 * words. */
const char *input_file_read(struct reader *R, const char *path, enum input_kind kind,
                            struct bytes *B);

#endif
