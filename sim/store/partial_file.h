/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The temporary file PATH.partial: taken by one process at a time, and either renamed to
 * PATH when it is whole and on the disk, or removed. */
#ifndef SIM_STORE_PARTIAL_FILE_H
#define SIM_STORE_PARTIAL_FILE_H

#include <stdbool.h>

struct partial_file {
    char *path;    /* the final one, no link; owned */
    char *partial; /* owned */
    int lock;      /* a descriptor of the partial file, which holds the lock; -1 none */
};

/* partial_file_target(path, target, reason): the file that is meant by path, links being followed,
 * to free(). Returns 0; GATESIM_ENOMEM; or GATESIM_EIO, with *reason, when path is a folder, a
 * device or stands for one. */
int partial_file_target(const char *path, char **target, const char **reason);

/* partial_file_take(T, path, reason): create or take over the partial file, empty it not yet.
 * Returns 0, or GATESIM_ENOMEM or GATESIM_EIO with *reason, a text that lives until the next
 * failure; T is to be released all the same. */
int partial_file_take(struct partial_file *T, const char *path, const char **reason);

/* partial_file_keep(T, reason): have the partial file and its name on the disk under the final
 * name. Returns 0 or GATESIM_EIO, with *reason; an older file of that name is then as it was,
 * unless it is the folder that could not be synced. */
int partial_file_keep(struct partial_file *T, const char **reason);

/* partial_file_remove(T): empty the partial file, whoever has it open, and remove it. */
void partial_file_remove(struct partial_file *T);

/* partial_file_release(T): free what T owns and give up the lock; files stay. */
void partial_file_release(struct partial_file *T);

/* partial_file_is_free(partial): whether a partial file is there and no process is writing it. */
bool partial_file_is_free(const char *partial);

#endif
