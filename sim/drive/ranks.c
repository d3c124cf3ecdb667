/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing here knows MPI. A program that mpirun has started finds a plugin beside it, which does,
 * and talks through the functions of the plugin; alone, it never looks for one. A result travels
 * as its numbers, its trouble and its extra bytes, end to end. */
#define _POSIX_C_SOURCE 200809L

#include "sim/drive/ranks.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "gatesim/results.h"

#define PLUGIN "gatesim-mpi.so"
#define WAIT_NS 500000 /* between two looks */

/* A result on its way; values, trouble with its NUL, and extra follow. */
struct wire {
    uint64_t index, fingerprint, events, trucks;
    int64_t status;
    uint64_t values, trouble, extra; /* how many, and bytes */
};

static long number_in(const char *name)
{
    const char *text = getenv(name);

    return text != NULL ? strtol(text, NULL, 10) : 0;
}

/* How many processes were started together: Open MPI's mpirun says so, MPICH's, and srun. */
static long started_together(void)
{
    const long open_mpi = number_in("OMPI_COMM_WORLD_SIZE"), mpich = number_in("PMI_SIZE");

    if (open_mpi > 0)
        return open_mpi;
    if (mpich > 0)
        return mpich;
    return getenv("PMIX_RANK") != NULL ? number_in("SLURM_STEP_NUM_TASKS") : 0;
}

/* The plugin in a folder, seen from that of the program. */
static void *load(const char *folder)
{
    char path[PATH_MAX + 64];
    const ssize_t length = readlink("/proc/self/exe", path, PATH_MAX);
    char *slash;

    if (length <= 0)
        return NULL;
    path[length] = '\0';
    slash = strrchr(path, '/');
    snprintf(slash + 1, (size_t)(path + sizeof path - slash - 1), "%s%s", folder, PLUGIN);
    return dlopen(path, RTLD_NOW | RTLD_GLOBAL); /* MPI's own plugins look for its names */
}

static int find_transport(struct ranks *R, char *error)
{
    void *plugin = load("");

    if (plugin == NULL)
        plugin = load("../lib/gatesim/");
    if (plugin == NULL)
        plugin = dlopen(PLUGIN, RTLD_NOW | RTLD_GLOBAL);
    if (plugin != NULL)
        R->transport = dlsym(plugin, RANKS_SYMBOL);
    if (R->transport != NULL)
        return GATESIM_OK;
    snprintf(error, RANKS_ERROR, "%s", dlerror());
    return GATESIM_ESYSTEM;
}

int ranks_open(struct ranks *R, char *error)
{
    *R = (struct ranks){.size = 1};
    if (started_together() <= 1)
        return 0;
    if (find_transport(R, error) != GATESIM_OK)
        return GATESIM_ESYSTEM;
    if (R->transport->start(&R->rank, &R->size) == GATESIM_OK)
        return 1;
    snprintf(error, RANKS_ERROR, "MPI cannot start");
    R->transport = NULL;
    return GATESIM_ESYSTEM;
}

void ranks_close(struct ranks *R)
{
    if (R->transport != NULL)
        R->transport->finish();
    R->transport = NULL;
}

void ranks_abort(struct ranks *R, int status)
{
    if (R->transport != NULL)
        R->transport->end_all(status);
}

int ranks_send(const struct ranks *R, int to, const void *data, size_t size)
{
    return R->transport->send(to, data, size);
}

int ranks_look(const struct ranks *R, int from, void **data, size_t *size)
{
    int status = R->transport->probe(from, size);

    *data = NULL;
    if (status != 1)
        return status;
    *data = malloc(*size + 1);
    if (*data == NULL)
        return GATESIM_ENOMEM;
    status = R->transport->receive(from, *data, *size);
    if (status == GATESIM_OK)
        return 1;
    free(*data);
    *data = NULL;
    return status;
}

int ranks_receive(const struct ranks *R, int from, void **data, size_t *size)
{
    const struct timespec wait = {.tv_nsec = WAIT_NS};
    int status;

    while ((status = ranks_look(R, from, data, size)) == 0)
        (void)nanosleep(&wait, NULL);
    return status == 1 ? GATESIM_OK : status;
}

int ranks_hand_over(const struct ranks *R, const struct experiment_result *result)
{
    const struct wire W = {
        .index = result->index,
        .fingerprint = result->fingerprint,
        .events = result->events,
        .trucks = result->trucks,
        .status = result->status,
        .values = result->values != NULL ? gatesim_values_count(result->cell.scenario) : 0,
        .trouble = strlen(result->trouble) + 1,
        .extra = result->extra_size,
    };
    const size_t values = W.values * sizeof(double);
    const size_t size = sizeof W + values + W.trouble + W.extra;
    char *message = malloc(size), *at = message;
    int status;

    if (message == NULL)
        return GATESIM_ENOMEM;
    memcpy(at, &W, sizeof W);
    at += sizeof W;
    if (values > 0)
        memcpy(at, result->values, values);
    memcpy(at + values, result->trouble, W.trouble);
    if (W.extra > 0)
        memcpy(at + values + W.trouble, result->extra, W.extra);
    status = ranks_send(R, 0, message, size);
    free(message);
    return status;
}

int ranks_result(const void *data, size_t size, struct experiment_result *result)
{
    const char *at = (const char *)data + sizeof(struct wire);
    struct wire W;

    if (size < sizeof W)
        return GATESIM_ESYSTEM;
    memcpy(&W, data, sizeof W);
    if (size != sizeof W + W.values * sizeof(double) + W.trouble + W.extra || W.trouble == 0)
        return GATESIM_ESYSTEM;
    result->index = W.index;
    result->fingerprint = W.fingerprint;
    result->events = W.events;
    result->trucks = W.trucks;
    result->status = (int)W.status;
    result->values = W.values > 0 ? (const double *)(const void *)at : NULL;
    result->trouble = at + W.values * sizeof(double);
    result->extra = W.extra > 0 ? result->trouble + W.trouble : NULL;
    result->extra_size = W.extra;
    return GATESIM_OK;
}
