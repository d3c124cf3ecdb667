/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of what the system says is available, a process gets no more than its own limit of address space
 * allows. */
#include "sim/base/machine.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "sim/base/number.h"

double machine_memory(void)
{
    const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);

    return pages > 0 && size > 0 ? (double)pages * (double)size : 0;
}

/* available(line, bytes): whether line is that of /proc/meminfo which says what is available;
 * *bytes is it. */
static bool available(const char *line, double *bytes)
{
    static const char name[] = "MemAvailable:";
    double kilobytes;

    if (strncmp(line, name, strlen(name)) != 0)
        return false;
    line += strlen(name);
    line += strspn(line, " ");
    if (number_parse(line, number_span(line, strcspn(line, " \n")), &kilobytes) != 0)
        return false;
    *bytes = 1024 * kilobytes;
    return true;
}

/* allowed(bytes): bytes, or what this process may have in all, if that is less. */
static double allowed(double bytes)
{
    struct rlimit most;

    if (getrlimit(RLIMIT_AS, &most) != 0 || most.rlim_cur == RLIM_INFINITY)
        return bytes;
    return bytes > 0 && bytes < (double)most.rlim_cur ? bytes : (double)most.rlim_cur;
}

double machine_memory_free(void)
{
    FILE *file = fopen("/proc/meminfo", "r");
    double bytes = machine_memory();
    char line[128];

    while (file != NULL && fgets(line, sizeof line, file) != NULL && !available(line, &bytes))
        ;
    if (file != NULL)
        fclose(file);
    return allowed(bytes);
}
