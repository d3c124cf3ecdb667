/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lock is one of flock's on the partial file itself: it goes with the process, however
 * that ends, and unlike those of fcntl it survives HDF5's opening and closing of the file. */
#define _DEFAULT_SOURCE /* for flock */

#include "sim/store/partial_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gatesim/status.h"

enum { LINKS_MOST = 40 }; /* as Linux has it */

static int fail(const char **reason)
{
    *reason = strerror(errno);
    return GATESIM_EIO;
}

/* What stands at the final path may be replaced only if it is a file. */
static int check_path(const char *path, const char **reason)
{
    struct stat at;

    if (stat(path, &at) != 0)
        return errno == ENOENT ? 0 : fail(reason);
    if (S_ISREG(at.st_mode))
        return 0;
    *reason = S_ISDIR(at.st_mode) ? "it is a folder" : "it is not a plain file";
    return GATESIM_EIO;
}

/* What a link says, seen from where it lies; or NULL, with errno. */
static char *follow(const char *path)
{
    const char *slash = strrchr(path, '/');
    const size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    char *target = malloc(folder + PATH_MAX + 1);
    const ssize_t length = target ? readlink(path, target + folder, PATH_MAX) : -1;

    if (length < 0) {
        free(target);
        return NULL;
    }
    target[folder + (size_t)length] = '\0';
    if (target[folder] == '/')
        memmove(target, target + folder, (size_t)length + 1);
    else
        memcpy(target, path, folder);
    return target;
}

/* What the system has there is no file, whatever it stands for. */
static bool is_system(const char *path)
{
    return strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0;
}

int partial_file_target(const char *path, char **target, const char **reason)
{
    char *at = strdup(path);
    struct stat there;
    int status = 0;

    *target = NULL;
    *reason = gatesim_status_text(GATESIM_ENOMEM);
    for (int links = 0; at && !status && lstat(at, &there) == 0 && S_ISLNK(there.st_mode);
         links++) {
        char *next = follow(at);

        if (!next || links == LINKS_MOST)
            errno = links == LINKS_MOST ? ELOOP : errno;
        if (!next || links == LINKS_MOST || is_system(at))
            status = GATESIM_EIO;
        if (status)
            *reason = is_system(at) ? "it is not a plain file" : strerror(errno);
        free(at);
        at = next;
    }
    if (at && !status)
        status = check_path(at, reason);
    if (status)
        free(at);
    else
        *target = at;
    return at ? status : GATESIM_ENOMEM;
}

/* Whether the descriptor is of the plain file that has the name now: another process may
 * have finished with it, and renamed it, between our open and our lock. */
static bool still_there(int fd, const char *path, bool *plain)
{
    struct stat opened, named;

    if (fstat(fd, &opened) != 0 || stat(path, &named) != 0)
        return false;
    *plain = S_ISREG(opened.st_mode);
    return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

static int take(struct partial_file *T, const char **reason)
{
    bool plain = true;

    do {
        if (T->lock >= 0)
            close(T->lock);
        T->lock = open(T->partial, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0666);
        if (T->lock < 0)
            return fail(reason);
        if (flock(T->lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            *reason = "another process is writing it";
            return GATESIM_EIO;
        }
    } while (!still_there(T->lock, T->partial, &plain));
    if (plain)
        return 0;
    *reason = "it is not a plain file";
    return GATESIM_EIO;
}

int partial_file_take(struct partial_file *T, const char *path, const char **reason)
{
    int status;

    *T = (struct partial_file){.lock = -1};
    status = partial_file_target(path, &T->path, reason);
    if (status)
        return status;
    T->partial = malloc(strlen(T->path) + sizeof ".partial");
    if (!T->partial)
        return GATESIM_ENOMEM;
    sprintf(T->partial, "%s.partial", T->path);
    status = take(T, reason);
    if (status && T->lock >= 0) {
        close(T->lock);
        T->lock = -1;
    }
    return status;
}

/* Have a new name on the disk. A folder that cannot be opened or does not know fsync has
 * done what it can. */
static int sync_folder(const char *path, const char **reason)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) + 1 : 1;
    char *folder = strndup(slash ? path : ".", length);
    int status = 0, fd;

    if (!folder) {
        *reason = gatesim_status_text(GATESIM_ENOMEM);
        return GATESIM_EIO;
    }
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (fd < 0)
        return 0;
    if (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP)
        status = fail(reason);
    close(fd);
    return status;
}

int partial_file_keep(struct partial_file *T, const char **reason)
{
    if (fsync(T->lock) != 0)
        return fail(reason);
    if (rename(T->partial, T->path) != 0)
        return fail(reason);
    close(T->lock);
    T->lock = -1;
    return sync_folder(T->path, reason);
}

void partial_file_remove(struct partial_file *T)
{
    if (T->lock < 0)
        return;
    if (ftruncate(T->lock, 0) != 0)
        errno = 0; /* nothing to be done: it is removed at any rate */
    unlink(T->partial);
    close(T->lock);
    T->lock = -1;
}

void partial_file_release(struct partial_file *T)
{
    if (T->lock >= 0)
        close(T->lock);
    free(T->partial);
    free(T->path);
    *T = (struct partial_file){.lock = -1};
}

bool partial_file_is_free(const char *partial)
{
    int fd = open(partial, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool locked;

    if (fd < 0)
        return false;
    locked = flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    close(fd);
    return !locked;
}
