/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The temporary file PATH.partial: taken by one process at a time, and either renamed to
 * PATH when it is whole and on the disk, or removed. */
#ifndef SIM_STORE_TEMPORARY_H
#define SIM_STORE_TEMPORARY_H

#include <stdbool.h>

struct temporary {
    char *path;    /* the final one, no link; owned */
    char *partial; /* owned */
    int lock;      /* a descriptor of the partial file, which holds the lock; -1 none */
};

/* temporary_target(path, target, reason): the file that is meant by path, links being followed, to
 * free(). Returns 0; GATESIM_ENOMEM; or GATESIM_EIO, with *reason, when path is a folder, a device or
 * stands for one. */
int temporary_target(const char *path, char **target, const char **reason);

/* temporary_take(T, path, reason): create or take over the partial file, empty it not yet.
 * Returns 0, or GATESIM_ENOMEM or GATESIM_EIO with *reason, a text that lives until the next
 * failure; T is to be released all the same. */
int temporary_take(struct temporary *T, const char *path, const char **reason);

/* temporary_keep(T, reason): have the partial file and its name on the disk under the final
 * name. Returns 0 or GATESIM_EIO, with *reason; an older file of that name is then as it was,
 * unless it is the folder that could not be synced. */
int temporary_keep(struct temporary *T, const char **reason);

/* temporary_remove(T): empty the partial file, whoever has it open, and remove it. */
void temporary_remove(struct temporary *T);

/* temporary_release(T): free what T owns and give up the lock; files stay. */
void temporary_release(struct temporary *T);

/* temporary_is_free(partial): whether a partial file is there and no process is writing it. */
bool temporary_is_free(const char *partial);

#endif
