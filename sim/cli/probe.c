/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/cli/probe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "analysis/child.h"
#include "gatesim/status.h"
#include "sim/cli/cli.h"
#include "sim/store/store.h"
#include "sim/store/temporary.h"

#define SECONDS 10 /* and a second more for every 10 MB of the file */
#define MEMORY ((size_t)16 << 30)

int probe(const char *path, const struct gatesim_scenario *S)
{
    struct store_probe P = {.file = path, .scenario = S};
    struct child_limits limits = {.memory = MEMORY, .output = 1};
    unsigned char *none;
    struct stat at;
    size_t size;
    int status;

    if (stat(path, &at) != 0 || !S_ISREG(at.st_mode))
        return EXIT_DONE;
    limits.seconds = SECONDS + (unsigned)(at.st_size / 10000000);
    status = child_run(store_probe, &P, &limits, &none, &size);
    free(none);
    if (status == GATESIM_OK)
        return EXIT_DONE;
    if (status != GATESIM_EIO)
        return cli_status(status);
    cli_say("%s: it is damaged: HDF5 crashes on it, or does not come to an end", path);
    return EXIT_INPUT;
}

int probe_resume(const char *path, const struct gatesim_scenario *S)
{
    static const char *const endings[] = {"", ".partial", ".previous"};
    const size_t size = strlen(path) + sizeof ".previous";
    char *file = malloc(size);
    int status = file != NULL ? EXIT_DONE : cli_status(GATESIM_ENOMEM);

    for (size_t i = 0; status == EXIT_DONE && i < sizeof endings / sizeof *endings; i++) {
        snprintf(file, size, "%s%s", path, endings[i]);
        if (temporary_is_free(file)) /* else it is being written, and will not be read */
            status = probe(file, S);
    }
    free(file);
    return status;
}
