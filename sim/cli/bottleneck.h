/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bottleneck: the station where one more server saves trucks the most time. */
#ifndef SIM_CLI_BOTTLENECK_H
#define SIM_CLI_BOTTLENECK_H

#include "sim/cli/measured.h"
#include "sim/cli/settings.h"

/* What one server more at a station, whenever it has any, takes off the mean time in system. */
struct bottleneck_row {
    size_t station;
    uint32_t servers; /* the most on shift, without it */
    /* s a truck; from differences on common random numbers. The intervals of all rows hold together
     * with 95 % (Bonferroni). */
    struct estimate saving;
};

struct bottleneck {
    struct bottleneck_row *rows; /* the greatest saving first */
    size_t count;
};

/* What is asked. All borrowed. */
struct bottleneck_question {
    const struct measured *measured; /* the run as it is, at its end */
    const struct settings *settings; /* that it was loaded with */
    unsigned threads;                /* as in struct experiment */
    bool quiet;                      /* say nothing but errors */
};

/* bottleneck_find(B, Q): for every station that trucks came to and that has not unlimited servers:
 * every replication again, with and without one server more. *B was zeroed. Returns EXIT_DONE; or
 * EXIT_STOPPED, with what was found until then, or another exit status after saying why. */
int bottleneck_find(struct bottleneck *B, const struct bottleneck_question *Q);
void bottleneck_release(struct bottleneck *B);

#endif
