/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which earlier file a run goes on from: the one at its path, or one of the two beside it.
 *
 * A run that is under way, or was killed, has written PATH.partial. The next run moves that file to
 * PATH.previous, since it writes a PATH.partial of its own. PATH.previous is removed when the run
 * that went on from it has put its results in their place. A run that is killed while it goes on
 * leaves both files, and the next one chooses the better. A run that begins anew leaves
 * PATH.previous where it is: only its user knows whether it is still wanted. */
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

/* Returns how good E, which may be NULL, is to go on from: three times its complete replications.
 * A file about another scenario is at least worth a message, and so is one that cannot be read. */
static uint64_t worth(const struct earlier_run *E)
{
    uint64_t count = 0;

    if (!E)
        return 0;
    if (E->h5.status)
        return E->h5.status == GATESIM_EINPUT ? 2 : has_bytes(E->h5.path);
    for (uint32_t r = 0; r < E->replications; r++)
        count += earlier_run_has(E, r);
    return 3 * count;
}

/* Returns path with ending behind it, for the caller to free, or NULL. */
static char *beside(const char *path, const char *ending)
{
    size_t size = strlen(path) + strlen(ending) + 1;
    char *s = malloc(size);

    if (s)
        snprintf(s, size, "%s%s", path, ending);
    return s;
}

/* Which scenario is looked for, and how files are looked at first. */
struct search {
    const struct gatesim_scenario *scenario;
    earlier_run_look look; /* NULL: in this process */
    void *user;
};

/* Open file, and put it in the place of *best when it is worth more. Returns 0 or GATESIM_ENOMEM.
 */
static int take_better(const char *file, const struct search *how, struct earlier_run **best)
{
    struct earlier_run *E;
    unsigned char *sound = NULL;
    size_t count = 0;
    int status;

    if (how->look && !how->look(how->user, file, how->scenario, &sound, &count))
        return 0;
    status = earlier_run_open(file, how->scenario, &E);
    if (!status && how->look)
        earlier_run_believe(E, sound, count);
    else if (!status)
        earlier_run_check_all(E);
    free(sound);
    if (status == GATESIM_ENOMEM)
        return GATESIM_ENOMEM;
    if (worth(E) > worth(*best)) {
        earlier_run_close(*best, false);
        *best = E;
    } else {
        earlier_run_close(E, false);
    }
    return 0;
}

/* Open the best of the files at the three paths; when that is partial, move it to previous. Returns
 * as earlier_run_resume. */
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

/* Move the file at partial to previous and open it. Returns as earlier_run_reopen. */
static int find_kept(const char *path, const char *partial, const char *previous,
                     const struct search *how, struct earlier_run **kept)
{
    (void)path;
    return rename(partial, previous) == 0 ? earlier_run_open(previous, how->scenario, kept)
                                          : GATESIM_EIO;
}

/* Let which, find_best or find_kept, open an earlier run at path, which is not a link, or beside
 * it. The earlier run owns a file beside path from then on. Returns as which. */
static int find_beside(const char *path, const struct search *how, struct earlier_run **earlier,
                       int (*which)(const char *path, const char *partial, const char *previous,
                                    const struct search *how, struct earlier_run **found))
{
    char *partial = beside(path, ".partial"), *previous = beside(path, ".previous");
    int status = GATESIM_ENOMEM;

    if (partial && previous)
        status = which(path, partial, previous, how, earlier);
    if (*earlier && strcmp((*earlier)->h5.path, path) != 0) {
        (*earlier)->moved = previous;
        previous = NULL;
    }
    free(previous);
    free(partial);
    return status;
}

/* Do what find_beside does where path leads, links followed. */
static int find(const char *path, const struct search *how, struct earlier_run **earlier,
                int (*which)(const char *path, const char *partial, const char *previous,
                             const struct search *how, struct earlier_run **found))
{
    const char *reason;
    char *target;
    int status = partial_file_target(path, &target, &reason);

    *earlier = NULL;
    if (!status)
        status = find_beside(target, how, earlier, which);
    else if (status == GATESIM_EIO)
        status = 0; /* store_create will say so */
    free(target);
    return status;
}

int earlier_run_resume(const char *path, const struct gatesim_scenario *S, earlier_run_look look,
                       void *user, struct earlier_run **earlier)
{
    const struct search how = {S, look, user};
    const int status = find(path, &how, earlier, find_best);

    if (status && *earlier && (*earlier)->h5.status != status) {
        earlier_run_close(*earlier, false);
        *earlier = NULL;
    }
    return status;
}

int earlier_run_reopen(const char *path, const struct gatesim_scenario *S,
                       struct earlier_run **earlier)
{
    const struct search how = {S, NULL, NULL};

    return find(path, &how, earlier, find_kept);
}
