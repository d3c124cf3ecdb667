/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a data file: the first says as which, a trace of trucks or observed times. */
#define _GNU_SOURCE /* for memfd_create */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"

static const char trace[] =
    "[scenario]\nstart = 2025-01-01\nduration = 10 d\n[class a]\nroute = r\n"
    "arrivals = trace /proc/self/fd/%d\n[attribute x]\nshares = green 50 %%, red 50 %%\n"
    "[station s]\nservers = 1\nservice = constant 1 min\n[route r]\nsteps = s\n";
static const char observed[] =
    "[scenario]\nstart = 2025-01-01\nduration = 10 d\n[class a]\nroute = r\n"
    "arrivals = poisson 3/h\n[station s]\nservers = 1\nservice = empirical /proc/self/fd/%d%s\n"
    "[route r]\nsteps = s\n";
static const char *const more[] = {"", " column x", " unit min", " column x unit h"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[sizeof trace + sizeof observed];
    const int fd = memfd_create("data.csv", 0);

    GS_ASSERT(fd >= 0);
    if (size > 0 && write(fd, data + 1, size - 1) == (ssize_t)size - 1) {
        if (data[0] % 2 == 0)
            snprintf(text, sizeof text, trace, fd);
        else
            snprintf(text, sizeof text, observed, fd, more[data[0] / 2 % 4]);
        gatesim_scenario_destroy(fuzz_load(text, strlen(text), NULL));
    }
    close(fd);
    return 0;
}
