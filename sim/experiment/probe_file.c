/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An earlier file may be damaged so badly that HDF5 crashes on it: a child process reads it first,
 * and says which replications are sound. */
#include "sim/experiment/probe_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "analysis/read/child.h"
#include "gatesim/status.h"
#include "sim/store/earlier_run.h"
#include "sim/store/partial_file.h"
#include "sim/text/messages.h"

#define SECONDS 5 /* of the processor without getting on: HDF5 does not come to an end */
#define MEMORY ((size_t)16 << 30)

int probe_file(FILE *messages, const char *path, const struct gatesim_scenario *S,
               unsigned char **sound, size_t *count)
{
    struct earlier_run_probe P = {.file = path, .scenario = S, .progress = child_progress};
    const struct child_limits limits = {.memory = MEMORY, .seconds = SECONDS, .output = UINT32_MAX};
    unsigned char *given;
    struct stat at;
    size_t size;
    int status;

    if (stat(path, &at) != 0 || !S_ISREG(at.st_mode))
        return GATESIM_OK;
    status = child_run(earlier_run_probe, &P, &limits, &given, &size);
    if (status == GATESIM_OK && sound != NULL) {
        *sound = given;
        *count = size;
        return GATESIM_OK;
    }
    free(given);
    if (status == GATESIM_OK)
        return GATESIM_OK;
    if (status != GATESIM_EIO)
        return message_status(messages, status);
    message(messages, "%s: it is damaged: HDF5 crashes on it, or does not come to an end", path);
    return GATESIM_EINPUT;
}

/* What is being written will not be read. What is damaged is no reason not to run. */
bool probe_look(void *user, const char *file, const struct gatesim_scenario *S,
                unsigned char **sound, size_t *count)
{
    struct probe_look *L = user;
    const int status =
        L->stopped == GATESIM_OK ? probe_file(L->messages, file, S, sound, count) : L->stopped;

    if (status != GATESIM_OK && status != GATESIM_EINPUT)
        L->stopped = status;
    else if (status == GATESIM_EINPUT)
        message(L->messages, "%s: nothing of it is taken over", file);
    return status == GATESIM_OK;
}
