/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which earlier file a run goes on from: that at its path, or one of those beside it.
 *
 * PATH.partial is what a run that is under way, or was killed, has written. To go on from it, or to
 * begin anew beside it, it is moved to PATH.previous, since the new run writes its own
 * PATH.partial. PATH.previous is removed when the run that went on from it has put its results in
 * their place. A run that is killed while it goes on leaves both, and the next one chooses the
 * better. A run that begins anew leaves PATH.previous where it is: whether that is still wanted,
 * its user alone knows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gatesim/status.h"
#include "sim/store/earlier_run_private.h"
#include "sim/store/partial_file.h"

static bool has_bytes(const char *path)
{
    struct stat at;

    return stat(path, &at) == 0 && S_ISREG(at.st_mode) && at.st_size > 0;
}

/* How good it is to go on from: by what it has. What is about another scenario is at least worth
 * telling, and so is what is there and cannot be read. */
static uint64_t worth(const struct earlier_run *SRC)
{
    uint64_t count = 0;

    if (!SRC)
        return 0;
    if (SRC->h5.status)
        return SRC->h5.status == GATESIM_EINPUT ? 2 : has_bytes(SRC->h5.path);
    for (uint32_t r = 0; r < SRC->replications; r++)
        count += store_source_has(SRC, r);
    return 3 * count;
}

/* path and ending, or NULL. */
static char *beside(const char *path, const char *ending)
{
    size_t size = strlen(path) + strlen(ending) + 1;
    char *s = malloc(size);

    if (s)
        snprintf(s, size, "%s%s", path, ending);
    return s;
}

/* How earlier files are looked at. */
struct search {
    const struct gatesim_scenario *scenario;
    store_look look; /* NULL: in this process */
    void *user;
};

/* Open file, and keep it in *best if it is better. */
static int take_better(const char *file, const struct search *how, struct earlier_run **best)
{
    struct earlier_run *SRC;
    unsigned char *sound = NULL;
    size_t count = 0;
    int status;

    if (how->look && !how->look(how->user, file, how->scenario, &sound, &count))
        return 0;
    status = store_source_open(file, how->scenario, &SRC);
    if (!status && how->look)
        store_source_believe(SRC, sound, count);
    else if (!status)
        source_look(SRC);
    free(sound);
    if (status == GATESIM_ENOMEM)
        return GATESIM_ENOMEM;
    if (worth(SRC) > worth(*best)) {
        store_source_close(*best, false);
        *best = SRC;
    } else {
        store_source_close(SRC, false);
    }
    return 0;
}

/* The best of the files at these paths. */
static int find_best(const char *path, const char *partial, const char *previous,
                     const struct search *how, struct earlier_run **best)
{
    int status = take_better(path, how, best);

    if (!status)
        status = take_better(previous, how, best);
    if (!status && partial_file_is_free(partial))
        status = take_better(partial, how, best);
    if (status || !*best)
        return status;
    if ((*best)->h5.status == 0 && strcmp((*best)->h5.path, partial) == 0 &&
        rename(partial, previous) != 0)
        return GATESIM_EIO;
    return (*best)->h5.status;
}

/* What was kept at partial, and nothing else. */
static int find_kept(const char *path, const char *partial, const char *previous,
                     const struct search *how, struct earlier_run **kept)
{
    (void)path;
    return rename(partial, previous) == 0 ? store_source_open(previous, how->scenario, kept)
                                          : GATESIM_EIO;
}

/* Find a source at path, which is no link, or beside it; its file there is the source's from now
 * on. */
static int find_beside(const char *path, const struct search *how, struct earlier_run **source,
                       int (*which)(const char *path, const char *partial, const char *previous,
                                    const struct search *how, struct earlier_run **found))
{
    char *partial = beside(path, ".partial"), *previous = beside(path, ".previous");
    int status = GATESIM_ENOMEM;

    if (partial && previous)
        status = which(path, partial, previous, how, source);
    if (*source && strcmp((*source)->h5.path, path) != 0) {
        (*source)->moved = previous;
        previous = NULL;
    }
    free(previous);
    free(partial);
    return status;
}

static int find(const char *path, const struct search *how, struct earlier_run **source,
                int (*which)(const char *path, const char *partial, const char *previous,
                             const struct search *how, struct earlier_run **found))
{
    const char *reason;
    char *target;
    int status = partial_file_target(path, &target, &reason);

    *source = NULL;
    if (!status)
        status = find_beside(target, how, source, which);
    else if (status == GATESIM_EIO)
        status = 0; /* it will be told when the file is begun */
    free(target);
    return status;
}

int store_source_resume(const char *path, const struct gatesim_scenario *S, store_look look,
                        void *user, struct earlier_run **source)
{
    const struct search how = {S, look, user};
    const int status = find(path, &how, source, find_best);

    if (status && *source && (*source)->h5.status != status) {
        store_source_close(*source, false);
        *source = NULL;
    }
    return status;
}

int store_source_reopen(const char *path, const struct gatesim_scenario *S,
                        struct earlier_run **source)
{
    const struct search how = {S, NULL, NULL};

    return find(path, &how, source, find_kept);
}
